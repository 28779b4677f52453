"""Each way out asks first, says what happens, and leads back."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.lines import table
from incidents.models import Removal
from incidents.tests import texts
from incidents.tests.texts import TEXTS, WORDS
from liaison import access, refusal
from tests.cast import NOW


def _confided(said):
    where = [said.incident.reference, said.pk]
    return reverse("incidents:confided_take_out", args=where)


WAYS = {
    "site to mediator": (_confided, "Neither that side nor the mediator can read it any more."),
    "mediator's note": (_confided, "You cannot read it any more, and nobody else could."),
    "what recurs": (
        lambda end: reverse("incidents:pattern_end_take_out", args=[end.pattern_id, end.pk]),
        "Neither side can read it any more.",
    ),
    "told to the site": (
        lambda told: reverse("telling:told_take_out", args=[told.pk]),
        "Whoever holds the slip then finds nothing.",
    ),
    "body that was told": (
        lambda row: table.way(Removal.What.BODY, row),
        "Nobody of your side can read it any more.",
    ),
    "place to meet": (
        lambda row: table.way(Removal.What.PLACE, row),
        "Neither side can read it any more.",
    ),
    "post of an officer": (
        lambda row: table.way(Removal.What.POST, row),
        "Nobody of your side can read it any more.",
    ),
}


@pytest.fixture(autouse=True)
def later():
    with time_machine.travel(NOW + timedelta(days=2), tick=False), access.remembering():
        yield


@pytest.mark.parametrize("name", WAYS)
def test_it_asks_first_then_does_it(cast, as_, name):
    address, loses = WAYS[name]
    thing = TEXTS[name].write(cast)
    access.forget()
    there, browser = address(thing), as_(getattr(cast, TEXTS[name].by))
    pages = [browser.get(page).text for page in texts.pages(thing)]

    asked = browser.get(there).text
    refused = browser.post(there, {"why": "x"})
    done = browser.post(there, {"why": "person"}, follow=True)

    assert any(f'href="{there}"' in page for page in pages)
    assert WORDS in asked
    assert loses in asked
    assert (refused.status_code, WORDS in refused.text) == (422, True)
    assert done.redirect_chain
    assert "Taken out for good" in done.text
    assert WORDS not in done.text
    assert there not in done.text


@pytest.mark.parametrize("name", WAYS)
def test_the_way_up_is_open_to_whoever_is_asked(cast, as_, name):
    """The list of incidents is not there for a mediator."""
    address, _loses = WAYS[name]
    thing = TEXTS[name].write(cast)
    access.forget()
    browser = as_(getattr(cast, TEXTS[name].by))

    asked = browser.get(address(thing)).text
    crumbs = "".join(re.findall('<nav class="breadcrumbs".*?</nav>', asked, re.DOTALL))

    assert {browser.get(way).status_code for way in re.findall('href="([^"]+)"', crumbs)} <= {200}


@pytest.mark.parametrize("name", sorted(set(WAYS) - {"told to the site"}))
@pytest.mark.parametrize("sends", [{}, {"why": "person"}], ids=["comes", "sends"])
def test_what_is_gone_leads_back_and_says_so(cast, as_, name, sends):
    address, _loses = WAYS[name]
    thing, who = TEXTS[name].write(cast), getattr(cast, TEXTS[name].by)
    texts.take_out(thing, who)

    browser, there = as_(who), address(thing)
    send = browser.post if sends else browser.get
    answer = send(there, sends, follow=True)

    assert answer.redirect_chain
    assert "This text was taken out for good already." in answer.text


@pytest.mark.parametrize("name", ["body that was told", "place to meet", "post of an officer"])
def test_to_whoever_does_not_read_it_any_more_it_is_not_there(cast, as_, name, monkeypatch):
    """Their mandate ends after the page found it, and before it is emptied."""
    address, _loses = WAYS[name]
    thing, who = TEXTS[name].write(cast), getattr(cast, TEXTS[name].by)
    access.forget()
    attempt = refusal.attempt

    def after_the_mandate(*args):
        who.mandates.update(ended_at=NOW, ended_by=cast.leader)
        access.forget()
        return attempt(*args)

    monkeypatch.setattr(refusal, "attempt", after_the_mandate)
    answer = as_(who).post(address(thing), {"why": "person"})

    assert answer.status_code == 404
    assert not Removal.objects.exists()
