"""Whom to call, in which order: one list for each side of a partnership."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, notices, revision
from liaison.bilingual import NOTHING, Bilingual
from liaison.designation import MAY
from liaison.models import ContactStep, Partnership
from liaison.refusal import Refused
from liaison.roles import Side

MOST_RUNGS = 8


class CannotChangeLadder(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Rung:
    post: Bilingual
    phone: str
    reachable: Bilingual = NOTHING
    is_public: bool = False


def rungs(partnership: Partnership, side: Side) -> list[Rung]:
    """The rungs of *side*, the first to call first."""
    steps = ContactStep.objects.filter(partnership=partnership, side=side).order_by("order")
    return [Rung(one.post, one.phone, one.reachable, one.is_public) for one in steps]


def stamp(current: Sequence[Rung]) -> str:
    """What a form that shows *current* hands back as ``seen``."""
    return revision.of(*current)


@ledger.operation
def replace(
    partnership: Partnership,
    side: Side,
    wanted: Sequence[Rung],
    *,
    seen: str | None = None,
    by: Any,
    at: datetime | None = None,
) -> None:
    """*wanted* is the list of *side* from now on, in that order.

    Errors: ``CannotChangeLadder``, ``Stale`` when *seen* is out of date, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, MAY[side], partnership)
    partnership = (
        Partnership.objects.with_parties().select_for_update(of=("self",)).get(pk=partnership.pk)
    )
    current = rungs(partnership, side)
    revision.check(seen, *current)
    if len(wanted) > MOST_RUNGS:
        raise CannotChangeLadder(_("At most %(most)d rungs.") % {"most": MOST_RUNGS})
    if list(wanted) == current:
        return
    _write(partnership, side, wanted)
    notices.ladder_changed(partnership, side, by=by, at=at)
    ledger.record(
        "liaison.ladder_changed",
        chain=partnership.chain,
        vis=ledger.Vis.SHARED,
        by=by,
        about=partnership,
        at=at,
        side=side.value,
        rungs=len(wanted),
        digest=stamp(wanted),
    )


def _write(partnership: Partnership, side: Side, wanted: Sequence[Rung]) -> None:
    ContactStep.objects.filter(partnership=partnership, side=side).delete()
    ContactStep.objects.bulk_create(
        ContactStep(
            partnership=partnership,
            side=side,
            order=order,
            post_en=rung.post.en,
            post_fr=rung.post.fr,
            phone=rung.phone,
            reachable_en=rung.reachable.en,
            reachable_fr=rung.reachable.fr,
            is_public=rung.is_public,
        )
        for order, rung in enumerate(wanted, start=1)
    )
