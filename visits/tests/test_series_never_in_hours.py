"""Whatever the hours and the rule: no date of a series stands in operating time, and one with a
recorded exception in nothing but what that sets aside."""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.models import HoursSet, Site
from visits.kinds import Kind
from visits.models import Series, Visit
from visits.recurrence import Frequency, Rule
from visits.series import offering
from visits.series.offering import NothingLeft
from visits.series.planning import CannotRepeat, Repeated
from visits.tests.slow import SlowSite
from visits.tests.test_never_in_hours import waived_for
from visits.tests.test_slots import CHANGES, documents

SETTINGS = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Then(Enum):
    """What is done with a date that fails."""

    LEAVE_OUT, TAKE_ANOTHER, EXCEPT = range(3)


@st.composite
def wanted(draw):
    """A zone in the week its clocks change, hours, and a few days of something that comes again."""
    name, day = draw(st.sampled_from(CHANGES))
    rule = Rule(
        frequency=Frequency.DAILY,
        starts_on=day - timedelta(days=2),
        time=time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 15, 30, 45]))),
        count=5,
    )
    return name, day, draw(documents(day)), rule, draw(st.sampled_from(Then))


@SETTINGS
@given(wanted())
def test_no_date_of_a_series_stands_in_hours_unexcepted(cast, given_week):
    name, day, document, rule, then = given_week
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(days=5)
    zone = ZoneInfo(name)
    with transaction.atomic():
        HoursSet.objects.create(
            site=cast.site, schedule=document, recorded_at=at, recorded_by=cast.manager
        )
        Site.objects.filter(pk=cast.site.pk).update(zone=name)
        _propose(cast, rule, at, then)
        for visit in Visit.objects.all():
            slow = SlowSite(document, zone, visit.starts, visit.ends)
            assert slow.is_clear(visit.starts, visit.ends, but=waived_for(visit))
        transaction.set_rollback(True)


def _propose(cast, rule: Rule, at: datetime, then: Then) -> None:
    """Dates that fail are given the nearest time, or an exception, or left out."""
    said, excepted = {}, {}
    for _turn in range(6):
        repeated = Repeated(
            kind=Kind.CHECK_IN, party_size=2, rule=rule, minutes=60, said=said, excepted=excepted
        )
        try:
            made = offering.propose(cast.partnership, repeated, by=cast.manager, at=at)
        except CannotRepeat as refused:
            for one in refused.plan.failing:
                if then is Then.EXCEPT and one.could_be_excepted:
                    excepted[one.day] = "Only then."
                    continue
                again = one.nearest if then is Then.TAKE_ANOTHER and one.day not in said else ()
                said[one.day] = again[0].start if again else None
        except NothingLeft:
            return
        else:
            _confirm(cast, made, at)
            return
    raise AssertionError("each date that failed twice was left out")


def _confirm(cast, made: Series, at: datetime) -> None:
    """Without the dates for which the site closes unsaid: its hours are new."""
    try:
        offering.confirm(made, by=cast.liaison, at=at)
    except CannotRepeat as refused:
        closing = [one.day for one in refused.plan.failing]
        with suppress(NothingLeft):
            offering.confirm(made, by=cast.liaison, without=closing, at=at)
