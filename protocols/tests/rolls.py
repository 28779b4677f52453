"""Roll-calls as tests need them."""

from datetime import timedelta

from accounts.models import Person
from liaison.models import Division
from protocols import briefing
from protocols.briefing import Opening, Unit
from tests.cast import NOW

WEEK = timedelta(days=7)


def unit_of(cast):
    return Unit(cast.service, cast.division)


def second_division(cast, name="Harbour Division"):
    """Another division around the same site."""
    division = Division.objects.create(organisation=cast.service, name=name)
    cast.partnership.divisions.add(division)
    return Unit(cast.service, division)


def open_for(version, unit, by, *, officers=10, most=None, lasts=WEEK, key=None, at=NOW):
    wanted = Opening(officers=officers, most=most or officers, lasts=lasts, key=key)
    return briefing.open_roll_call(version, unit, wanted, by=by, at=at)


def acknowledge(roll_call, number, *, post="", at=NOW):
    officer = briefing.hash_of_number(roll_call, number)
    return briefing.acknowledge(roll_call, officer, post=post, by=Person.system(), at=at)
