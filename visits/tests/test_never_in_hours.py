"""Whatever the hours, whoever asks: no visit stands in operating time. Through the database."""

from datetime import UTC, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison import timekeeping
from liaison.models import HoursSet, Site
from liaison.refusal import Refused
from visits import booking, closures, lifecycle, rescheduling
from visits.kinds import Place
from visits.models import Occupation, Visit
from visits.tests.conftest import slot, wish
from visits.tests.slow import SlowSite
from visits.tests.test_slots import CHANGES, documents

SETTINGS = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def weeks(draw):
    """A zone in the week its clocks change, hours, other hours, and what is asked for."""

    name, day = draw(st.sampled_from(CHANGES))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    asked = [
        (noon + timedelta(minutes=15 * draw(st.integers(-120, 120))), draw(st.booleans()))
        for _ in range(draw(st.integers(1, 6)))
    ]
    return name, noon, draw(documents(day)), draw(documents(day)), asked


@SETTINGS
@given(weeks())
def test_nothing_stands_in_operating_time_before_or_after_the_hours_change(cast, week):
    name, noon, first, second, asked = week
    at = noon - timedelta(days=5)
    with transaction.atomic():
        _say(cast, first, at)
        Site.objects.filter(pk=cast.site.pk).update(zone=name)
        booked = [b for b in (_book(cast, starts, at, yes) for starts, yes in asked) if b]
        _assert_clear(first, ZoneInfo(name), noon)

        later = at + timedelta(hours=1)
        site = Site.objects.get(pk=cast.site.pk)
        schedule = timekeeping.schedule_if(site, second, site.lifecycle)
        foreseen = {visit.pk for visit in rescheduling.preview(site, schedule, later)}
        _say(cast, second, later)
        hit = rescheduling.recheck(cast.site, by=cast.manager, at=later)
        assert {visit.pk for visit in hit} == foreseen
        _assert_clear(second, ZoneInfo(name), noon)
        assert Visit.objects.count() == len(booked)
        transaction.set_rollback(True)


def _say(cast, document, at) -> None:
    """Hours as they come, also such as the form would not take."""
    HoursSet.objects.create(
        site=cast.site, schedule=document, recorded_at=at, recorded_by=cast.manager
    )


def _book(cast, starts, at, confirms: bool) -> Visit | None:
    """Proposed by the site; confirmed by the police side, or left waiting. Refused, the nearest
    time that was offered is taken instead."""
    try:
        visit = booking.propose(cast.partnership, wish(slot(starts)), by=cast.manager, at=at)
    except Refused as refused:
        if not refused.nearest:
            return None
        instead = slot(refused.nearest[0].start)
        visit = booking.propose(cast.partnership, wish(instead), by=cast.manager, at=at)
    if confirms:
        _tell_of_a_closure(cast, visit, at)
        booking.confirm(visit, by=cast.liaison, at=at)
    return visit


def _tell_of_a_closure(cast, visit, at) -> None:
    """Where the new hours closed what was to be open, the people who use the site are told."""
    if closures.made_for(visit):
        words = {"why": "Staff meet the liaison.", "instead": "The clinic on Mill Lane is open."}
        closures.tell(visit, **words, by=cast.manager, at=at)


def _assert_clear(document, zone, noon) -> None:
    standing = list(
        Visit.objects.filter(place=Place.ON_SITE, stage__in=lifecycle.OCCUPYING).order_by("starts")
    )
    for visit in standing:
        slow = SlowSite(document, zone, visit.starts, visit.ends)
        assert slow.is_clear(visit.starts, visit.ends)
    for one, other in combinations(standing, 2):
        assert one.ends <= other.starts or other.ends <= one.starts
    assert set(Occupation.objects.values_list("visit_id", "starts", "ends")) == {
        (visit.pk, visit.starts, visit.ends) for visit in standing
    }
