"""Promises are asked about again, 30 and 90 days after they were settled."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from incidents import agenda, following_up, keeping, tasks
from incidents.keeping import Answer, CannotCheck, Verdict
from incidents.laying_down import Promise
from incidents.models import FollowUp
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Evidence, Lane
from incidents.tests import reports
from incidents.tests.test_keeping import OVER, THEIRS
from incidents.tests.test_notices import POLICE_HANDLES, SITE_HANDLES, told
from liaison import access
from liaison.agenda import Turn
from liaison.refusal import Stale
from liaison.roles import Side
from tests.cast import NOW

# The end, in Vancouver, of the days 30 and 90 days after the cast's NOW.
AT_30 = NOW.replace(month=3, day=7, hour=7, minute=59, second=59)
AT_90 = NOW.replace(month=5, day=6, hour=6, minute=59, second=59)


@pytest.fixture
def incident(cast):
    return reports.settled(cast, promises=[THEIRS])


@pytest.fixture
def promise(cast, incident):
    """That of the police, found kept by the site when its day was over."""
    promise = incident.settlements.get().commitments.get()
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )
    promise.refresh_from_db()
    incident.refresh_from_db()
    return promise


def answer(cast, incident, promise, at, verdict=Verdict.KEPT, evidence=Evidence.VISIT, **options):
    by, words = options.pop("by", cast.manager), options.pop("words", "")
    return following_up.answer(
        incident, promise.pk, Answer(verdict, evidence, words), by=by, at=at, **options
    )


def ask(at):
    return following_up.ask_about_due(by=Person.system(), at=at)


def waiting(person, at):
    found = agenda.waiting_for(person, at)
    return [(item.turn, item.due) for item in found if "still kept" in item.what]


def test_a_checked_promise_is_asked_about_again_after_30_and_90_days(promise):
    planned = promise.follow_ups.values_list("days", "due_at")

    assert list(planned) == [(30, AT_30), (90, AT_90)]


def test_what_is_checked_later_is_asked_about_where_days_lie_ahead(cast):
    late = Promise(Side.POLICE, "Liaison officer", "Tell every shift.", date(2025, 4, 1))
    incident = reports.settled(cast, promises=[late])
    promise = incident.settlements.get().commitments.get()
    at = NOW + timedelta(days=60)
    keeping.check(incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=at)

    assert [one.days for one in promise.follow_ups.all()] == [90]


def test_the_other_side_is_asked_once_and_by_the_clock(cast, promise):
    before = AT_30 - timedelta(seconds=1)

    assert (ask(before), waiting(cast.manager, before)) == (0, [])
    assert ask(AT_30) == 1
    assert told(cast, "promise_again") == SITE_HANDLES
    assert ask(AT_30 + timedelta(hours=1)) == 0


def test_on_the_desk_it_waits_for_whoever_checks(cast, promise):
    due = AT_30.replace(day=14, hour=6)

    assert waiting(cast.manager, AT_30) == [(Turn.YOURS, due)]
    for person in (cast.leader, cast.liaison, cast.police_leader):
        assert waiting(person, AT_30) == [(Turn.THEIRS, due)]
    assert waiting(cast.other_manager, AT_30) == []


def test_runs_that_were_missed_are_made_up_for_once(cast, promise):
    assert ask(AT_90 + timedelta(days=5)) == 1
    assert FollowUp.objects.get(asked_at__isnull=False).days == 90
    assert len(waiting(cast.manager, AT_90)) == 1


def test_who_did_not_answer_at_30_days_is_asked_again_at_90(cast, incident, promise):
    assert (ask(AT_30), ask(AT_90)) == (1, 1)

    answer(cast, incident, promise, AT_90)

    assert FollowUp.objects.get(answered_at__isnull=False).days == 90
    assert waiting(cast.manager, AT_90) == []


@pytest.mark.parametrize("verdict", Verdict)
def test_the_answer_stands_in_the_course_and_reaches_the_side_that_promised(
    cast, incident, promise, verdict
):
    answer(cast, incident, promise, AT_30, verdict, words="Two patrols asked first.")

    promise.refresh_from_db()
    assert (promise.stands, promise.verdict) == (verdict, Verdict.KEPT)
    move = incident.moves.latest("number")
    assert (move.side, move.commitment) == (Side.SITE, promise)
    assert (move.statement.lane, move.statement.words()) == (
        Lane.SHARED,
        "Two patrols asked first.",
    )
    assert told(cast, "promise_checked") == POLICE_HANDLES
    assert ask(AT_30) == 0


def test_each_time_is_answered_once(cast, incident, promise):
    answer(cast, incident, promise, AT_30)

    for at in (AT_30, AT_90 - timedelta(seconds=1)):
        with pytest.raises(NotTheMoment, match="Nobody asks"):
            answer(cast, incident, promise, at)
    assert answer(cast, incident, promise, AT_90, Verdict.NOT_KEPT).days == 90


@pytest.mark.parametrize("part", ["liaison", "backup", "staff", "leader", "other_manager"])
def test_only_the_side_that_checks_answers(cast, incident, promise, part):
    with pytest.raises(PermissionDenied):
        answer(cast, incident, promise, AT_30, by=getattr(cast, part))


def test_a_page_from_before_is_stale(cast, incident, promise):
    with pytest.raises(Stale):
        answer(cast, incident, promise, AT_30, revision=incident.revision - 1)


def test_what_nobody_saw_does_not_count_as_kept(cast, incident, promise):
    with pytest.raises(CannotCheck, match="counts as kept") as refused:
        answer(cast, incident, promise, AT_30, evidence=Evidence.NOTHING)

    assert refused.value.field == "evidence"
    answer(cast, incident, promise, AT_30, Verdict.NOT_KEPT, Evidence.NOTHING)


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "kept"},
        {"answered_at": NOW},
        {"verdict": "kept", "evidence": "nothing", "answered_at": NOW},
        {"verdict": "kept", "evidence": "x", "answered_at": NOW},
    ],
)
def test_the_database_refuses_half_an_answer(promise, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(days=30).update(**wrong)


def test_the_task_asks_about_both(cast, promise, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT_30)

    tasks.ask_about_promises()

    assert told(cast, "promise_again") == SITE_HANDLES


def test_the_desk_takes_one_query_more_however_much_is_asked(cast, django_assert_num_queries):
    for _ in range(3):
        incident = reports.settled(cast, promises=[THEIRS])
        pk = incident.settlements.get().commitments.get().pk
        keeping.check(incident, pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER)

    with access.remembering():
        access.standing(cast.manager)
        with django_assert_num_queries(3):
            assert len(agenda.waiting_for(cast.manager, AT_30)) == 3
