"""What the database itself refuses about visits, whoever asks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Person
from audit import guards
from liaison import opening
from tests.cast import NOW
from visits import booking, lifecycle, rescheduling
from visits.after import outcomes
from visits.lifecycle import MOVES, Stage
from visits.models import Occupation, Visit, VisitMove
from visits.tests.conftest import AFTER, MORNING, slot, wish
from visits.tests.test_rescheduling import EARLY

pytestmark = pytest.mark.django_db


def refused(deed, says):
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        deed()


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def stand(stage):
    """The columns that a visit in *stage* needs to pass every check but the table of moves."""
    on_offer = stage in lifecycle.OPEN
    return {
        "stage": stage,
        "turn": "site" if on_offer else "",
        "expires_at": MORNING if on_offer else None,
    }


def unseated(cast, visit):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)
    return visit


# How each stage is reached from a visit that the police side has proposed.
REACHED = {
    Stage.PROPOSED: lambda cast, visit: visit,
    Stage.COUNTER_PROPOSED: lambda cast, visit: booking.counter_propose(
        visit, slot(MORNING + timedelta(days=1)), by=cast.manager, at=NOW
    ),
    Stage.CONFIRMED: lambda cast, visit: booking.confirm(visit, by=cast.manager, at=NOW),
    Stage.HELD: lambda cast, visit: outcomes.mark_held(
        REACHED[Stage.CONFIRMED](cast, visit), note="It was.", by=cast.manager, at=AFTER
    ),
    Stage.MISSED: lambda cast, visit: outcomes.mark_missed(
        REACHED[Stage.CONFIRMED](cast, visit), by=cast.manager, at=AFTER
    ),
    Stage.CANCELLED: lambda cast, visit: booking.cancel(
        visit, reason="No.", by=cast.liaison, at=NOW
    ),
    Stage.DECLINED: lambda cast, visit: booking.decline(
        visit, reason="No.", by=cast.manager, at=NOW
    ),
    Stage.LAPSED: lambda cast, visit: rescheduling.lapse(
        visit, by=Person.system(), at=visit.expires_at
    ),
    Stage.NEEDS_RESCHEDULING: unseated,
}


@pytest.mark.parametrize("stage", Stage)
def test_a_visit_goes_only_where_the_table_of_moves_lets_it(cast, proposed, stage):
    REACHED[stage](cast, proposed)
    rows = Visit.objects.filter(pk=proposed.pk)
    visit = rows.get()
    assert visit.stage == stage

    for to in Stage:
        change = {**stand(to), "revision": visit.revision + 1}
        if to not in MOVES[stage]:
            refused(lambda change=change: rows.update(**change), "visits_visit is not changed")
            continue
        with transaction.atomic():
            assert rows.update(**change) == 1
            transaction.set_rollback(True)


OVER = "UPDATE visits_visit SET {}"


def test_a_visit_that_is_over_stays_as_it_was(cast, confirmed):
    outcomes.mark_held(confirmed, note="It was.", by=cast.manager, at=AFTER)

    for change in ("party_size = 9", "revision = revision + 1", "stage = stage"):
        # Several rules refuse it; which one speaks first is the engine's choice.
        says = "is not changed|a move that is kept"
        refused(lambda change=change: execute(OVER.format(change)), says)
    refused(lambda: execute("DELETE FROM visits_visit"), "is not removed")


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.PROPOSED}))
def test_a_visit_begins_with_a_proposal(proposed, stage):
    row = Visit.objects.get()
    row.pk = None
    for name, value in stand(stage).items():
        setattr(row, name, value)

    refused(lambda: row.save(force_insert=True), "does not begin so")


@pytest.mark.parametrize("revision", [1, 3])
def test_no_move_of_a_visit_is_left_out(proposed, revision):
    change = {**stand(Stage.CANCELLED), "revision": revision}

    refused(lambda: Visit.objects.update(**change), "goes on from a move that is kept")


def test_a_visit_does_not_move_twice_without_a_word(proposed):
    Visit.objects.update(**stand(Stage.CONFIRMED), revision=2)

    refused(
        lambda: Visit.objects.update(**stand(Stage.CANCELLED), revision=3),
        "goes on from a move that is kept",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"number": 1},
        {"number": 3},
        {"stage": Stage.CANCELLED},
        {"starts": MORNING - timedelta(days=1)},
        {"ends": MORNING + timedelta(days=1)},
        {"place": "off_site", "where": "The library"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_move_says_where_its_visit_stands(cast, proposed, change):
    Visit.objects.update(**stand(Stage.CONFIRMED), revision=2)
    stands = {
        "visit": proposed,
        "number": 2,
        "stage": Stage.CONFIRMED,
        "at": NOW,
        "by": cast.manager,
        "starts": proposed.starts,
        "ends": proposed.ends,
        "place": proposed.place,
    }

    refused(
        lambda: VisitMove(**stands | change).save(force_insert=True), "a move says where its visit"
    )
    VisitMove(**stands).save(force_insert=True)


REWRITTEN = {
    "a move changed": "UPDATE visits_visitmove SET stage = stage",
    "a move removed": "DELETE FROM visits_visitmove",
    "a note changed": "UPDATE visits_visitnote SET written_at = written_at",
    "a note removed": "DELETE FROM visits_visitnote",
}


@pytest.mark.parametrize("what", REWRITTEN)
def test_history_and_notes_are_not_rewritten(cast, confirmed, what):
    booking.cancel(confirmed, reason="Staff are ill.", by=cast.manager, at=NOW)

    refused(lambda: execute(REWRITTEN[what]), "is not (changed|removed)")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "tour"},
        {"party_size": 9},
        {"proposed_side": "site"},
        {"proposed_at": NOW - timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_asked_for_stays_as_it_was_asked(proposed, change):
    """Also where the visit goes on to another stage by the way."""
    move = {**stand(Stage.CONFIRMED), "revision": 2}

    refused(lambda: Visit.objects.update(**move, **change), "visits_visit is not changed")


TAKEN = {
    "its time removed": "DELETE FROM visits_occupation",
    "its time moved": "UPDATE visits_occupation SET starts = ends, ends = '2099-01-01 00:00:00'",
    "its time made to expire": "UPDATE visits_occupation SET expires_at = starts",
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_confirmed_visit_keeps_its_time(confirmed, what):
    refused(lambda: execute(TAKEN[what]), "a confirmed visit keeps its time")

    assert Occupation.objects.get().starts == confirmed.starts


def test_the_time_of_an_offer_is_given_back_once_it_has_expired(cast, proposed):
    """Somebody else's visit takes it, before the clock has come round to saying so."""
    late = proposed.expires_at
    booking.propose(
        cast.partnership, wish(slot(MORNING + timedelta(days=14))), by=cast.manager, at=late
    )

    assert not Occupation.objects.filter(visit=proposed).exists()


def test_the_guards_of_visits_are_all_in_place(db):
    ours = [guard for guard in guards.registered() if guard.table.startswith("visits_")]

    assert len(ours) >= 10
    assert guards.missing(connection, ours) == []
