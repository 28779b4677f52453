"""The frame offers what a person's roles open, and nothing else."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from liaison import context
from liaison.templatetags.icon_tags import LINES, icon

PARTS = ("sites", "protocols", "visits", "incidents", "people", "manage")


@pytest.mark.parametrize(
    ("part", "opens"),
    [
        ("manager", {"sites", "protocols", "visits", "incidents", "people"}),
        ("staff", {"sites", "protocols", "visits", "incidents"}),
        ("officer", {"sites", "protocols"}),
        ("auditor", {"sites", "protocols", "visits"}),
        ("admin", {"manage"}),
        ("stranger", set()),
        ("former", set()),
    ],
)
def test_the_rail_shows_what_the_roles_open(cast, part, opens):
    request = RequestFactory().get("/sites/harbour-street/")
    request.user = getattr(cast, part)

    frame = context.frame(request)

    assert {name for name in PARTS if getattr(frame["opens"], name)} == opens
    assert frame["section"] == "sites"


def test_a_request_that_broke_before_sign_in_still_has_a_frame():
    frame = context.frame(RequestFactory().get("/"))

    assert frame["section"] == ""
    assert not frame["opens"].sites


KEPT = '{% load frame_tags %}{% kept "components/bell.html" unread=unread %}'


@pytest.mark.parametrize(
    ("language", "unread", "words"),
    [("en", True, "Something new."), ("fr", True, "Du nouveau."), ("en", False, "")],
)
def test_a_kept_piece_is_written_for_each_language_and_each_fact(language, unread, words):
    with translation.override(language):
        shown = [Template(KEPT).render(Context({"unread": unread})) for _turn in range(2)]

    assert shown[0] == shown[1]
    assert words in shown[0]
    assert ("bell__dot" in shown[0]) is unread


def test_the_frame_asks_one_query_for_the_mandates_and_one_for_the_bell(
    cast, django_assert_num_queries
):
    request = RequestFactory().get("/")
    request.user = cast.liaison

    with django_assert_num_queries(2):
        context.frame(request)


@pytest.mark.parametrize(("language", "words"), [("en", "Sign out"), ("fr", "Se déconnecter")])
def test_the_account_is_written_for_whoever_reads_it(cast, as_, language, words):
    for person, name in ((cast.liaison, "Liaison <{name}>"), (cast.manager, "{token} & {other}")):
        person.name, person.language = name, language
        person.save()
        page = as_(person).get("/sites/?a=1&b={path}").text

        assert page.count(f'">{escape(name)}</a>') == 2
        assert page.count('name="next" value="/sites/?a=1&amp;b=%7Bpath%7D"') == 2
        assert words in page
        tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w{64})"', page)
        assert len(tokens) == page.count("csrfmiddlewaretoken") >= 4


def test_without_a_person_the_account_is_the_way_in(client, db):
    page = client.get(reverse("account_login")).text

    assert 'name="next"' in page
    assert "account__name" not in page
    assert "Sign out" not in page


MAY = '{% load access_tags %}{% may "protocol.sign" on as it %}{{ it.allowed }} {{ it.reason }}'


@pytest.mark.parametrize(
    ("part", "said"), [("manager", "True "), ("staff", "False This needs: Site leader or Site")]
)
def test_a_page_asks_and_shows_the_same_reason(cast, part, said):
    shown = Template(MAY).render(Context({"user": getattr(cast, part), "on": cast.partnership}))

    assert shown.startswith(said)


def test_a_page_without_a_person_allows_nothing():
    assert Template(MAY).render(Context({"on": None})) == "False "


@pytest.mark.parametrize("name", LINES)
def test_a_drawing_is_hidden_from_those_who_hear_the_page(name):
    drawn = icon(name)

    assert 'aria-hidden="true"' in drawn
    assert drawn.count("<path") >= 1
