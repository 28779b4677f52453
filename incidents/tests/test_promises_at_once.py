"""Answers about promises at the same moment, each with a connection of its own."""

from datetime import timedelta

import pytest

from accounts.models import Person
from incidents import following_up, keeping
from incidents.keeping import Answer, Verdict
from incidents.models import Commitment, FollowUp, Move
from incidents.taxonomy import Evidence
from incidents.tests import reports
from incidents.tests.test_at_once import PRESSES, chains_are_whole
from incidents.tests.test_keeping import OVER, THEIRS
from liaison.refusal import Refused
from tests import cast as the_cast
from tests.at_once import at_once, only_one


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_a_promise_is_checked_once_though_both_answers_come_at_once(cast):
    incident = reports.settled(cast, promises=[THEIRS])
    pk = Commitment.objects.get().pk

    ended = at_once(
        *(
            lambda who=who, verdict=verdict: keeping.check(
                incident, pk, Answer(verdict, Evidence.SEEN), by=who, at=OVER
            )
            for who, verdict in [
                (cast.manager, Verdict.KEPT),
                (cast.alternate, Verdict.NOT_KEPT),
            ]
        )
    )

    assert Commitment.objects.get().verdict == only_one(ended, Refused).verdict
    assert Move.objects.filter(commitment=pk).count() == 1


def test_a_promise_is_followed_up_once_though_both_answers_come_at_once(cast):
    incident = reports.settled(cast, promises=[THEIRS])
    promise = Commitment.objects.get()
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )
    later = FollowUp.objects.get(days=30).due_at

    ended = at_once(
        *(
            lambda who=who, verdict=verdict: following_up.answer(
                incident, promise.pk, Answer(verdict, Evidence.SEEN), by=who, at=later
            )
            for who, verdict in [
                (cast.manager, Verdict.KEPT),
                (cast.alternate, Verdict.NOT_KEPT),
            ]
        )
    )

    assert FollowUp.objects.get(days=30).verdict == only_one(ended, Refused).verdict
    assert Move.objects.filter(commitment=promise).count() == 2


def test_a_follow_up_is_asked_once_though_the_clock_strikes_twice(cast):
    incident = reports.settled(cast, promises=[THEIRS])
    promise = Commitment.objects.get()
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )
    first = FollowUp.objects.get(days=30)

    ended = at_once(
        *[lambda: following_up.ask(first, by=Person.system(), at=first.due_at)] * PRESSES
    )

    assert sorted(ended) == [False] * (PRESSES - 1) + [True]
    assert chains_are_whole(cast)


def test_a_promise_is_asked_about_once_though_the_clock_strikes_twice(cast):
    reports.settled(cast, promises=[THEIRS])
    promise = Commitment.objects.get()

    ended = at_once(
        *[lambda: keeping.ask(promise, by=Person.system(), at=OVER + timedelta(hours=1))] * PRESSES
    )

    assert sorted(ended) == [False] * (PRESSES - 1) + [True]
    assert chains_are_whole(cast)


@pytest.mark.parametrize("turn", range(5))
def test_when_a_promise_was_asked_about_stands_though_its_side_answers_meanwhile(cast, turn):
    incident = reports.settled(cast, promises=[THEIRS])
    promise, later = Commitment.objects.get(), OVER + timedelta(seconds=1)

    asked, done = at_once(
        lambda: keeping.ask(promise, by=Person.system(), at=OVER),
        lambda: keeping.say_done(incident, promise.pk, by=cast.liaison, at=later),
    )

    assert isinstance(done, Commitment), done
    promise.refresh_from_db()
    assert promise.asked_at == (OVER if asked else later)
