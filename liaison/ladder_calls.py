"""Test calls: one side tries a number on the ladder of the other, and keeps what came of it.

A number counts as tested by its last call, and only as the number it is: one that has changed has
not been tried.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, contact_ladder, notices, revision
from liaison.bilingual import Bilingual
from liaison.models import ContactStep, LadderCall, Partnership
from liaison.refusal import Refused
from liaison.roles import Permission, Side

# Later than that nobody remembers how long it rang.
LATEST = timedelta(days=14)


class CannotKeepCall(Refused):
    """The call lies ahead or too far back, or there is no such number or answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The number that stands at ``order`` on the other side's ladder was called; ``within`` as in
    ``LadderCall``. ``key`` is the id the call gets: pressed twice, it is one."""

    order: int
    within: int | None
    at: datetime
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tested:
    """A number as it stands, and the last call to it."""

    order: int
    post: Bilingual
    phone: str
    last: LadderCall | None

    @property
    def is_answered(self) -> bool:
        return self.last is not None and self.last.was_answered


Ladders = dict[tuple[UUID, str], list[Tested]]


@ledger.operation
def keep(
    partnership: Partnership,
    tried: Tried,
    *,
    seen: str | None = None,
    by: Any,
    at: datetime | None = None,
) -> LadderCall:
    """Somebody of one side called a number of the other. Where nobody answered, those in charge
    there are told. *seen* is the ``contact_ladder.stamp`` of the ladder that was on the screen.

    Errors: ``CannotKeepCall``, ``Stale``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = side_called(by, partnership)
    # Nobody replaces the ladder between the look and the row.
    partnership = (
        Partnership.objects.with_parties().select_for_update(of=("self",)).get(pk=partnership.pk)
    )
    sent = LadderCall.objects.filter(pk=tried.key).first() if tried.key else None
    if sent and (sent.partnership_id, sent.called_by_id) == (partnership.pk, by.pk):
        return sent
    rungs = contact_ladder.rungs(partnership, side)
    revision.check(seen, *rungs)
    _check(tried, len(rungs), at)
    rung = rungs[tried.order - 1]
    call = LadderCall.objects.create(
        id=tried.key if tried.key and not sent else uuid.uuid4(),
        partnership=partnership,
        side=side,
        order=tried.order,
        post_en=rung.post.en,
        post_fr=rung.post.fr,
        phone=rung.phone,
        within=tried.within,
        called_at=tried.at,
        called_by=by,
        recorded_at=at,
    )
    if not call.was_answered:
        notices.call_unanswered(call, at=at)
    ledger.record(
        "liaison.number_tested",
        chain=partnership.chain,
        vis=ledger.Vis.SHARED,
        by=by,
        about=call,
        at=at,
        side=side.value,
        order=tried.order,
        within=tried.within,
        called=tried.at.isoformat(),
    )
    return call


def side_called(person: Any, partnership: Partnership) -> Side:
    """The side whose numbers *person* may test: the other one. Errors: ``PermissionDenied``."""
    access.require(person, Permission.LADDER_TEST, partnership)
    sides = access.standing(person).sides_of(partnership)
    if len(sides) != 1:
        raise PermissionDenied(_("Only somebody of one of the two sides can say this."))
    return next(iter(sides)).other


def of(partnerships: Iterable[UUID]) -> Ladders:
    """The numbers of each of *partnerships* (by id), by side in the order of the ladder, each with
    its last call. Two queries, however many there are."""
    ids = list(partnerships)
    last: dict[tuple[UUID, str, str], LadderCall] = {}
    calls = LadderCall.objects.filter(partnership__in=ids).select_related("called_by")
    for call in calls:
        last.setdefault((call.partnership_id, call.side, call.phone), call)
    found: Ladders = {(pk, side): [] for pk in ids for side in Side}
    for step in ContactStep.objects.filter(partnership__in=ids).order_by("order"):
        call_to = last.get((step.partnership_id, step.side, step.phone))
        tested = Tested(step.order, step.post, step.phone, call_to)
        found[step.partnership_id, step.side].append(tested)
    return found


def rehearsed_at(ladder: Sequence[Tested]) -> datetime | None:
    """When the last of the numbers was tried; None where there is none, or one of them was not
    answered the last time, or never tried."""
    if not ladder or not all(one.is_answered for one in ladder):
        return None
    return max(one.last.called_at for one in ladder if one.last)


def _check(tried: Tried, numbers: int, at: datetime) -> None:
    """Errors: ``CannotKeepCall``."""
    if not 1 <= tried.order <= numbers:
        raise CannotKeepCall(_("There is no such number on this list."))
    if tried.within is not None and tried.within not in LadderCall.Within.values:
        raise CannotKeepCall(_("Choose from the list how it was answered."), field="within")
    if tried.at > at:
        raise CannotKeepCall(_("This lies ahead. A call is kept once it was made."), field="ago")
    if tried.at < at - LATEST:
        raise CannotKeepCall(_("A call is kept within two weeks."), field="ago")
