"""Taking up a site's time: the rules asked under the site's lock, the refusal with other times."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from liaison import deadlines, timekeeping, wallclock
from liaison.hours import Span
from liaison.models import Partnership
from liaison.roles import Side
from visits import availability, caps, engaging, exceptions, slots
from visits.kinds import HORIZON, SHORTEST, Place
from visits.models import KindTerms, Occupation, Visit
from visits.models.visit import VisitQuerySet
from visits.refusals import CannotBook
from visits.slots import Clash, Diary, Limits, Rule


def limits(asked: KindTerms, *, side: Side, at: datetime) -> Limits:
    """The frame of a time that *side* puts forward at *at* for what the site *asked* for.

    Notice protects the site: it binds the times that the police side puts forward, while the
    site may offer one sooner. It is counted in business days of the site's operator.
    """
    site, earliest = asked.partnership.site, at
    if side is Side.POLICE:
        last_second = deadlines.after(at, asked.notice, site.tz, site.operator.calendar)
        day = last_second.astimezone(site.tz).date()
        earliest = wallclock.midnight(day, site.tz)
    return Limits(
        at=at,
        earliest=earliest,
        latest=at + HORIZON,
        shortest=SHORTEST,
        longest=asked.longest,
        most=asked.most_per_month,
    )


def diary_of(
    partnership: Partnership,
    kind: str,
    place: str,
    frame: Limits,
    *,
    besides: Visit | None = None,
    apart: VisitQuerySet | None = None,
) -> Diary:
    """What a visit must keep clear of from the moment of its frame on. *besides* is a visit that
    does not count itself, *apart* are others that do not count."""
    full = caps.full_months(
        same_kind(partnership, kind, frame, besides, apart) if frame.most else (),
        frame.most,
        partnership.site.tz,
    )
    met = engaging.together(partnership, at=frame.at, besides=besides, apart=apart)
    # That they meet says already that those who would go are taken.
    away = availability.cut(
        engaging.missing(partnership, at=frame.at, besides=besides, apart=apart),
        [span for span, _place in met],
    )
    if place != Place.ON_SITE:
        return Diary(None, full=full, away=away, together=tuple(span for span, _place in met))
    taken = Occupation.objects.filter(site=partnership.site, ends__gt=frame.at).standing(frame.at)
    if besides is not None:
        taken = taken.exclude(visit=besides)
    if apart is not None:
        taken = taken.exclude(visit__in=apart)
    bookings = tuple(Span(*pair) for pair in taken.values_list("starts", "ends"))
    return Diary(
        timekeeping.schedule_of(partnership.site),
        bookings=bookings,
        full=full,
        away=away,
        together=engaging.elsewhere(met),
    )


def check(visit: Visit, frame: Limits, *, waived: frozenset[Rule] = frozenset()) -> None:
    """Errors: ``CannotBook``, naming the rules that are not *waived*, with the three nearest times
    that are allowed."""
    diary = _diary_for(visit, frame)
    found = exceptions.left(slots.clashes(Span(visit.starts, visit.ends), frame, diary), waived)
    if found:
        raise _refusal(visit, frame, diary, found)


def other_times(visit: Visit, frame: Limits) -> list[Span]:
    """What can be put forward for *visit*, which lost its time."""
    wish = Span(visit.starts, visit.ends)
    return slots.alike(wish, frame, _diary_for(visit, frame), visit.tz)


def rules_against(visit: Visit, frame: Limits) -> frozenset[Rule]:
    """Every rule that the time of *visit* runs into."""
    found = slots.clashes(Span(visit.starts, visit.ends), frame, _diary_for(visit, frame))
    return frozenset(clash.rule for clash in found)


def occupy(visit: Visit, frame: Limits) -> None:
    """Take up the site from *visit*'s start to its end until it expires; what was agreed before is
    held as long as the visit may go back to it. The site is locked.

    Errors: ``CannotBook`` when the database finds another booking there after all.
    """
    if visit.agreed:
        agreed = Occupation.objects.filter(visit=visit, is_fallback=False, expires_at=None)
        agreed.update(is_fallback=True)
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
        diary = _diary_for(visit, frame)
        raise _refusal(visit, frame, diary, [Clash(Rule.BOOKED)]) from error


def vacate(visit: Visit) -> None:
    """Give the site's time back, if *visit* took up any, but for what it may go back to."""
    held = Occupation.objects.filter(visit=visit)
    if visit.agreed:
        held = held.filter(is_fallback=False)
    held.delete()


def drop_agreed(visit: Visit) -> None:
    """Give the time back that *visit* held in case the one on offer comes to nothing."""
    Occupation.objects.filter(visit=visit, is_fallback=True).delete()


def same_kind(
    partnership: Partnership,
    kind: str,
    frame: Limits,
    besides: Visit | None = None,
    apart: VisitQuerySet | None = None,
) -> Iterable[datetime]:
    """When the visits start that count towards the most a month takes. One that may move counts in
    either month."""
    zone = partnership.site.tz
    counted = Visit.objects.filter(partnership=partnership, kind=kind).counting(frame.at)
    if besides is not None:
        counted = counted.exclude(pk=besides.pk)
    if apart is not None:
        counted = counted.exclude(pk__in=apart)
    ahead = counted.filter(starts__gte=caps.month_of(frame.at, zone).start)
    for starts, agreed in ahead.values_list("starts", "agreed_starts"):
        yield starts
        if agreed and caps.month_of(agreed, zone) != caps.month_of(starts, zone):
            yield agreed


def _diary_for(visit: Visit, frame: Limits) -> Diary:
    return diary_of(visit.partnership, visit.kind, visit.place, frame, besides=visit)


def _refusal(visit: Visit, frame: Limits, diary: Diary, found: Sequence[Clash]) -> CannotBook:
    wish = Span(visit.starts, visit.ends)
    nearest = slots.nearest(wish, frame, diary, visit.tz)
    on_site = visit.place == Place.ON_SITE
    return CannotBook(found, zone=visit.tz, frame=frame, nearest=nearest, on_site=on_site)
