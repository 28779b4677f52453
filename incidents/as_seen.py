"""When and where an incident happened, as one reader sees it: the one place that answers.

The author's own side sees it as it was logged; everybody else as exactly as it was released. The
moment it was logged is told no more exactly than the moment it happened, since it lies close by.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incidents import grain
from incidents.corrections import reading
from incidents.corrections.facts import Fact
from incidents.grain import PlaceGrain, TimeGrain
from incidents.models import Incident
from incidents.taxonomy import Area, Precision
from liaison import complaints, timekeeping
from liaison.roles import Side
from liaison.templatetags import time_tags
from protocols.entry import SiteState


def time_grain(released: str, author: str, reader: Side | None) -> TimeGrain:
    """How exactly somebody on the side of *reader* sees the time of an incident of *author*."""
    return TimeGrain.MINUTE if reader == author else TimeGrain(released)


def place_grain(released: str, author: str, reader: Side | None) -> PlaceGrain:
    """The same of the place."""
    return PlaceGrain.DISTANCE if reader == author else PlaceGrain(released)


def states_then(state: SiteState, seen: TimeGrain, precision: Precision) -> tuple[SiteState, ...]:
    """Those in which the site may have been, for whoever sees the time so: in a part of a day, a
    day or a week it may have operated or not, and its hours are known to both sides. So it is for
    everybody where the author was not sure of the hour."""
    if state is SiteState.SUSPENDED or (seen is TimeGrain.MINUTE and precision.knows_the_hour):
        return (state,)
    return (SiteState.OPERATING, SiteState.NON_OPERATIONAL)


def where_in_words(area: Area, seen: PlaceGrain) -> str:
    """ "In front of the site", or as much of it as *seen* lets through. A door is the edge of the
    site: it is never said to be inside."""
    if seen is not PlaceGrain.WHETHER_INSIDE or area is Area.REMOTE:
        return str(area.label)
    return _("At a door, or outside the site") if area.is_outside else _("Inside the site")


def told_as(seen: TimeGrain, precision: Precision) -> TimeGrain:
    """How exactly a time that is *seen* so is told: of "some time that day" no clock is known."""
    is_of_the_day = seen is TimeGrain.MINUTE and precision is Precision.DAY
    return TimeGrain.DAY if is_of_the_day else seen


def when_in_words(at: datetime, seen: TimeGrain, zone: str) -> str:
    """ "Tue 4 Mar 2025, 14:10 (Vancouver)", or as much of it as *seen* lets through."""
    local = at.astimezone(ZoneInfo(zone))
    day, place = local.date(), time_tags.place_of(zone)
    if seen is TimeGrain.WEEK:
        monday = time_tags.day_in_words(day - timedelta(days=day.weekday()))
        return _("in the week from %(day)s (%(place)s)") % {"day": monday, "place": place}
    words = time_tags.day_in_words(day)
    if seen is TimeGrain.DAY_PART:
        words = f"{words}, {grain.part_of_day(local.time())}"
    elif seen is TimeGrain.MINUTE:
        words = f"{words}, {time_tags.clock_in_words(local)}"
    return f"{words} ({place})"


@dataclass(frozen=True, slots=True)
class AsSeen:
    """*incident* as somebody on *side* sees it; None: neither side's."""

    incident: Incident
    side: Side | None

    @property
    def grain(self) -> TimeGrain:
        return time_grain(self.incident.time_grain, self.incident.side, self.side)

    def tells_less_of(self, fact: Fact) -> bool:
        """Whether what is right of *fact* may not be told as exactly as it is known."""
        if fact is Fact.TIME:
            return not self.is_exact
        return fact is Fact.PLACE and self.place is not PlaceGrain.DISTANCE

    @property
    def place(self) -> PlaceGrain:
        return place_grain(self.incident.place_grain, self.incident.side, self.side)

    @property
    def is_exact(self) -> bool:
        return self.grain is TimeGrain.MINUTE

    @property
    def knows_the_day(self) -> bool:
        return self.grain is not TimeGrain.WEEK

    @property
    def first_day(self) -> date:
        """The day it happened (the site's calendar), or the first one of what is shown instead; of
        a time that was corrected, the earlier."""
        seen = TimeGrain.DAY if self.knows_the_day else TimeGrain.WEEK
        first = grain.begins(min(reading.moments(self.incident)), seen, self.incident.tz)
        return self._day(first)

    @property
    def when(self) -> SafeString | str:
        return self._told(self.incident.occurred_at, told_as(self.grain, self._precision))

    @property
    def when_in_words(self) -> str:
        """The same where it stands within a sentence, or where there is no page."""
        told = told_as(self.grain, self._precision)
        return when_in_words(self.incident.occurred_at, told, self.incident.site.zone)

    @property
    def logged(self) -> SafeString | str:
        return self._told(self.incident.logged_at, self.grain)

    @property
    def precision(self) -> str:
        """How sure the author was of the time, where it is shown to the minute."""
        if not self.is_exact or self._precision is Precision.EXACT:
            return ""
        return self.incident.get_precision_display()

    @property
    def knows_the_hour(self) -> bool:
        """Whether the author was sure of it, and it is shown."""
        return self.is_exact and self._precision.knows_the_hour

    @property
    def area(self) -> str:
        return where_in_words(Area(self.incident.area), self.place)

    @property
    def distance(self) -> str:
        """The band, where it is known and shown."""
        is_shown = self.place is PlaceGrain.DISTANCE
        return self.incident.get_distance_display() if self.incident.distance and is_shown else ""

    @property
    def complaint_way(self) -> complaints.Way:
        """The way to a formal complaint; where only the week is shown, its last day is that of the
        first day of that week, which is never too late and tells nobody more."""
        return complaints.way(self.incident.site, self.first_day)

    def is_by_the_day(self, at: datetime | None) -> bool:
        """Whether a moment of its course is told by its day alone: one of the day of the release,
        which may lie close to when it happened."""
        released = self.incident.released_at
        if self.is_exact or at is None or released is None:
            return False
        return self._day(at) <= self._day(released)

    def moment(self, at: datetime) -> SafeString | str:
        """A moment of its course, as exactly as it is told."""
        zone = self.incident.site.zone
        return time_tags.moment_in(at, zone, by_day=self.is_by_the_day(at))

    def moment_in_words(self, at: datetime) -> str:
        """The same where it stands within a sentence."""
        if self.is_by_the_day(at):
            return time_tags.day_in_words(self._day(at))
        return time_tags.time_in_words(at, self.incident.site.zone)

    def day_told(self, at: datetime) -> date | None:
        """The day of a notice about it, of which no more is told: a reminder's moment would tell
        when the turn began, and so when it was released."""
        return None if self.is_exact else self._day(at)

    def _day(self, at: datetime) -> date:
        return timekeeping.day_at(self.incident.site, at)

    @property
    def _precision(self) -> Precision:
        return Precision(self.incident.precision)

    def _told(self, at: datetime, seen: TimeGrain) -> SafeString | str:
        zone = self.incident.site.zone
        if seen is TimeGrain.MINUTE:
            return time_tags.time_in(at, zone)
        return when_in_words(at, seen, zone)
