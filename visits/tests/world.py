"""A thing behind every door of visits, around the moment the test runs."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from liaison.models import Site
from liaison.roles import Side
from visits import booking, finding, occupying, terms
from visits.after import outcomes
from visits.after.actions import Todo
from visits.after.outcomes import Said
from visits.booking import Time, Wish
from visits.calendars import feeds
from visits.contact import goals
from visits.contact.goals import Wanted
from visits.kinds import Kind, Place
from visits.models import Series, Visit, VisitAction
from visits.recurrence import Frequency, Rule
from visits.series import offering
from visits.series.planning import Repeated

HOUR = timedelta(hours=1)


def furnish(world: SimpleNamespace) -> None:
    cast, now = world.cast, timezone.now()
    world.visit_proposed = _propose(cast, by=cast.liaison, side=Side.POLICE, at=now)
    offered = _propose(cast, by=cast.manager, side=Side.SITE, at=now)
    world.visit_confirmed = booking.confirm(offered, by=cast.liaison, at=now)
    world.series_on_offer = _series(cast, 0, by=cast.liaison, at=now)
    agreed = _series(cast, 1, by=cast.manager, at=now)
    world.series_running = offering.confirm(agreed, by=cast.liaison, at=now)
    before = now - timedelta(days=10)
    held = _propose(cast, by=cast.manager, side=Side.SITE, at=before)
    world.visit_over = booking.confirm(held, by=cast.liaison, at=before)
    world.feed = feeds.make(None, by=cast.auditor, at=now)
    goals.set_goal(cast.partnership, Kind.CHECK_IN, Wanted(2, "month"), by=cast.liaison, at=now)
    world.visit_held, world.visit_action = _held(cast, at=before)
    # The first review after the opening is due.
    opened = now.date() - timedelta(days=9)
    Site.objects.filter(pk=world.site.pk).update(opens_on=opened)


def _held(cast: Any, *, at: datetime) -> tuple[Visit, VisitAction]:
    """With an action of the site's staff."""
    visit = booking.confirm(
        _propose(cast, by=cast.manager, side=Side.SITE, at=at), by=cast.liaison, at=at
    )
    day = (visit.ends + timedelta(days=30)).date()
    todo = Todo(what="Hang it up.", side=Side.SITE, due_on=day, person_id=cast.staff.pk)
    said = Said(todos=[todo])
    visit = outcomes.mark_held(visit, note="Agreed.", said=said, by=cast.manager, at=visit.ends)
    return visit, visit.actions.get()


def _series(cast: Any, number: int, *, by: Any, at: datetime) -> Series:
    """By call, so that it takes up no time on site."""
    day = at.date() + timedelta(days=30 + number)
    rule = Rule(
        frequency=Frequency.WEEKLY,
        starts_on=day,
        time=time(12),
        weekdays=(day.weekday(),),
        count=4,
    )
    wanted = Repeated(kind=Kind.CHECK_IN, party_size=2, rule=rule, minutes=30, place=Place.VIRTUAL)
    return offering.propose(cast.partnership, wanted, by=by, at=at)


def _propose(cast: Any, *, by: Any, side: Side, at: datetime) -> Visit:
    """In the first time on site that is free then."""
    pair, kind = cast.partnership, Kind.CHECK_IN
    frame = occupying.limits(terms.of(pair, kind), side=side, at=at)
    diary = occupying.diary_of(pair, kind, Place.ON_SITE, frame)
    opening = next(finding.openings(diary, frame.earliest, frame.latest, HOUR, pair.site.tz))
    starts = opening.free.start
    when = Time(starts=starts, ends=starts + HOUR, place=Place.ON_SITE)
    wish = Wish(kind=Kind.CHECK_IN, party_size=2, time=when, message="The usual.")
    return booking.propose(cast.partnership, wish, by=by, at=at)
