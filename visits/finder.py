"""What the finder shows: free times by week, and one week as a picture with why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice

from liaison import hours, wallclock, week
from liaison.hours import Schedule, Span
from liaison.models import Site
from visits import availability, finding
from visits.finder_form import FinderForm
from visits.finding import Opening
from visits.slots import Diary, Limits

# As many as anybody reads through; more are behind "look over" and the day.
MOST = 120
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """Free times of the week that begins on *monday*."""

    monday: date
    openings: list[Opening]


@dataclass(frozen=True, slots=True)
class Finder:
    """``looked_until``: the last day that was looked at. ``always_open``: the site has no closed
    hours at all, so that nothing on site can be offered; ``is_unknown``: its hours were never
    said. ``closing``: of the times that are offered or typed, those for which the site would have
    to close."""

    form: FinderForm
    weeks: list[Week]
    looked_until: date
    always_open: bool
    is_unknown: bool
    picture: Sequence[week.Day]
    earlier: date | None
    later: date | None
    wish: Span | None
    closing: frozenset[Span] = frozenset()

    @property
    def times(self) -> list[Span]:
        """All that a press picks, and what is typed."""
        picks = [one.pick for found in self.weeks for one in found.openings]
        return [*picks, self.wish] if self.wish else picks

    @property
    def closes_for_wish(self) -> bool:
        return self.wish in self.closing

    @property
    def first(self) -> Opening | None:
        return self.weeks[0].openings[0] if self.weeks else None


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: at *site*, of *length*, at *place*, from *since* on; *wish* is the time
    that was typed, if it can be told."""

    site: Site
    place: str
    length: timedelta
    since: datetime
    wish: Span | None = None


def find(question: Question, frame: Limits, diary: Diary, form: FinderForm) -> Finder:
    zone = question.site.tz
    low = max(question.since, frame.earliest)
    high = min(low + timedelta(days=form.days), frame.latest)
    found = finding.openings(diary, low, high, question.length, zone, form.wanted(question.place))
    openings = list(islice(found, MOST))
    monday = form.monday or _monday(_shown_first(question, openings, low), question.site)
    this_week = _monday(frame.at, question.site)
    return Finder(
        form=form,
        weeks=[
            Week(first, list(those))
            for first, those in groupby(
                openings, lambda one: _monday(one.free.start, question.site)
            )
        ],
        looked_until=(openings[-1].free.end if len(openings) == MOST else high)
        .astimezone(zone)
        .date(),
        always_open=_is_always_open(diary, frame),
        is_unknown=diary.schedule is not None and not diary.schedule.known,
        picture=picture(diary, frame, monday, question),
        earlier=monday - _WEEK if monday > this_week else None,
        later=monday + _WEEK if wallclock.midnight(monday + _WEEK, zone) < frame.latest else None,
        wish=question.wish,
    )


def picture(diary: Diary, frame: Limits, monday: date, question: Question) -> Sequence[week.Day]:
    """The week from *monday* on: hours, buffers and blackouts, and over what they leave free the
    other bookings, the stretches in which a side is missing, and what is too soon or too late."""
    always = Span(datetime.min.replace(tzinfo=UTC), frame.earliest)
    after = Span(frame.latest, datetime.max.replace(tzinfo=UTC))
    return week.bars(
        diary.schedule or Schedule.never(question.site.tz),
        monday,
        visits=[question.wish] if question.wish else [],
        over={
            week.Kind.BOOKED: diary.bookings,
            week.Kind.TOGETHER: diary.together,
            week.Kind.AWAY: availability.merged(one.span for one in diary.away),
            week.Kind.FULL: diary.full,
            week.Kind.NOTICE: [always, after],
        },
    )


def _shown_first(question: Question, openings: Sequence[Opening], low: datetime) -> datetime:
    if question.wish:
        return question.wish.start
    return openings[0].free.start if openings else low


def _is_always_open(diary: Diary, frame: Limits) -> bool:
    if diary.schedule is None or not diary.schedule.known:
        return False
    return not hours.bookable(diary.schedule, frame.at, frame.latest)


def _monday(moment: datetime, site: Site) -> date:
    return week.monday_of(moment.astimezone(site.tz).date())
