"""Leaders stand behind a protocol in public, for as long as they lead."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.among import Among
from liaison.instances import Instances, Part
from liaison.models import Mandate, Organisation
from liaison.refusal import Refused, Stale
from liaison.roles import GRANTS, Permission, Side
from protocols import briefing_notices as notices
from protocols import parties
from protocols.models import Endorsement, InForce, Version
from protocols.models.briefing import applies_or_will


class CannotEndorse(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Endorsed:
    """One endorsement at a moment; it stands while its leader leads."""

    row: Endorsement
    stands: bool

    @property
    def side(self) -> Side | None:
        return self.row.mandate.organisation.side


@ledger.operation
def endorse(
    version: Version, *, form: str, given_on: date, by: Person, at: datetime | None = None
) -> Endorsement:
    """*by* endorsed *version* in that *form* on that day; said again, it is reaffirmed, and the
    same pressed twice is one. Where it applies is held meanwhile, so that nothing takes its place
    between the look and the word.

    Errors: ``CannotEndorse``, ``PermissionDenied``.
    """
    access.require(by, Permission.PROTOCOL_ENDORSE, version)
    parties.hold_sites(version.protocol)
    # Not before: what took its place while this waited does so by then.
    at = at or timezone.now()
    if not _running(version, by, at).exists():
        raise CannotEndorse(_("What is endorsed is the version in force; this one is not."))
    mandate = _mandate(version, by)
    if given_on > mandate.organisation.day_at(at):
        raise CannotEndorse(_("This day is still to come."), field="given_on")
    if given_on < mandate.starts_on:
        raise CannotEndorse(_("On this day you did not lead yet."), field="given_on")
    own = Endorsement.objects.filter(version=version, mandate=mandate, withdrawn_at=None)
    if same := own.filter(form=form, given_on=given_on).first():
        return same
    made = Endorsement.objects.create(
        version=version,
        mandate=mandate,
        post=by.name,
        form=form,
        given_on=given_on,
        recorded_at=at,
    )
    notices.endorsed(made, by=by)
    _record("protocols.endorsed", made, by, at, form=form, given_on=given_on.isoformat())
    return made


@ledger.operation
def withdraw(endorsement: Endorsement, *, by: Person, at: datetime | None = None) -> Endorsement:
    """It is shown no more, nor is what the same leader said about the protocol before. Only they
    withdraw it. Errors: ``CannotEndorse``, ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    access.require(by, Permission.PROTOCOL_ENDORSE, endorsement.version)
    if endorsement.mandate.person_id != by.pk:
        raise CannotEndorse(_("Only the leader who endorsed it can withdraw it."))
    # Nobody endorses meanwhile.
    parties.hold_sites(endorsement.version.protocol)
    protocol = endorsement.version.protocol_id
    said = _shown().filter(mandate=endorsement.mandate_id, version__protocol=protocol)
    standing = {one.pk: one for one in said}
    if endorsement.pk not in standing:
        raise Stale(_("It has been withdrawn already."))
    for one in standing.values():
        one.withdrawn_at = at
        one.save(update_fields=["withdrawn_at"])
        _record("protocols.endorsement_withdrawn", one, by, at)
    return standing[endorsement.pk]


def of_protocol(versions: Iterable[Version], *, at: datetime) -> list[Endorsed]:
    """The last endorsement of each leader over *versions*, those that stand first. One query."""
    rows = _shown().filter(version__in=[version.pk for version in versions])
    return sorted(_latest(rows, at), key=lambda one: not one.stands)


def by_partnership(
    rows: Iterable[InForce], parties: Mapping[UUID, Collection[UUID]], *, at: datetime
) -> dict[UUID, list[Endorsed]]:
    """What stands behind the protocols of *rows* (in force at *at*), by the id of the partnership:
    of its own *parties* only. One query; none where nothing is in force."""
    rows = list(rows)
    if not rows:
        return {}
    found = _OF_PROTOCOLS.found({row.version.protocol_id for row in rows})
    return {row.partnership_id: _behind(row, found, parties, at) for row in rows}


def _behind(
    row: InForce,
    found: Iterable[Endorsement],
    parties: Mapping[UUID, Collection[UUID]],
    at: datetime,
) -> list[Endorsed]:
    own = [
        one
        for one in found
        if one.version.protocol_id == row.version.protocol_id
        and one.mandate.organisation_id in parties[row.partnership_id]
    ]
    return [one for one in _latest(own, at) if one.stands]


def tell_lapsed(mandate: Mandate, *, by: Person, at: datetime) -> None:
    """Whoever leads no longer stands behind anything; both sides hear it. Changes nothing."""
    standing = _shown().filter(mandate=mandate)
    last = {one.version.protocol_id: one for one in reversed(standing)}
    for one in last.values():
        notices.endorsement_lapsed(one, by=by, at=at)


def _shown() -> QuerySet[Endorsement]:
    rows = Endorsement.objects.filter(withdrawn_at=None)
    return rows.select_related("mandate__organisation", "version__protocol").order_by(
        "-given_on", "-recorded_at"
    )


def _of_protocols(protocol_ids: Iterable[UUID]) -> QuerySet[Endorsement]:
    return _shown().filter(Among("version__protocol_id", protocol_ids))


_OF_PROTOCOLS = Instances(
    _of_protocols,
    [
        Part("", Endorsement),
        Part("mandate", Mandate),
        Part("mandate__organisation", Organisation),
        Part("version", Version, "id", "protocol_id", "number"),
    ],
    list,
)


def _latest(rows: Iterable[Endorsement], at: datetime) -> list[Endorsed]:
    """The first row of each mandate (they come newest first)."""
    first: dict[UUID, Endorsement] = {}
    for row in rows:
        first.setdefault(row.mandate_id, row)
    return [Endorsed(row, row.mandate.is_current(at)) for row in first.values()]


def _running(version: Version, by: Person, at: datetime) -> QuerySet[InForce]:
    """Where it applies, or will, among the partnerships that *by* leads."""
    leads = access.standing(by).partnerships_for(Permission.PROTOCOL_ENDORSE)
    return InForce.objects.filter(applies_or_will(at), version=version, partnership__in=leads)


def _mandate(version: Version, by: Person) -> Mandate:
    """The mandate in which *by* leads over one of the version's partnerships."""
    own = access.standing(by)
    reaches = [own.reaches[p.pk] for p in version.protocol.covered if p.pk in own.reaches]
    held = next(
        one.id
        for one in own.mandates
        if one.role in GRANTS[Permission.PROTOCOL_ENDORSE]
        and any(reach.covered_by(one) for reach in reaches)
    )
    return Mandate.objects.select_related("organisation").get(pk=held)


def _record(verb: str, endorsement: Endorsement, by: Person, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb,
        chain=[partnership.chain for partnership in endorsement.version.protocol.covered],
        by=by,
        about=endorsement,
        at=at,
        version=str(endorsement.version_id),
        mandate=str(endorsement.mandate_id),
        **facts,
    )
