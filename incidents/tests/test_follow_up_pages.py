"""On pages: whether a promise is still kept, and what can be done where it is not."""

import re
import uuid

import pytest
from django.utils import timezone

from incidents import keeping
from incidents.keeping import Answer, Verdict
from incidents.taxonomy import Evidence
from incidents.tests import reports
from incidents.tests.test_following_up import AT_30, AT_90
from incidents.tests.test_keeping import OVER, THEIRS
from protocols import drafting

WAYS = ("Propose a change of the protocol", "Propose a meeting")


@pytest.fixture
def incident(cast):
    return reports.settled(cast, promises=[THEIRS])


@pytest.fixture
def checked(cast, incident):
    def check(verdict):
        promise = incident.settlements.get().commitments.get()
        keeping.check(
            incident, promise.pk, Answer(verdict, Evidence.SEEN), by=cast.manager, at=OVER
        )
        incident.refresh_from_db()
        return promise

    return check


@pytest.fixture
def at(monkeypatch):
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def address(incident, promise):
    return f"{incident.get_absolute_url()}promises/{promise.pk}/again/"


def page_of(client, incident):
    return client.get(incident.get_absolute_url()).text


def test_it_is_asked_and_answered_on_its_page(cast, as_, incident, checked, at):
    promise = checked(Verdict.KEPT)
    at(AT_30)
    client = as_(cast.manager)
    page = page_of(client, incident)
    assert "Your turn" in page
    assert "Say whether the promise of Liaison officer is still kept." in page
    assert address(incident, promise) in page
    assert "Their turn: Harbour Health" in page_of(as_(cast.liaison), incident)

    asked = client.get(address(incident, promise)).text
    assert "Is it kept today?" in asked
    given = {"verdict": "not_kept", "evidence": "seen", "words": "Again a car.", "seen": "0"}
    stale = client.post(address(incident, promise), given)
    assert (stale.status_code, "Again a car." in stale.text) == (409, True)
    answer = client.post(
        address(incident, promise), {**given, "seen": incident.stamp}, follow=True
    ).text

    for words in (
        "What can be done stands beneath the promise.",
        "Promise of Liaison officer, asked again: not kept",
        "After 30 days",
        "Again a car.",
    ):
        assert words in answer, words


def test_nothing_asked_is_told(cast, as_, incident, checked, at):
    promise = checked(Verdict.KEPT)
    at(OVER)
    given = {"verdict": "kept", "evidence": "seen", "seen": incident.stamp}

    answer = as_(cast.manager).post(address(incident, promise), given, follow=True)

    assert answer.redirect_chain == [(incident.get_absolute_url(), 302)]
    assert "Here stands what can be done now." in answer.text
    assert not promise.follow_ups.filter(answered_at__isnull=False).exists()


@pytest.mark.usefixtures("agreed")
def test_what_was_not_kept_offers_a_change_and_a_meeting(cast, as_, incident, checked, at):
    checked(Verdict.NOT_KEPT)
    at(OVER)

    for person, ways in (
        (cast.manager, WAYS),
        (cast.liaison, WAYS),
        (cast.police_leader, WAYS),
        (cast.leader, WAYS[:1]),
        (cast.staff, ()),
    ):
        page = page_of(as_(person), incident)
        assert tuple(way for way in WAYS if way in page) == ways
        assert "Settled. A promise was not kept" in page


def test_the_ways_lead_to_their_pages(cast, as_, agreed, incident, checked, at):
    checked(Verdict.NOT_KEPT)
    at(OVER)
    client = as_(cast.manager)
    protocol = agreed.version.protocol
    amend = f"/protocols/{protocol.slug}/next/"
    meet = f"/visits/new/?partnership={cast.partnership.pk}&amp;kind=debrief"

    page = page_of(client, incident)
    assert f'href="{amend}' in page
    assert f'href="{meet}"' in page
    assert client.get(amend).status_code == 200
    assert 'value="debrief" selected' in client.get(meet.replace("&amp;", "&")).text

    draft = drafting.start_next(protocol, by=cast.manager, at=OVER)
    page = page_of(client, incident)
    assert amend not in page
    assert f'href="{draft.get_absolute_url()}' in page


def test_a_change_begins_at_the_clause_that_it_was_judged_by(
    cast, as_, agreed, incident, checked, at
):
    """Parking in front of the site: the clause about it, whatever its number is by then."""
    checked(Verdict.NOT_KEPT)
    at(OVER)
    client, protocol = as_(cast.manager), agreed.version.protocol
    judged_by = re.search(r'href="[^"]*#(clause-\d+)"', page_of(client, incident))[1]
    clause = agreed.version.clauses.get(number=judged_by.removeprefix("clause-"))
    amend = f"/protocols/{protocol.slug}/next/?clause={clause.key}"
    assert f'href="{amend}"' in page_of(client, incident)
    assert f"It opens at clause {clause.number}." in client.get(amend).text

    begun = client.post(amend)

    draft = protocol.versions.order_by("-number")[0]
    assert begun["Location"] == f"{draft.get_absolute_url()}#{judged_by}"
    assert f'href="{draft.get_absolute_url()}#{judged_by}"' in page_of(client, incident)

    draft.clauses.filter(key=clause.key).update(key=uuid.uuid4())
    assert f'href="{draft.get_absolute_url()}"' in page_of(client, incident)


def test_where_nothing_is_in_force_there_is_nothing_to_change(cast, as_, incident, checked, at):
    checked(Verdict.NOT_KEPT)
    at(OVER)

    page = page_of(as_(cast.manager), incident)

    assert WAYS[0] not in page
    assert WAYS[1] in page


def test_a_promise_that_is_kept_by_now_offers_nothing(cast, as_, incident, checked, at):
    promise = checked(Verdict.NOT_KEPT)
    at(AT_90)
    given = {"verdict": "kept", "evidence": "record", "seen": incident.stamp}

    page = as_(cast.manager).post(address(incident, promise), given, follow=True).text

    assert "Settled: nobody has to do anything now" in page
    assert "Propose a meeting" not in page
    assert "After 90 days" in page
    assert "We were shown a record of it" in page
