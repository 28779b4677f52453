"""Taking up a site's time: the rules asked under the site's lock, the refusal with other times."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from django.db import IntegrityError, transaction

from liaison import deadlines, timekeeping
from liaison.hours import Span
from liaison.models import Site
from liaison.roles import Side
from visits import slots
from visits.kinds import HORIZON, PROFILES, SHORTEST, Kind, Place
from visits.models import Occupation, Visit
from visits.refusals import CannotBook
from visits.slots import Clash, Diary, Limits, Rule


def limits(kind: str, site: Site, *, side: Side, at: datetime) -> Limits:
    """The frame of a time that *side* puts forward at *at*.

    Notice protects the site: it binds the times that the police side puts forward, while the
    site may offer one sooner. It is counted in business days of the site's operator.
    """
    profile = PROFILES[Kind(kind)]
    earliest = at
    if side is Side.POLICE:
        last_second = deadlines.after(at, profile.notice, site.tz, site.operator.calendar)
        day = last_second.astimezone(site.tz).date()
        earliest = datetime.combine(day, time.min, tzinfo=site.tz).astimezone(UTC)
    return Limits(at, earliest, at + HORIZON, SHORTEST, profile.longest)


def diary_of(site: Site, place: str, *, at: datetime, besides: Visit | None = None) -> Diary | None:
    """What an on-site visit must keep clear of from *at* on; nothing for one elsewhere.
    *besides* is a visit whose own booking does not count."""
    if place != Place.ON_SITE:
        return None
    taken = Occupation.objects.filter(site=site, ends__gt=at).standing(at)
    if besides is not None:
        taken = taken.exclude(visit=besides)
    bookings = tuple(Span(*pair) for pair in taken.values_list("starts", "ends"))
    return Diary(timekeeping.schedule_of(site), bookings)


def check(visit: Visit, frame: Limits) -> None:
    """Errors: ``CannotBook``, naming the rules, with the three nearest times that are allowed."""
    diary = diary_of(visit.site, visit.place, at=frame.at, besides=visit)
    found = slots.clashes(Span(visit.starts, visit.ends), frame, diary)
    if found:
        raise _refusal(visit, frame, diary, found)


def occupy(visit: Visit, frame: Limits) -> None:
    """Take up the site from *visit*'s start to its end until it expires. The site is locked.

    Errors: ``CannotBook`` when the database finds another booking there after all.
    """
    vacate(visit)
    if visit.place != Place.ON_SITE:
        return
    Occupation.objects.filter(site=visit.site).expired(frame.at).delete()
    try:
        # A savepoint, so that the refusal can still read what is booked.
        with transaction.atomic():
            Occupation.objects.create(
                site=visit.site,
                visit=visit,
                starts=visit.starts,
                ends=visit.ends,
                expires_at=visit.expires_at,
            )
    except IntegrityError as error:
        diary = diary_of(visit.site, visit.place, at=frame.at, besides=visit)
        raise _refusal(visit, frame, diary, [Clash(Rule.BOOKED)]) from error


def vacate(visit: Visit) -> None:
    """Give the site's time back, if *visit* took up any."""
    Occupation.objects.filter(visit=visit).delete()


def openings(
    site: Site, frame: Limits, *, length: timedelta, from_: datetime, count: int
) -> list[Span]:
    """The next *count* stretches of free time on site that take a visit of *length*, from
    *from_* on and within the frame."""
    found: list[Span] = []
    diary = diary_of(site, Place.ON_SITE, at=frame.at)
    low = max(from_, frame.earliest)
    # A fortnight holds enough for nearly every site; the rest of the horizon is for the others.
    for reach in (timedelta(days=14), HORIZON):
        high = min(low + reach, frame.latest)
        found = list(islice(slots.openings(diary, low, high, length, site.tz), count))
        if len(found) == count:
            break
    return found


def _refusal(
    visit: Visit, frame: Limits, diary: Diary | None, found: Sequence[Clash]
) -> CannotBook:
    wish = Span(visit.starts, visit.ends)
    nearest = slots.nearest(wish, frame, diary, visit.tz)
    return CannotBook(found, zone=visit.tz, frame=frame, nearest=nearest, on_site=diary is not None)
