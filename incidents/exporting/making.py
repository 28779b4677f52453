"""A file is made of a case: kept is that it was made, of what and for whom; no copy of the file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger, reads
from incidents import own_ledger
from incidents.exporting import blacking_out, content, document, layers, notices, printing
from incidents.exporting.classes import Recipient
from incidents.exporting.content import Content
from incidents.exporting.document import Document, Heading
from incidents.exporting.layers import Held
from incidents.models import Export, Incident, RedactionLayer, Statement
from incidents.models.export import draw_code
from incidents.taxonomy import Lane
from liaison import access, proof
from liaison.refusal import Refused
from liaison.roles import GRANTS, Permission, Role, Side

# An account in wrong hands is not to carry everything away at once.
MOST_WITHIN, WITHIN = 20, timedelta(hours=1)
_SALT_BYTES = 32


class TooMany(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Made:
    """What was kept, and the file, which is not."""

    export: Export
    file: bytes

    @property
    def file_name(self) -> str:
        """No word of the case, no site."""
        return f"{self.export.code}.{self.export.form}"


def make(
    layer: RedactionLayer,
    form: Export.Form,
    *,
    password: str,
    by: Any,
    at: datetime | None = None,
) -> Made:
    """The case as *layer* leaves it, as a file. *password* is *by*'s own, asked again.

    Errors: ``PermissionDenied``, ``proof.NotProven``, ``Stale``, ``TooMany``, ``reads.NotNoted``.
    """
    incident = layer.incident
    side = Side(layer.side)
    access.require_verdict(layers.may_export(incident, side, by=by))
    proof.require(by, password)
    export, made = _make(layer, form, by=by, at=at or timezone.now())
    # Drawing takes a while, so nobody waits for it: the incident is locked no more.
    return Made(export, made.as_json() if form is Export.Form.JSON else printing.pdf(made))


@ledger.operation
def _make(
    layer: RedactionLayer, form: Export.Form, *, by: Any, at: datetime
) -> tuple[Export, Document]:
    """What is kept of a file, and what is to stand in it."""
    # One after the other, so that two at once do not both find the last place free.
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Export.objects.filter(by=by, at__gt=at - WITHIN).count() >= MOST_WITHIN:
        raise TooMany(
            _("That is %(most)d exports within an hour. Make the next one in an hour.")
            % {"most": MOST_WITHIN}
        )
    incident, side = layers.lock(layer.incident, by)
    held = layers.standing(layer, incident, side)
    whole = content.of(held.layer, incident, by)
    if not held.layer.exports.exists():
        blacking_out.black_out_officers(held.layer, whole, by=by, at=at)
    _note(held, whole, by=by)
    code = draw_code()
    made = document.of(
        _heading(held, code, by=by, at=at), whole, blacking_out.places_of(held.layer, whole.pieces)
    )
    export = Export.objects.create(
        layer=held.layer,
        code=code,
        form=form,
        digest=made.digest,
        shares=whole.shares,
        places=made.black.total(),
        role=made.heading.role,
        by=by,
        at=at,
    )
    notices.exported(export, incident, side, by=by, at=at)
    _record(export, held, made, by=by, at=at)
    return export, made


def _heading(held: Held, code: str, *, by: Any, at: datetime) -> Heading:
    incident, side, layer = held
    return Heading(
        code,
        side,
        _role(incident, side, by),
        _organisation(incident, side),
        Recipient(layer.recipient),
        layer.with_own,
        at,
        get_language() or "en",
        token_hex(_SALT_BYTES),
    )


def _role(incident: Incident, side: Side, by: Any) -> Role:
    """The post in which *by* exports: one of those that may, at the organisation of *side*."""
    roles = GRANTS[Permission.INCIDENT_EXPORT]
    own = access.standing(by).mandates
    party = incident.party_id(side)
    return next(one.role for one in own if one.role in roles and one.organisation_id == party)


def _organisation(incident: Incident, side: Side) -> str:
    if side is Side.SITE:
        return incident.site.operator.name
    if incident.partnership:
        return incident.partnership.service.name
    return incident.organisation.name


def _note(held: Held, whole: Content, *, by: Any) -> None:
    """Kept as a reading of each lane that goes in. Errors: ``reads.NotNoted``."""
    lanes = {piece.side_alone or Lane.SHARED.value for piece in whole.pieces}
    for lane in sorted(lanes):
        reads.note(by, held.incident, f"{lane}:export")


def _record(export: Export, held: Held, made: Document, *, by: Any, at: datetime) -> None:
    """Each lane's ledger keeps which of its texts went, where, and in what file; the own side's
    also what was hidden."""
    texts = {
        is_own: [
            str(line.piece.id)
            for line in made.lines
            if line.piece.is_own is is_own and isinstance(line.piece.source, Statement)
        ]
        for is_own in (True, False)
    }
    facts: dict[str, Any] = {
        "export": str(export.pk),
        "code": export.code,
        "form": export.form,
        "recipient": held.layer.recipient,
        "digest": export.digest,
    }
    own_ledger.record(
        "incidents.exported",
        held.incident,
        held.side,
        by=by,
        at=at,
        layer=str(held.layer.pk),
        words=texts[True],
        places=export.places,
        **facts,
    )
    if export.shares:
        ledger.record(
            "incidents.shared_exported",
            chain=held.incident.pair.chain,
            by=by,
            about=held.incident,
            at=at,
            side=held.side.value,
            words=texts[False],
            **facts,
        )
