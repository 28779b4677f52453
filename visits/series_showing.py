"""What the pages of series show: the plan of one, the whole of one, and its course."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.agenda import Action
from liaison.agenda import Turn as Whose
from liaison.keyset import Place as Spot
from liaison.roles import Side
from liaison.templatetags import time_tags
from visits import exceptions, recurrence, rule_words, series_replacing, showing, turns
from visits.lifecycle import SeriesStage, Stage
from visits.models import Deed, Series, SeriesMove
from visits.models.visit import GONE
from visits.recurrence import Rule
from visits.series_planning import Plan
from visits.series_replacing import Preview
from visits.showing import Entry
from visits.turns import TurnNow

PAGE = 20
MOST_LISTED = 60
# Nothing that is planned keeps away for longer: every few years, at most.
_LONGEST_PAUSE = timedelta(days=20 * 366)
_TONES = {SeriesStage.CONFIRMED: "ok", SeriesStage.PROPOSED: "wait"}


@dataclass(frozen=True, slots=True)
class Line:
    """A series in a list: its rule in words and its next date, if any."""

    series: Series
    rule: str
    label: Any
    tone: str
    next: datetime | None


def planned(plan: Plan, rule: Rule) -> dict[str, Any]:
    """What a page shows of *plan*: dates to choose for, those that stand, and whether *rule*
    ``goes_on`` after them."""
    standing, after = plan.standing, plan.until + timedelta(days=1)
    return {
        "rule": rule_words.of(rule),
        "goes_on": any(recurrence.dates(rule, after, after + _LONGEST_PAUSE)),
        "plan": plan,
        "asks": [one for one in plan.dates if one.fails or one.said],
        "standing": standing[:MOST_LISTED],
        "beyond": max(0, len(standing) - MOST_LISTED),
        "summary": _summary(plan),
    }


def _summary(plan: Plan) -> str:
    standing, failing = len(plan.standing), len(plan.failing)
    text = ngettext("%(count)s date stands.", "%(count)s dates stand.", standing) % {
        "count": standing
    }
    if failing:
        text += " " + ngettext("%(count)s cannot stand.", "%(count)s cannot stand.", failing) % {
            "count": failing
        }
    return text


def lines(person: Any, at: datetime, only: UUID | None = None) -> list[Line]:
    """The series that run or are on offer, with the next date of each. One query."""
    ahead = Q(visits__stage=Stage.CONFIRMED, visits__ends__gt=at)
    found = (
        Series.objects.visible_to(person)
        .with_parties()
        .filter(Q(stage=SeriesStage.CONFIRMED) | Q(stage=SeriesStage.PROPOSED, expires_at__gt=at))
    )
    if only:
        found = found.filter(partnership=only)
    found = found.annotate(next=Min("visits__starts", filter=ahead)).order_by("starts_on", "id")
    return [
        Line(one, rule_words.of(one.rule), *stage(one, at), next=one.next)
        for one in found[:MOST_LISTED]
        if one.next or one.stage == SeriesStage.PROPOSED
    ]


def whole(series: Series, person: Any, at: datetime, after: str = "") -> dict[str, Any]:
    """Everything the page of one series shows. Errors: ``NoSuchPlace``."""
    label, tone = stage(series, at)
    visits, more = _coming(series, at, after)
    left_out = [] if series.stage != SeriesStage.CONFIRMED else _left_out(series, at)
    return {
        "series": series,
        "zone": series.site.zone,
        "rule": rule_words.of(series.rule),
        "stage_label": label,
        "stage_tone": tone,
        "turn": turn_now(series, person, at),
        "facts": list(_facts(series)),
        "rows": showing.rows(visits, person, at),
        "more": more,
        "after": after,
        "left_out": left_out,
        "may_act": turns.side_in(person, series.partnership) is not None,
        "preview": _preview(series, at),
        "entries": [_entry(move, series, person) for move in _course(series)],
    }


def _preview(series: Series, at: datetime) -> Preview | None:
    """What a change on offer would do, as it stands now."""
    if series.replaces is None or series.stage_at(at) is not SeriesStage.PROPOSED:
        return None
    plan = series_replacing.plan_of(series, at=at)
    return series_replacing.compared(series.replaces, plan, at, series.starts_on)


def stage(series: Series, at: datetime) -> tuple[Any, str]:
    now = series.stage_at(at)
    return now.label, _TONES.get(now, "plain")


def turn_now(series: Series, person: Any, at: datetime) -> TurnNow:
    """As *person* sees it at *at*."""
    now, side = series.stage_at(at), turns.side_in(person, series.partnership)
    if now is SeriesStage.PROPOSED:
        return _on_offer(series, side, person)
    if now is SeriesStage.CONFIRMED:
        return TurnNow(
            whose=None,
            who=_("Both sides have agreed"),
            next=_("Each date stands in the calendar and can be moved or called off by itself."),
            actions=[_change(series), _end(series)] if side else [],
        )
    return TurnNow(whose=None, who=_("Nothing is left to do"))


def _on_offer(series: Series, side: Side | None, person: Any) -> TurnNow:
    turn = Side(series.turn)
    is_change = series.replaces_id is not None
    if side is turn:
        kept = _("The times are kept for your answer; unanswered, they become free again.")
        return TurnNow(
            whose=Whose.YOURS,
            until=series.expires_at,
            next=_("What was agreed stands until you answer.") if is_change else kept,
            actions=[confirm(series), _decline(series)],
        )
    waiting: list[Action] = []
    if side is not None:
        waiting = [_withdraw(series)]
    elif reason := turns.why_not(person, series.partnership, turn):
        waiting = [Action(_("Confirm all dates"), reason=reason)]
    return TurnNow(
        whose=Whose.THEIRS,
        who=series.partnership.party(turn).name,
        until=series.expires_at,
        next=_("Unanswered, what was agreed stands.")
        if is_change
        else _("Unanswered, the times become free again."),
        actions=waiting,
    )


def confirm(series: Series) -> Action:
    return Action(
        _("Confirm all dates"), _to("series_confirm", series), {"seen": str(series.revision)}
    )


def _decline(series: Series) -> Action:
    return Action(_("Decline"), _to("series_decline", series), posts=False)


def _withdraw(series: Series) -> Action:
    return Action(
        _("Withdraw the proposal"), _to("series_withdraw", series), posts=False, quiet=True
    )


def _change(series: Series) -> Action:
    return Action(_("Change the dates to come"), _to("series_change", series), posts=False)


def _end(series: Series) -> Action:
    return Action(_("End it"), _to("series_end", series), posts=False, quiet=True)


def _to(name: str, series: Series) -> str:
    return reverse(f"visits:{name}", args=[series.pk])


def _coming(series: Series, at: datetime, after: str) -> tuple[list[Any], str]:
    found = series.visits.filter(ends__gt=at).exclude(stage__in=GONE)
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
    """Dates to come of its rule on which nothing stands. One query."""
    today = at.astimezone(series.tz).date()
    stands = set(
        series.visits.filter(occurs_on__gte=today)
        .exclude(stage__in=GONE)
        .values_list("occurs_on", flat=True)
    )
    ahead = recurrence.occurrences(series.rule, series.tz, today, series.rolled_to)
    left = [one.day for one in ahead if one.starts > at and one.day not in stands]
    return left[:MOST_LISTED]


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
    yield _("Proposed by"), f"{series.proposed_by.name}, {party}"
    if series.last_day:
        yield _("Ended after"), time_tags.on_day(series.last_day)
    if series.replaces is not None:
        yield _("Instead of"), _linked(series.replaces)
    for one in series.replacements.exclude(stage__in=_NEVER_CAME)[:5]:
        yield _("Followed by") if one.stage in _CAME else _("Change proposed"), _linked(one)


_CAME = (SeriesStage.CONFIRMED, SeriesStage.ENDED)
_NEVER_CAME = (SeriesStage.DECLINED, SeriesStage.WITHDRAWN, SeriesStage.LAPSED)


def _linked(series: Series) -> SafeString:
    rule = rule_words.of(series.rule)
    return format_html('<a href="{}">{}</a>', series.get_absolute_url(), rule)


def _course(series: Series) -> Iterable[SeriesMove]:
    """Its moves, oldest first; what only carried it on in the calendar left aside. One query."""
    silent = Q(deed=Deed.EXTENDED, left_out=0)
    return series.moves.exclude(silent).select_related("by", "note__data_key").order_by("number")


def _entry(move: SeriesMove, series: Series, person: Any) -> Entry:
    words, gone = showing.words_of(move.note)
    return Entry(
        at=move.at,
        lane=move.side or "shared",
        by=move.by.name,
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
    return f"{move.get_deed_display()}: {dates}"
