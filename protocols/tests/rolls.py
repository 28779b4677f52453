"""Roll-calls as tests need them."""

from datetime import timedelta

from accounts.models import Person
from liaison.models import Division
from protocols import briefing
from protocols.briefing import Unit
from tests.cast import NOW

WEEK = timedelta(days=7)


def unit_of(cast):
    return Unit(cast.service, cast.division)


def second_division(cast, name="Harbour Division"):
    """Another division around the same site."""
    division = Division.objects.create(organisation=cast.service, name=name)
    cast.partnership.divisions.add(division)
    return Unit(cast.service, division)


def open_for(version, unit, by, *, officers=10, most=50, lasts=WEEK, at=NOW):
    return briefing.open_roll_call(
        version, unit, officers=officers, most=most, lasts=lasts, by=by, at=at
    )


def acknowledge(roll_call, number, *, post="", at=NOW):
    officer = briefing.hash_of_number(roll_call, number)
    return briefing.acknowledge(roll_call, officer, post=post, by=Person.system(), at=at)
