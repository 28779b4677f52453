"""What a side of the demonstration promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.laying_down import Promise
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Vow:
    """A promise: whose, and how many days after the proposal it is due."""

    side: Side
    post: str
    what: str
    days: int


def promised(vows: Iterable[Vow], today: date) -> list[Promise]:
    return [Promise(v.side, v.post, v.what, today + timedelta(days=v.days)) for v in vows]
