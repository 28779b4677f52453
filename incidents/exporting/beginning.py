"""An export begins: with a layer for those it is made for, which hides officers from the beginning,
and whatever another layer hid."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import own_ledger
from incidents.exporting import blacking_out, content, layers
from incidents.exporting.blacking_out import CannotBlackOut
from incidents.exporting.classes import Recipient
from incidents.models import Blackout, Incident, RedactionLayer


@ledger.operation
def begin(
    incident: Incident,
    recipient: Recipient,
    *,
    with_own: bool,
    by: Any,
    begun_from: UUID | None = None,
    at: datetime | None = None,
) -> RedactionLayer:
    """A layer for one class of *recipient*; *begun_from*: with what another one blacks out.

    What has not been released is all the own side's. Details of officers are blacked out from the
    beginning. Errors: ``PermissionDenied``, ``CannotBlackOut``.
    """
    at = at or timezone.now()
    held, side = layers.lock(incident, by)
    own = RedactionLayer.objects.of_side(held, side)
    before = own.filter(pk=begun_from).first() if begun_from else None
    if begun_from and before is None:
        raise CannotBlackOut(_("Choose one of the exports of your side."), field="begun_from")
    layer = RedactionLayer.objects.create(
        incident=held,
        side=side,
        recipient=recipient,
        with_own=with_own or held.released_at is None,
        begun_from=before,
        by=by,
        at=at,
    )
    if before:
        Blackout.objects.bulk_create(_copied(before, layer, by=by, at=at))
    blacking_out.black_out_officers(layer, content.of(layer, held, by), by=by, at=at)
    own_ledger.record(
        "incidents.export_begun",
        held,
        side,
        by=by,
        at=at,
        layer=str(layer.pk),
        recipient=recipient.value,
        begun_from=str(before.pk) if before else None,
    )
    return layer


def _copied(
    before: RedactionLayer, layer: RedactionLayer, *, by: Any, at: datetime
) -> Iterator[Blackout]:
    for one in before.blackouts.standing():
        yield Blackout(
            layer=layer,
            statement_id=one.statement_id,
            attachment_id=one.attachment_id,
            commitment_id=one.commitment_id,
            starts=one.starts,
            ends=one.ends,
            why=one.why,
            by=by,
            at=at,
        )
