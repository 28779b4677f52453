"""What is known of an incident beside its course: as one side sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from incidents import agreed_then, as_seen, particulars
from incidents.agreed_then import AgreedThen
from incidents.as_seen import AsSeen
from incidents.corrections import reading
from incidents.corrections.facts import Fact
from incidents.models import Correction, Incident
from incidents.particulars import Wish
from incidents.taxonomy import Precision
from liaison import hours, timekeeping
from liaison.roles import Side
from liaison.templatetags import time_tags
from protocols import holds, wording
from protocols.entry import SiteState
from protocols.holding import FREE, Hold


@dataclass(frozen=True, slots=True)
class Known:
    """One fact as it was logged; ``now`` is what is right of it where that was corrected."""

    what: Any
    value: Any
    now: Any = ""

    @property
    def in_words(self) -> str:
        """Both in one line, for what is no page."""
        if not self.now:
            return str(self.value)
        return _("%(was)s (corrected later: %(now)s)") % {"was": self.value, "now": self.now}


class Facts:
    """The facts of *incident*, and what applied then, for readers on *side*."""

    def __init__(self, incident: Incident, side: Side | None) -> None:
        self.incident, self.side = incident, side
        self.zone = incident.site.zone
        self.seen = AsSeen(incident, side)

    @cached_property
    def corrections(self) -> list[Correction]:
        """What was corrected of the facts, oldest first, as far as this side is told of it."""
        found = reading.of(self.incident)
        return found if self.side == self.incident.side else list(filter(reading.is_told, found))

    @cached_property
    def corrected(self) -> "Facts | None":
        """The same with what is right, where something was corrected."""
        if not self.corrections:
            return None
        standing = reading.as_corrected(self.incident, self.corrections)
        if self.has_another_time:
            standing = reading.judged(standing)
        return self.told_of(standing)

    def told_of(self, incident: Incident) -> "Facts":
        """Those of a copy of the incident, told in the same way."""
        return Facts(incident, self.side)

    @property
    def has_another_time(self) -> bool:
        """The time was corrected."""
        return any(correction.fact == Fact.TIME for correction in self.corrections)

    def facts(self) -> list[Known]:
        """As logged, each with what is right where it was corrected."""
        if self.corrected is None:
            return [Known(what, value) for what, value in self.said().items()]
        logged = self.told_of(reading.as_logged(self.incident, self.corrections))
        told = {**logged.headings(), **logged.said()}
        right = {**self.corrected.headings(), **self.corrected.said()}
        known = [
            Known(what, told.get(what) or _("Not said"), _now(told.get(what), right.get(what)))
            for what in dict.fromkeys([*told, *right])
        ]
        return [one for one in known if one.now or one.what not in self.headings()]

    def headings(self) -> dict[str, Any]:
        """What stands above the facts."""
        incident = self.incident
        return {_("What"): incident.what.label, _("How serious"): incident.get_severity_display()}

    def in_words(self) -> dict[str, Any]:
        """The headings and the facts, each as it stands within a sentence."""
        return {**self.headings(), **self.said(), _("When"): self.seen.when_in_words}

    def said(self) -> dict[str, Any]:
        """The facts that were said, by what they are of."""
        return {what: value for what, value in self._said() if value}

    def _said(self) -> Iterator[tuple[str, Any]]:
        incident = self.incident
        yield _("When"), self._when()
        yield _("How exact the time is"), self.seen.precision
        yield _("Site"), incident.site.name
        yield _("Where"), self.seen.area
        yield _("Distance"), self.seen.distance
        yield _("Logged by"), self._logged_by()
        yield from self._shown_to_them()
        if incident.partnership:
            yield (
                _("Between"),
                f"{incident.site.operator.name} · {incident.partnership.service.name}",
            )
        is_own = self.side == incident.side
        yield from particulars.own(incident) if is_own else particulars.shared(incident)

    def _shown_to_them(self) -> Iterator[tuple[str, Any]]:
        """How the other side sees it, said to the author's own where that is less exact."""
        theirs = AsSeen(self.incident, self.incident.author_side.other)
        if self.incident.released_at is None or self.side != self.incident.side:
            return
        if not theirs.is_exact:
            yield _("When, as the other side sees it"), theirs.when
        if theirs.area != self.seen.area:
            yield _("Where, as the other side sees it"), theirs.area
        if theirs.distance != self.seen.distance:
            yield _("Distance, as the other side sees it"), _("Not shown")

    @property
    def wishes_to_complain(self) -> bool:
        """The author asked how: only their own side learns of it."""
        return self.side == self.incident.side and self.incident.wish == Wish.COMPLAINT

    def _when(self) -> str:
        return self.seen.when

    def _logged_by(self) -> str:
        """Your own side sees the post; the other side only which side it was."""
        if self.side == self.incident.side:
            return self.incident.logged_by.name
        return str(self.incident.author_side.label)

    # Judged by -------------------------------------------------------------------------------
    @cached_property
    def hold_then(self) -> Hold:
        """What kept the version from answering at that moment."""
        incident = self.incident
        return holds.hold_of(incident.in_force, incident.occurred_at) if incident.in_force else FREE

    @cached_property
    def agreed_then(self) -> AgreedThen | None:
        """What the two sides had agreed about this; None where it is not known yet which two."""
        if self.incident.partnership is None:
            return None
        return agreed_then.of(self.incident, self.hold_then, self.states_then)

    @cached_property
    def agreed_anew(self) -> AgreedThen | None:
        """What had been agreed about it as it is corrected, where that says something else."""
        first, right = self.agreed_then, self.corrected
        if first is None or right is None or not self.is_judged_anew or right.agreed_then is None:
            return None
        return right.agreed_then if right.agreed_then.says != first.says else None

    @property
    def is_judged_anew(self) -> bool:
        """Something was corrected on which the answer rests."""
        return self.corrected is not None and _rests_on(self.corrected) != _rests_on(self)

    @property
    def states_then(self) -> tuple[SiteState, ...]:
        """Those in which the site may have been, as far as this side knows the time."""
        one = self.incident
        state, precision = SiteState(one.site_state), Precision(one.precision)
        return as_seen.states_then(state, self.seen.grain, precision)

    @property
    def state_then(self) -> Any:
        return wording.STATES[SiteState(self.incident.site_state)]

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


def _rests_on(facts: Facts) -> tuple[Any, ...]:
    """On what of an incident the answer of the protocol rests."""
    one = facts.incident
    told = one.kind, one.circumstance, one.threat, one.instrument
    return *told, facts.states_then, one.in_force_id


def _now(value: Any, right: Any) -> Any:
    """What is right, said where it differs from *value*."""
    if value == right:
        return ""
    return right or _("Not said")
