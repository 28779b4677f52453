"""Saying on pages what became of a promise."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from incidents import checking, keeping, settling
from incidents.keeping import Answer, Verdict
from incidents.models import Commitment
from incidents.reminding import waits
from incidents.reminding.wait import Asks
from incidents.taxonomy import Evidence
from incidents.tests import reports
from incidents.tests.test_keeping import LAST, OURS, OVER, THEIRS
from liaison.roles import Side
from tests.cast import NOW


@pytest.fixture
def incident(cast):
    return reports.settled(cast, promises=[OURS, THEIRS])


@pytest.fixture
def promise(incident):
    return incident.settlements.get().commitments.get(side=Side.POLICE)


@pytest.fixture
def at(monkeypatch):
    """``at(moment)``: the clock of everybody who looks."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def address(incident, promise, deed):
    return f"{incident.get_absolute_url()}promises/{promise.pk}/{deed}/"


def page_of(client, incident):
    return client.get(incident.get_absolute_url()).content.decode()


def test_before_its_day_the_bar_says_that_promises_are_still_to_be_kept(cast, as_, incident, at):
    at(NOW)

    page = page_of(as_(cast.liaison), incident)
    assert "Promises are still to be kept" in page
    assert "Say that it is done" in page
    assert "nobody has to do anything" not in page
    assert "Say whether it was kept" not in page
    assert "Then your side says whether the promise of" in page
    assert "Then the other side says" in page_of(as_(cast.manager), incident)


def test_after_its_day_it_is_the_turn_of_the_side_that_checks(cast, as_, incident, promise, at):
    at(OVER)
    keeping.check(
        incident,
        incident.settlements.get().commitments.get(side=Side.SITE).pk,
        Answer(Verdict.KEPT, Evidence.SEEN),
        by=cast.liaison,
        at=OVER,
    )

    manager, leader, liaison = (
        page_of(as_(person), incident) for person in (cast.manager, cast.leader, cast.liaison)
    )
    assert "Your turn" in manager
    assert address(incident, promise, "check") in manager
    assert "Your side’s turn: Harbour Health" in leader
    assert address(incident, promise, "check") not in leader
    assert "Their turn: Harbour Health" in liaison
    assert "The other side says whether the promise of Liaison officer was kept." in liaison


def test_when_all_are_checked_nobody_has_to_do_anything(cast, as_, incident, at):
    at(OVER)
    for one in Commitment.objects.all():
        by = cast.liaison if one.side == Side.SITE else cast.manager
        keeping.check(incident, one.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=by, at=OVER)

    page = page_of(as_(cast.manager), incident)
    assert "Settled: nobody has to do anything now" in page
    assert "Promise of Liaison officer: kept" in page


def test_the_page_shows_the_promise_and_keeps_the_answer(cast, as_, incident, promise, at):
    at(OVER)
    client = as_(cast.manager)
    page = client.get(address(incident, promise, "check")).content.decode()
    for words in ("Tell every shift.", "Fri 14 Feb 2025", "Both sides: those in charge"):
        assert words in page, words

    answer = client.post(
        address(incident, promise, "check"),
        {
            "verdict": "not_kept",
            "evidence": "seen",
            "words": "One shift did not know.",
            "seen": incident.stamp,
        },
        follow=True,
    )
    page = answer.content.decode()
    assert "What can be done stands beneath the promise." in page
    assert "Promise of Liaison officer: not kept" in page
    assert "One shift did not know." in page


def test_the_own_side_says_that_it_is_done(cast, as_, incident, promise, at):
    at(NOW)
    answer = as_(cast.liaison).post(
        address(incident, promise, "done"), {"words": "", "seen": incident.stamp}, follow=True
    )

    assert "Said to be done: to be checked" in answer.content.decode()
    assert "Say whether it was kept" in page_of(as_(cast.manager), incident)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"verdict": ""}, 422),
        ({"verdict": "perhaps"}, 422),
        ({"evidence": ""}, 422),
        ({"evidence": "nothing"}, 422),
        ({"words": "call 604 555 1234"}, 422),
        ({"seen": "0"}, 409),
        ({"seen": "x"}, 409),
    ],
)
def test_a_wrong_answer_comes_back_with_what_was_typed(
    cast, as_, incident, promise, at, fields, status
):
    at(OVER)
    given = {
        "verdict": "kept",
        "evidence": "seen",
        "words": "Seen it.",
        "seen": incident.stamp,
        **fields,
    }
    answer = as_(cast.manager).post(address(incident, promise, "check"), given)

    assert answer.status_code == status
    assert given["words"] in answer.content.decode()
    promise.refresh_from_db()
    assert not promise.verdict


def test_too_soon_is_told(cast, as_, incident, promise, at):
    at(OVER - timedelta(seconds=1))
    given = {"verdict": "kept", "evidence": "seen", "seen": incident.stamp}
    answer = as_(cast.manager).post(address(incident, promise, "check"), given)

    assert answer.status_code == 422
    assert "when its day is over" in answer.content.decode()


def test_a_promise_that_is_only_proposed_has_no_page(cast, as_):
    incident = reports.proposed(cast, promises=[THEIRS])
    promise = incident.settlements.get().commitments.get()

    assert as_(cast.manager).get(address(incident, promise, "check")).status_code == 404


# Its day has passed when it is accepted -----------------------------------------------------------
def test_what_is_accepted_after_its_day_is_asked_about_from_then_on(cast, as_):
    incident = reports.proposed(cast, promises=[THEIRS])
    accepted = OVER + timedelta(days=2, hours=2)
    with time_machine.travel(accepted, tick=False):
        page = as_(cast.liaison).get(incident.get_absolute_url()).text
    assert "Its day has passed" in page
    assert "The day of a promise in it has passed." in page

    settling.accept(incident, incident.settlements.get().pk, by=cast.liaison, at=accepted)
    promise = incident.settlements.get().commitments.get()
    incident.refresh_from_db()
    after = accepted + timedelta(minutes=1)
    question = checking.question(promise, incident, after)

    assert question.since == accepted
    assert question.until > accepted + timedelta(days=5)
    assert [one.asks for one in waits.of(incident, after)] == [Asks.CHECK]
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=after
    )


def test_what_is_proposed_in_time_says_nothing_of_the_kind(cast, as_):
    incident = reports.proposed(cast, promises=[THEIRS])
    with time_machine.travel(LAST, tick=False):
        page = as_(cast.liaison).get(incident.get_absolute_url()).text

    assert "Accept for my side" in page
    assert "has passed" not in page
