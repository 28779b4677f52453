"""What happened to an incident since somebody opened a page of it, as their own side reads it: said
in one sentence to whoever comes too late."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from incidents import finding, titles
from incidents.as_seen import AsSeen
from incidents.lifecycle import RULES, Stage, Step
from incidents.models import Commitment, Incident, Move
from liaison.roles import Side


def told(
    incident: Incident,
    side: Side | None,
    *,
    after: int = 0,
    about: Step | None = None,
    promise: Commitment | None = None,
) -> str:
    """One of the moves that *side* learns of and that came after the revision *after*: the one that
    led away from where the step *about* is possible, else the last that took that step or was
    about *promise*, else the last of all; nothing where there is none."""
    moves = finding.moves_of(incident, side)
    new = [move for move in moves if move.number > after]
    if not new:
        return ""
    led_away = _leading_away(moves, about) if about else None
    same = [move for move in new if move.step == about or _is_of(move, promise)]
    move = led_away if led_away in new else (same or new)[-1]
    post = move.commitment.whose if move.commitment else ""
    what = titles.of(move.step, post) or _("Words to both sides")
    when = AsSeen(incident, side).moment_in_words(move.at)
    return in_words(what, move.by.name if move.side else "", when)


def _leading_away(moves: Sequence[Move], step: Step) -> Move | None:
    """The last of *moves* that left the stages from which *step* is taken, if none led back."""
    away, is_possible = None, Stage.LOGGED in RULES[step].sources
    for move in moves:
        was_possible, is_possible = is_possible, move.stage in RULES[step].sources
        if is_possible:
            away = None
        elif was_possible:
            away = move
    return away


def in_words(what: str, post: str, when: str) -> str:
    """ "Acknowledged – Liaison officer, Tue 4 Mar 2025, 14:10 (Vancouver)"; without a *post* where
    the portal did it, on behalf of neither side."""
    if not post:
        return _("%(what)s – %(when)s") % {"what": what, "when": when}
    return _("%(what)s – %(post)s, %(when)s") % {"what": what, "post": post, "when": when}


def _is_of(move: Move, promise: Commitment | None) -> bool:
    return promise is not None and move.commitment_id == promise.pk
