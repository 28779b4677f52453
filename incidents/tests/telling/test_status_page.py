"""The page on which a slip is asked for."""

import re

import pytest

from incidents.models import Told
from incidents.telling import answering, limits
from incidents.telling.answers import Answer
from incidents.telling.asked import Wish
from liaison import access

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ASK = "/tell/status/?lang=en"
OTHER = "acorn actor adapt adult airport album"


def ask(client, slip, **more):
    return client.post(ASK, {"slip": slip}, **more)


def test_it_goes_from_received_to_an_answer(client, tell, clock, cast):
    slip = tell(wish=Wish.RAISE).slip
    assert "It came in" in ask(client, slip).text
    clock.shift(86_400)
    told = Told.objects.get()
    answering.answer(told, Answer.WITHIN, "Come by.", by=cast.manager)

    page = ask(client, slip).text

    assert "It was taken up" in page
    assert "The site is doing something about it itself." in page
    assert "Come by." in page
    assert slip not in page
    assert cast.manager.name not in page
    assert cast.site.name not in page


def test_it_is_asked_in_either_language(client, tell):
    slip = tell(language="fr").slip

    assert "It came in" in ask(client, slip.upper()).text
    assert '<html lang="fr">' in client.post("/tell/status/?lang=fr", {"slip": slip}).text


def test_words_that_were_never_given_are_not_known(client, tell):
    tell()

    answer = ask(client, OTHER)

    assert answer.status_code == 200
    assert "Nothing is known by these words" in answer.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Type the six words"), ("acorn actor", "this has 2"), ("a\u202eb", "cannot be seen")],
)
def test_what_is_no_slip_is_said(client, tell, typed, says):
    answer = ask(client, typed)

    assert answer.status_code == 422
    assert says in answer.text


def test_a_slip_is_never_taken_from_an_address(client, tell):
    slip = tell().slip

    assert "It came in" not in client.get(f"{ASK}&slip={slip.replace(' ', '+')}").text


def test_nobody_tries_slips_by_the_thousand(client, tell, monkeypatch, clock):
    monkeypatch.setattr(limits, "ASKING", limits.Limit("asked", from_one=2, in_all=4))
    slip = tell().slip
    here, there = {"REMOTE_ADDR": "203.0.113.9"}, {"REMOTE_ADDR": "198.51.100.7"}
    for address in (here, here):
        assert ask(client, OTHER, **address).status_code == 200
    assert ask(client, slip, REMOTE_ADDR="203.0.113.77").status_code == 429  # its network
    assert ask(client, slip, **there).status_code == 200
    assert ask(client, slip, **there).status_code == 429  # too many in all
    clock.shift(3601)
    assert ask(client, slip, **here).status_code == 200


@pytest.mark.parametrize(
    ("answer", "heading", "says"),
    [
        (Answer.RAISED, "It was taken up", "has raised it with the police, without details"),
        (Answer.UNRAISED, "It was not taken up", "did not raise it with the police"),
    ],
)
def test_a_wish_to_raise_it_finds_its_answer(client, tell, clock, cast, answer, heading, says):
    slip = tell(wish=Wish.RAISE).slip
    clock.shift(86_400)
    access.forget()
    answering.answer(Told.objects.get(), answer, by=cast.manager)

    page = ask(client, slip).text

    # In a paragraph of its own, which is read aloud with the others.
    assert f"{heading}</h2>" in page
    assert re.search(rf"<p>[^<]*{says}", page)
