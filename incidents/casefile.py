"""Everything the page of an incident shows to one person, worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import lanes, stepping
from incidents.course import Course
from incidents.lifecycle import Stage, Step
from incidents.listing import TONES
from incidents.models import Incident
from incidents.taxonomy import Precision
from liaison import access, hours, timekeeping
from liaison.access import Verdict
from liaison.roles import Permission, Side
from liaison.templatetags import time_tags


@dataclass(frozen=True, slots=True)
class Button:
    """As components/action.html takes it."""

    label: Any
    url: str
    posts: bool = False
    reason: str = ""
    fields: Any = None


class CaseFile:
    """One incident, as *reader* on *side* sees it at *at*."""

    def __init__(self, incident: Incident, side: Side | None, reader: Any, at: datetime) -> None:
        self.incident, self.side, self.reader, self.at = incident, side, reader, at
        self.course = Course(incident, side, reader)
        self.terms = self.course.terms()
        self.zone = incident.site.zone
        self.tone = TONES[Stage(incident.stage)]

    # Whose turn ------------------------------------------------------------------------------
    @property
    def turn(self) -> str:
        if not self.incident.turn or self.side is None:
            return ""
        return "yours" if self.incident.turn == self.side else "theirs"

    @property
    def turn_who(self) -> str:
        turn = self.incident.turn
        if turn:
            return self.party_name(Side(turn))
        if self.incident.stage == Stage.LOGGED:
            return _("In your own lane: the other side has not seen this")
        if self.incident.stage == Stage.SETTLED:
            return _("Settled: nobody has to do anything now")
        return ""

    @property
    def is_late(self) -> bool:
        return bool(self.incident.due_at and self.incident.due_at < self.at)

    @property
    def next(self) -> str:
        """What happens next, in one sentence."""
        incident = self.incident
        if incident.stage == Stage.LOGGED and incident.is_critical:
            return _("It stays with your side. It cannot be released, settled or mediated here.")
        sentences = {
            Stage.LOGGED: _(
                "Somebody in charge on your side decides whether, and in which words, "
                "the other side reads about it."
            ),
            Stage.RELEASED: _("The other side acknowledges that it has read this."),
            Stage.ACKNOWLEDGED: "" if not incident.turn else _("An answer in the shared lane."),
            Stage.DISCUSSION: _("Either side can propose how it ends."),
            Stage.SETTLED: "",
        }
        if self.terms and self.terms.settlement.is_open:
            return _("The settlement below is accepted or declined.")
        return str(sentences[Stage(incident.stage)])

    def actions(self) -> list[Button]:
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
            fields = {"seen": self.incident.revision} if posts else {}
            found.append(Button(label, url, posts=posts, reason=verdict.reason, fields=fields))
        return found

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

    # Judged by -------------------------------------------------------------------------------
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

    def party_name(self, side: Side) -> str:
        if side is Side.SITE:
            return str(self.incident.site.operator.name)
        return self.incident.partnership.service.name if self.incident.partnership else ""


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return time_tags.clock_in_words(at.astimezone(zone))
