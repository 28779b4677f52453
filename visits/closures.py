"""A site that closes for a visit owes the people who use it a notice and another place.

Whether it does is read from its hours as they were known a month before: a visit that stands in
what was opening time then, and is none now, stands in a closure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, hours, timekeeping
from liaison.bilingual import Bilingual
from liaison.hours import Schedule, Span
from liaison.models import HoursSet, Lifecycle, Partnership, Site
from liaison.prepared import Prepared
from liaison.refusal import Refused
from liaison.roles import Permission
from visits import exceptions, lifecycle, steps
from visits.kinds import Place
from visits.lifecycle import ACTS, Act, Stage
from visits.models import ClosureNotice, Visit, VisitNote

# Hours that were announced that long before a visit are nobody's surprise.
KNOWN_BEFORE = timedelta(days=30)
COUNTED = timedelta(days=365)
_FARTHEST = timedelta(days=14)
_SAID = ("why_en", "why_fr", "instead_en", "instead_fr")
# Of what has begun, that for which the site was there.
_STOOD = frozenset({Stage.CONFIRMED, Stage.HELD, Stage.MISSED})


class OwesNotice(Refused):
    """The site closes for the visit, and nobody has told the people who use it."""


class CannotTell(Refused):
    """Nothing closes for the visit, or it is over."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Visits in the hours of a site by exception, and those that it closed for."""

    in_hours: int = 0
    closed_for: int = 0


def closed(then: Schedule, now: Schedule, span: Span) -> list[Span]:
    """What of *span* was opening time under *then* and is none under *now*. Pure. Hours that
    nobody had said close nothing."""
    if not then.known:
        return []
    was_open = hours.operating(then, span.start, span.end)
    return [gap for one in was_open for gap in hours.closed(now, one.start, one.end)]


def made_for(visit: Visit) -> list[Span]:
    """The time for which the site closes around *visit*; none for one elsewhere. Two queries."""
    if visit.place != Place.ON_SITE:
        return []
    site = visit.site
    known = timekeeping.hours_known(site, visit.starts - KNOWN_BEFORE)
    if known is None:
        return []
    then = timekeeping.schedule_from(site, known, now=False)
    return closed(then, timekeeping.schedule_of(site), Span(visit.starts, visit.ends))


def stretch(visit: Visit) -> Span | None:
    """From when to when the site is closed around *visit*, as people at its door find it (UTC).
    None where it is open then, or closed for longer than can be said as one time."""
    low, high = visit.starts - _FARTHEST, visit.ends + _FARTHEST
    gaps = hours.closed(timekeeping.schedule_of(visit.site), low, high)
    found = next((gap for gap in gaps if gap.start <= visit.starts < gap.end), None)
    return found if found and low < found.start and found.end < high else None


def notice_of(visit: Visit) -> ClosureNotice | None:
    """The newest notice for the time that *visit* has now. One that was written for a visit whose
    place it took, as a date of a series that was changed, holds for it too."""
    found = ClosureNotice.objects.filter(
        visit__partnership=visit.partnership_id, starts=visit.starts, ends=visit.ends
    )
    return found.select_related(*(f"{one}__data_key" for one in _SAID)).last()


def closing(site: Site, now: Schedule, spans: Iterable[Span]) -> frozenset[Span]:
    """Those of *spans* in which *site* was to be open, by its hours as they were known a month
    before, and is not under *now*. One query, however many there are."""
    known_at = {span: span.start - KNOWN_BEFORE for span in spans}
    if not known_at:
        return frozenset()
    then = timekeeping.schedules_known(site, known_at.values())
    return frozenset(
        span for span, at in known_at.items() if at in then and closed(then[at], now, span)
    )


def may_lie_ahead(site: Site, hours_set: HoursSet | None, *, at: datetime) -> bool:
    """Whether *site* can close at all for a visit to come: not while its hours were known a month
    ago as they are now. No query."""
    if hours_set is None:
        return False
    return site.lifecycle != Lifecycle.OPERATING or hours_set.recorded_at > at - KNOWN_BEFORE


def ahead(site: Site, now: Schedule, person: Any, *, at: datetime) -> list[Visit]:
    """What *person* may see of the visits to come for which *site*, under its hours *now*, closes:
    all of them, as a site has one at a time and none further ahead than a year; one that may move
    at both of its times. One query, one more where a visit is to come."""
    seen = Visit.objects.visible_to(person).of_site(site).filter(stage__in=lifecycle.OCCUPYING)
    ahead_of = Q(place=Place.ON_SITE, starts__gt=at) | Q(
        agreed_place=Place.ON_SITE, agreed_starts__gt=at
    )
    visits = [
        one
        for visit in seen.filter(ahead_of).order_by("starts", "id")
        for one in visit.standing_at(at)
        if one.place == Place.ON_SITE
    ]
    found = closing(site, now, [Span(one.starts, one.ends) for one in visits])
    return [one for one in visits if Span(one.starts, one.ends) in found]


def untold(partnership: Partnership, place: str, spans: Iterable[Span]) -> frozenset[Span]:
    """Those of *spans* for which the site closes and has not said so. Three queries, however many
    there are."""
    spans = frozenset(spans)
    if place != Place.ON_SITE or not spans:
        return frozenset()
    found = closing(partnership.site, timekeeping.schedule_of(partnership.site), spans)
    if not found:
        return frozenset()
    told = ClosureNotice.objects.filter(
        visit__partnership=partnership, starts__in=[span.start for span in found]
    )
    return frozenset(found - {Span(*pair) for pair in told.values_list("starts", "ends")})


def hangs_notice(visit: Visit, at: datetime) -> bool:
    """Whether there is a notice of *visit* to hang at the door, closed for it or not."""
    return visit.place == Place.ON_SITE and visit.stage_at(at) in ACTS[Act.HANG_NOTICE]


def require_notice(visit: Visit) -> None:
    """Errors: ``OwesNotice`` when the site closes for *visit* and has not said so."""
    if made_for(visit) and notice_of(visit) is None:
        raise OwesNotice(owed_in_words())


def owed_in_words() -> str:
    return _(
        "The site was to be open then, and closes for this visit. Before it is confirmed, the site "
        "manager writes the notice for the people who use the site, with another place that is "
        "open."
    )


def owed_apart_in_words() -> str:
    return _(
        "The site was to be open then, and closes for this visit. Leave the date out, and propose "
        "it again by itself: before it is confirmed, the site manager writes the notice for the "
        "people who use the site."
    )


@ledger.operation
def tell(
    visit: Visit,
    *,
    why: Bilingual,
    instead: Bilingual,
    by: Any,
    seen: int | None = None,
    at: datetime | None = None,
) -> ClosureNotice:
    """The notice for the people who use the site: *why* it closes, and where to go *instead*,
    each in one language at least.

    Errors: ``CannotTell``, ``PermissionDenied``, ``Stale``.
    """
    at = at or timezone.now()
    access.require(by, Permission.VISIT_EXCEPT, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    if visit.stage_at(at) not in lifecycle.OCCUPYING or not made_for(visit):
        raise CannotTell(_("The site does not close for this visit, so no notice is owed."))
    told = ClosureNotice.objects.create(
        visit=visit,
        starts=visit.starts,
        ends=visit.ends,
        **_kept(visit, at, why_en=why.en, why_fr=why.fr),
        **_kept(visit, at, instead_en=instead.en, instead_fr=instead.fr),
        by=by,
        at=at,
    )
    ledger.record(
        "visits.closure_told",
        chain=visit.partnership.chain,
        by=by,
        about=visit,
        at=at,
        notice=str(told.pk),
        starts=visit.starts.isoformat(),
        ends=visit.ends.isoformat(),
        vouched=any(getattr(words, "vouched", False) for words in (*why.forms, *instead.forms)),
    )
    return told


def _kept(visit: Visit, at: datetime, **said: str) -> dict[str, VisitNote]:
    return {name: steps.note(visit, words, at) for name, words in said.items() if words}


def counted(site: Site, person: Any, at: datetime) -> Counted:
    """Of what *person* may see of *site*, over the twelve months up to *at*. One query."""
    covered = access.standing(person).partnerships_for(Permission.VISIT_SEE)
    rows = _COUNTED.rows(list(covered), site.pk, at - COUNTED, at)
    return Counted(*map(sum, zip(*rows, strict=True)))


def _counted(covered: list[UUID], site_id: UUID, since: datetime, at: datetime) -> Any:
    excepted = exceptions.in_hours().filter(visit=OuterRef("pk"))
    told = ClosureNotice.objects.filter(
        visit__partnership=OuterRef("partnership"), starts=OuterRef("starts"), ends=OuterRef("ends")
    )
    return (
        Visit.objects.covered(covered)
        .of_site(site_id)
        .filter(stage__in=_STOOD, place=Place.ON_SITE)
        .filter(starts__gt=since, starts__lte=at)
        .order_by()
        .values("partnership_id")
        .annotate(
            in_hours=Count("pk", filter=Exists(excepted)),
            closed_for=Count("pk", filter=Exists(told)),
        )
        .values_list("in_hours", "closed_for")
    )


_COUNTED = Prepared(_counted, list, UUID, datetime, datetime)
