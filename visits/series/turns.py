"""Where a series stands, whose turn it is, and what a person can do with it now."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.agenda import Action
from liaison.agenda import Turn as Whose
from liaison.roles import Side
from liaison.templatetags import time_tags
from visits import turns
from visits.lifecycle import SeriesStage
from visits.models import Series
from visits.turns import TurnNow

_TONES = {SeriesStage.CONFIRMED: "ok", SeriesStage.PROPOSED: "wait"}


def stage(series: Series, at: datetime, last: datetime | None = None) -> tuple[Any, str]:
    """In words, and its tone; *last* is when the last date to come of an ended one begins."""
    now = series.stage_at(at)
    if now is SeriesStage.ENDED and last:
        return _until(series, last), _TONES[SeriesStage.CONFIRMED]
    return now.label, _TONES.get(now, "plain")


def _until(series: Series, last: datetime) -> str:
    day = time_tags.day_in_words(last.astimezone(series.tz).date())
    return _("Goes on until %(day)s") % {"day": day}


def now(series: Series, person: Any, at: datetime, last: datetime | None = None) -> TurnNow:
    """As *person* sees it at *at*; *last* as for ``stage``."""
    stands, side = series.stage_at(at), turns.side_in(person, series.partnership)
    if stands is SeriesStage.PROPOSED:
        return _on_offer(series, side, person)
    if stands is SeriesStage.CONFIRMED:
        return TurnNow(
            whose=None,
            who=_("Both sides have agreed"),
            next=_("Each date stands in the calendar and can be moved or called off by itself."),
            actions=[_change(series), _end(series)] if side else [],
        )
    if stands is SeriesStage.ENDED and last:
        return TurnNow(
            whose=None,
            who=_until(series, last),
            next=_("Each date stands in the calendar and can be moved or called off by itself."),
            actions=[_end(series)] if side else [],
        )
    if stands is SeriesStage.COUNTERED:
        return _answered(series)
    return TurnNow(whose=None, who=_("Nothing is left to do"))


def _answered(series: Series) -> TurnNow:
    """It goes on with the answer. One query."""
    answer = Series.objects.get(answers=series)
    return TurnNow(
        whose=None,
        who=_("Nothing is left to do here"),
        next=_("It goes on with the rule that it was answered with."),
        actions=[Action(_("To the answer"), answer.get_absolute_url(), posts=False)],
    )


def _on_offer(series: Series, side: Side | None, person: Any) -> TurnNow:
    turn = Side(series.turn)
    is_change = series.replaces_id is not None
    if side is turn:
        kept = _("The times are kept for your answer; unanswered, they become free again.")
        return TurnNow(
            whose=Whose.YOURS,
            until=series.expires_at,
            next=_("What was agreed stands until you answer.") if is_change else kept,
            actions=[confirm(series), _counter(series), _decline(series)],
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


def _counter(series: Series) -> Action:
    return Action(_("Propose another rule or time"), _to("series_counter", series), posts=False)


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
