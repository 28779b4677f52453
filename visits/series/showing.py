"""What the pages of series show: the plan of one, the whole of one, and its course."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison import access
from liaison.agenda import Turn
from liaison.keyset import Place as Spot
from liaison.roles import Permission, Side
from liaison.templatetags import time_tags
from liaison.templatetags.form_tags import lead_in
from liaison.whose import whose
from visits import excepted, exceptions, lifecycle, recurrence, showing, turns
from visits.lifecycle import (
    SERIES_ACTS,
    SERIES_CAME_TO_NOTHING,
    SERIES_GOES_ON,
    SeriesAct,
    SeriesStage,
    Stage,
)
from visits.models import Deed, Series, SeriesMove, Visit
from visits.recurrence import Rule
from visits.series import planning, replacing, rule_words, running
from visits.series import turns as series_turns
from visits.series.planning import Plan
from visits.series.replacing import Preview
from visits.showing import Entry

PAGE = 20
MOST_LISTED = 60
# Dates to choose for that are not folded.
FEW = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A series in a list, as one person sees it: its rule in words and its next date, if any.
    ``who``: whose answer it waits for, where that is not the reader's."""

    series: Series
    rule: str
    label: Any
    tone: str
    next: datetime | None
    is_yours: bool
    who: Any


def planned(plan: Plan, rule: Rule) -> dict[str, Any]:
    """What a page shows of *plan*: dates to choose for, those that stand, whether *rule*
    ``goes_on`` after them, and the months so far that are ``lacking`` its day."""
    standing = plan.standing
    asks = [one for one in plan.dates if one.fails or one.said or one.for_all]
    goes_on = planning.next_on(rule, plan.until) is not None
    last = plan.until if goes_on or not plan.dates else plan.dates[-1].day
    return {
        "rule": rule_words.of(rule),
        "goes_on": goes_on,
        "lacking": list(recurrence.lacking(rule, rule.starts_on, last)),
        "plan": plan,
        "asks": asks,
        "asks_are_few": len(asks) <= FEW,
        "asks_for_all": _asks_for_all(plan),
        "standing": standing[:MOST_LISTED],
        "beyond": max(0, len(standing) - MOST_LISTED),
        "summary": _summary(plan),
    }


def _asks_for_all(plan: Plan) -> bool:
    """Whether one choice is offered for the dates that cannot stand: for one alone it is none."""
    cannot = [one for one in plan.dates if one.fails or one.for_all]
    return len(cannot) > 1 or any(one.for_all for one in cannot)


def _summary(plan: Plan) -> str:
    standing, failing, out = len(plan.standing), len(plan.failing), len(plan.left_out)
    moved = sum(one.moved for one in plan.standing)
    told = [(standing, ngettext("%(count)s date stands.", "%(count)s dates stand.", standing))]
    if moved:
        words = ngettext(
            "%(count)s of them at another time than that of the rule.",
            "%(count)s of them at another time than that of the rule.",
            moved,
        )
        told.append((moved, words))
    if out:
        told.append((out, ngettext("%(count)s is left out.", "%(count)s are left out.", out)))
    if failing:
        words = ngettext("%(count)s cannot stand.", "%(count)s cannot stand.", failing)
        told.append((failing, words))
    return " ".join(words % {"count": count} for count, words in told)


def put_forward(new: Series) -> str:
    """What whoever put *new* forward, in place of another or in answer to one, is told."""
    if new.is_agreed:
        return _("Changed. Both sides have been told.")
    if new.replaces_id is None:
        return _("Proposed. The other side has been told.")
    return _("Proposed. The other side has been told; until it answers, all stays as it was.")


def lines(person: Any, at: datetime, only: UUID | None = None) -> list[Line]:
    """The series that run or are on offer, and those that have ended while a date is to come,
    with the next date of each. One query."""
    ahead = Q(visits__stage=Stage.CONFIRMED, visits__ends__gt=at)
    remains = Visit.objects.filter(series=OuterRef("pk"), stage=Stage.CONFIRMED, ends__gt=at)
    found = (
        Series.objects.visible_to(person)
        .with_parties()
        .filter(
            Q(stage=SeriesStage.CONFIRMED)
            | Q(stage=SeriesStage.PROPOSED, expires_at__gt=at)
            | Q(Exists(remains), stage=SeriesStage.ENDED)
        )
    )
    if only:
        found = found.filter(partnership=only)
    found = found.annotate(
        next=Min("visits__starts", filter=ahead), last=Max("visits__starts", filter=ahead)
    ).order_by("starts_on", "id")
    return [
        _line(one, person, at)
        for one in found[:MOST_LISTED]
        if one.next or one.stage == SeriesStage.PROPOSED
    ]


def by_turn(found: list[Line]) -> dict[str, list[Line]]:
    """The lines of a list: those that wait for the reader, those that wait for others, and those
    that run."""
    yours = [line for line in found if line.is_yours]
    theirs = [line for line in found if line.who]
    under_way = [line for line in found if not (line.is_yours or line.who)]
    return {"series_yours": yours, "series_theirs": theirs, "series_running": under_way}


def _line(one: Any, person: Any, at: datetime) -> Line:
    """*one* with its ``next`` and ``last`` date."""
    turn = series_turns.now(one, person, at, one.last)
    return Line(
        one,
        rule_words.of(one.rule),
        *series_turns.stage(one, at, one.last),
        next=one.next,
        is_yours=turn.whose is Turn.YOURS,
        who=turn.who if turn.whose is Turn.THEIRS else "",
    )


def whole(series: Series, person: Any, at: datetime, after: str = "") -> dict[str, Any]:
    """Everything the page of one series shows. Errors: ``NoSuchPlace``."""
    last = _last(series, at)
    label, tone = series_turns.stage(series, at, last)
    visits, more = _coming(series, at, after)
    comes_back = series.stage in SERIES_ACTS[SeriesAct.RESTORE]
    preview = _preview(series, at)
    # A change on offer has no dates of its own yet: its preview names those that it leaves out.
    shows_left_out = comes_back or (preview is None and series.stage_at(at) in SERIES_GOES_ON)
    return {
        "series": series,
        "zone": series.site.zone,
        "rule": rule_words.of(series.rule),
        "stage_label": label,
        "stage_tone": tone,
        "turn": series_turns.now(series, person, at, last),
        "facts": list(_facts(series)),
        "rows": showing.rows(visits, person, at),
        **(_kept_to(series, visits) if series.stage_at(at) in SERIES_GOES_ON else {}),
        "more": more,
        "after": after,
        "left_out": _left_out(series, at) if shows_left_out else [],
        "comes_back": comes_back,
        "hit": _hit(series, at),
        "owing": excepted.owed_by(series, at),
        "may_tell": access.may(person, Permission.VISIT_EXCEPT, series.partnership),
        "may_act": turns.side_in(person, series.partnership) is not None,
        "preview": preview,
        "entries": [_entry(move, series, person) for move in _course(series)],
    }


def _kept_to(series: Series, visits: list[Any]) -> dict[str, Any]:
    """How far the dates keep to the rule: those of *visits* that are ``moved`` from its time, and
    all of them in one sentence, where they do not. One query."""
    standing = series.visits.exclude(stage__in=lifecycle.GONE)
    days = {day: starts for day, starts in standing.values_list("occurs_on", "starts") if day}
    if not days:
        return {}
    by_rule = recurrence.dates(series.rule, series.starts_on, series.rolled_to)
    moved = {
        day
        for day, starts in days.items()
        if starts != recurrence.instant(series.rule, series.tz, day)
    }
    return {
        "moved": [visit.pk for visit in visits if visit.occurs_on in moved],
        "kept_to": _kept_in_words(sum(1 for _day in by_rule), len(days), len(moved)),
    }


def _kept_in_words(every: int, standing: int, moved: int) -> str:
    """ "29 of the 30 dates of the rule stand, 14 of them at another time."; nothing
    where all keep to the rule."""
    if standing >= every and not moved:
        return ""
    if moved:
        said = ngettext(
            "%(standing)s of the %(every)s date of the rule stands, "
            "%(moved)s of them at another time.",
            "%(standing)s of the %(every)s dates of the rule stand, "
            "%(moved)s of them at another time.",
            every,
        )
    else:
        said = ngettext(
            "%(standing)s of the %(every)s date of the rule stands.",
            "%(standing)s of the %(every)s dates of the rule stand.",
            every,
        )
    return said % {"standing": standing, "every": every, "moved": moved}


def _preview(series: Series, at: datetime) -> Preview | None:
    """What a change on offer would do, as it stands now."""
    if series.stage_at(at) is not SeriesStage.PROPOSED:
        return None
    return replacing.on_offer(series, at)


def _last(series: Series, at: datetime) -> datetime | None:
    """When the last date of a series that has ended begins, while one is to come. One query, none
    for one that has not ended."""
    if series.stage != SeriesStage.ENDED:
        return None
    ahead = series.visits.filter(stage__in=lifecycle.STANDING, ends__gt=at)
    return ahead.aggregate(last=Max("starts"))["last"]


def _coming(series: Series, at: datetime, after: str) -> tuple[list[Any], str]:
    found = series.visits.filter(ends__gt=at).exclude(stage__in=lifecycle.GONE)
    if after:
        spot = Spot.read(after)
        found = found.filter(Q(starts__gt=spot.at) | Q(starts=spot.at, pk__gt=spot.id))
    visits = list(exceptions.marked(found).order_by("starts", "id")[: PAGE + 1])
    for visit in visits:
        visit.partnership, visit.series = series.partnership, series
    if len(visits) <= PAGE:
        return visits, ""
    last = visits[PAGE - 1]
    return visits[:PAGE], str(Spot(last.starts, last.pk))


def first_ahead(series: Series, at: datetime, wanted: date | None) -> date:
    """*wanted*, if it lies ahead; else the first date to come."""
    today = at.astimezone(series.tz).date()
    if wanted is not None and wanted >= today:
        return wanted
    ahead = recurrence.occurrences(series.rule, series.tz, today, series.rolled_to)
    return next((one.day for one in ahead if one.starts > at), today)


def _left_out(series: Series, at: datetime) -> list[date]:
    today = at.astimezone(series.tz).date()
    return running.left_out(series, today, at)[:MOST_LISTED]


def _hit(series: Series, at: datetime) -> list[date]:
    """Dates of a series on offer that new hours have hit. One query, none for one that runs."""
    if series.stage_at(at) is not SeriesStage.PROPOSED:
        return []
    found = series.visits.filter(stage=Stage.NEEDS_RESCHEDULING, starts__gt=at)
    return [day for day in found.values_list("occurs_on", flat=True) if day][:MOST_LISTED]


def _facts(series: Series) -> Iterator[tuple[Any, Any]]:
    yield _("Where"), showing.place_in_words(series.place, series.where, series.site.name)
    yield _("Partnership"), str(series.partnership)
    yield (
        _("Lasts"),
        ngettext("%(count)s minute", "%(count)s minutes", series.minutes)
        % {"count": series.minutes},
    )
    yield _("How many people come"), str(series.party_size)
    party = series.partnership.party(Side(series.proposed_side)).name
    yield _("Proposed by"), whose(series.proposed_by.name, party)
    if series.last_day:
        yield _("Ended after"), time_tags.on_day(series.last_day)
    if series.replaces is not None:
        yield _("Instead of"), _linked(series.replaces)
    if series.answers is not None:
        yield _("In answer to"), _linked(series.answers)
    followed = Q(replaces=series) & ~Q(stage__in=SERIES_CAME_TO_NOTHING)
    of_both = Series.objects.filter(partnership=series.partnership_id)
    for one in of_both.filter(Q(answers=series) | followed)[:5]:
        yield _followed_by(one, series), _linked(one)


def _followed_by(one: Series, series: Series) -> Any:
    if one.answers_id == series.pk:
        return _("Answered with")
    return _("Followed by") if one.is_agreed else _("Change proposed")


def _linked(series: Series) -> SafeString:
    rule = rule_words.of(series.rule)
    return format_html('<a href="{}">{}</a>', series.get_absolute_url(), rule)


def _course(series: Series) -> Iterable[SeriesMove]:
    """Its moves, oldest first; what only carried it on in the calendar left aside. One query."""
    silent = Q(deed=Deed.EXTENDED, left_out=0)
    return series.moves.exclude(silent).select_related("by", "note__data_key").order_by("number")


def _entry(move: SeriesMove, series: Series, person: Any) -> Entry:
    words, gone = move.note.shown() if move.note else ("", False)
    return Entry(
        at=move.at,
        lane=move.side or "shared",
        by=move.by.told,
        own=move.by_id == person.pk,
        title=_title(move),
        words=words,
        gone=gone,
    )


def _title(move: SeriesMove) -> str:
    if move.deed == Deed.EXTENDED:
        return ngettext(
            "%(count)s date that came within the year could not stand",
            "%(count)s dates that came within the year could not stand",
            move.left_out,
        ) % {"count": move.left_out}
    dates = ngettext("%(count)s date", "%(count)s dates", move.visits) % {"count": move.visits}
    return f"{lead_in(move.get_deed_display())} {dates}"
