"""What is known of an incident beside its course: as one side sees it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from incidents import agreed_then, particulars
from incidents.agreed_then import AgreedThen
from incidents.as_seen import AsSeen
from incidents.models import Incident
from incidents.particulars import Wish
from liaison import hours, timekeeping
from liaison.roles import Side
from liaison.templatetags import time_tags
from protocols import entry, holds, wording
from protocols.holding import FREE, Hold


class Facts:
    """The facts of *incident*, and what applied then, for readers on *side*."""

    def __init__(self, incident: Incident, side: Side | None) -> None:
        self.incident, self.side = incident, side
        self.zone = incident.site.zone
        self.seen = AsSeen(incident, side)

    def facts(self) -> Iterator[tuple[str, Any]]:
        incident = self.incident
        yield _("Site"), incident.site.name
        yield _("Where"), self.seen.area
        yield _("Distance"), self.seen.distance
        yield _("Logged by"), self._logged_by()
        yield _("How exact the time is"), self.seen.precision
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
        if theirs.distance != self.seen.distance:
            yield _("Distance, as the other side sees it"), _("Not shown")

    @property
    def wishes_to_complain(self) -> bool:
        """The author asked how: only their own side learns of it."""
        return self.side == self.incident.side and self.incident.wish == Wish.COMPLAINT

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
        return agreed_then.of(self.incident, self.hold_then)

    @property
    def state_then(self) -> Any:
        return wording.STATES[entry.SiteState(self.incident.site_state)]

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
