"""What cannot be mediated, why, and what is open instead: one table. Pure.

Some of it the portal knows; the rest only people know, who are asked before they offer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Code(StrEnum):
    GOOD = "good"
    CRITICAL = "critical"
    FORCE = "force"
    DISCLOSED = "disclosed"
    HARM = "harm"
    CRIME = "crime"
    PROCEEDINGS = "proceedings"
    BREACH = "breach"
    RISK = "risk"
    NOBODY = "nobody"


class Instead(StrEnum):
    """What is open where a mediation is not."""

    BODY = "body"  # the statutory body
    TALK = "talk"  # the liaison officer and the site manager talk on
    LEADERS = "leaders"  # the leaders of both sides meet
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is in the way. ``asked``: only people know it; ``says`` is then how it reads
    when somebody has ticked it, and ``asks`` beside the tick."""

    code: Code
    says: Any
    instead: Sequence[Instead]
    asks: Any = ""

    @property
    def asked(self) -> bool:
        return bool(self.asks)


_GRAVE = (Instead.BODY, Instead.LEADERS)
_BETWEEN_YOU = (Instead.TALK, Instead.LEADERS)

TABLE: Sequence[Row] = (
    Row(Code.GOOD, _("Nothing went wrong that could be put right."), (Instead.THANKS,)),
    Row(Code.CRITICAL, _("A critical matter is not mediated."), _GRAVE),
    Row(Code.FORCE, _("Force was used. That is not mediated."), _GRAVE),
    Row(
        Code.DISCLOSED,
        _("Information about people was given out. That is not mediated."),
        _GRAVE,
    ),
    Row(
        Code.HARM,
        _("Where somebody was hurt or died, or force was used, it is not mediated."),
        _GRAVE,
        asks=_("Somebody was hurt or died, or force was used."),
    ),
    Row(
        Code.CRIME,
        _("An alleged crime, or sexual misconduct, is not mediated."),
        _GRAVE,
        asks=_("A crime, or sexual misconduct, is alleged."),
    ),
    Row(
        Code.PROCEEDINGS,
        _(
            "While a prosecution or a statutory complaint goes on about the same facts, they are "
            "not mediated, unless the body that deals with them refers them back."
        ),
        _GRAVE,
        asks=_(
            "A prosecution or a statutory complaint goes on about the same facts, and the body "
            "that deals with it has not referred it back."
        ),
    ),
    Row(
        Code.BREACH,
        _("Where information about a person got out, it is not mediated."),
        _GRAVE,
        asks=_("Information about a person got out."),
    ),
    Row(
        Code.RISK,
        _("Where a person would be at risk if the two sides talked about it, it is not mediated."),
        _GRAVE,
        asks=_("A person would be at risk if the two sides talked about it."),
    ),
    Row(
        Code.NOBODY,
        _("There is no mediator whom both sides have confirmed and who has no part in this."),
        _BETWEEN_YOU,
    ),
)

ROWS: Mapping[Code, Row] = {row.code: row for row in TABLE}
ASKED: Sequence[Row] = tuple(row for row in TABLE if row.asked)


def in_the_way(holding: Collection[Code]) -> list[Row]:
    """The rows that hold, in the order of the table; none: it can be mediated."""
    return [row for row in TABLE if row.code in holding]
