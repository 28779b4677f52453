"""Logging an encounter: in the lane of the author's side, and nowhere else."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import judging, notices, own_ledger, places, writing
from incidents.apart import Apart
from incidents.models import Incident, Statement
from incidents.particulars import NOTHING_TICKED, Particulars
from incidents.places import Place
from incidents.taxonomy import (
    KINDS,
    WITH_SITUATION,
    Area,
    Distance,
    Kind,
    Lane,
    Precision,
    Severity,
)
from liaison import wallclock
from liaison.refusal import Refused
from liaison.templatetags import time_tags

# Nothing older is an encounter of a running site; a typing slip in the year is caught here.
OLDEST = timedelta(days=10 * 366)
# So long those in charge have to take up what is critical.
TAKEN_UP_WITHIN = timedelta(hours=24)
_ATTEMPTS = 3
_MINUTE = timedelta(minutes=1)


class CannotLog(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Report:
    """What the author says. A naive ``occurred_at`` is the site's own clock; ``severity`` None
    is the usual one of the kind. ``done`` and ``identifiers`` may be empty."""

    site_id: UUID
    kind: str
    occurred_at: datetime
    area: Area
    narrative: str
    precision: Precision = Precision.EXACT
    severity: Severity | None = None
    distance: Distance | None = None
    done: str = ""
    identifiers: str = ""
    identifiers_why: str = ""
    particulars: Particulars = NOTHING_TICKED


def log(report: Report, *, key: UUID, by: Any, at: datetime | None = None) -> Incident:
    """Keep *report* in the lane of the author's side.

    *key* is drawn with the form: however often the same person sends the same report with it,
    there is one incident, and each time it is returned. What was changed in between is another.
    Errors: ``PermissionDenied``, ``CannotLog``.
    """
    # The key is kept nowhere as it was drawn, so what is kept gives nothing of the words away.
    key = uuid5(key, repr(report))
    at = at or timezone.now()
    for attempt in range(_ATTEMPTS):
        try:
            return _log(report, key=key, by=by, at=at)
        except IntegrityError:
            # Either this key has been here before, or two references met (one in 10^11).
            standing = Incident.objects.filter(logged_by=by, key=key).first()
            if standing is not None:
                return standing
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError  # pragma: no cover


@ledger.operation
def _log(report: Report, *, key: UUID, by: Any, at: datetime) -> Incident:
    place = _place(report.site_id, by)
    kind = KINDS[report.kind]
    refuse_what_does_not_fit(kind, report.area, report.distance, report.particulars)
    occurred_at = moment(report.occurred_at, place.zone, at=at)
    judged = judging.lock_and_judge(place.site_id, place.partnership_id, occurred_at, place.zone)
    severity = kind.severity if report.severity is None else report.severity
    incident = Incident.objects.create(
        site_id=place.site_id,
        partnership_id=place.partnership_id,
        organisation_id=place.organisation_id,
        side=place.side,
        kind=kind.code,
        valence=kind.valence,
        severity=severity,
        area=report.area,
        distance=report.distance or "",
        occurred_at=occurred_at,
        precision=report.precision,
        logged_at=at,
        logged_by=by,
        key=key,
        **report.particulars.columns(),
        **asdict(judged),
        **(_alarm(place, at) if severity == Severity.CRITICAL else {}),
    )
    drafts = list(_drafts(report, Lane.of(place.side)))
    statements = writing.write(incident, drafts, by=by, side=place.side, at=at)
    own_ledger.record(
        "incidents.logged",
        incident,
        place.side,
        by=by,
        at=at,
        words=writing.seals(statements),
        vouched=writing.vouched_for(*(draft.text for draft in drafts)),
    )
    if incident.is_critical:
        notices.critical(incident, by=by, at=at)
    return incident


def refuse_what_does_not_fit(
    kind: Kind, area: Area, distance: Distance | None, ticked: Particulars
) -> None:
    """Errors: ``CannotLog`` where one thing said cannot go with another."""
    if distance and not area.is_outside:
        words = _("“%(area)s” has no distance from the door. Leave the distance open.")
        raise CannotLog(words % {"area": area.label}, field="distance")
    if ticked.circumstance and not kind.has_circumstance:
        words = _(
            "Why officers came is asked only where they came to the site. Leave it open, or choose "
            "another kind."
        )
        raise CannotLog(words, field="circumstance")
    if (ticked.threat or ticked.instrument) and kind.code not in WITH_SITUATION:
        words = _(
            "A threat to life, and the paper that was shown, are asked about only where officers "
            "came in or to the door. Leave it open, or choose another kind."
        )
        raise CannotLog(words, field="threat" if ticked.threat else "instrument")


def moment(told: datetime, zone: str, *, at: datetime) -> datetime:
    """*told* as an instant (UTC). A naive time is that of the site's clock; where the clock shows
    it twice, the earlier. Errors: ``CannotLog``, with the nearest time that would do, for one that
    never was, is to come or is long ago."""
    clock = ZoneInfo(zone)
    if told.tzinfo is None:
        told = _on_the_clock(told, clock)
    if told > at:
        words = _("At the site, that time is still to come. It is %(nearest)s there now.")
        raise _cannot_be(words, at, clock)
    if told < at - OLDEST:
        words = _(
            "That is more than ten years ago. The earliest that can be logged is %(nearest)s."
        )
        raise _cannot_be(words, at - OLDEST + _MINUTE, clock)
    return told.astimezone(UTC)


def _on_the_clock(told: datetime, clock: ZoneInfo) -> datetime:
    try:
        return next(iter(wallclock.readings(told, clock)))
    except OverflowError:
        raise CannotLog(_("Check the year."), field="occurred_at") from None
    except StopIteration:
        words = _(
            "The clocks went forward then: the site’s clock never showed that time. It went on at "
            "%(nearest)s."
        )
        raise _cannot_be(words, wallclock.resolve(told, clock), clock) from None


def _cannot_be(words: str, nearest: datetime, clock: ZoneInfo) -> CannotLog:
    there = nearest.astimezone(clock)
    shown = time_tags.day_and_clock(there)
    return CannotLog(words % {"nearest": shown}, field="occurred_at", nearest=[nearest])


def _alarm(place: Place, at: datetime) -> dict[str, Any]:
    """It is at once the turn of those in charge of the own side."""
    return {"turn": place.side, "turn_since": at, "due_at": at + TAKEN_UP_WITHIN}


def _place(site_id: UUID, by: Any) -> Place:
    place = places.at(site_id, by)
    if place is None:
        raise PermissionDenied(_("You may not log incidents for this site."))
    return place


def _drafts(report: Report, lane: Lane) -> Iterator[writing.Draft]:
    kinds = Statement.Kind
    yield writing.Draft(report.narrative, kinds.NARRATIVE, lane)
    if report.done:
        yield writing.Draft(report.done, kinds.DONE, lane)
    if report.identifiers:
        apart = Apart(report.identifiers, report.identifiers_why)
        yield writing.Draft(apart.written(), kinds.RESTRICTED, lane)
