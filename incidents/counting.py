"""Somebody in charge has it counted in patterns and shown to nobody: for what could not be shown
without somebody who was there knowing which person it is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import own_ledger, pairing, releasing, stepping
from incidents.grain import PlaceGrain, TimeGrain
from incidents.lifecycle import Step
from incidents.models import Incident
from incidents.patterns import opening
from incidents.stepping import NotTheMoment


@ledger.operation
def count_only(
    incident: Incident,
    *,
    by: Any,
    partnership_id: UUID | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> Incident:
    """Leave the incident in its own lane, and let patterns between the two sides count that there
    was one of its kind in its week. It can still be released.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotRelease``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.COUNT, by=by, revision=revision)
    held, side = footing.incident, footing.side
    releasing.refuse_planned(held)
    if held.counted_at:
        raise NotTheMoment(_("It counts in patterns already. It can still be released."))
    pairing.choose(held, partnership_id, by=by)
    releasing.show_coarser(held, TimeGrain.WEEK, PlaceGrain.WHETHER_INSIDE)
    held.counted_at = at
    stepping.end(footing, Step.COUNT, by=by, at=at)
    opening.look_around(held, at=at)
    own_ledger.record(
        "incidents.counted_only",
        held,
        side,
        by=by,
        at=at,
    )
    return held
