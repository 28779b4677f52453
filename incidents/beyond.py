"""What leads beyond the talk of both sides: to their leaders, to the statutory body, to an end."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import ending, pairing, stepping
from incidents.leading import reviewing
from incidents.leading.page import Leaders
from incidents.lifecycle import REFERS, Step
from incidents.lines import emptying, table
from incidents.models import CriticalMatter, Incident, Move, Referral, Removal
from incidents.reopening import Reopening
from incidents.turns import Whose
from liaison.agenda import Action
from liaison.models import ContactStep
from liaison.roles import Side


class _Way(NamedTuple):
    """The page on which *step* is taken; ``quiet`` as of an ``Action``."""

    step: Step
    page: str
    label: Any
    quiet: bool = True


class Beyond:
    """Of one incident, as *reader* on *side* sees it at *at*; *moves* are those they learn of."""

    def __init__(
        self,
        incident: Incident,
        side: Side | None,
        reader: Any,
        moves: Sequence[Move],
        at: datetime,
    ) -> None:
        self.incident, self.side, self.reader = incident, side, reader
        self.moves, self.at = moves, at
        self.taken = {move.step for move in moves}

    @cached_property
    def leaders(self) -> Leaders | None:
        return Leaders.of(self.incident, self.side, self.reader)

    @property
    def call_is_recorded(self) -> bool:
        return not self.incident.turn

    @cached_property
    def matter(self) -> CriticalMatter | None:
        """What the other side sees of a critical incident, once that was confirmed."""
        if Step.CONFIRM not in self.taken:
            return None
        return CriticalMatter.objects.filter(incident=self.incident).first()

    @property
    def may_see_matter(self) -> bool:
        """Whether the reader may look at what the other side sees of it."""
        seen = CriticalMatter.objects.visible_to(self.reader)
        return seen.filter(incident=self.incident).exists()

    @property
    def is_referred(self) -> bool:
        """Both leaders decided that it goes to the statutory body."""
        return Step.REFER in self.taken

    @cached_property
    def referral(self) -> Referral | None:
        """What the statutory body was told last."""
        return self.incident.referrals.last() if self.taken.intersection(REFERS) else None

    @property
    def referral_out_url(self) -> str:
        """Where the reader takes out the name of the body that was told, if they may."""
        one = self.referral
        if one is None or not one.body:
            return ""
        may = emptying.may(one, self.incident, self.side, by=self.reader)
        return table.way(Removal.What.BODY, one) if may else ""

    @cached_property
    def reopening(self) -> Reopening:
        return Reopening.of(self.incident, self.side, self.moves, self.at)

    def numbers(self) -> list[ContactStep]:
        """Whom to ring about a critical matter: the contact ladder of its partnership; where it
        has none yet, those of the own partnerships of its site."""
        pairs = pairing.partnerships_for(self.incident, self.reader)
        steps = ContactStep.objects.filter(partnership__in=pairs)
        return list(steps.order_by("partnership", "side", "order"))

    def actions(self) -> list[Action]:
        """Those that the reader may take. As long as a critical matter waits for the call, that
        comes first."""
        is_own = self.incident.stays_with_its_side
        decides = self.leaders is not None and self.leaders.turn().whose is Whose.YOURS
        tells, closes = ending.TELLS[is_own], ending.CLOSES[is_own]
        told = _("We told the statutory body")
        confirm, choose = _("Confirm that it is critical"), _("Say what both leaders should do")
        close = _("Close it on our side") if is_own else _("The statutory body has answered")
        return self._open(
            _Way(Step.CONFIRM, "incident_confirm", confirm, quiet=not self.call_is_recorded),
            _Way(Step.PUT_FORWARD, "leaders_choose", choose, quiet=not decides),
            _Way(tells, "incident_report", told),
            _Way(closes, "incident_close", close),
            _Way(Step.ESCALATE, "leaders_ask", _("Ask the leaders of both sides")),
            _Way(Step.REOPEN, "incident_reopen", _("Open it again")),
        )

    def again(self) -> list[Action]:
        """What leads on from a promise that was not kept."""
        review = _("Ask the leaders to look at the mediation again")
        return self._open(
            _Way(Step.REOPEN, "incident_reopen", _("Open it again"), quiet=False),
            _Way(Step.REVIEW, "leaders_review", review, quiet=False),
        )

    def _open(self, *ways: _Way) -> list[Action]:
        """Those of *ways* that are open to the reader."""
        reference = [self.incident.reference]
        return [
            Action(
                way.label,
                reverse(f"incidents:{way.page}", args=reference),
                posts=False,
                quiet=way.quiet,
            )
            for way in ways
            if self._may(way.step) and not self._is_off(way.step)  # that may ask the database
        ]

    def _may(self, step: Step) -> bool:
        """As ``stepping.may_take``, where nobody reads why not."""
        return stepping.is_the_moment(step, self.incident) and bool(
            stepping.is_for(step, self.incident, by=self.reader, side=self.side)
        )

    def _is_off(self, step: Step) -> bool:
        if step in (Step.ESCALATE, Step.REOPEN) and self.incident.is_positive:
            return True
        if step is Step.REVIEW:
            was_mediated = Step.MEDIATED in self.taken
            return not (was_mediated and reviewing.may_review_last(self.incident, self.at))
        if step is Step.REOPEN:
            return not self.reopening.may
        return step is Step.CONFIRM and step in self.taken
