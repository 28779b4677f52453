"""Everything the page of an incident shows to one person, worked out once."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import lanes, promises, stepping, turns
from incidents.course import Course
from incidents.lifecycle import Stage, Step
from incidents.listing import TONES
from incidents.models import Incident, Move
from incidents.taxonomy import Precision
from incidents.turns import TurnNow
from liaison import access, hours, timekeeping
from liaison.access import Verdict
from liaison.agenda import Action
from liaison.models import ContactStep
from liaison.roles import Permission, Side
from liaison.templatetags import time_tags
from protocols import holds
from protocols.holding import FREE, Hold


class CaseFile:
    """One incident, as *reader* on *side* sees it at *at*."""

    def __init__(self, incident: Incident, side: Side | None, reader: Any, at: datetime) -> None:
        self.incident, self.side, self.reader, self.at = incident, side, reader, at
        self.course = Course(incident, side, reader)
        self.terms = self.course.terms()
        self.zone = incident.site.zone
        self.tone = TONES[Stage(incident.stage)]

    # Whose turn ------------------------------------------------------------------------------
    @cached_property
    def turn(self) -> TurnNow:
        return turns.turn_now(
            self.incident,
            self.side,
            may_act=self.may_act,
            is_proposed=bool(self.terms and self.terms.settlement.is_open),
            promises=[one.commitment for one in self.terms.promises] if self.terms else [],
            at=self.at,
            kept_back=self.kept_back,
        )

    @cached_property
    def kept_back(self) -> Move | None:
        return self.course.kept_back()

    @cached_property
    def may_act(self) -> bool:
        """Whether the reader takes the steps of their side, when it is its turn."""
        is_own = self.incident.stage == Stage.LOGGED
        permission = Permission.INCIDENT_RELEASE if is_own else Permission.INCIDENT_HANDLE
        return bool(access.may(self.reader, permission, self.incident))

    @property
    def is_late(self) -> bool:
        return bool(self.turn.until and self.turn.until < self.at)

    def actions(self) -> Sequence[Action]:
        """What can be done now; a thing that is only not for this person says why."""
        reference = [self.incident.reference]
        found = []
        for step, name, label, posts in (
            (Step.RELEASE, "incident_release", _("Decide what is released"), False),
            (Step.ACKNOWLEDGE, "incident_acknowledge", self._acknowledge_label(), True),
            (Step.PROPOSE, "incident_settle", _("Propose a settlement"), False),
        ):
            if not stepping.is_the_moment(step, self.incident) or self._is_off(step):
                continue
            verdict = self.verdict(step)
            url = reverse(f"incidents:{name}", args=reference)
            fields = {"seen": self.incident.stamp} if posts else {}
            found.append(Action(label, url, fields, posts=posts, reason=verdict.reason))
        if self._is_asked_to_answer():
            found.insert(0, Action(_("Write to both sides"), "#say", posts=False))
        return found or self._checks()

    def _is_asked_to_answer(self) -> bool:
        is_open = stepping.is_the_moment(Step.PROPOSE, self.incident) and not self._is_off(
            Step.PROPOSE
        )
        return is_open and self.turn.whose is turns.Whose.YOURS and bool(self.may_say)

    def _checks(self) -> list[Action]:
        """The promises that wait for the reader's word, where the turn is theirs."""
        if self.turn.whose is not turns.Whose.YOURS:
            return []
        others = [row for row in self.promise_rows if row.promise.promiser is not self.side]
        return [row.action for row in others if row.action and row.is_to_check][:1]

    def verdict(self, step: Step) -> Verdict:
        settlement = self.terms.settlement if self.terms else None
        is_open = settlement if settlement and settlement.is_open else None
        return stepping.may_take(
            step, self.incident, by=self.reader, side=self.side, settlement=is_open
        )

    def _is_off(self, step: Step) -> bool:
        if step is Step.RELEASE:
            return self.incident.is_critical
        return step is Step.PROPOSE and bool(self.terms and self.terms.settlement.is_open)

    def _acknowledge_label(self) -> str:
        if self.incident.is_positive:
            return _("Acknowledge, with thanks")
        return _("Acknowledge to the other side")

    @cached_property
    def promise_rows(self) -> list[promises.Row]:
        """Those of the settlement that lies on the table or was agreed."""
        if self.terms is None:
            return []
        return promises.rows(
            self.incident, self.terms, reader=self.reader, side=self.side, at=self.at
        )

    # What may be written ---------------------------------------------------------------------
    @cached_property
    def audiences(self) -> dict[str, lanes.Audience]:
        return lanes.of_incident(self.incident, self.side) if self.side else {}

    @cached_property
    def may_say(self) -> Verdict:
        return self.verdict(Step.DISCUSS)

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
    def may_note(self) -> Verdict:
        if self.side is None:
            return Verdict(False)
        return access.may(self.reader, Permission.INCIDENT_LOG, self.incident)

    # Facts -----------------------------------------------------------------------------------
    def facts(self) -> Iterator[tuple[str, Any]]:
        incident = self.incident
        yield _("Site"), incident.site.name
        yield _("Where"), incident.get_area_display()
        yield _("Distance"), incident.get_distance_display() if incident.distance else ""
        yield _("Logged by"), self._logged_by()
        if incident.precision != Precision.EXACT:
            yield _("How exact the time is"), incident.get_precision_display()
        if incident.partnership:
            yield (
                _("Between"),
                f"{incident.site.operator.name} · {incident.partnership.service.name}",
            )

    def _logged_by(self) -> str:
        """Your own side sees the post; the other side only which side it was."""
        if self.side == self.incident.side:
            return self.incident.logged_by.name
        return str(self.incident.author_side.label)

    def numbers(self) -> list[ContactStep]:
        """Whom to ring about a critical matter: the contact ladder of its partnership."""
        partnership = self.incident.partnership
        return list(partnership.ladder.order_by("side", "order")) if partnership else []

    # Judged by -------------------------------------------------------------------------------
    def hold_then(self) -> Hold:
        """What kept the version from answering at that moment."""
        incident = self.incident
        return holds.hold_of(incident.in_force, incident.occurred_at) if incident.in_force else FREE

    def hours_then(self) -> list[str]:
        """When the site operated on the day of the incident, by the hours known then."""
        incident = self.incident
        if incident.hours_set is None:
            return []
        schedule = timekeeping.schedule_from(incident.site, incident.hours_set, now=False)
        day = incident.occurred_at.astimezone(incident.site.tz).date()
        start = datetime.combine(day, time.min, tzinfo=incident.site.tz)
        end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=incident.site.tz)
        zone = incident.site.tz
        return [
            f"{_clock(span.start, zone)}–{'24:00' if span.end == end else _clock(span.end, zone)}"
            for span in hours.operating(schedule, start, end)
        ]


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return time_tags.clock_in_words(at.astimezone(zone))
