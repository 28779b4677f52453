"""What the pages of visits show: rows, the whole of one visit, and its course."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison import access, timekeeping
from liaison.access import Reach
from liaison.agenda import Action, Turn
from liaison.hours import Span
from liaison.roles import Permission, Side
from liaison.templatetags import time_tags
from liaison.whose import whose
from visits import absences, absences_agenda, closures, excepted, lifecycle, occupying, turns
from visits.absences import Absence
from visits.after import showing as afterwards
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import KindTerms, Visit, VisitMove
from visits.models.moved import Agreed
from visits.on_the_day import reminders, standing_by
from visits.series import rule_words
from visits.timetable import Page

_HAPPENED = {
    Stage.PROPOSED: gettext_lazy("Proposed"),
    Stage.COUNTER_PROPOSED: gettext_lazy("Proposed another time"),
    Stage.CONFIRMED: gettext_lazy("Confirmed"),
    Stage.HELD: gettext_lazy("Held"),
    Stage.MISSED: gettext_lazy("Marked as missed"),
    Stage.CANCELLED: gettext_lazy("Called off"),
    Stage.DECLINED: gettext_lazy("Declined"),
    Stage.LAPSED: gettext_lazy("Lapsed, because nobody answered"),
    Stage.NEEDS_RESCHEDULING: gettext_lazy("The opening hours changed; another time is needed"),
}
# How the offer of another time ended, where what was agreed stood all the while.
_STAYS = {
    Stage.DECLINED: gettext_lazy("The other time was declined; it stays as it was agreed"),
    Stage.CANCELLED: gettext_lazy("The move was taken back; it stays as it was agreed"),
    Stage.LAPSED: gettext_lazy("Nobody answered the other time; it stays as it was agreed"),
    Stage.NEEDS_RESCHEDULING: gettext_lazy(
        "The opening hours changed at the other time; it stays as it was agreed"
    ),
}
# What a move says of its time, where the time is what it is about.
_PUTS_A_TIME = lifecycle.OPEN | {Stage.CONFIRMED}


@dataclass(frozen=True, slots=True)
class Row:
    """A visit in a list, as one person sees it. ``place`` in words; ``who``: whose answer it waits
    for, where that is not the reader's; ``other``: the other party, empty for somebody of neither
    side; ``excepted``: what it stands in by exception (``exceptions.Excepted``)."""

    visit: Visit
    place: str
    label: Any
    tone: str
    is_yours: bool
    who: Any
    other: str
    excepted: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a visit's course; ``gone``: its words were taken out for good."""

    at: datetime
    lane: str
    by: Any
    own: bool
    title: Any
    words: str
    gone: bool


def partnerships(person: Any, permission: Permission) -> list[Reach]:
    """Those over which *person* holds *permission*, by the name of the site."""
    standing = access.standing(person)
    covered = standing.partnerships_for(permission)
    return [reach for reach in standing.reaches.values() if reach.id in covered]


def chosen(choices: Iterable[Reach], text: str | None) -> UUID | None:
    """The partnership that *text* names, if it is among the choices."""
    return next((reach.id for reach in choices if str(reach.id) == text), None)


def rows(visits: Iterable[Visit], person: Any, at: datetime) -> list[Row]:
    return [_row(visit, person, at) for visit in visits]


def by_turn(found: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """What the reader can do something about, and what waits for others."""
    rows = list(found)
    return [row for row in rows if row.is_yours], [row for row in rows if not row.is_yours]


def by_month(found: Iterable[Row]) -> list[tuple[date, list[Row]]]:
    """Rows under the first day of their month, each on its own site's calendar."""
    return [(month, list(group)) for month, group in groupby(found, key=_month)]


def addresses(page: Page, *, is_past: bool, only: UUID | None) -> dict[str, str]:
    """Of the list: what is ``coming``, what is ``past``, the ``first`` page of the one that is
    shown and what is ``more`` of it (empty at the end); ``kept`` is what each keeps, the
    partnership *only*."""
    kept = {"partnership": str(only)} if only else {}
    past = {"show": "past", **kept}
    here = past if is_past else kept
    return {
        "coming": _query(kept),
        "past": _query(past),
        "first": _query(here),
        "more": _query({**here, "after": page.more}) if page.more else "",
        "kept": urlencode(kept),
    }


def _query(wanted: Mapping[str, str]) -> str:
    return f"?{urlencode(wanted)}"


def whole(visit: Visit, person: Any, at: datetime) -> dict[str, Any]:
    """Everything the page of one visit shows."""
    label, tone = _stage(visit, at)
    closure = excepted.closing(visit, person, at)
    owes_notice = closure is not None and not closure.told
    return {
        "visit": visit,
        "zone": visit.site.zone,
        "hangs_notice": closures.hangs_notice(visit, at),
        "stage_label": label,
        "stage_tone": tone,
        "turn": turns.turn_now(visit, person, at, owes_notice=owes_notice),
        "facts": _facts(visit),
        "both_times": _both_times(visit),
        "entries": course(visit, person),
        "exception": excepted.of(visit),
        "closure": closure or excepted.closing_as_agreed(visit, person, at),
        "absence": _absence(visit, person, at),
        "day": standing_by.of(visit, person, at),
        "after": afterwards.of(visit, person, at),
        "following": afterwards.following(visit, person, at),
        "takes_place": visit.stage_at(at) in lifecycle.OCCUPYING,
        "parked_at": timekeeping.parked_at(visit.site),
    }


def other_times(visit: Visit, person: Any, asked: KindTerms, at: datetime) -> list[Span]:
    """For a visit that lost its own time, for whoever can put one forward by itself."""
    side = turns.side_of(person, visit)
    if side is None or visit.stage_at(at) is not Stage.NEEDS_RESCHEDULING:
        return []
    if visit.waits_for_its_series:
        return []
    return occupying.other_times(visit, occupying.limits(asked, side=side, at=at))


def _absence(visit: Visit, person: Any, at: datetime) -> tuple[Absence, Action] | None:
    """That of the reader's side, while nobody has settled it, and what settles it."""
    side = turns.side_of(person, visit)
    one = absences.of(visit, side, at) if side else None
    return (one, absences_agenda.action(one)) if one and not one.is_settled else None


def course(visit: Visit, person: Any) -> list[Entry]:
    """The moves of *visit*, oldest first, with their words. One query."""
    moves = visit.moves.select_related("by", "note__data_key").order_by("number")
    entries, before = [], ""
    for move in moves:
        entries.append(_entry(move, visit, person, before))
        before = move.stage
    return entries


def _row(visit: Visit, person: Any, at: datetime) -> Row:
    now = turns.turn_now(visit, person, at)
    return Row(
        visit,
        place_in_words(visit.place, visit.where, visit.site.name),
        *_stage(visit, at),
        is_yours=now.whose is Turn.YOURS,
        who=now.who if now.whose is Turn.THEIRS else "",
        other=_other(visit, person),
        excepted=getattr(visit, "excepted", ""),
    )


def _other(visit: Visit, person: Any) -> str:
    """The party with which the reader's own side meets."""
    sides = access.standing(person).sides_of(visit.partnership)
    if len(sides) != 1:
        return ""
    return visit.partnership.party(next(iter(sides)).other).name


def _stage(visit: Visit, at: datetime) -> tuple[Any, str]:
    """The word of the chip and its tone."""
    stage = visit.stage_at(at)
    if stage is Stage.LAPSED and visit.agreed:
        stage = Stage.CONFIRMED
    elif stage is Stage.CONFIRMED and visit.ends <= at:
        return _("Note owed"), "wait"
    return stage.label, turns.TONES.get(stage, "plain")


def _month(row: Row) -> date:
    return row.visit.starts.astimezone(row.visit.tz).date().replace(day=1)


def _facts(visit: Visit) -> list[tuple[Any, Any]]:
    return [
        # Of one that may move it stands beside each time.
        (_("Where"), "" if visit.agreed else _where(visit)),
        (_("Partnership"), str(visit.partnership)),
        (_("How many people come"), str(visit.party_size)),
        (_("Proposed by"), whose(visit.proposed_by.name, _organisation(visit))),
        *_series(visit),
    ]


def _both_times(visit: Visit) -> list[tuple[Any, Any]]:
    """While a move of an agreed visit is on offer: what was agreed, and what is asked for."""
    if not visit.agreed:
        return []
    return [
        (_("Agreed"), _when_and_where(visit.agreed, visit)),
        (_("Proposed instead"), _when_and_where(visit, visit)),
    ]


def _where(visit: Visit) -> str:
    return place_in_words(visit.place, visit.where, visit.site.name)


def _when_and_where(one: Visit | Agreed, visit: Visit) -> Any:
    return format_html(
        "{} · {}",
        time_tags.span(one.starts, one.ends, visit.site.zone),
        place_in_words(one.place, one.where, visit.site.name),
    )


def _series(visit: Visit) -> list[tuple[Any, Any]]:
    if visit.series is None:
        return []
    said = format_html(
        '<a href="{}">{}</a>', visit.series.get_absolute_url(), rule_words.of(visit.series.rule)
    )
    return [(_("One of a series"), said)]


def _organisation(visit: Visit) -> str:
    return visit.partnership.party(Side(visit.proposed_side)).name


def place_in_words(place: str, where: str, site_name: str) -> str:
    if place == Place.OFF_SITE:
        return where
    if place == Place.VIRTUAL:
        return str(Place.VIRTUAL.label)
    return site_name


def _entry(move: VisitMove, visit: Visit, person: Any, before: str) -> Entry:
    words, gone = move.note.shown() if move.note else ("", False)
    # The note after a visit is both sides' own: it does not say whose words it holds.
    unattributed = move.stage == Stage.HELD
    return Entry(
        at=move.at,
        lane=move.side if move.side and not unattributed else "shared",
        by=_("Both sides") if unattributed else move.by.told,
        own=move.by_id == person.pk and not unattributed,
        title=_title(move, visit, before),
        words=words,
        gone=gone,
    )


def _title(move: VisitMove, visit: Visit, before: str) -> Any:
    stage = Stage(move.stage)
    if move.absent in Side.values:
        party = visit.partnership.party(Side(move.absent)).name
        return _("Marked as missed: %(party)s did not come") % {"party": party}
    if stage is Stage.CANCELLED and before == Stage.CONFIRMED:
        return _called_off(move)
    if move.drops_agreed:
        return _("The opening hours changed; the time that was agreed counts no more")
    if stage is Stage.NEEDS_RESCHEDULING and move.instead_of:
        return _("That time came to nothing; another is needed")
    if stage not in _PUTS_A_TIME:
        return _HAPPENED[stage]
    return format_html(
        _("{happened}: {when} · {where}"),
        happened=_STAYS[Stage(move.instead_of)] if move.instead_of else _HAPPENED[stage],
        when=time_tags.span(move.starts, move.ends, visit.site.zone),
        where=place_in_words(move.place, move.where, visit.site.name),
    )


def _called_off(move: VisitMove) -> Any:
    if reminders.is_late(move.starts, move.at):
        return _("Called off late, less than 24 hours before")
    return _HAPPENED[Stage.CANCELLED]
