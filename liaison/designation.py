"""Who speaks for a side of a partnership: one primary and one backup, each by post.

A designation rests on a mandate: liaison officer on the police side, site manager on the site
side. One whose mandate ended or ran out, or whose last day has passed, speaks for nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access, days, notices, reach
from liaison.models import Designation, Mandate, Partnership
from liaison.refusal import Refused, Stale
from liaison.roles import Permission, Role, Side

Rank = Designation.Rank
SPEAKS = {Side.SITE: Role.SITE_MANAGER, Side.POLICE: Role.LIAISON_OFFICER}
MAY = {Side.SITE: Permission.DESIGNATE_SITE, Side.POLICE: Permission.DESIGNATE_POLICE}


class CannotDesignate(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Place:
    """A place to fill: the primary or the backup of one side of a partnership."""

    partnership: Partnership
    side: Side
    rank: Rank


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """Who holds a place at a moment. ``is_backed``: the designation has not run out and rests
    on a mandate that counts. ``is_fillable``: somebody fits who holds no place there."""

    place: Place
    designation: Designation | None
    is_backed: bool
    is_fillable: bool

    @property
    def speaker(self) -> Designation | None:
        return self.designation if self.is_backed else None


@ledger.operation
def appoint(
    place: Place,
    person: Person,
    *,
    post: str,
    ends_on: date | None = None,
    by: Any,
    at: datetime | None = None,
) -> Designation:
    """*person* speaks from today on, and whoever held the place before no longer does. The same
    again changes nothing and returns what stands.

    Errors: ``CannotDesignate``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    partnership, side = place.partnership, place.side
    access.require(by, MAY[side], partnership)
    partnership = (
        Partnership.objects.with_parties().select_for_update(of=("self",)).get(pk=partnership.pk)
    )
    today = at.astimezone(partnership.site.tz).date()
    if ends_on and ends_on < today:
        raise CannotDesignate(_("The last day has passed."), field="ends_on")
    days.refuse_far(ends_on, CannotDesignate, field="ends_on")
    _check_fits(partnership, place, person, at)
    former = _former(partnership, place)
    if former and (former.person, former.post, former.ends_on) == (person, post, ends_on):
        return former
    if former:
        _close(former, at)
    made = Designation.objects.create(
        partnership=partnership,
        side=side,
        rank=place.rank,
        person=person,
        post=post,
        starts_on=today,
        ends_on=ends_on,
        made_at=at,
        made_by=by,
    )
    notices.designated(made, former, by=by, at=at)
    _record("liaison.designation_made", made, by, at, former=str(former.pk) if former else None)
    return made


@ledger.operation
def end(designation: Designation, *, by: Any, at: datetime | None = None) -> Designation:
    """The place is empty until somebody is appointed. Errors: ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    access.require(by, MAY[Side(designation.side)], designation.partnership)
    designation = (
        Designation.objects.select_for_update(of=("self",))
        .select_related("partnership__site__operator", "partnership__service", "person")
        .get(pk=designation.pk)
    )
    if designation.ended_at:
        raise Stale(_("This has been ended or handed over already."))
    _end(designation, by=by, at=at)
    return designation


def follow_mandate(mandate: Mandate, *, by: Any, at: datetime) -> None:
    """What rested on *mandate*, just ended, ends with it. Runs inside that operation."""
    standing = (
        Designation.objects.filter(person=mandate.person_id, ended_at=None)
        .select_related("partnership__site__operator", "partnership__service", "person")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    for designation in standing:
        side = Side(designation.side)
        own = designation.partnership.party(side).pk == mandate.organisation_id
        fitting = candidates(designation.partnership, side, at=at)
        if own and designation.person not in fitting:
            _end(designation, by=by, at=at)


def candidates(partnership: Partnership, side: Side, *, at: datetime) -> list[Person]:
    """The people whose mandate lets them speak for *side*, by name."""
    return reach.people_as(SPEAKS[side], partnership, side, at=at)


def standing(partnerships: Iterable[Partnership], *, at: datetime) -> list[PlaceNow]:
    """Every place of the *partnerships* (with their sites), filled or not. Three queries."""
    partnerships = list(partnerships)
    held = {
        (one.partnership_id, one.side, one.rank): one
        for one in Designation.objects.filter(
            partnership__in=partnerships, ended_at=None
        ).select_related("person")
    }
    able = reach.speakers(partnerships, SPEAKS, at=at)
    placed = {(one.partnership_id, one.side, one.person_id) for one in held.values()}
    spare = {(pk, side) for pk, side, _person in able - placed}
    found = []
    for partnership in partnerships:
        today = at.astimezone(partnership.site.tz).date()
        for side in Side:
            for rank in Rank:
                one = held.get((partnership.pk, side, rank))
                is_backed = (
                    one is not None
                    and (one.ends_on is None or one.ends_on >= today)
                    and (partnership.pk, side, one.person_id) in able
                )
                place = Place(partnership, side, rank)
                is_fillable = (partnership.pk, side) in spare
                found.append(PlaceNow(place, one, is_backed, is_fillable))
    return found


def _end(designation: Designation, *, by: Any, at: datetime) -> None:
    _close(designation, at)
    notices.designation_ended(designation, by=by, at=at)
    _record("liaison.designation_ended", designation, by, at)


def _former(partnership: Partnership, place: Place) -> Designation | None:
    """Who holds the place, held: it may be ended at this moment, by hand or with its mandate."""
    standing = partnership.designations.filter(side=place.side, rank=place.rank, ended_at=None)
    return standing.select_related("person").select_for_update(of=("self",)).first()


def _close(designation: Designation, at: datetime) -> None:
    designation.ended_at = at
    designation.save(update_fields=["ended_at"])


def _check_fits(partnership: Partnership, place: Place, person: Person, at: datetime) -> None:
    side = place.side
    if person.pk not in {one.pk for one in candidates(partnership, side, at=at)}:
        raise CannotDesignate(_not_fitting(side), field="person")
    if len(access.standing(person).sides_of(partnership)) > 1:
        raise CannotDesignate(
            _("Somebody who holds mandates on both sides speaks for neither."), field="person"
        )
    standing = partnership.designations.filter(side=side, ended_at=None)
    if standing.exclude(rank=place.rank).filter(person=person).exists():
        raise CannotDesignate(_("One person is not both primary and backup."), field="person")


def _not_fitting(side: Side) -> str:
    if side is Side.SITE:
        return _("A site manager with a current mandate for this site speaks for it.")
    return _("A liaison officer with a current mandate here speaks for the police service.")


def _record(verb: str, about: Designation, by: Any, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb,
        chain=about.partnership.chain,
        vis=ledger.Vis.SHARED,
        by=by,
        about=about,
        at=at,
        side=about.side,
        rank=about.rank,
        person=str(about.person_id),
        **facts,
    )
