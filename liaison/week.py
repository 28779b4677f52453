"""Days of a site as bars: what every minute of a day is, for people to look at. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from liaison import hours, stops, wallclock
from liaison.hours import Schedule, Span

_TICKS = (6, 12, 18)


class Kind(StrEnum):
    OPERATING = "operating"
    UNKNOWN = "unknown"
    BUFFER = "buffer"
    BLACKOUT = "blackout"
    BOOKED = "booked"
    TOGETHER = "together"
    AWAY = "away"
    FULL = "full"
    NOTICE = "notice"
    FREE = "free"
    VISIT = "visit"


# What can lie over time that the hours leave free: the first of them counts.
OVER = (Kind.BOOKED, Kind.TOGETHER, Kind.AWAY, Kind.FULL, Kind.NOTICE)
Over = Mapping[Kind, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one day. ``x`` and ``width`` are shares of the day that really pass, as
    written in SVG ("12.5%"); ``starts`` and ``ends`` are wall times, the end of a day 24:00.
    ``stop`` is where a site on wheels stands then."""

    kind: Kind
    span: Span
    x: str
    width: str
    starts: str
    ends: str
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day on the wall. ``hours`` is 23 or 25 (or so) when the clock changes, else None."""

    date: date
    pieces: tuple[Piece, ...]
    visits: tuple[Piece, ...]
    ticks: tuple[str, ...]
    hours: float | None

    def of(self, *kinds: Kind) -> list[Piece]:
        return [piece for piece in (*self.pieces, *self.visits) if piece.kind in kinds]

    @property
    def operating(self) -> list[Piece]:
        return self.of(Kind.OPERATING, Kind.UNKNOWN)

    @property
    def kept_free(self) -> list[Piece]:
        return self.of(Kind.BUFFER, Kind.BLACKOUT)

    @property
    def refused(self) -> list[Piece]:
        """Free by the hours, and yet not to be had."""
        return self.of(*OVER)

    @property
    def free(self) -> list[Piece]:
        return self.of(Kind.FREE)


def monday_of(day: date) -> date:
    """The Monday of the week in which *day* lies."""
    return day - timedelta(days=day.weekday())


def bars(
    schedule: Schedule,
    first: date,
    *,
    days: int = 7,
    visits: Sequence[Span] = (),
    over: Over | None = None,
) -> list[Day]:
    """*days* days from *first* on, in the site's zone, with *visits* laid over them; *over* says
    why time that the hours leave free is not to be had."""
    return [
        _day(schedule, first + timedelta(days=count), visits, over or {}) for count in range(days)
    ]


def _day(schedule: Schedule, day: date, visits: Sequence[Span], over: Over) -> Day:
    following = day + timedelta(days=1)
    whole = Span(*(wallclock.midnight(one, schedule.zone) for one in (day, following)))
    really = whole.minutes / 60
    return Day(
        date=day,
        pieces=tuple(_pieces(schedule, whole, over)),
        visits=tuple(
            _piece(Kind.VISIT, _clipped(visit, whole), whole, schedule.zone)
            for visit in visits
            if visit.overlaps(whole)
        ),
        ticks=tuple(_share(_at(day, hour, schedule.zone), whole) for hour in _TICKS),
        hours=None if really == 24 else really,
    )


def _pieces(schedule: Schedule, whole: Span, over: Over) -> Iterator[Piece]:
    """Every minute once: operating before blackout before buffer before what lies over it before
    free."""
    running = hours.operating(schedule, whole.start, whole.end)
    blackouts = list(hours.without(hours.blackouts(schedule, whole.start, whole.end), running))
    busy = hours.busy(schedule, whole.start, whole.end)
    found = {
        Kind.OPERATING if schedule.known else Kind.UNKNOWN: running,
        Kind.BLACKOUT: blackouts if schedule.known else [],
        Kind.BUFFER: list(hours.without(hours.without(busy, running), blackouts)),
    }
    free = hours.bookable(schedule, whole.start, whole.end)
    for kind in OVER:
        near = sorted(_clipped(span, whole) for span in over.get(kind, ()) if span.overlaps(whole))
        left = list(hours.without(free, near))
        found[kind] = list(hours.without(free, left))
        free = left
    found[Kind.FREE] = free
    spans = sorted((span, kind) for kind, spans in found.items() for span in spans)
    for span, kind in spans:
        cut = stops.split(schedule, [span]) if kind is Kind.OPERATING else [(span, "")]
        for part, stop in cut:
            yield _piece(kind, part, whole, schedule.zone, stop)


def _piece(kind: Kind, span: Span, whole: Span, zone: ZoneInfo, stop: str = "") -> Piece:
    return Piece(
        stop=stop,
        kind=kind,
        span=span,
        x=_share(span.start, whole),
        width=_percent((span.end - span.start) / (whole.end - whole.start)),
        starts=f"{span.start.astimezone(zone):%H:%M}",
        ends="24:00" if span.end == whole.end else f"{span.end.astimezone(zone):%H:%M}",
    )


def _clipped(span: Span, whole: Span) -> Span:
    return Span(max(span.start, whole.start), min(span.end, whole.end))


def _share(at: datetime, whole: Span) -> str:
    return _percent((at - whole.start) / (whole.end - whole.start))


def _percent(share: float) -> str:
    """Written the same in every language: SVG knows no decimal comma."""
    return f"{100 * share:.3f}".rstrip("0").rstrip(".") + "%"


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    wall = datetime.combine(day, time(hour), UTC).replace(tzinfo=None)
    return wallclock.resolve(wall, zone)
