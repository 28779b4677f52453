"""What waits for whom in incidents."""

from datetime import date, timedelta

import pytest

from incidents import agenda, keeping, settling, taking_up
from incidents.keeping import Answer, Verdict
from incidents.laying_down import Promise
from incidents.taxonomy import Evidence, Severity
from incidents.tests import reports
from liaison import access
from liaison.agenda import Turn
from liaison.roles import Side
from tests.cast import NOW

PROMISE = Promise(Side.POLICE, "Liaison officer", "Tell every shift.", date(2025, 2, 14))


def turns(person, at=NOW):
    return [
        (item.turn, str(item.what).partition(":")[0]) for item in agenda.waiting_for(person, at)
    ]


def test_what_is_logged_waits_for_whoever_may_release_it(cast):
    reports.logged(cast)

    assert turns(cast.manager) == [(Turn.YOURS, "To be released, or kept")]
    assert turns(cast.staff) == turns(cast.leader) == [(Turn.THEIRS, "To be released, or kept")]
    assert turns(cast.liaison) == []


def test_what_stays_in_its_lane_is_not_asked_about_for_ever(cast):
    reports.logged(cast, occurred_at=NOW - timedelta(days=20), at=NOW - timedelta(days=15))

    assert turns(cast.manager) == []


def test_a_critical_matter_waits_for_those_in_charge_of_its_side_until_it_is_taken_up(cast):
    incident = reports.logged(cast, severity=Severity.CRITICAL)

    [item] = agenda.waiting_for(cast.manager, NOW + timedelta(days=60))
    assert (item.turn, item.what) == (
        Turn.YOURS,
        "Critical, to take up: Police vehicle stopped or parked in front",
    )
    assert item.action.url == f"/incidents/{incident.reference}/#take-up"
    assert turns(cast.leader) == turns(cast.staff) == [(Turn.THEIRS, "Critical, to take up")]
    assert turns(cast.liaison) == turns(cast.police_leader) == []

    taking_up.take_up(incident, "The director, at 14:20.", by=cast.alternate, at=NOW)
    assert turns(cast.manager) == turns(cast.leader) == []


def test_a_release_waits_for_one_press_of_the_liaison(cast):
    incident = reports.released(cast)

    [item] = agenda.waiting_for(cast.liaison, NOW)
    assert (item.turn, item.due, item.zone) == (Turn.YOURS, incident.due_at, "America/Vancouver")
    assert item.action.posts
    assert item.action.url == f"/incidents/{incident.reference}/acknowledge/"
    assert item.action.fields == {"seen": incident.stamp}
    assert turns(cast.manager) == [(Turn.THEIRS, "To acknowledge")]
    assert turns(cast.police_leader) == [(Turn.THEIRS, "To acknowledge")]


def test_an_answer_and_a_settlement_wait_for_the_side_whose_turn_it_is(cast):
    reports.acknowledged(cast)
    assert turns(cast.liaison) == [(Turn.YOURS, "To answer")]

    reports.proposed(cast)
    assert sorted(turns(cast.backup)) == [
        (Turn.YOURS, "Settlement to answer"),
        (Turn.YOURS, "To answer"),
    ]


def test_promises_come_up_before_their_day(cast):
    incident = reports.settled(cast, promises=[PROMISE])

    for person in (cast.manager, cast.liaison, cast.police_leader, cast.staff):
        [item] = agenda.waiting_for(person, NOW)
        assert item.turn == Turn.COMING
        about = incident.what.label
        assert item.what == f"A promise of Liaison officer is due. About: {about}"
        assert item.due.isoformat() == "2025-02-15T07:59:59+00:00"
        assert bool(item.action) == (person == cast.liaison)
    assert turns(cast.manager, NOW - timedelta(days=40)) == []


@pytest.mark.parametrize("days", [11, 400])
def test_after_its_day_a_promise_waits_for_the_other_side_until_it_is_checked(cast, days):
    incident = reports.settled(cast, promises=[PROMISE])
    later = NOW + timedelta(days=days)

    [item] = agenda.waiting_for(cast.manager, later)
    assert (item.turn, item.who) == (Turn.YOURS, "")
    assert item.due.isoformat() == "2025-02-22T07:59:59+00:00"
    assert item.action.url.endswith("/check/")
    for person, who in (
        (cast.liaison, "Harbour Health"),
        (cast.police_leader, "Harbour Health"),
        (cast.leader, "the site manager of your side"),
        (cast.staff, "the site manager of your side"),
    ):
        [item] = agenda.waiting_for(person, later)
        assert (item.turn, item.who, item.action) == (Turn.THEIRS, who, None)

    promise = incident.settlements.get().commitments.get()
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=later
    )
    assert turns(cast.manager, later) == turns(cast.liaison, later) == []


def test_a_promise_said_to_be_done_waits_for_the_other_side_before_its_day(cast):
    incident = reports.settled(cast, promises=[PROMISE])
    promise = incident.settlements.get().commitments.get()
    keeping.say_done(incident, promise.pk, by=cast.liaison, at=NOW)

    assert turns(cast.manager) == [(Turn.YOURS, "Was a promise of Liaison officer kept? About")]
    assert turns(cast.liaison) == [(Turn.THEIRS, "Was a promise of Liaison officer kept? About")]


def test_what_waits_for_others_says_for_whom(cast):
    reports.released(cast)

    for person, who in (
        (cast.manager, "Coastal Police"),
        (cast.police_leader, "the liaison officer of your side"),
    ):
        [item] = agenda.waiting_for(person, NOW)
        assert (item.turn, item.who) == (Turn.THEIRS, who)


def test_a_promise_that_was_only_proposed_is_none_yet(cast):
    incident = reports.proposed(cast, promises=[PROMISE])
    assert Turn.COMING not in dict(turns(cast.manager))

    settlement = incident.settlements.open().get()
    settling.decline(incident, settlement.pk, "No.", by=cast.liaison, at=NOW)
    assert Turn.COMING not in dict(turns(cast.manager))


def test_after_thanks_nothing_waits(cast):
    reports.acknowledged(cast, kind="G1")

    assert turns(cast.liaison) == turns(cast.manager) == []


@pytest.mark.parametrize(
    "part", ["other_manager", "other_liaison", "officer", "admin", "observer", "former"]
)
def test_nothing_waits_for_those_who_see_nothing(cast, part):
    reports.proposed(cast)
    reports.logged(cast)

    assert turns(getattr(cast, part)) == []


def test_the_agenda_says_no_word_of_the_case(cast):
    reports.settled(cast, promises=[PROMISE])
    reports.proposed(cast)

    told = " ".join(f"{item.what} {item.where}" for item in agenda.waiting_for(cast.liaison, NOW))
    assert "forty" not in told
    assert "Tell every shift" not in told


def test_it_takes_three_queries_however_much_waits(cast, django_assert_num_queries):
    for _ in range(3):
        reports.proposed(cast)
        reports.settled(cast, promises=[PROMISE])

    with access.remembering():
        access.standing(cast.liaison)
        with django_assert_num_queries(3):
            assert len(agenda.waiting_for(cast.liaison, NOW)) == 6


def test_of_much_that_waits_the_answers_that_are_due_are_shown_first(cast, monkeypatch):
    monkeypatch.setattr(agenda, "_MOST", 1)
    reports.released(cast, author=cast.liaison)
    reports.logged(cast)

    assert turns(cast.manager) == [(Turn.YOURS, "To acknowledge")]


def test_whoever_stands_on_both_sides_is_asked_for_nothing(cast, torn):
    reports.proposed(cast)

    assert turns(torn) == []
