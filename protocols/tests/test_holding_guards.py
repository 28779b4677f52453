"""What the database refuses about suspensions, their end and notice, whoever asks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from protocols import drafting
from protocols.models import Resumption, Suspension, Termination
from protocols.tests.conftest import SIGNED_SECOND
from protocols.tests.raw_sql import refused

DAY = timedelta(days=1)
AT = SIGNED_SECOND + 10 * DAY


def put(row):
    """Saves *row*, sealed; whether the database took it."""
    if hasattr(row, "seal"):
        row.seal("Why.", domain="shared", at=AT)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def suspension(version, cast, **more):
    values = {"side": "site", "starts": AT, "ends": AT + 14 * DAY, "by": cast.manager, **more}
    return Suspension(version=version, partnership=cast.partnership, **values)


def test_a_suspension_that_fits_is_taken(signed, cast):
    assert put(suspension(signed, cast))
    assert put(suspension(signed, cast, side="police"))
    assert put(suspension(signed, cast, clause=signed.clauses.get(number=10)))


@pytest.mark.parametrize(
    "more",
    [
        {"starts": SIGNED_SECOND - DAY, "ends": SIGNED_SECOND + DAY},
        {"ends": AT + 14 * DAY + timedelta(minutes=1)},
        {"ends": AT},
        {"side": "other"},
    ],
    ids=["before it was in force", "longer than agreed", "of no length", "of no side"],
)
def test_a_suspension_that_does_not_fit_is_refused(signed, cast, more):
    assert not put(suspension(signed, cast, **more))


def test_what_is_not_in_force_is_not_suspended(sent, cast):
    assert not put(suspension(sent, cast))


def test_a_clause_of_another_version_is_not_suspended(signed, cast):
    other = drafting.start_next(signed.protocol, by=cast.manager, at=AT)
    assert not put(suspension(signed, cast, clause=other.clauses.get(number=10)))


def test_the_same_is_suspended_once_at_a_time(signed, cast):
    first = suspension(signed, cast)
    assert put(first)
    assert not put(suspension(signed, cast, starts=AT + DAY, ends=AT + 2 * DAY))
    assert put(Resumption(suspension=first, at=AT + DAY, by=cast.manager))
    assert put(suspension(signed, cast, starts=AT + DAY, ends=AT + 2 * DAY))


@pytest.mark.parametrize("at", [AT - DAY, AT + 14 * DAY])
def test_what_is_not_suspended_is_not_resumed(signed, cast, at):
    row = suspension(signed, cast)
    put(row)

    assert not put(Resumption(suspension=row, at=at, by=cast.manager))


@pytest.mark.parametrize(("days", "taken"), [(30, True), (29, False)])
def test_a_termination_keeps_its_notice(signed, cast, days, taken):
    row = Termination(
        in_force=signed.in_force.get(), side="site", at=AT, ends=AT + days * DAY, by=cast.leader
    )
    assert put(row) is taken


@pytest.mark.parametrize("table", ["suspension", "resumption", "termination", "reviewreminder"])
@pytest.mark.parametrize("sql", ["UPDATE protocols_{} SET id = id", "DELETE FROM protocols_{}"])
def test_none_of_it_is_changed_or_removed(signed, cast, table, sql):
    row = suspension(signed, cast)
    put(row)
    put(Resumption(suspension=row, at=AT + DAY, by=cast.manager))
    ends = AT + 30 * DAY
    put(Termination(in_force=signed.in_force.get(), side="site", at=AT, ends=ends, by=cast.leader))
    signed.review_reminders.create(days_before=7, at=AT)

    assert refused(sql.format(table))
