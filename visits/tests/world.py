"""A thing behind every door of visits, around the moment the test runs."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from liaison.roles import Side
from visits import booking, feeds, occupying, terms
from visits.booking import Time, Wish
from visits.kinds import Kind, Place
from visits.models import Visit

HOUR = timedelta(hours=1)


def furnish(world: SimpleNamespace) -> None:
    cast, now = world.cast, timezone.now()
    world.visit_proposed = _propose(cast, by=cast.liaison, side=Side.POLICE, at=now)
    offered = _propose(cast, by=cast.manager, side=Side.SITE, at=now)
    world.visit_confirmed = booking.confirm(offered, by=cast.liaison, at=now)
    before = now - timedelta(days=10)
    held = _propose(cast, by=cast.manager, side=Side.SITE, at=before)
    world.visit_over = booking.confirm(held, by=cast.liaison, at=before)
    world.feed = feeds.make(None, by=cast.auditor, at=now)


def _propose(cast: Any, *, by: Any, side: Side, at: datetime) -> Visit:
    """In the first time on site that is free then."""
    pair, kind = cast.partnership, Kind.CHECK_IN
    frame = occupying.limits(terms.of(pair, kind), side=side, at=at)
    free = occupying.openings(pair, kind, frame, length=HOUR, from_=at, count=1)[0]
    time = Time(starts=free.start, ends=free.start + HOUR, place=Place.ON_SITE)
    wish = Wish(kind=Kind.CHECK_IN, party_size=2, time=time, message="The usual.")
    return booking.propose(cast.partnership, wish, by=by, at=at)
