"""Everything the page of a pattern shows to one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from incidents import lanes, listing
from incidents.lanes import Audience
from incidents.listing import Row
from incidents.models import Pattern, PatternEnd
from incidents.patterns import facts, talking, turns
from incidents.patterns.lifecycle import ENDED, Stage, may_move
from incidents.patterns.turns import Turn
from incidents.recusal import remaining
from incidents.taxonomy import Lane
from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission, Side
from protocols import texts


@dataclass(frozen=True, slots=True)
class EndRead:
    """One of the ends that were proposed, with its words."""

    end: PatternEnd
    words: str
    gone: bool
    out_url: str = ""


@dataclass(frozen=True, slots=True)
class ClauseNamed:
    number: int
    heading: str
    url: str


class PatternPage:
    """*pattern*, as *reader* sees it at *at*."""

    def __init__(self, pattern: Pattern, reader: Any, at: datetime) -> None:
        self.pattern, self.reader, self.at = pattern, reader, at
        self.zone = pattern.partnership.site.zone
        self.side = talking.side_of(pattern, reader)
        self.may_talk = talking.may_talk(pattern, reader)
        self.tone = "ok" if pattern.stage in ENDED else "wait"

    @cached_property
    def ends(self) -> list[EndRead]:
        rows = self.pattern.ends.select_related("by", "data_key")
        return [EndRead(end, *end.shown(), self._out_url(end)) for end in rows]

    def _out_url(self, end: PatternEnd) -> str:
        """Where the reader has the words taken out for good, if they may."""
        if not self.may_talk or end.data_key.destroyed_at:
            return ""
        return reverse("incidents:pattern_end_take_out", args=[self.pattern.pk, end.pk])

    @property
    def others(self) -> list[EndRead]:
        """What was said to be agreed before, and was not."""
        return [one for one in self.ends if one.end.is_agreed is False]

    @property
    def waiting(self) -> EndRead | None:
        """What was said to be agreed, where that waits for an answer."""
        return next((one for one in self.ends if one.end.answered_at is None), None)

    @property
    def agreed(self) -> EndRead | None:
        return next((one for one in self.ends if one.end.is_agreed), None)

    @property
    def may_propose(self) -> bool:
        return bool(self.may_talk) and may_move(self.pattern.stage, Stage.PROPOSED)

    @property
    def may_answer(self) -> bool:
        return bool(self.may_talk and self.waiting and self.waiting.end.side != self.side)

    @property
    def turn(self) -> Turn:
        waiting = self.waiting
        return turns.of(
            self.pattern,
            self.side,
            may_act=bool(self.may_talk),
            proposer=Side(waiting.end.side) if waiting else None,
            since=waiting.end.at if waiting else None,
        )

    @property
    def actions(self) -> Sequence[Action]:
        """What leads; the answer to an end that is proposed stands right below."""
        if not self.may_propose:
            return []
        return [Action(_("Write down what was agreed"), "#agreed", posts=False)]

    @property
    def audience(self) -> Audience:
        """Who reads what is written here."""
        pair = self.pattern.partnership
        readers = _(
            "Both sides: those in charge of this site at %(operator)s, and those in charge of this "
            "liaison at %(service)s."
        )
        named = {"operator": pair.site.operator.name, "service": pair.service.name}
        return Audience(Lane.SHARED, readers % named, lanes.demand(Lane.SHARED))

    @cached_property
    def clause(self) -> ClauseNamed | None:
        """The clause that speaks to it, where it is one that recurs."""
        found = self.pattern.clause
        if found is None:
            return None
        version, language = found.version, str(translation.get_language())
        text = texts.choose(found.texts.all(), language, version.languages)
        url = f"{version.get_absolute_url()}#{found.anchor}"
        return ClauseNamed(found.number, text.heading, url)

    @cached_property
    def rows(self) -> list[Row]:
        """The encounters that the reader may open."""
        return listing.among(self._encounters, self.reader)

    @property
    def number(self) -> int | None:
        """How many encounters opened it. Not said to somebody who is off one of them: from the
        numbers they would read what became of it."""
        return None if self._off else self.pattern.number

    @property
    def only_counted(self) -> int:
        """How many more were counted that the reader may not open, as one side alone sees them."""
        return len(self._encounters) - len(self.rows)

    @property
    def meeting_url(self) -> str:
        """Where the reader proposes a time to meet."""
        pair = self.pattern.partnership
        may = access.may(self.reader, Permission.VISIT_PROPOSE, pair)
        return f"{reverse('visits:visit_new')}?partnership={pair.pk}" if may else ""

    @cached_property
    def _encounters(self) -> list[UUID]:
        """Those that recurred, from the first that opened the talk until it was over, or now;
        not what the reader is off."""
        return [one for one in self._recurring if one not in self._off]

    @cached_property
    def _off(self) -> set[UUID]:
        """Those of them off which the reader is."""
        return remaining.off_among(self._recurring, self.reader)

    @cached_property
    def _recurring(self) -> list[UUID]:
        pattern, pair = self.pattern, self.pattern.partnership
        known = facts.between(
            pair.pk, pair.site.tz, since=pattern.first_at, until=pattern.closed_at or self.at
        )
        return [fact.id for fact in known if any(c.code == pattern.cell for c in fact.cells())]
