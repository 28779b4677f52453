"""Everything the page of an incident shows to one person, worked out once."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from incidents import (
    acting,
    case_actions,
    debriefing,
    hanging,
    lanes,
    looks,
    planning,
    promises,
    setting_apart,
    stepping,
    turns,
)
from incidents.beyond import Beyond
from incidents.corrections import correcting
from incidents.corrections.facts import Fact
from incidents.course import Course, Entry, Terms, as_told
from incidents.exporting import layers
from incidents.exporting import page as exports
from incidents.facts import Facts
from incidents.lifecycle import Stage, Step
from incidents.listing import TONES
from incidents.looks import Look
from incidents.mediation import ahead as mediation_ahead
from incidents.mediation import offering
from incidents.models import Commitment, Incident, Move, Release
from incidents.reminding import promised, waits
from incidents.reminding import showing as reminders
from incidents.reminding.showing import Ahead
from incidents.statements import asking
from incidents.turns import TurnNow
from liaison import access
from liaison.access import Verdict
from liaison.agenda import Action
from liaison.roles import Permission, Side
from protocols import lacking
from protocols.lacking import Besides

_DECIDE = (Step.KEEP_BACK, Step.COUNT, Step.PLAN, Step.RECALL, Step.LAPSE)


class CaseFile(Facts):
    """One incident, as *reader* on *side* sees it at *at*."""

    def __init__(self, incident: Incident, side: Side | None, reader: Any, at: datetime) -> None:
        super().__init__(incident, side)
        self.reader, self.at = reader, at
        self.course = Course(incident, side, reader, facts=self)
        self.terms = self.course.terms()
        self.earlier = self.course.earlier()
        self.tone = TONES[Stage(incident.stage)]

    # Whose turn ------------------------------------------------------------------------------
    @cached_property
    def turn(self) -> TurnNow:
        if self.beyond.leaders:
            return self.beyond.leaders.turn()
        return self._stays() or turns.turn_now(
            self.incident,
            self.side,
            may_act=self.may_act,
            is_proposed=bool(self.terms and self.terms.settlement.is_open),
            promises=self._promised,
            at=self.at,
            owing=self.course.threads.owing,
        )

    def _stays(self) -> TurnNow | None:
        """What the own side decided, as long as nobody else knows of it or has to act."""
        incident = self.incident
        if incident.turn or incident.stage != Stage.LOGGED or incident.is_critical:
            return None
        planned_for = self.planned.due_at if self.planned else None
        return turns.in_own_lane(self.decided, planned_for) if self.decided else None

    @cached_property
    def decided(self) -> Move | None:
        """What the own side said last of what becomes of it in its own lane."""
        return self.course.last_said(*_DECIDE)

    @cached_property
    def beyond(self) -> Beyond:
        return Beyond(self.incident, self.side, self.reader, self.course.moves, self.at)

    @cached_property
    def kept_back(self) -> Move | None:
        return self.course.last_said(Step.KEEP_BACK)

    @cached_property
    def planned(self) -> Release | None:
        """The release that waits for its day, which only the own side learns of."""
        is_planned = self.decided is not None and self.decided.step == Step.PLAN
        return planning.planned_of(self.incident) if is_planned else None

    @cached_property
    def may_act(self) -> bool:
        """Whether the reader takes the steps of their side, when it is its turn."""
        is_own = self.incident.released_at is None
        permission = Permission.INCIDENT_RELEASE if is_own else Permission.INCIDENT_HANDLE
        return bool(access.may(self.reader, permission, self.incident))

    @property
    def stands_in(self) -> str:
        """By post, who acts at present for the side whose turn it is."""
        return acting.stand_in(self.incident, self.turn.side, at=self.at)

    @property
    def turn_by_day(self) -> bool:
        """Whether no more is told of the beginning of the turn than its day."""
        return self.seen.is_by_the_day(self.turn.since)

    @property
    def mediation_missing(self) -> str:
        """Which step is missing until a mediation can be offered."""
        if self.side is None or self.incident.released_at is None:
            return ""
        return mediation_ahead.missing(
            self.incident,
            self.side,
            is_on_table=bool(self.terms and self.terms.settlement.is_open),
        )

    @property
    def mediation_too_soon(self) -> str:
        """Why a mediation that did not go on cannot be offered again yet. No query where none was
        offered."""
        was_offered = any(move.step == Step.OFFER for move in self.course.moves)
        return offering.why_too_soon(self.incident, self.at) if was_offered else ""

    @property
    def is_late(self) -> bool:
        return bool(self.turn.until and self.turn.until < self.at)

    @cached_property
    def _promised(self) -> list[Commitment]:
        """Those of the settlement that lies on the table or stands, and of what was agreed before
        it was opened again."""
        all_terms = [self.terms, *self.earlier] if self.terms else self.earlier
        return [one.commitment for terms in all_terms for one in terms.promises]

    @property
    def reminder_ahead(self) -> Ahead | None:
        waiting = waits.of_turn(self.incident)
        if self.incident.stage == Stage.SETTLED:
            waiting = list(promised.of_settled(self._promised, self.incident, self.at))
        return reminders.ahead(waiting, self.at)

    def entries(self) -> list[Entry]:
        """How it went, when somebody was reminded of their turn, and when it was exported."""
        things = [self.incident.pk, *promised.things(self._promised)]
        there = hanging.known(self.incident)
        is_told = self.incident.released_at and there.reminders
        told = reminders.about(self.incident.pk, things) if is_told else []
        found = [*self.course.entries(), *reminders.entries(told, self.seen)]
        if there.exports:
            found += exports.entries(self.incident, self.side)
        return as_told(found, self.seen)

    def actions(self) -> Sequence[Action]:
        return case_actions.of(self)

    def verdict(self, step: Step) -> Verdict:
        settlement = self.terms.settlement if self.terms else None
        is_open = settlement if settlement and settlement.is_open else None
        return stepping.may_take(
            step, self.incident, by=self.reader, side=self.side, settlement=is_open
        )

    @cached_property
    def promise_rows(self) -> list[promises.Row]:
        """Those of the settlement that lies on the table or was agreed."""
        return self._rows(self.terms) if self.terms else []

    @property
    def offers_what_has_passed(self) -> bool:
        """Whether the day of a promise in the settlement on the table has."""
        if self.terms is None or not self.terms.settlement.is_open:
            return False
        lines, zone = self.terms.promises, self.incident.tz
        return any(line.commitment.has_passed(self.at, zone) for line in lines)

    @cached_property
    def earlier_rows(self) -> list[tuple[Terms, list[promises.Row]]]:
        """What was agreed before it was opened again, with where its promises stand."""
        return [(terms, self._rows(terms)) for terms in self.earlier]

    def _rows(self, terms: Terms) -> list[promises.Row]:
        return promises.rows(
            self.incident,
            terms,
            reader=self.reader,
            side=self.side,
            at=self.at,
            judged_by=lambda: self.agreed_anew or self.agreed_then,
            again=self.beyond.again,
        )

    # What may be written ---------------------------------------------------------------------
    @cached_property
    def audiences(self) -> dict[str, lanes.Audience]:
        return lanes.of_incident(self.incident, self.side) if self.side else {}

    @cached_property
    def may_say(self) -> Verdict:
        return self.verdict(Step.DISCUSS)

    @cached_property
    def may_ask(self) -> Verdict:
        return self.verdict(Step.ASK)

    @cached_property
    def may_accept(self) -> Verdict:
        return self.verdict(Step.ACCEPT)

    @cached_property
    def may_withdraw(self) -> Verdict:
        return self.verdict(Step.WITHDRAW)

    @cached_property
    def may_take_up(self) -> Verdict:
        return self.verdict(Step.TAKE_UP)

    @cached_property
    def may_look_apart(self) -> Verdict:
        """Whether the reader may look at one of the details kept apart, if there are any."""
        looks = [
            setting_apart.may_read(one, self.incident, by=self.reader)
            for one in self.course.kept_apart()
        ]
        return next(filter(None, looks), next(iter(looks), Verdict(False)))

    @cached_property
    def looks(self) -> list[Look]:
        return looks.of(self.incident, self.side, self.reader)

    @cached_property
    def may_note(self) -> Verdict:
        if self.side is None:
            return Verdict(False)
        return access.may(self.reader, Permission.INCIDENT_LOG, self.incident)

    @cached_property
    def may_ask_officers(self) -> Verdict:
        return asking.may_ask(self.incident, self.side, by=self.reader)

    @cached_property
    def may_export(self) -> Verdict:
        return layers.may_export(self.incident, self.side, by=self.reader)

    @cached_property
    def debrief(self) -> str:
        """Where the reader proposes a debrief, if they may."""
        return debriefing.way(self.incident, self.reader)

    @cached_property
    def may_correct(self) -> bool:
        """Whether the reader corrects some of the facts."""
        one_of = (Fact.TIME, Fact.SEVERITY)
        return any(
            correcting.may(fact, self.incident, self.side, by=self.reader) for fact in one_of
        )

    # What was agreed -------------------------------------------------------------------------
    @cached_property
    def besides(self) -> Besides:
        """Where nothing was in force: what there is besides, or the way to begin a protocol."""
        if self.incident.in_force or self.incident.partnership is None:
            return Besides()
        return lacking.besides(self.incident.partnership, self.reader)

    @property
    def may_read_protocols(self) -> bool:
        return bool(access.may(self.reader, Permission.PROTOCOL_READ, self.incident))
