"""Somebody in charge confirms that a matter is critical; the other side learns that it exists."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, own_ledger, pairing, stepping
from incidents.corrections import reading
from incidents.lifecycle import Step
from incidents.models import CriticalMatter, Incident
from incidents.stepping import NotTheMoment
from liaison import access
from liaison.access import Verdict
from liaison.roles import Permission, Side


@ledger.operation
def confirm(
    incident: Incident,
    *,
    by: Any,
    partnership_id: UUID | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> CriticalMatter:
    """Tell the other side that there is a critical matter at the site in that week, and no more.

    *partnership_id* says to which police service, where the site works with several. What the
    ledger of both sides keeps names no incident. Errors: ``PermissionDenied``, ``Stale``,
    ``NotTheMoment``, ``pairing.CannotChoose``.
    """
    at = at or timezone.now()
    with stepping.rather(lambda: require_unconfirmed(incident)):
        footing = stepping.begin(incident, Step.CONFIRM, by=by, revision=revision)
    held, side = footing.incident, footing.side
    require_unconfirmed(held)
    pairing.choose(held, partnership_id, by=by)
    stepping.end(footing, Step.CONFIRM, by=by, at=at)
    matter = CriticalMatter.objects.create(
        incident=held,
        partnership=held.pair,
        side=side,
        week_of=week_of(held),
        confirmed_by=by,
        confirmed_at=at,
    )
    notices.critical_exists(matter, by=by, at=at)
    ledger.record("incidents.critical_told", chain=held.pair.chain, by=by, about=matter, at=at)
    own_ledger.record(
        "incidents.critical_confirmed",
        held,
        side,
        by=by,
        at=at,
    )
    return matter


def is_confirmed(incident: Incident) -> bool:
    """The other side knows that it exists."""
    return CriticalMatter.objects.filter(incident=incident).exists()


def require_unconfirmed(incident: Incident) -> None:
    """Errors: ``NotTheMoment``."""
    if is_confirmed(incident):
        raise NotTheMoment(
            _("It is confirmed already. The other side knows that it exists."), step=Step.CONFIRM
        )


@ledger.operation
def note(matter: CriticalMatter, *, by: Any, at: datetime | None = None) -> CriticalMatter:
    """Somebody of the other side has read that it exists; it counts once. Errors:
    ``PermissionDenied``."""
    at = at or timezone.now()
    access.require_verdict(may_note(matter, by))
    held = CriticalMatter.objects.select_for_update().get(pk=matter.pk)
    if held.noted_at:
        return held
    held.noted_at, held.noted_by = at, by
    held.save()
    ledger.record(
        "incidents.critical_noted", chain=matter.partnership.chain, by=by, about=held, at=at
    )
    return held


def may_note(matter: CriticalMatter, person: Any) -> Verdict:
    """Whether *person* answers for the side that is told of *matter*."""
    verdict = access.may(person, Permission.INCIDENT_HANDLE, matter)
    told = matter.author_side.other
    return verdict and Verdict(
        _stands_on(matter, told, person), _("This is for the other side to do.")
    )


def is_own(matter: CriticalMatter, person: Any) -> bool:
    """Whether *person* stands on the side whose matter it is, and on no other."""
    return _stands_on(matter, matter.author_side, person)


def _stands_on(matter: CriticalMatter, side: Side, person: Any) -> bool:
    return access.standing(person).sides_of(matter.partnership) == {side}


def week_of(incident: Incident) -> date:
    """The Monday of the week in which it happened, by the site's clock."""
    happened = reading.as_corrected(incident).occurred_at
    day = happened.astimezone(incident.tz).date()
    return day - timedelta(days=day.weekday())
