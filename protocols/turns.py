"""Whose turn it is on a version, and what this person can do about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission
from protocols import clocks, posts, signatories, speaking
from protocols.conversation import Thread
from protocols.models import Version

# Where the page of a draft names what is still open.
TALK = "still-open"


@dataclass(frozen=True, slots=True)
class Turn:
    """``turn`` is yours, theirs or "" (nobody's). ``until`` is the end of the day by which it is
    to be signed, by the reader's clock; ``late`` whether that has passed by every clock."""

    turn: str
    who: str
    since: datetime | None
    next: str
    actions: list[Action] = field(default_factory=list)
    until: datetime | None = None
    late: bool = False


def of(
    version: Version,
    person: Any,
    *,
    at: datetime,
    gaps: int = 0,
    points: int = 0,
    talk: Mapping[UUID, Thread] | None = None,
    may_suspend: bool = False,
) -> Turn:
    """The turn bar of a version's page at *at*, for one reader. *gaps* of the table and open
    *points* of the clauses keep a draft from being sent; *talk* is what was said about these;
    *may_suspend* whether the reader may suspend what is in force."""
    if version.is_draft:
        turn = _draft(version, person, gaps, points)
        return _discussed(version, person, turn, [one for one in (talk or {}).values() if one.open])
    if version.awaits_signatures:
        return _awaiting(version, person, at)
    return _settled(version, person, may_suspend)


def address(name: str, version: Version, *more: Any) -> str:
    return reverse(f"protocols:{name}", args=[version.protocol.slug, version.number, *more])


def sign_by(version: Version) -> datetime | None:
    """The last second of the day by which *version* is to be signed, where that day ends last."""
    return clocks.end_of(version.protocol, version.sign_by) if version.sign_by else None


def _draft(version: Version, person: Any, gaps: int, points: int) -> Turn:
    verdict = access.may(person, Permission.PROTOCOL_DRAFT, version)
    reason = verdict.reason
    if verdict and gaps:
        reason = _("First the entry table must be complete.")
    elif verdict and points:
        reason = _("First what is named below as still open must be settled.")
    url = address("version_send", version)
    send = Action(_("Send for signature"), url, posts=False, reason=reason)
    return Turn(
        turn="",
        who=_("Both sides are drafting"),
        since=version.begun_at,
        next=_("Sending it freezes the text and asks the posts that are named then to sign."),
        actions=[send],
    )


def _discussed(version: Version, person: Any, turn: Turn, threads: list[Thread]) -> Turn:
    """The same while a proposal or a comment waits for an answer: it is one side's turn."""
    side = speaking.side_of(person, version.protocol) if threads else None
    if side is None:
        return turn
    ours = [thread for thread in threads if thread.waits_for == side]
    waiting = ours or threads
    numbers = ", ".join(str(thread.clause.number) for thread in waiting if thread.clause)
    answer = Action(_("Answer what was said"), f"#{TALK}", posts=False)
    may_answer = ours and access.may(person, Permission.PROTOCOL_DRAFT, version)
    return replace(
        turn,
        turn=("yours" if may_answer else "side") if ours else "theirs",
        who=_("those who draft") if ours else _("the other side"),
        since=min(thread.since for thread in waiting if thread.since),
        next=_("Answers are waited for on these clauses: %(numbers)s.") % {"numbers": numbers}
        if numbers
        else turn.next,
        actions=[answer, *turn.actions] if may_answer else turn.actions,
    )


def _awaiting(version: Version, person: Any, at: datetime) -> Turn:
    slots = list(version.slots.select_related("organisation", "signature"))
    waiting = [slot for slot in slots if not hasattr(slot, "signature")]
    mine = posts.awaits(person, version)
    actions = []
    if mine:
        actions.append(
            Action(_("Read and sign"), address("version_sign", version), posts=False),
        )
    elif posts.reaches_too_little(person, version):
        actions.append(Action(_("Read and sign"), reason=str(posts.TOO_LITTLE)))
    if posts.may_decline(person, version):
        decline = address("version_decline", version)
        actions.append(Action(_("Decline, with a reason"), decline, posts=False))
    if len(waiting) == len(slots) and access.may(person, Permission.PROTOCOL_DRAFT, version):
        recall = address("version_recall", version)
        actions.append(Action(_("Take back to draft"), recall, posts=False))
    last = sign_by(version)
    return Turn(
        turn="yours" if mine else "theirs",
        who="; ".join(
            f"{slot.post}, {slot.organisation.name}"
            for slot in signatories.whose_turn(waiting, version)
        ),
        since=version.sent_at,
        next=_("It comes into force when every post has signed, from the agreed day."),
        actions=actions,
        until=_own_end(version, person),
        late=last is not None and last < at,
    )


def _own_end(version: Version, person: Any) -> datetime | None:
    day = version.sign_by
    return clocks.end_for(version.protocol, day, person) if day else None


def _settled(version: Version, person: Any, may_suspend: bool) -> Turn:
    """Nobody's turn. To suspend is at hand on top, however long the text: it is for at once, but
    nothing the page invites to."""
    actions = []
    if not version.protocol.versions.filter(number__gt=version.number).exists():
        begin = Action(
            _("Begin the next version"),
            reverse("protocols:version_start", args=[version.protocol.slug]),
            posts=False,
        )
        if access.may(person, Permission.PROTOCOL_DRAFT, version):
            actions.append(begin)
    if may_suspend:
        suspend = address("version_suspend", version)
        actions.append(Action(_("Suspend it, or one clause"), suspend, posts=False, quiet=True))
    return Turn(turn="", who="", since=None, next="", actions=actions)


def while_suspended(turn: Turn, may_resume: Collection[bool]) -> Turn:
    """What stands suspended is put right by the side that suspended it, as its desk says.
    *may_resume*: for each suspension that stands, whether the reader may let it apply again."""
    if not may_resume:
        return turn
    if any(may_resume):
        lead = _("Put right what it was suspended for, then let it apply again.")
        return replace(turn, turn="yours", next=lead)
    return replace(turn, who=_("The side that suspended it puts it right"))
