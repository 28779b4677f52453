"""The leaders of both sides decide together: what both put forward is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import ledger
from incidents import reopening, shared_ledger, stepping, weight, writing
from incidents.leading import notices
from incidents.lifecycle import Step
from incidents.mediation import offering
from incidents.models import Escalation, Incident, LeadersWord, Move, Settlement, Statement
from incidents.models.escalation import Way
from incidents.stepping import Footing
from incidents.taxonomy import Lane, Outcome
from liaison.refusal import Refused, Stale
from liaison.roles import Side

STEPS: Mapping[Way, Step] = {
    Way.BACK: Step.SEND_BACK,
    Way.MEDIATE: Step.LEAD_OFFER,
    Way.SETTLE: Step.LEAD_SETTLE,
    Way.REFER: Step.REFER,
    Way.STAND: Step.LEAD_STAND,
}
_PUT_ANOTHER = gettext_lazy("Put another way forward.")


class CannotDecide(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Choice:
    """What a leader puts forward. To settle needs words, which are the terms, and an outcome;
    otherwise words may be left out."""

    way: Way
    words: str = ""
    outcome: Outcome | None = None


@ledger.operation
def put_forward(
    incident: Incident,
    choice: Choice,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Escalation:
    """Say what both leaders should do. Where the other one has put forward the same, it is decided
    with that; terms of a settlement are only ever agreed to as they stand (``agree``).

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``, ``CannotDecide``.
    """
    at = at or timezone.now()
    footing, escalation = _begin(
        incident, by=by, revision=revision, words=choice.words, is_same=_puts_forward(choice)
    )
    _refuse_unfit(footing, choice, at=at)
    statement = _write(footing, choice, by=by, at=at)
    LeadersWord.objects.update_or_create(
        escalation=escalation,
        side=footing.side,
        defaults={
            "way": choice.way,
            "outcome": choice.outcome or "",
            "text": statement,
            "by": by,
            "at": at,
        },
    )
    other = escalation.words.filter(side=footing.side.other).first()
    if choice.way is not Way.SETTLE and other is not None and other.way == choice.way:
        _decide(footing, escalation, other, by=by, at=at, statement=statement)
        return escalation
    stepping.end(footing, Step.PUT_FORWARD, by=by, at=at, statement=statement)
    notices.put_forward(escalation, footing.side, by=by, at=at)
    _record("incidents.put_forward", footing, by=by, at=at, way=choice.way, statement=statement)
    return escalation


@ledger.operation
def agree(
    incident: Incident,
    word_id: UUID,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Escalation:
    """Do what the leader of the other side put forward, exactly as it was shown (*word_id*).

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotDecide``.
    """
    at = at or timezone.now()
    footing, escalation = _begin(incident, by=by, revision=revision, is_same=lambda _move: False)
    word = escalation.words.filter(side=footing.side.other, pk=word_id).first()
    if word is None:
        raise Stale(_("The other leader does not put that forward. Look at what is new."))
    _decide(footing, escalation, word, by=by, at=at)
    return escalation


def why_not(way: Way, incident: Incident, *, at: datetime) -> str:
    """Why the leaders cannot decide *way*; empty where they can. What is critical is not settled,
    not everything can be mediated, nor at any time, and only what was agreed can stay so."""
    if not weight.fits(STEPS[way], incident):
        return weight.why_not(STEPS[way], incident)
    if way is Way.STAND and not incident.settlements.standing().exists():
        return _("Nothing is agreed that could stay.")
    if way is Way.MEDIATE:
        return offering.why_not(incident, at)
    return ""


def _begin(
    incident: Incident,
    *,
    by: Any,
    revision: int | None,
    is_same: Callable[[Move], bool],
    words: str = "",
) -> tuple[Footing, Escalation]:
    footing = stepping.begin(
        incident, Step.PUT_FORWARD, by=by, revision=revision, words=words, is_same=is_same
    )
    escalation = footing.incident.escalations.open().get()
    footing.before = Side(escalation.turn_before)
    return footing, escalation


def _puts_forward(choice: Choice) -> Callable[[Move], bool]:
    """Whether whoever made a move puts this way and outcome forward now."""

    def is_same(move: Move) -> bool:
        return LeadersWord.objects.filter(
            escalation__in=move.incident.escalations.open(),
            by=move.by_id,
            way=choice.way,
            outcome=choice.outcome or "",
        ).exists()

    return is_same


def _refuse_unfit(footing: Footing, choice: Choice, *, at: datetime) -> None:
    if choice.way is Way.SETTLE and not (choice.words.strip() and choice.outcome):
        raise CannotDecide(
            _("To settle it, say how it ends and in which words."),
            field="words" if choice.outcome else "outcome",
        )
    if impossible := _impossible(choice.way, footing.incident, at):
        raise CannotDecide(impossible, field="way")


def _impossible(way: Way, held: Incident, at: datetime) -> str:
    """Why not, and what is open instead."""
    reason = why_not(way, held, at=at)
    return f"{reason} {_PUT_ANOTHER}" if reason and weight.fits(STEPS[way], held) else reason


def _write(footing: Footing, choice: Choice, *, by: Any, at: datetime) -> Statement | None:
    if not choice.words.strip():
        return None
    kinds = Statement.Kind
    kind = kinds.SETTLEMENT if choice.way is Way.SETTLE else kinds.DISCUSSION
    draft = writing.Draft(choice.words, kind, Lane.SHARED)
    [statement] = writing.write(footing.incident, [draft], by=by, side=footing.side, at=at)
    return statement


def _decide(
    footing: Footing,
    escalation: Escalation,
    word: LeadersWord,
    *,
    by: Any,
    at: datetime,
    statement: Statement | None = None,
) -> None:
    """What both leaders put forward happens now: *word* is that of the other side."""
    way, held = Way(word.way), footing.incident
    if word.by_id == by.pk:
        raise CannotDecide(_("You put this forward yourself, for the other side."))
    if impossible := _impossible(way, held, at):
        raise CannotDecide(impossible)
    escalation.ended_at, escalation.way = at, way
    escalation.save(update_fields=["ended_at", "way"])
    if way not in (Way.BACK, Way.STAND):
        _clear_the_table(footing, by=by, at=at)
    if way is not Way.STAND:
        reopening.open_up(held, at=at)
    if way is Way.SETTLE:
        _settle(held, word, by=by, at=at)
    if way is Way.MEDIATE:
        offering.open_case(held, footing.side, before=footing.before, by=by, at=at)
    stepping.end(footing, STEPS[way], by=by, at=at, statement=statement)
    notices.decided(escalation, by=by, at=at)
    _record("incidents.leaders_decided", footing, by=by, at=at, way=way, statement=statement)


def _clear_the_table(footing: Footing, *, by: Any, at: datetime) -> None:
    """A settlement that still lay there counts no more: the leaders decided otherwise."""
    if footing.settlement is not None:
        footing.settlement.ended_at, footing.settlement.ended_by = at, by
        footing.settlement.save(update_fields=["ended_at", "ended_by"])


def _settle(held: Incident, word: LeadersWord, *, by: Any, at: datetime) -> None:
    terms: Any = word.text  # the database holds that there are some
    Settlement.objects.create(
        incident=held,
        outcome=word.outcome,
        text=terms,
        side=word.side,
        proposed_by=word.by,
        proposed_at=word.at,
        accepted_by=by,
        accepted_at=at,
    )


def _record(
    verb: str, footing: Footing, *, by: Any, at: datetime, way: Way, statement: Statement | None
) -> None:
    shared_ledger.record(
        verb,
        footing,
        by=by,
        at=at,
        way=way.value,
        words=writing.seals([statement] if statement else []),
    )
