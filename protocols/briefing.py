"""Officers are told what a version asks, and say that they know it.

They have no account. A roll-call has a code; with it and a service number an officer acknowledges
the version, or whoever leads the roll-call types the numbers of a sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

import vault
from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import Division, Organisation, Partnership
from liaison.refusal import Refused, Stale
from liaison.roles import Permission
from protocols import codes
from protocols.models import (
    Acknowledgement,
    BriefingSetAside,
    InForce,
    LeftPost,
    RollCall,
    Version,
)
from protocols.models.briefing import applies_or_will

CODE, NUMBER = "roll-call", "service-number"
MOST_OPEN = 30
LONGEST = timedelta(days=28)
MOST_ON_A_SHEET = 200


class CannotBrief(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Unit:
    """Who stands at a roll-call: a division, or a service that has none."""

    service: Organisation
    division: Division | None = None

    @property
    def name(self) -> str:
        return self.division.name if self.division else self.service.name

    @property
    def key(self) -> str:
        """Names it in a form."""
        return str(self.division.pk if self.division else self.service.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A roll-call as somebody opens it: for how long, of how many *officers* the unit has, and how
    many of them use the code at *most*. ``key`` makes the same one sent twice one roll-call."""

    officers: int
    most: int
    lasts: timedelta
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What came of typing a sheet: numbers that are new, and that had been there before."""

    recorded: int
    known: int


@ledger.operation
def open_roll_call(
    version: Version, unit: Unit, wanted: Opening, *, by: Person, at: datetime | None = None
) -> RollCall:
    """A code with which the officers of *unit* acknowledge *version*, for as long as it lasts
    and so many of them at most: whoever holds it could make numbers up.

    Errors: ``CannotBrief``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    roll_call = RollCall(version=version, service=unit.service, division=unit.division)
    access.require(by, Permission.BRIEFING_LEAD, roll_call)
    _check_applies(version, roll_call.partnerships, at)
    # Two who open one at the same moment are counted one after the other.
    Organisation.objects.select_for_update().get(pk=unit.service.pk)
    roll_call.pk = uuid5(version.pk, f"{by.pk}/{wanted.key or uuid4()}")
    if sent := RollCall.objects.filter(pk=roll_call.pk).first():
        return sent
    if wanted.most > wanted.officers:
        raise CannotBrief(
            _("At most all %(officers)s officers that it has use the code.")
            % {"officers": wanted.officers},
            field="most",
            nearest=[wanted.officers],
        )
    if RollCall.objects.filter(version=version, service=unit.service).open_at(at).count() >= (
        MOST_OPEN
    ):
        raise CannotBrief(_("Revoke a code that is no longer used first."))
    code = codes.new_code()
    roll_call.officers, roll_call.most = wanted.officers, wanted.most
    roll_call.code_hash = hash_of_code(code)
    roll_call.issued_at, roll_call.issued_by = at, by
    roll_call.expires_at = at + min(wanted.lasts, LONGEST)
    roll_call.seal(code, domain="police", at=at)
    roll_call.save(force_insert=True)
    facts = {"officers": wanted.officers, "most": wanted.most}
    _record("protocols.roll_call_opened", roll_call, by, at, **facts)
    return roll_call


@ledger.operation
def revoke(roll_call: RollCall, *, by: Person, at: datetime | None = None) -> RollCall:
    """The code counts no more. Errors: ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    access.require(by, Permission.BRIEFING_LEAD, roll_call)
    held = RollCall.objects.select_for_update().get(pk=roll_call.pk)
    if held.revoked_at:
        raise Stale(_("This code has been revoked already."))
    held.revoked_at = at
    held.save(update_fields=["revoked_at"])
    _record("protocols.roll_call_revoked", roll_call, by, at)
    return held


@ledger.operation
def acknowledge(
    roll_call: RollCall,
    officer_hash: str,
    *,
    post: str = "",
    by: Person,
    at: datetime | None = None,
) -> None:
    """One officer knows the version. Doing it again changes nothing and says nothing else:
    nobody finds out who has been here. *by* is the portal, for the officer has no account;
    *officer_hash* comes from ``hash_of_number``, *post* is what the officer left.

    Errors: ``CannotBrief`` when the code does not count any more, or as many have used it as may.
    """
    at = at or timezone.now()
    # Held until the end, so that nobody acknowledges by a code that is revoked meanwhile.
    found = RollCall.objects.open_at(at).select_for_update(of=("self",)).filter(pk=roll_call.pk)
    held = found.first()
    if held is None:
        raise CannotBrief(_("This code does not count any more. Ask who leads the roll-call."))
    # Said to those as well who have been here, so that nobody finds out who has.
    if _is_full(held):
        raise CannotBrief(
            _("As many officers have used this code as may. Ask who leads the roll-call.")
        )
    made, is_new = _keep(roll_call, officer_hash, None, at)
    if not is_new:
        return
    if post:
        left = LeftPost(acknowledgement=made)
        left.seal(post, domain="police", at=at)
        left.save(force_insert=True)
    _record("protocols.acknowledged", roll_call, by, at, officers=1, way="officer")


@ledger.operation
def record_sheet(
    roll_call: RollCall, numbers: Iterable[str], *, by: Person, at: datetime | None = None
) -> Sheet:
    """The service *numbers* of a sheet (each as ``codes.read_number`` gives it); a roll-call
    that is over is recorded all the same, one that was revoked is not.

    Errors: ``CannotBrief``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.BRIEFING_RECORD, roll_call)
    _check_applies(roll_call.version, roll_call.partnerships, at)
    if RollCall.objects.select_for_update().get(pk=roll_call.pk).revoked_at:
        raise CannotBrief(_("This roll-call was revoked. Open another one."))
    # In one order for everybody, so that two sheets never wait for each other.
    hashes = sorted({hash_of_number(roll_call, number) for number in numbers})
    recorded = sum(_keep(roll_call, one, by, at)[1] for one in hashes)
    if recorded:
        _record("protocols.acknowledged", roll_call, by, at, officers=recorded, way="sheet")
    return Sheet(recorded, len(hashes) - recorded)


@ledger.operation
def strike_out(
    acknowledgement: Acknowledgement, *, by: Person, at: datetime | None = None
) -> Acknowledgement:
    """Nobody stands behind *acknowledgement*: it counts no more, and makes room for another one.
    Errors: ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    roll_call = acknowledgement.roll_call
    access.require(by, Permission.BRIEFING_LEAD, roll_call)
    # In the order in which officers acknowledge: first the roll-call, then what hangs on it.
    RollCall.objects.select_for_update(of=("self",)).get(pk=roll_call.pk)
    held = Acknowledgement.objects.select_for_update(of=("self",)).get(pk=acknowledgement.pk)
    if held.struck_at:
        raise Stale(_("Somebody has struck it out already."))
    held.struck_at, held.struck_by = at, by
    held.save(update_fields=["struck_at", "struck_by"])
    _record("protocols.acknowledgement_struck", roll_call, by, at, acknowledgement=str(held.pk))
    return held


@ledger.operation
def set_aside(
    version: Version, service: Organisation, *, by: Person, at: datetime | None = None
) -> BriefingSetAside:
    """No more reminders to brief *service* on *version*. Errors: ``PermissionDenied``."""
    at = at or timezone.now()
    partnerships = _partnerships(version, service)
    access.require(by, Permission.BRIEFING_LEAD, partnerships)
    made, is_new = BriefingSetAside.objects.get_or_create(
        version=version, service=service, defaults={"at": at, "by": by}
    )
    if is_new:
        ledger.record(
            "protocols.briefing_set_aside",
            chain=[partnership.chain for partnership in partnerships],
            by=by,
            about=version,
            at=at,
            service=str(service.pk),
        )
    return made


def hash_of_code(code: str) -> str:
    return vault.keyed_hash(code, purpose=CODE)


def hash_of_number(roll_call: RollCall, number: str) -> str:
    """Stands for an officer of the roll-call's service, for its version alone: the acknowledgements
    of two versions cannot be told to be of one officer."""
    told = f"{roll_call.service_id}|{roll_call.version_id}|{number}"
    return vault.keyed_hash(told, purpose=NUMBER)


def _keep(
    roll_call: RollCall, officer_hash: str, recorded_by: Person | None, at: datetime
) -> tuple[Acknowledgement, bool]:
    return Acknowledgement.objects.counted().get_or_create(
        version_id=roll_call.version_id,
        officer_hash=officer_hash,
        defaults={
            "roll_call": roll_call,
            "acknowledged_at": at,
            "recorded_by": recorded_by,
        },
    )


def _is_full(roll_call: RollCall) -> bool:
    """What was typed from a sheet has somebody who answers for it, and takes no room."""
    used = roll_call.acknowledgements.counted().filter(recorded_by=None)
    return roll_call.most is not None and used.count() >= roll_call.most


def _partnerships(version: Version, service: Organisation) -> list[Partnership]:
    return [p for p in version.protocol.covered if p.service_id == service.pk]


def _check_applies(version: Version, partnerships: list[Partnership], at: datetime) -> None:
    """Errors: ``CannotBrief`` for a version that does not apply, and is not to begin."""
    rows = InForce.objects.filter(applies_or_will(at), version=version)
    if not rows.covering(partnerships).exists():
        raise CannotBrief(_("Officers are briefed on the version in force; this one is not."))


def _record(verb: str, roll_call: RollCall, by: Any, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb,
        chain=[partnership.chain for partnership in roll_call.partnerships],
        by=by,
        about=roll_call,
        at=at,
        version=str(roll_call.version_id),
        service=str(roll_call.service_id),
        division=str(roll_call.division_id) if roll_call.division_id else None,
        **facts,
    )
