"""What the site manager says about the site: its particulars, and why it may operate."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, notices, revision
from liaison.instances import Instances, Part
from liaison.models import LegalBasis, Site
from liaison.refusal import Refused
from liaison.roles import Permission

PARTICULARS = (
    "name",
    "local_term_en",
    "local_term_fr",
    "address",
    "arrival_en",
    "arrival_fr",
    "emergency_number",
    "complaint_body_en",
    "complaint_body_fr",
    "complaint_limit_en",
    "complaint_limit_fr",
    "is_mobile",
)


# All that a legal basis says.
_BASIS_SAYS = (
    "kind",
    "authority",
    "reference",
    "covers",
    "does_not_cover",
    "valid_from",
    "valid_to",
)


class CannotChangeSite(Refused):
    pass


def stamp(site: Site) -> str:
    """What a form that shows the particulars hands back as ``seen``."""
    return revision.of(*_particulars(site))


@ledger.operation
def change_particulars(
    site: Site,
    wanted: Mapping[str, Any],
    *,
    vouched: Sequence[str] = (),
    seen: str | None = None,
    by: Any,
    at: datetime | None = None,
) -> Site:
    """Those of ``PARTICULARS`` that *wanted* names are changed. *vouched* are the texts the
    writer says are about nobody who uses the site.

    Errors: ``Stale`` when *seen* is out of date, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.SITE_SETTINGS, site)
    locked = _locked(site.pk)
    revision.check(seen, *_particulars(locked))
    changed = [
        name for name in PARTICULARS if name in wanted and getattr(locked, name) != wanted[name]
    ]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, wanted[name])
    locked.save(update_fields=changed)
    _record("liaison.site_changed", locked, locked, by, at, changed=changed, vouched=list(vouched))
    return locked


@ledger.operation
def record_legal_basis(
    basis: LegalBasis, *, vouched: Sequence[str] = (), by: Any, at: datetime | None = None
) -> LegalBasis:
    """Why the site may operate from now on; the former ones are kept. *basis* is not saved yet.
    The same again changes nothing and returns what is on record.

    Errors: ``CannotChangeSite``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.SITE_SETTINGS, basis.site)
    site = _locked(basis.site_id)
    if basis.valid_to and basis.valid_to < basis.valid_from:
        raise CannotChangeSite(_("The last day lies before the first."), field="valid_to")
    standing = _newest(site.pk).first()
    if standing and all(getattr(standing, name) == getattr(basis, name) for name in _BASIS_SAYS):
        return standing
    basis.recorded_at, basis.recorded_by = at, by
    basis.save(force_insert=True)
    notices.legal_basis_recorded(basis, by=by, at=at)
    facts = {
        "kind": basis.kind,
        "from": basis.valid_from.isoformat(),
        "to": basis.valid_to.isoformat() if basis.valid_to else None,
        "vouched": list(vouched),
    }
    _record("liaison.legal_basis_recorded", basis, site, by, at, **facts)
    return basis


def legal_basis_of(site: Site) -> LegalBasis | None:
    """The newest on record."""
    return next(iter(_BASIS.found(site.pk)), None)


def _newest(site_id: UUID) -> QuerySet[LegalBasis]:
    return LegalBasis.objects.filter(site_id=site_id).order_by("-recorded_at", "-id")[:1]


_BASIS = Instances(_newest, [Part("", LegalBasis)], UUID)


def _locked(site_id: UUID) -> Site:
    return Site.objects.select_for_update(of=("self",)).select_related("operator").get(pk=site_id)


def _particulars(site: Site) -> list[Any]:
    return [getattr(site, name) for name in PARTICULARS]


def _record(verb: str, about: Any, site: Site, by: Any, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb, chain=site.chains, vis=ledger.Vis.SHARED, by=by, about=about, at=at, **facts
    )
