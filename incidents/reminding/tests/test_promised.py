"""Promises are reminded of: whoever made one before its day, and the other side once it is asked,
also 30 and 90 days after; either side alike."""

from datetime import date, timedelta

import pytest

from incidents import following_up, keeping
from incidents.keeping import Answer, Verdict
from incidents.laying_down import Promise
from incidents.models import Reminder
from incidents.reminding.tests.runs import KINDS, moments, run, told, told_now
from incidents.reminding.tiers import Tier
from incidents.reminding.wait import Asks
from incidents.taxonomy import Evidence
from incidents.tests import reports
from incidents.tests.test_following_up import AT_30, AT_90
from liaison.roles import Side
from notifications import rendering
from notifications.models import Notice
from tests.cast import NOW

DUE_ON, OVER = date(2025, 2, 14), NOW + timedelta(days=12)
KEPT = Answer(Verdict.KEPT, Evidence.SEEN)
# Of each side: who speaks for it, its backup and its leader.
SPEAK = {
    Side.SITE: ("manager", "alternate", "leader"),
    Side.POLICE: ("liaison", "backup", "police_leader"),
}


def settled(cast, side, due_on=DUE_ON):
    promise = Promise(side, "Whoever is on duty", "Tell every shift.", due_on)
    incident = reports.settled(cast, promises=[promise])
    return incident, incident.settlements.get().commitments.get()


def say_done(cast, incident, promise, *, at):
    by = getattr(cast, SPEAK[promise.promiser][0])
    keeping.say_done(incident, promise.pk, by=by, at=at)


def check(cast, incident, promise, *, at=OVER):
    by = getattr(cast, SPEAK[promise.promiser.other][0])
    keeping.check(incident, promise.pk, KEPT, by=by, at=at)


def answer_again(cast, incident, promise, *, at):
    by = getattr(cast, SPEAK[promise.promiser.other][0])
    following_up.answer(incident, promise.pk, KEPT, by=by, at=at)


@pytest.mark.parametrize("side", Side)
def test_who_made_a_promise_is_reminded_of_its_day_and_others_after_it(cast, side):
    incident, _promise = settled(cast, side)
    holder, backup, leader = SPEAK[side]
    when = moments(incident)

    assert told_now(cast, when[Tier.HALF] - timedelta(seconds=1)) == set()
    assert told_now(cast, when[Tier.HALF]) == {holder}
    run(when[Tier.MOST])
    assert told(cast) == {("reminder", holder)}
    assert told_now(cast, when[Tier.OVER]) == {holder, backup}
    assert when[Tier.LEADERS] == when[Tier.OVER] + timedelta(days=14)
    run(when[Tier.LEADERS])
    assert ("to_leaders", leader) in told(cast)


@pytest.mark.parametrize("side", Side)
def test_once_it_is_said_to_be_done_only_the_other_side_is_reminded(cast, side):
    incident, promise = settled(cast, side)
    say_done(cast, incident, promise, at=NOW + timedelta(days=1))

    run(NOW + timedelta(days=40))

    others = SPEAK[side.other]
    assert {part for _kind, part in told(cast)} == set(others)


@pytest.mark.parametrize("side", Side)
def test_a_promise_to_check_is_reminded_of_until_it_is_checked(cast, side):
    incident, promise = settled(cast, side)
    holder, backup, leader = SPEAK[side.other]
    when = moments(incident, OVER, Asks.CHECK)

    assert holder in told_now(cast, when[Tier.HALF])
    run(when[Tier.LEADERS])
    assert {("to_leaders", part) for part in (holder, backup, leader)} <= told(cast)
    check(cast, incident, promise, at=when[Tier.LEADERS])
    # Not before it is asked again.
    assert run(AT_30 - timedelta(seconds=1)) == 0


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("asked_at", [AT_30, AT_90])
def test_who_is_asked_again_is_reminded_until_they_answer(cast, side, asked_at):
    incident, promise = settled(cast, side)
    check(cast, incident, promise)
    holder, backup, leader = SPEAK[side.other]
    when = moments(incident, asked_at, Asks.AGAIN)

    assert run(asked_at) == 0
    assert told_now(cast, when[Tier.HALF]) == {holder}
    assert told_now(cast, when[Tier.OVER]) == {holder, backup}
    answer_again(cast, incident, promise, at=when[Tier.SIDE])

    assert run(when[Tier.LEADERS]) == 0
    assert ("to_leaders", leader) not in told(cast)


def test_a_missed_run_asks_about_the_later_question_once(cast):
    incident, promise = settled(cast, Side.POLICE)
    check(cast, incident, promise)
    late = AT_90 + timedelta(days=60)

    assert run(late) == 1
    assert run(late) == 0

    last = promise.follow_ups.get(days=90)
    assert list(Reminder.objects.values_list("thing", "tier")) == [(last.pk, Tier.LEADERS)]


def test_a_promise_two_years_ahead_is_reminded_of_too(cast):
    incident, _promise = settled(cast, Side.SITE, date(2027, 2, 4))
    when = moments(incident)

    assert date(2026, 9, 1) < when[Tier.MOST].date() < date(2026, 10, 1)


def test_the_page_says_that_it_was_reminded_and_which_reminder_is_next(cast, as_, at_ten):
    incident, promise = settled(cast, Side.POLICE)
    text = as_(cast.manager).get(incident.get_absolute_url()).content.decode()
    assert "Next reminder:" in text
    check(cast, incident, promise)
    run(moments(incident, AT_30, Asks.AGAIN)[Tier.HALF])

    text = as_(cast.manager).get(incident.get_absolute_url()).content.decode()
    assert "Reminded: Half of the time is over" in text


def test_each_says_in_its_own_words_what_is_waited_for(cast):
    incident, promise = settled(cast, Side.POLICE)
    asked = [moments(incident)]
    asked.append(moments(incident, OVER, Asks.CHECK))
    for when in asked:
        run(when[Tier.HALF])
    check(cast, incident, promise)
    run(moments(incident, AT_30, Asks.AGAIN)[Tier.HALF])

    rows = Notice.objects.filter(kind__in=KINDS).order_by("created_at")
    bodies = {one.facts["what"]: rendering.body(one) for one in rows}
    assert set(bodies) == {"keep", "promise", "again"}
    assert len(set(bodies.values())) == 3
