"""Somebody has a part in a matter themselves: they leave the case to the others of their side.

No reason is asked, and the other side learns nothing of it. Nobody has to work on what concerns
themselves, also where nobody else can; then the leaders are asked to name somebody. Only the last
person in charge of a side stays, since nobody would be left to be asked.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents import own_ledger, sight, stepping
from incidents.models import Incident, Recusal
from incidents.recusal import notices, remaining
from incidents.stepping import FOR_NEITHER
from liaison import access
from liaison.access import Verdict
from liaison.refusal import Refused, Stale
from liaison.roles import Permission, Side


class CannotRecuse(Refused):
    pass


@ledger.operation
def declare(incident: Incident, person: Person, *, by: Any, at: datetime | None = None) -> Recusal:
    """*person* neither sees nor acts on *incident* from now on: said by themselves, or by somebody
    in charge of their side. Errors: ``PermissionDenied``, ``CannotRecuse``."""
    at = at or timezone.now()
    held, side = _begin(incident, by)
    access.require_verdict(may_declare(held, person, by=by))
    theirs = sight.of(person)
    if not theirs.sees(held) or theirs.side_in(held) is not side:
        raise CannotRecuse(_("Choose somebody of your side who sees this case."), field="person")
    in_charge = remaining.of_side(held, side, Permission.INCIDENT_SEE_SIDE, at=at)
    if not remaining.on_case(held, in_charge, without=person):
        raise CannotRecuse(
            _(
                "Nobody else in charge of your side is left on this case. Have a mandate given to "
                "somebody first, then leave it to them."
            ),
            field="person",
        )
    made = Recusal.objects.create(
        incident=held, side=side, person=person, declared_by=by, declared_at=at
    )
    _tell(made, by=by, at=at)
    _record("incidents.recused", made, by=by, at=at)
    return made


@ledger.operation
def let_back(recusal: Recusal, *, by: Any, at: datetime | None = None) -> Recusal:
    """The person works on the case again. Errors: ``PermissionDenied``, ``Stale``."""
    at = at or timezone.now()
    held, side = _begin(recusal.incident, by)
    access.require(by, Permission.INCIDENT_RECUSE, held)
    current = Recusal.objects.select_for_update(of=("self",)).select_related("person")
    standing = current.filter(pk=recusal.pk, incident=held, side=side).first()
    if standing is None:
        raise PermissionDenied(_("This is for the other side to do."))
    if standing.ended_at:
        raise Stale(_("They are back on this case already."))
    standing.ended_by, standing.ended_at = by, at
    standing.save(update_fields=["ended_by", "ended_at"])
    standing.incident = held
    notices.back(standing, at=at)
    _record("incidents.recusal_ended", standing, by=by, at=at)
    return standing


def may_declare(incident: Incident, person: Any, *, by: Any) -> Verdict:
    """Whether *by* may take *person* off the case: themselves always."""
    if person.pk == by.pk:
        return Verdict(True)
    return access.may(by, Permission.INCIDENT_RECUSE, incident)


def _begin(incident: Incident, by: Any) -> tuple[Incident, Side]:
    """The locked incident, and the side for which *by* acts: two that leave at once, one after the
    other, each find who is left."""
    held, seen = stepping.lock(incident, by)
    side = seen.side_in(held)
    if side is None:
        raise PermissionDenied(FOR_NEITHER)
    return held, side


def _tell(made: Recusal, *, by: Any, at: datetime) -> None:
    held, side = made.incident, Side(made.side)
    able = remaining.of_side(held, side, Permission.INCIDENT_HANDLE, at=at)
    able = remaining.on_case(held, able)
    if able:
        notices.passed_on(made, [one for one in able if one.pk != by.pk], at=at)
        return
    in_charge = remaining.of_side(held, side, Permission.INCIDENT_SEE_SIDE, at=at)
    notices.nobody_left(made, remaining.on_case(held, in_charge), at=at)


def _record(verb: str, about: Recusal, *, by: Any, at: datetime) -> None:
    side = Side(about.side)
    own_ledger.record(
        verb,
        about.incident,
        side,
        by=by,
        at=at,
        person=str(about.person_id),
    )
