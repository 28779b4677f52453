"""The two sides talk over what recurs; one says what was agreed, and the other agrees to that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import meanwhile, sight, writing
from incidents.models import Pattern, PatternEnd
from incidents.patterns import notices
from incidents.patterns.lifecycle import Stage, may_move
from incidents.stepping import FOR_NEITHER
from incidents.taxonomy import Lane
from liaison import access
from liaison.access import Verdict
from liaison.refusal import Refused, Stale
from liaison.roles import Permission, Side
from liaison.templatetags import time_tags


class CannotTalk(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Held:
    """A locked pattern, and the side for which somebody acts."""

    pattern: Pattern
    side: Side


@ledger.operation
def propose(pattern: Pattern, words: str, *, by: Any, at: datetime | None = None) -> PatternEnd:
    """Say in *words*, which both sides read, what was agreed. Pressed twice it is said once.

    Errors: ``PermissionDenied``, ``CannotTalk``, ``writing.CannotShow``.
    """
    at = at or timezone.now()
    held = hold(pattern, by)
    words = words.strip()
    waiting = held.pattern.ends.waiting().select_related("data_key").first()
    if waiting and waiting.by_id == by.pk and waiting.shown() == (words, False):
        return waiting
    _refuse_move(held.pattern, Stage.PROPOSED)
    if not words:
        raise CannotTalk(_("Say what was agreed."), field="words")
    writing.refuse_telling(words)
    end = PatternEnd(pattern=held.pattern, side=held.side, by=by, at=at)
    end.seal(words, domain=Lane.SHARED.value, at=at)
    end.save(force_insert=True)
    _move(held.pattern, Stage.PROPOSED)
    notices.end_proposed(end, at=at)
    record("incidents.pattern_end_proposed", held, by, at, end=str(end.pk))
    return end


@ledger.operation
def agree(pattern: Pattern, end_id: UUID, *, by: Any, at: datetime | None = None) -> Pattern:
    """The other side agrees: the talk is over, and what happened up to now counts no more.

    Errors: ``PermissionDenied``, ``Stale``, ``CannotTalk``.
    """
    return _answer(pattern, end_id, Stage.CLOSED, by=by, at=at or timezone.now())


@ledger.operation
def talk_on(pattern: Pattern, end_id: UUID, *, by: Any, at: datetime | None = None) -> Pattern:
    """The other side does not agree yet: the two go on talking. Errors: as ``agree``."""
    return _answer(pattern, end_id, Stage.OPEN, by=by, at=at or timezone.now())


def may_talk(pattern: Pattern, by: Any) -> Verdict:
    """Whether *by* says for one side what was agreed, or answers for it."""
    verdict = access.may(by, Permission.INCIDENT_HANDLE, pattern)
    if verdict and side_of(pattern, by) is None:
        return Verdict(False, str(FOR_NEITHER))
    return verdict


def side_of(pattern: Pattern, by: Any) -> Side | None:
    return sight.of(by).side_at(pattern.partnership.site_id, pattern.partnership_id)


def _answer(pattern: Pattern, end_id: UUID, stage: Stage, *, by: Any, at: datetime) -> Pattern:
    held = hold(pattern, by)
    end = held.pattern.ends.select_related("data_key").filter(pk=end_id).first()
    if end is None or end.answered_at:
        raise Stale(_moved_on(held.pattern, end))
    if end.side == held.side:
        raise PermissionDenied(_("This is for the other side to do."))
    _refuse_move(held.pattern, stage)
    if stage is Stage.CLOSED and end.shown()[1]:
        raise CannotTalk(_("These words were taken out for good. Talk on, and write them anew."))
    end.is_agreed, end.answered_by, end.answered_at = stage is Stage.CLOSED, by, at
    end.save(update_fields=["is_agreed", "answered_by", "answered_at"])
    _move(held.pattern, stage, at=at)
    end.pattern = held.pattern
    notices.end_answered(end, at=at)
    record("incidents.pattern_end_answered", held, by, at, end=str(end.pk), agreed=end.is_agreed)
    return held.pattern


def hold(pattern: Pattern, by: Any) -> Held:
    """Locked for the rest of the transaction, with the side for which *by* acts."""
    access.require_verdict(may_talk(pattern, by))
    held = (
        Pattern.objects.with_parties()
        .select_for_update(of=("self",), no_key=True)
        .get(pk=pattern.pk)
    )
    side = side_of(held, by)
    assert side is not None  # noqa: S101 - may_talk has refused it
    return Held(held, side)


def _moved_on(pattern: Pattern, end: PatternEnd | None) -> str:
    if end is None or end.answered_by is None or end.answered_at is None:
        return _("This has moved on since you opened the page. Look at it again.")
    what = _("Agreed by both sides") if end.is_agreed else _("Both sides talk on")
    when = time_tags.time_in_words(end.answered_at, pattern.partnership.site.zone)
    if pattern.is_by_the_day(end.answered_at):
        when = time_tags.day_in_words(end.answered_at.astimezone(pattern.tz).date())
    news = meanwhile.in_words(what, end.answered_by.name, when)
    return _("Meanwhile: %(news)s.") % {"news": news}


def _refuse_move(pattern: Pattern, stage: Stage) -> None:
    if may_move(pattern.stage, stage):
        return
    if pattern.stage == Stage.PROPOSED:
        raise CannotTalk(_("Something is proposed already. It is answered first."))
    raise CannotTalk(
        _("This is at the stage: %(stage)s. It cannot be done there.")
        % {"stage": pattern.get_stage_display()}
    )


def _move(pattern: Pattern, stage: Stage, *, at: datetime | None = None) -> None:
    pattern.stage = stage
    pattern.closed_at = at if stage is Stage.CLOSED else None
    pattern.save(update_fields=["stage", "closed_at"])


def record(verb: str, held: Held, by: Any, at: datetime, **facts: Any) -> None:
    """In the chain of both sides."""
    ledger.record(
        verb,
        chain=held.pattern.partnership.chain,
        by=by,
        about=held.pattern,
        at=at,
        side=held.side.value,
        **facts,
    )
