"""Questions at a roll-call are answered as the door would answer now."""

from datetime import timedelta

import pytest

from protocols import at_roll_call, in_force, suspending
from protocols.tests.rolls import open_for, unit_of
from tests.cast import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def roll_call(cast, signed):
    return open_for(signed, unit_of(cast), cast.liaison)


def suspend(version, cast, clause):
    return suspending.suspend(
        version,
        cast.partnership,
        clause=clause,
        days=3,
        reason="The way in is being rebuilt.",
        by=cast.manager,
        at=NOW,
    )


def asked(roll_call, site, at):
    hold = at_roll_call.hold_of(roll_call, site, at)
    return [
        question
        for attempt in range(6)
        for question in at_roll_call.questions(
            roll_call.version, f"{roll_call.pk}|{attempt}", "en", hold
        )
    ]


@pytest.mark.parametrize("clause", [None, 10])
@pytest.mark.parametrize("by_door", [True, False])
def test_what_is_suspended_is_not_taught(cast, signed, roll_call, clause, by_door):
    suspend(signed, cast, clause)
    applied = in_force.what_applied(cast.partnership, LATER)

    questions = asked(roll_call, cast.site if by_door else None, LATER)

    assert len(questions) == 18
    for question in questions:
        at_the_door = applied.answer(question.circumstance, question.state, language="en")
        assert question.told == at_the_door
        assert at_the_door.disposition in question.offered
    if clause is None:
        assert not any(question.told.clause for question in questions)


def test_a_version_that_is_still_to_begin_is_taught_as_it_was_signed(cast, signed, roll_call):
    before = signed.in_force.get().starts - timedelta(days=1)

    assert at_roll_call.hold_of(roll_call, None, before) == at_roll_call.FREE
