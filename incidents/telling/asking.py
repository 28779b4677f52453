"""Whoever holds a slip asks what became of what they told.

A slip that was never given is looked up with exactly the work of one that was: one hash, one
query, one text that is opened.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import vault
from incidents.models import Told
from incidents.telling import slips
from incidents.telling.answers import MEANINGS, Answer
from incidents.telling.lifecycle import Stage


@dataclass(frozen=True, slots=True)
class Status:
    """How far it is. ``words`` is what the manager added to the sentence."""

    stage: Stage
    read_by: date
    says: Any = ""
    words: str = ""


def look_up(typed: str) -> Status | None:
    """What became of what these words were given for; None where nothing is known by them."""
    found = Told.objects.filter(slip_hash=slips.hash_of(typed))
    told = found.select_related("reply__data_key").first()
    reply = getattr(told, "reply", None)
    words = reply.words() if reply else vault.open_nothing()
    if told is None:
        return None
    says = MEANINGS[Answer(told.answer)].says if told.answer else ""
    return Status(Stage(told.stage), told.read_by, says, words)
