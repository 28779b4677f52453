"""What a calendar outside the portal is told of a visit: when, where, what kind; no words of it.

Whoever keeps that calendar (an organisation's server, a telephone, a colleague who looks on) may
read it, so a kind that would tell that something had happened is called a meeting there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from visits.calendars.ical import Entry, Status
from visits.kinds import Kind, Place
from visits.lifecycle import Stage
from visits.models import Series, Visit, VisitMove
from visits.models.visit import VisitQuerySet

STATUS: Mapping[Stage, Status] = {
    Stage.PROPOSED: Status.TENTATIVE,
    Stage.COUNTER_PROPOSED: Status.TENTATIVE,
    Stage.CONFIRMED: Status.CONFIRMED,
    Stage.HELD: Status.CONFIRMED,
    Stage.MISSED: Status.CONFIRMED,
    # The time no longer stands; when there is another one, the same entry says so.
    Stage.NEEDS_RESCHEDULING: Status.CANCELLED,
    Stage.CANCELLED: Status.CANCELLED,
    Stage.DECLINED: Status.CANCELLED,
    Stage.LAPSED: Status.CANCELLED,
}
STANDS_NO_MORE = frozenset(stage for stage, status in STATUS.items() if status == Status.CANCELLED)
# Kinds that say that something happened.
DISCREET = frozenset({Kind.DEBRIEF, Kind.MEDIATION})


def with_last_move(visits: VisitQuerySet) -> QuerySet[Any]:
    """*visits* with ``moved_at``: when each came to stand as it does."""
    last = VisitMove.objects.filter(visit=OuterRef("pk"), number=OuterRef("revision"))
    return visits.annotate(moved_at=Subquery(last.values("at")[:1]))


def entry_of(visit: Visit, moved_at: datetime, at: datetime) -> Entry:
    """*visit*, with its parties, as it counts at *at*, in the language that is active. One that
    may move stands where it was agreed, until another time is."""
    visit = visit.as_agreed() if visit.agreed else visit
    # An offer that ran out has lapsed, before the clock comes round to saying so in a move.
    has_lapsed = visit.has_expired(at) and visit.expires_at is not None
    return Entry(
        uid=uid_of(visit),
        sequence=visit.revision + (1 if has_lapsed else 0),
        status=STATUS[visit.stage_at(at)],
        starts=visit.starts,
        ends=visit.ends,
        zone=visit.site.zone,
        summary=summary_of(visit),
        location=location_of(visit),
        url=settings.BASE_URL + visit.get_absolute_url(),
        changed_at=visit.expires_at if has_lapsed and visit.expires_at else moved_at,
    )


def uid_of(about: Visit | Series) -> str:
    """The same in every feed and every invitation, for as long as it is kept."""
    return f"{about.pk}@{urlsplit(settings.BASE_URL).hostname}"


def summary_of(visit: Visit | Series) -> str:
    kind = Kind(visit.kind)
    named = _("Meeting") if kind in DISCREET else str(kind.label)
    return f"{named} · {visit.site.name}"


def location_of(visit: Visit | Series) -> str:
    if visit.place == Place.ON_SITE:
        return ", ".join(part for part in (visit.site.name, visit.site.address) if part)
    return visit.where if visit.place == Place.OFF_SITE else str(Place(visit.place).label)
