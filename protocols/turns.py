"""Whose turn it is on a version, and what this person can do about it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission
from protocols import parties
from protocols.models import SignatorySlot, Version

# Where the text begins on the page of a version; the place to sign stands at its end.
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An action that cannot be taken, and why (for ``components/action.html``)."""

    label: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Turn:
    """``turn`` is yours, theirs or "" (nobody's)."""

    turn: str
    who: str
    since: datetime | None
    next: str
    actions: list[Action | Refusal] = field(default_factory=list)
    may_sign: bool = False


def of(version: Version, person: Any, *, gaps: int = 0, points: int = 0, lacks: int = 0) -> Turn:
    """The turn bar of a version's page, for one reader. *gaps* of the table and open *points* of
    the clauses keep a draft from being sent; texts that lack a language (*lacks*) are confirmed
    first, on a page of their own."""
    if version.is_draft:
        return _draft(version, person, gaps, points, asks=lacks > 0)
    if version.awaits_signatures:
        return _awaiting(version, person)
    return _settled(version, person)


def address(name: str, version: Version, *more: Any) -> str:
    return reverse(f"protocols:{name}", args=[version.protocol.slug, version.number, *more])


def _draft(version: Version, person: Any, gaps: int, points: int, *, asks: bool) -> Turn:
    verdict = access.may(person, Permission.PROTOCOL_DRAFT, version)
    send: Action | Refusal = Action(
        _("Send for signature"), address("version_send", version), posts=not asks
    )
    if not verdict:
        send = Refusal(send.label, verdict.reason)
    elif gaps:
        send = Refusal(send.label, _("First every answer of the table must stand."))
    elif points:
        send = Refusal(send.label, _("First every blank must be filled, and nothing missing."))
    return Turn(
        turn="",
        who=_("Both sides are drafting"),
        since=version.begun_at,
        next=_("Sending it freezes the text and asks both sides to sign."),
        actions=[send],
    )


def _awaiting(version: Version, person: Any) -> Turn:
    waiting = [slot for slot in version.slots.all() if not hasattr(slot, "signature")]
    mine = _own_slot(version, person)
    actions: list[Action | Refusal] = []
    if mine:
        actions = [
            Action(_("Read and sign"), f"#{TEXT}", posts=False),
            Action(_("Decline, with a reason"), address("version_decline", version), posts=False),
        ]
    elif parties.reaches_too_little(person, version):
        actions = [Refusal(_("Read and sign"), str(parties.TOO_LITTLE))]
    nobody_signed = len(waiting) == len(version.slots.all())
    if nobody_signed and access.may(person, Permission.PROTOCOL_DRAFT, version):
        recall = address("version_recall", version)
        actions.append(Action(_("Take back to draft"), recall, posts=False))
    return Turn(
        turn="yours" if mine else "theirs",
        who=", ".join(slot.organisation.name for slot in waiting),
        since=version.sent_at,
        next=_("It comes into force when both sides have signed, from the agreed day."),
        actions=actions,
        may_sign=mine is not None,
    )


def _settled(version: Version, person: Any) -> Turn:
    actions: list[Action | Refusal] = []
    if not version.protocol.versions.filter(number__gt=version.number).exists():
        begin = Action(
            _("Begin the next version"),
            reverse("protocols:version_start", args=[version.protocol.slug]),
        )
        if access.may(person, Permission.PROTOCOL_DRAFT, version):
            actions.append(begin)
    return Turn(turn="", who="", since=None, next="", actions=actions)


def _own_slot(version: Version, person: Any) -> SignatorySlot | None:
    """The slot this person can fill now; nobody signs for both sides."""
    if not access.may(person, Permission.PROTOCOL_SIGN, version):
        return None
    if len(parties.sides_of(person, version.protocol)) > 1:
        return None
    return parties.slot_for(person, version)
