"""Many presses at the same moment, each with a connection of its own."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit import ledger
from incidents import (
    acknowledging,
    discussing,
    keeping,
    keeping_back,
    noting,
    releasing,
    reporting,
    settling,
)
from incidents.keeping import Verdict
from incidents.models import Commitment, Incident, Move, Settlement, Statement
from incidents.stepping import PressedTwice
from incidents.taxonomy import Lane, Outcome
from incidents.tests import reports
from incidents.tests.test_keeping import OVER, THEIRS
from liaison.refusal import Refused
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW

PRESSES = 8


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def chains_are_whole(cast):
    return all(map(ledger.verify, (cast.partnership.chain, cast.operator.chain)))


def test_one_key_pressed_by_many_fingers_makes_one_incident(cast):
    key, report = uuid.uuid4(), reports.report(cast)

    ended = at_once(*[lambda: reporting.log(report, key=key, by=cast.staff, at=NOW)] * PRESSES)

    assert {one.pk for one in ended} == {Incident.objects.get().pk}
    assert Statement.objects.count() == 1
    assert chains_are_whole(cast)


def test_different_keys_make_different_incidents_in_one_unbroken_chain(cast):
    report = reports.report(cast)

    at_once(
        *(
            lambda: reporting.log(report, key=uuid.uuid4(), by=cast.staff, at=NOW)
            for _ in range(PRESSES)
        )
    )

    assert Incident.objects.count() == PRESSES
    assert chains_are_whole(cast)


def test_one_note_pressed_by_many_fingers_is_kept_once(cast):
    incident, key = reports.released(cast), uuid.uuid4()

    ended = at_once(
        *[lambda: noting.note(incident, "Once.", key=key, by=cast.manager, at=NOW)] * PRESSES
    )

    assert {one.pk for one in ended} == {Statement.objects.get(kind=Statement.Kind.NOTE).pk}
    assert chains_are_whole(cast)


def test_many_release_in_words_of_their_own_and_the_words_of_one_are_read(cast):
    incident = reports.logged(cast, identifiers="badge 4471")

    ended = at_once(
        *(
            lambda who=who, words=words: releasing.release(
                incident, words, by=who, with_identifiers=True, at=NOW
            )
            for who, words in zip(
                [cast.manager, cast.alternate] * 3, ["One.", "Two."] * 3, strict=True
            )
        )
    )

    only_one(ended, Refused)
    shown = Statement.objects.filter(lane=Lane.SHARED).values_list("kind", flat=True)
    assert sorted(shown) == [Statement.Kind.NARRATIVE, Statement.Kind.RESTRICTED]
    assert Move.objects.count() == 1
    assert chains_are_whole(cast)


def test_kept_and_released_at_once_it_is_one_after_the_other(cast):
    incident = reports.logged(cast)

    ended = at_once(
        lambda: keeping_back.keep_back(incident, by=cast.manager, revision=0, at=NOW),
        lambda: releasing.release(incident, "Words.", by=cast.alternate, revision=0, at=NOW),
    )

    only_one(ended, Refused)
    assert Move.objects.count() == Incident.objects.get().revision == 1


def test_two_liaisons_acknowledge_once(cast):
    incident = reports.released(cast)

    ended = at_once(
        *(
            lambda who=who: acknowledging.acknowledge(incident, by=who, at=NOW)
            for who in [cast.liaison, cast.backup] * 3
        )
    )

    only_one(ended, Refused)
    assert Move.objects.filter(step="acknowledge").count() == 1


def test_of_answers_to_the_same_state_one_is_taken(cast):
    incident = reports.acknowledged(cast)
    seen = incident.revision

    ended = at_once(
        *(
            lambda who=who: discussing.say(incident, "Noted.", by=who, revision=seen, at=NOW)
            for who in [cast.liaison, cast.manager] * 3
        )
    )

    only_one(ended, Refused, PressedTwice)
    assert Statement.objects.filter(kind=Statement.Kind.DISCUSSION).count() == 1


def test_both_sides_propose_at_once_and_one_settlement_lies_on_the_table(cast):
    incident = reports.acknowledged(cast)

    ended = at_once(
        *(
            lambda who=who: settling.propose(incident, Outcome.EXPLAINED, "So.", by=who, at=NOW)
            for who in [cast.liaison, cast.manager, cast.backup, cast.alternate]
        )
    )

    only_one(ended, Refused)
    assert Settlement.objects.open().count() == 1


def test_who_proposes_the_same_many_times_at_once_proposes_it_once(cast):
    incident = reports.acknowledged(cast)
    seen, terms = incident.revision, (Outcome.EXPLAINED, "So.", [THEIRS])

    ended = at_once(
        *[lambda: settling.propose(incident, *terms, by=cast.manager, revision=seen, at=NOW)] * 4
    )

    only_one(ended, PressedTwice)
    assert Settlement.objects.open().get().commitments.count() == 1


# Each is what somebody of the cast does with the settlement on the table.
ANSWERS = {
    "accept": lambda case, pk, cast: settling.accept(case, pk, by=cast.liaison, at=NOW),
    "accept too": lambda case, pk, cast: settling.accept(case, pk, by=cast.backup, at=NOW),
    "decline": lambda case, pk, cast: settling.decline(case, pk, "No.", by=cast.backup, at=NOW),
    "withdraw": lambda case, pk, cast: settling.withdraw(case, pk, by=cast.manager, at=NOW),
}


@pytest.mark.parametrize(
    "answers",
    [
        ("accept", "withdraw"),
        ("accept", "accept too"),
        tuple(ANSWERS),
    ],
    ids=" and ".join,
)
def test_of_several_answers_at_once_one_counts(cast, answers):
    incident = reports.proposed(cast)
    pk = incident.settlements.get().pk

    ended = at_once(*(lambda do=ANSWERS[one]: do(incident, pk, cast) for one in answers))

    only_one(ended, Refused, PermissionDenied)
    settlement, stage = Settlement.objects.get(), Incident.objects.get().stage
    assert (settlement.accepted_at is None) != (settlement.ended_at is None)
    assert (stage == "settled") == (settlement.accepted_at is not None)
    assert chains_are_whole(cast)


def test_a_promise_is_checked_once_though_both_answers_come_at_once(cast):
    incident = reports.settled(cast, promises=[THEIRS])
    pk = Commitment.objects.get().pk

    ended = at_once(
        *(
            lambda who=who, verdict=verdict: keeping.check(incident, pk, verdict, by=who, at=OVER)
            for who, verdict in [
                (cast.manager, Verdict.KEPT),
                (cast.alternate, Verdict.NOT_KEPT),
            ]
        )
    )

    assert Commitment.objects.get().verdict == only_one(ended, Refused).verdict
    assert Move.objects.filter(commitment=pk).count() == 1


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
