"""Whatever the hours, whoever asks: no visit stands in operating time, and one with a recorded
exception in nothing but what that sets aside. Through the database."""

from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison import timekeeping
from liaison.bilingual import Bilingual
from liaison.models import HoursSet, Site
from liaison.refusal import Refused
from visits import booking, closures, exceptions, lifecycle, rescheduling
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


class Ask(NamedTuple):
    starts: datetime
    confirms: bool
    exception: str
    moves_to: datetime | None
    ends: str


@st.composite
def weeks(draw):
    """A zone in the week its clocks change, hours, other hours, and what is asked for; some of
    what is agreed is to be moved, which comes to nothing or waits."""

    name, day = draw(st.sampled_from(CHANGES))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    asked = [
        Ask(
            starts=noon + timedelta(minutes=15 * draw(st.integers(-120, 120))),
            confirms=draw(st.booleans()),
            exception=draw(st.sampled_from(["", "Only then."])),
            moves_to=draw(
                st.none()
                | st.integers(-120, 120).map(lambda count: noon + timedelta(minutes=15 * count))
            ),
            ends=draw(st.sampled_from(["declined", "withdrawn", "lapsed", ""])),
        )
        for _ in range(draw(st.integers(1, 6)))
    ]
    return name, noon, draw(documents(day)), draw(documents(day)), asked


@SETTINGS
@given(weeks())
def test_nothing_stands_in_hours_unexcepted_before_or_after_they_change(cast, week):
    name, noon, first, second, asked = week
    at = noon - timedelta(days=5)
    with transaction.atomic():
        _say(cast, first, at)
        Site.objects.filter(pk=cast.site.pk).update(zone=name)
        booked = [b for b in (_book(cast, ask, at) for ask in asked) if b]
        _assert_excepted_exactly(first, ZoneInfo(name))
        _assert_clear(first, ZoneInfo(name))

        later = at + timedelta(hours=1)
        site = Site.objects.get(pk=cast.site.pk)
        schedule = timekeeping.schedule_if(site, second, site.lifecycle)
        foreseen = {visit.pk for visit in rescheduling.preview(site, schedule, later)}
        _say(cast, second, later)
        hit = rescheduling.recheck(cast.site, by=cast.manager, at=later)
        assert {visit.pk for visit in hit} == foreseen
        _assert_clear(second, ZoneInfo(name))
        assert Visit.objects.count() == len(booked)
        transaction.set_rollback(True)


def _say(cast, document, at) -> None:
    """Hours as they come, also such as the form would not take."""
    HoursSet.objects.create(
        site=cast.site, schedule=document, recorded_at=at, recorded_by=cast.manager
    )


def _book(cast, ask: Ask, at) -> Visit | None:
    """Proposed by the site, in hours if need be; confirmed by the police side, or left waiting.
    Refused, the nearest time that was offered is taken instead."""
    wanted = wish(slot(ask.starts, exception=ask.exception))
    try:
        visit = booking.propose(cast.partnership, wanted, by=cast.manager, at=at)
    except Refused as refused:
        if not refused.nearest:
            return None
        instead = slot(refused.nearest[0].start)
        visit = booking.propose(cast.partnership, wish(instead), by=cast.manager, at=at)
    if ask.confirms:
        _tell_of_a_closure(cast, visit, at)
        booking.confirm(visit, by=cast.liaison, at=at)
        if ask.moves_to:
            _move(cast, visit, ask, at)
    return visit


def _move(cast, visit: Visit, ask: Ask, at) -> None:
    """The site asks for another time; what was agreed stands if that comes to nothing."""
    agreed = booking.Time(starts=visit.starts, ends=visit.ends)
    try:
        moved = booking.counter_propose(visit, slot(ask.moves_to), by=cast.manager, at=at)
    except Refused:
        return
    if ask.ends == "declined":
        booking.decline(moved, reason="No.", by=cast.liaison, at=at)
    elif ask.ends == "withdrawn":
        booking.cancel(moved, reason="", by=cast.manager, at=at)
    elif ask.ends == "lapsed":
        rescheduling.lapse(moved, by=cast.manager, at=moved.expires_at)
    if ask.ends:
        visit.refresh_from_db()
        assert visit.stage == "confirmed"
        assert (visit.starts, visit.ends) == (agreed.starts, agreed.ends)


def _tell_of_a_closure(cast, visit, at) -> None:
    """Where the new hours closed what was to be open, the people who use the site are told."""
    if closures.made_for(visit):
        words = {
            "why": Bilingual("Staff meet the liaison."),
            "instead": Bilingual("The clinic on Mill Lane is open."),
        }
        closures.tell(visit, **words, by=cast.manager, at=at)


def waived_for(visit) -> set[str]:
    """What exceptions for the time it has set aside for *visit*."""
    kept = visit.exceptions.filter(starts=visit.starts, ends=visit.ends)
    return {name for one in kept for name in exceptions.WAIVES if getattr(one, name)}


def _assert_excepted_exactly(document, zone) -> None:
    """An exception sets aside what its time runs into under the hours it was made in, no more."""
    visits = list(Visit.objects.filter(exceptions__isnull=False))
    slow = _slow(document, zone, visits)
    for visit in visits:
        assert waived_for(visit) <= slow.met(visit.starts, visit.ends)


def _slow(document, zone, visits) -> SlowSite | None:
    """One reckoning for all of *visits*, which lie within days of each other."""
    if not visits:
        return None
    first, last = min(one.starts for one in visits), max(one.ends for one in visits)
    return SlowSite(document, zone, first, last)


def _assert_clear(document, zone) -> None:
    found = Visit.objects.filter(place=Place.ON_SITE, stage__in=lifecycle.OCCUPYING)
    standing = [*found, *(visit.as_agreed() for visit in found if visit.agreed)]
    slow = _slow(document, zone, standing)
    for visit in standing:
        assert slow.is_clear(visit.starts, visit.ends, but=waived_for(visit))
    for one, other in combinations(standing, 2):
        # Of one visit, what was agreed and the time on offer may overlap.
        is_one = one.pk == other.pk
        assert is_one or one.ends <= other.starts or other.ends <= one.starts
    assert set(Occupation.objects.values_list("visit_id", "starts", "ends")) == {
        (visit.pk, visit.starts, visit.ends) for visit in standing
    }
