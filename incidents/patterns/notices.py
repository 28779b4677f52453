"""Who hears what about a pattern. Codes only: not what recurs, not where."""

from datetime import datetime
from typing import Any

from incidents.models import Pattern, PatternEnd
from liaison import access
from liaison.roles import Permission, Side
from notifications import post


def opened(pattern: Pattern, *, at: datetime) -> None:
    """Both sides alike."""
    for side in Side:
        _tell("pattern_opened", pattern, side, key="opened", at=at)


def end_proposed(end: PatternEnd, *, at: datetime) -> None:
    side = Side(end.side).other
    _tell("pattern_end_proposed", end.pattern, side, key=f"end:{end.pk}", at=at)


def end_answered(end: PatternEnd, *, at: datetime) -> None:
    facts = {"agreed": bool(end.is_agreed)}
    side = Side(end.side)
    _tell("pattern_end_answered", end.pattern, side, key=f"answer:{end.pk}", at=at, facts=facts)


def end_taken_out(end: PatternEnd, *, by: Any, at: datetime) -> None:
    """To those of both sides who could read it, without a word of it."""
    for side in Side:
        _tell("pattern_end_taken_out", end.pattern, side, key=f"out:{end.pk}", at=at, without=by)


def _tell(
    kind: str,
    pattern: Pattern,
    side: Side,
    *,
    key: str,
    at: datetime,
    facts: dict[str, Any] | None = None,
    without: Any = None,
) -> None:
    people = access.people_who_may(Permission.INCIDENT_HANDLE, pattern.partnership, side)
    post.send(
        f"incidents/{kind}",
        to=[one for one in people if without is None or one.pk != without.pk],
        about=pattern,
        path=pattern.get_absolute_url(),
        key=f"{pattern.pk}:{key}",
        facts=facts,
        at=at,
    )
