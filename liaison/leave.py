"""Whoever speaks for a side says when they are away, so that nobody counts on them then.

Visits that stand already are not touched: who is away sees them first, and their side finds them on
its desk. No new one is put where a side has nobody left (``visits.availability``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import days, designation, events, notices, opening
from liaison.events import Uncovered
from liaison.instances import Instances, Part
from liaison.models import Designation, Leave, Partnership
from liaison.refusal import Refused, Stale
from liaison.roles import Side
from liaison.templatetags.time_tags import day_in_words

LONGEST = timedelta(days=366)


class CannotRecordLeave(Refused):
    pass


class MissesOthers(Stale):
    """What the leave would miss is no longer what was shown before it was asked for."""


@dataclass(frozen=True, slots=True)
class Unspoken:
    """Days, both included, on which nobody speaks for *side* of *partnership*."""

    partnership: Partnership
    side: Side
    first: date
    last: date


def look(starts_on: date, ends_on: date, *, by: Any, at: datetime) -> list[Uncovered]:
    """What would miss *by* on these days, in order. Saves nothing. Errors: as ``record``."""
    _check(starts_on, ends_on, _held(by), by, at)
    told: Sequence[tuple[Any, Any]] = events.leave_previewed.send(
        sender=Leave, person=by, first=starts_on, last=ends_on, at=at
    )
    found = [one for _receiver, missed in told for one in missed or ()]
    return sorted(found, key=lambda one: one.hit.starts)


def mark_of(missed: Iterable[Uncovered]) -> str:
    """What somebody carries back to say what they were shown that would miss them."""
    return opening.mark_of_hits([one.hit for one in missed])


@ledger.operation
def record(
    starts_on: date,
    ends_on: date,
    *,
    by: Any,
    missed: str | None = None,
    at: datetime | None = None,
) -> Leave:
    """*by* is away on these days, both included. *missed* is the ``mark_of`` what they were shown
    that would miss them; None if it does not matter.

    Errors: ``CannotRecordLeave``, ``PermissionDenied`` for somebody who speaks for no side,
    ``MissesOthers`` when it would miss them elsewhere than was shown.
    """
    at = at or timezone.now()
    held = _held(by)
    # Whoever puts a time forward waits for this, or this for them.
    by = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    _check(starts_on, ends_on, held, by, at)
    if missed is not None and missed != mark_of(look(starts_on, ends_on, by=by, at=at)):
        raise MissesOthers(
            _("What falls into these days has changed. Look at it again, then save.")
        )
    made = Leave.objects.create(person=by, starts_on=starts_on, ends_on=ends_on, recorded_at=at)
    notices.leave_recorded(made, held, at=at)
    _record("liaison.leave_recorded", made, held, at)
    return made


@ledger.operation
def withdraw(leave: Leave, *, by: Any, at: datetime | None = None) -> Leave:
    """They are there after all. Errors: ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    if leave.person_id != by.pk:
        raise PermissionDenied(_("Only the person who is away takes this back."))
    leave = Leave.objects.select_for_update(of=("self",)).select_related("person").get(pk=leave.pk)
    if leave.withdrawn_at:
        raise Stale(_("This has been taken back already."))
    held = _held(leave.person)
    leave.withdrawn_at = at
    leave.save(update_fields=["withdrawn_at"])
    _record("liaison.leave_withdrawn", leave, held, at)
    return leave


def speaks_somewhere(person: Any) -> bool:
    return Designation.objects.filter(person=person, ended_at=None).exists()


def ahead_at(site_id: UUID, day: date) -> dict[UUID, Leave]:
    """By person, the next or running leave of those who speak at a site. One query."""
    found: dict[UUID, Leave] = {}
    for one in _AHEAD.found(site_id, day):
        found.setdefault(one.person_id, one)
    return found


def unspoken(leave: Leave, *, at: datetime) -> list[Unspoken]:
    """Where, because of *leave*, nobody speaks for the side of its person, and on which days."""
    partnerships = [one.partnership for one in _held(leave.person)]
    places = designation.standing(partnerships, at=at)
    people = {one.speaker.person_id for one in places if one.speaker}
    away = list(Leave.objects.filter(person__in=people).ahead(leave.starts_on))
    found = []
    for partnership in partnerships:
        for side in Side:
            speakers = {
                one.speaker.person_id
                for one in places
                if one.speaker and one.place.partnership == partnership and one.place.side is side
            }
            if leave.person_id in speakers:
                days = _days_without(speakers, away, leave)
                found += [Unspoken(partnership, side, *pair) for pair in days]
    return found


def _days_without(
    speakers: set[UUID], away: Iterable[Leave], leave: Leave
) -> list[tuple[date, date]]:
    """The stretches of *leave* on which every one of *speakers* is away."""
    away = list(away)
    stretches: list[tuple[date, date]] = []
    for count in range((leave.ends_on - leave.starts_on).days + 1):
        day = leave.starts_on + timedelta(days=count)
        gone = {one.person_id for one in away if one.starts_on <= day <= one.ends_on}
        if not speakers <= gone:
            continue
        if stretches and stretches[-1][1] == day - timedelta(days=1):
            stretches[-1] = (stretches[-1][0], day)
        else:
            stretches.append((day, day))
    return stretches


def _held(person: Any) -> list[Designation]:
    """Errors: ``PermissionDenied`` for somebody who speaks for no side."""
    standing = Designation.objects.filter(person=person, ended_at=None)
    held = list(
        standing.select_related("partnership__site__operator", "partnership__service").order_by(
            "pk"
        )
    )
    if not held:
        raise PermissionDenied(_("Only somebody who speaks for a side says when they are away."))
    return held


def _check(starts_on: date, ends_on: date, held: list[Designation], by: Any, at: datetime) -> None:
    _check_days(
        starts_on, ends_on, min(at.astimezone(one.partnership.site.tz).date() for one in held)
    )
    for one in Leave.objects.visible_to(by).ahead(starts_on).filter(starts_on__lte=ends_on):
        raise CannotRecordLeave(
            _("You have said already that you are away from %(first)s to %(last)s.")
            % {"first": day_in_words(one.starts_on), "last": day_in_words(one.ends_on)},
            field="starts_on",
        )


def _check_days(starts_on: date, ends_on: date, today: date) -> None:
    days.refuse_far(starts_on, CannotRecordLeave, field="starts_on")
    days.refuse_far(ends_on, CannotRecordLeave, field="ends_on")
    if ends_on < starts_on:
        raise CannotRecordLeave(
            _("The last day is %(day)s at the earliest.") % {"day": day_in_words(starts_on)},
            field="ends_on",
        )
    if ends_on < today:
        raise CannotRecordLeave(
            _("These days have passed: the last day is %(day)s at the earliest.")
            % {"day": day_in_words(today)},
            field="ends_on",
        )
    if ends_on - starts_on >= LONGEST:
        raise CannotRecordLeave(
            _("At most a year: until %(day)s. For longer, somebody else is appointed.")
            % {"day": day_in_words(starts_on + LONGEST - timedelta(days=1))},
            field="ends_on",
        )


def _record(verb: str, about: Leave, held: list[Designation], at: datetime) -> None:
    ledger.record(
        verb,
        chain=[one.partnership.chain for one in held],
        by=about.person,
        about=about,
        vis=ledger.Vis.SHARED,
        at=at,
        first=about.starts_on.isoformat(),
        last=about.ends_on.isoformat(),
    )


def _of_site(site_id: UUID, day: date) -> QuerySet[Leave]:
    speaking = Designation.objects.filter(partnership__site_id=site_id, ended_at=None)
    return Leave.objects.filter(person__in=speaking.values("person")).ahead(day)


_AHEAD = Instances(_of_site, [Part("", Leave)], UUID, date)
