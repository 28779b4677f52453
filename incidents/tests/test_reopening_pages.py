"""Opening an incident again on its page, and how it reads afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import agenda, keeping, settling
from incidents.models import Commitment
from incidents.taxonomy import Outcome
from incidents.tests import reports
from incidents.tests.test_reopening import (
    LATER,
    MISSED,
    WHY,
    by_discussion,
    by_mediation,
    by_the_body,
    reopen,
)
from incidents.tests.world import PROMISE
from liaison.agenda import Turn
from tests.cast import NOW


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """Twenty days after the cast's day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def page_of(client, incident):
    return client.get(incident.get_absolute_url()).text


@pytest.mark.parametrize("part", ["manager", "liaison"])
def test_it_goes_over_the_page(cast, as_, part):
    incident = by_discussion(cast)
    url = f"{incident.get_absolute_url()}reopen/"
    client = as_(getattr(cast, part))
    assert f'href="{url}"' in page_of(client, incident)
    form = client.get(url).text
    assert "Each side can do this once, until" in form
    assert "Mon 5 May 2025" in form

    answer = client.post(url, {"words": WHY, "seen": incident.stamp}, follow=True).text

    assert "Open again. Both sides have been told; the other answers." in answer
    for reader in ("manager", "liaison", "leader", "police_leader"):
        page = page_of(as_(getattr(cast, reader)), incident)
        assert WHY in page
        assert "Opened again: both sides talk on" in page
        assert "Agreed before it was opened again" in page
        assert "Parked elsewhere from now on." in page
        assert "Tell every shift." in page


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader"])
def test_who_may_not_is_not_led_there(cast, as_, part):
    incident = reports.settled(cast, author=cast.staff)

    client = as_(getattr(cast, part))
    assert "reopen/" not in page_of(client, incident)
    assert client.get(f"{incident.get_absolute_url()}reopen/").status_code == 403


def test_it_is_the_turn_of_the_other_side_on_both_desks(cast):
    incident = reopen(by_discussion(cast), cast.manager)

    def turns(person):
        waiting = agenda.waiting_for(person, LATER)
        return [item.turn for item in waiting if item.what.startswith("To answer")]

    assert turns(cast.liaison) == [Turn.YOURS]
    assert turns(cast.manager) == [Turn.THEIRS]
    assert incident.due_at.date().isoformat() == "2025-02-27"


def test_a_side_that_has_done_it_is_not_led_there_again(cast, as_):
    incident = by_discussion(cast)
    reopen(incident, cast.manager, at=NOW + timedelta(days=1))
    settling.propose(incident, Outcome.CLARIFIED, "Anew.", by=cast.manager, at=LATER)
    settling.accept(incident, incident.settlements.open().get().pk, by=cast.liaison, at=LATER)

    url = f"{incident.get_absolute_url()}reopen/"
    assert url not in page_of(as_(cast.alternate), incident)
    assert url in page_of(as_(cast.backup), incident)
    assert "Your side has opened this again once." in as_(cast.manager).get(url).text


def test_a_promise_of_before_is_answered_from_the_page(cast, as_):
    incident = reopen(by_discussion(cast), cast.liaison)
    promise = Commitment.objects.get()
    url = f"{incident.get_absolute_url()}promises/{promise.pk}/check/"
    client = as_(cast.manager)
    assert url in page_of(client, incident)

    given = {"verdict": "kept", "evidence": "seen", "words": "", "seen": incident.stamp}
    assert client.post(url, given).status_code == 302

    promise.refresh_from_db()
    assert promise.verdict == "kept"
    incident.refresh_from_db()
    assert (incident.stage, incident.turn) == ("discussion", "site")


def test_a_missed_promise_leads_there(cast, as_):
    incident = by_discussion(cast)
    keeping.check(incident, Commitment.objects.get().pk, MISSED, by=cast.manager, at=LATER)

    page = page_of(as_(cast.manager), incident)

    ways = page.split("What can be done now")[1].split("</div>")[0]
    assert "Open it again" in ways
    assert "leaders/review" not in ways  # nothing was mediated


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "The mediator’s own notes are destroyed by"),
        (31, "The mediator’s own notes were destroyed by"),
    ],
)
def test_after_a_mediation_the_page_says_what_is_left_of_it(cast, as_, monkeypatch, days, words):
    incident = by_mediation(cast)
    form = as_(cast.manager).get(f"{incident.get_absolute_url()}reopen/").text
    assert "With this the mediation is over" in form
    assert "begins without them" in form
    reopen(incident, cast.manager)
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER + timedelta(days=days))

    page = page_of(as_(cast.liaison), incident)

    assert words in page
    assert "What was said in the mediation stays there" in page
    assert "begins without them" in page


def test_what_the_body_answered_stays_on_the_page(cast, as_):
    incident = reopen(by_the_body(cast), cast.manager)

    page = page_of(as_(cast.liaison), incident)

    assert "Nothing further is done." in page
    assert "The statutory body" in page
    assert "Write to both sides" in page


def test_the_page_costs_no_more_with_more_promises_of_before(cast, as_):
    def queries(incident):
        client = as_(cast.liaison)
        page_of(client, incident)
        with CaptureQueriesContext(connection) as caught:
            page_of(client, incident)
        return len(caught)

    few = reopen(by_discussion(cast), cast.manager)
    many = reopen(reports.settled(cast, promises=[PROMISE] * 4), cast.manager)

    assert queries(many) == queries(few)
