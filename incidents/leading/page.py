"""What the page of an incident shows while it is with the leaders of both sides."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from incidents import course, stepping
from incidents.course import Words
from incidents.lifecycle import Stage, Step
from incidents.models import Escalation, Incident, LeadersWord, Statement
from incidents.turns import TurnNow, Whose
from liaison.access import Verdict
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class PutForward:
    """What the leader of one side puts forward, as it is shown."""

    word: LeadersWord
    side: Side
    words: Words
    may_agree: bool


@dataclass(frozen=True, slots=True)
class Leaders:
    escalation: Escalation
    forward: list[PutForward]
    may_choose: Verdict
    side: Side | None

    @classmethod
    def of(cls, incident: Incident, side: Side | None, reader: Any) -> "Leaders | None":
        """None for an incident that is not with them. Two queries."""
        if incident.stage != Stage.ESCALATED:
            return None
        escalation = incident.escalations.open().get()
        may = stepping.may_take(Step.PUT_FORWARD, incident, by=reader, side=side)
        rows = escalation.words.select_related("text__data_key", "by")
        forward = [_shown(row, side, may, _words(row.text, incident, side, reader)) for row in rows]
        return cls(escalation, forward, may, side)

    @property
    def has_chosen(self) -> bool:
        """The reader's side has put something forward."""
        return any(one.side is self.side for one in self.forward)

    def turn(self) -> TurnNow:
        """Both leaders have it until they put forward the same."""
        is_theirs = bool(self.may_choose)
        ours = _("You say what both leaders should do. What both put forward is done.")
        waits = _("What your side put forward waits for the leader of the other side.")
        others = _("They decide together: both sides talk again, mediate, settle it, or refer it.")
        return TurnNow(
            Whose.YOURS if is_theirs and not self.has_chosen else Whose.NOBODY,
            _("With the leaders of both sides"),
            self.escalation.at,
            self.escalation.due_at,
            others if not is_theirs else waits if self.has_chosen else ours,
        )


def _words(text: Statement | None, incident: Incident, side: Side | None, reader: Any) -> Words:
    return course.opened(text, incident, side, reader) if text else Words("", gone=False)


def _shown(row: LeadersWord, side: Side | None, may: Verdict, words: Words) -> PutForward:
    whose = Side(row.side)
    return PutForward(row, whose, words, may_agree=bool(may) and whose is not side)
