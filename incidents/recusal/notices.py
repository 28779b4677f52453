"""Who hears that somebody left a case: those of their side who go on with it, and nobody else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from incidents.models import Recusal
from notifications import post


def passed_on(recusal: Recusal, people: Iterable[Any], *, at: datetime) -> None:
    _tell("passed_on", recusal, people, "passed_on", at)


def nobody_left(recusal: Recusal, people: Iterable[Any], *, at: datetime) -> None:
    """Nobody can act: whoever is in charge is asked to name somebody."""
    _tell("nobody_left", recusal, people, "nobody_left", at)


def back(recusal: Recusal, *, at: datetime) -> None:
    _tell("back_on_case", recusal, [recusal.person], "back", at)


def _tell(kind: str, recusal: Recusal, people: Iterable[Any], key: str, at: datetime) -> None:
    incident = recusal.incident
    post.send(
        f"incidents/{kind}",
        to=people,
        about=incident,
        path=incident.get_absolute_url(),
        key=f"{recusal.pk}:{key}",
        at=at,
    )
