"""One step of a series: what is locked, what the table of moves lets happen, what is kept, and
its visits in the calendar, all of them at once."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from audit import ledger
from liaison.refusal import Stale
from liaison.roles import Side
from visits import lifecycle, steps
from visits.kinds import Place
from visits.lifecycle import SERIES_MOVES, SeriesStage, Stage
from visits.models import (
    Deed,
    Occupation,
    Series,
    SeriesMove,
    SeriesNote,
    Visit,
    VisitMove,
)
from visits.models.moved import NOTHING_KEPT
from visits.series import planning
from visits.series.planning import Planned
from visits.steps import CannotMove, OwesReason


def lock(series: Series, *, seen: int | None = None) -> Series:
    """The series as it is now, with its site, both locked: the site first.

    Errors: ``Stale`` when it has moved since revision *seen* was on somebody's screen.
    """
    steps.lock_site(series.partnership.site_id)
    fresh = Series.objects.with_parties().select_for_update(of=("self",)).get(pk=series.pk)
    if seen is not None and seen != fresh.revision:
        raise Stale(
            _("This series has changed since you opened the page. Look at it again, then decide.")
        )
    return fresh


def check(series: Series, to: SeriesStage, *, side: Side | None, at: datetime) -> None:
    """Errors: ``CannotMove`` when the table of moves does not let *side* do this at *at*."""
    stage = series.stage_at(at)
    mover = SERIES_MOVES[stage].get(to)
    if mover is None:
        raise CannotMove(
            _("This can no longer be done. The series stands at: %(stage)s.")
            % {"stage": stage.label}
        )
    if not lifecycle.lets(mover, side=side, turn=series.turn_side):
        raise CannotMove(_("It is the other side’s turn: only they can do this now."))


def require_reason(to: SeriesStage, reason: str) -> None:
    """Errors: ``OwesReason`` when the way to *to* takes a reason and there is none."""
    if not reason and to in lifecycle.SERIES_OWES_REASON:
        raise OwesReason(str(steps.SAY_WHY), field="reason")


@dataclass(frozen=True, slots=True)
class Step:
    """Who acts, for which side (None: the portal), and when."""

    by: Any
    side: Side | None
    at: datetime


def write(
    series: Series,
    deed: Deed,
    step: Step,
    *,
    words: str = "",
    visits: int = 0,
    left_out: int = 0,
    day: date | None = None,
) -> SeriesMove:
    """Do *deed* to *series*: keep the move, its words sealed, and one ledger entry."""
    series.stage = LEADS_TO.get(deed, series.stage)
    series.revision += 1
    if series.stage != SeriesStage.PROPOSED:
        series.turn, series.expires_at = "", None
    series.save(force_insert=series._state.adding)
    move = SeriesMove.objects.create(
        series=series,
        number=series.revision,
        deed=deed,
        stage=series.stage,
        at=step.at,
        by=step.by,
        side=step.side or "",
        day=day,
        visits=visits,
        left_out=left_out,
        note=_note(series, words, step.at) if words else None,
    )
    vouched = any(getattr(text, "vouched", False) for text in (words, series.where))
    _record(series, move, vouched=vouched)
    return move


def carry_on(series: Series, until: date) -> None:
    """Its visits stand in the calendar up to *until*. Kept by the step that follows."""
    series.rolled_to, series.next_on = until, planning.next_on(series.rule, until)


# Every deed is told to the ledger by its own name, a past participle. What is not listed leaves a
# series in the stage it has.
LEADS_TO = {
    Deed.PROPOSED: SeriesStage.PROPOSED,
    Deed.CONFIRMED: SeriesStage.CONFIRMED,
    Deed.DECLINED: SeriesStage.DECLINED,
    Deed.WITHDRAWN: SeriesStage.WITHDRAWN,
    Deed.LAPSED: SeriesStage.LAPSED,
    Deed.COUNTERED: SeriesStage.COUNTERED,
    Deed.ENDED: SeriesStage.ENDED,
    Deed.EXTENDED: SeriesStage.CONFIRMED,
}


def _record(series: Series, move: SeriesMove, *, vouched: bool) -> None:
    ledger.record(
        f"visits.series_{Deed(move.deed).value}",
        chain=series.partnership.chain,
        by=move.by,
        about=series,
        vis=ledger.Vis.SHARED,
        at=move.at,
        move=str(move.pk),
        number=move.number,
        kind=series.kind,
        place=series.place,
        side=str(move.side) or None,
        visits=move.visits,
        left_out=move.left_out,
        day=move.day.isoformat() if move.day else None,
        replaces=str(series.replaces_id) if series.replaces_id else None,
        answers=str(series.answers_id) if series.answers_id else None,
        vouched=vouched,
    )


def put_in(series: Series, planned: Iterable[Planned], step: Step) -> list[Visit]:
    """A visit on offer for each of the dates, its time on site kept. The site is locked and
    every date has been checked."""
    visits = [_visit(series, one, step.at) for one in planned]
    Visit.objects.bulk_create(visits)
    _keep_moves(visits, step)
    if series.place == Place.ON_SITE:
        Occupation.objects.filter(site=series.site).expired(step.at).delete()
        Occupation.objects.bulk_create(
            [
                Occupation(
                    site=series.site,
                    visit=visit,
                    starts=visit.starts,
                    ends=visit.ends,
                    expires_at=visit.expires_at,
                )
                for visit in visits
            ]
        )
    return visits


def _visit(series: Series, one: Planned, at: datetime) -> Visit:
    return Visit(
        partnership=series.partnership,
        series=series,
        occurs_on=one.day,
        kind=series.kind,
        place=series.place,
        where=series.where,
        starts=one.span.start,
        ends=one.span.end,
        party_size=series.party_size,
        stage=Stage.PROPOSED,
        turn=Side(series.proposed_side).other,
        proposed_by_id=series.proposed_by_id,
        proposed_side=series.proposed_side,
        proposed_at=at,
        # One that is put in when all has been agreed is confirmed in the same breath.
        expires_at=series.expires_at or one.span.start,
    )


def move_on(visits: Sequence[Visit], to: Stage, step: Step) -> None:
    """All of *visits* to *to*, each from the stage it has. The site is locked.

    Confirmed, they keep their time; in any other stage they give it back.
    """
    for batch in _batches([visit.pk for visit in visits]):
        Visit.objects.filter(pk__in=batch).update(
            stage=to, turn="", expires_at=None, revision=F("revision") + 1, **NOTHING_KEPT
        )
        held = Occupation.objects.filter(visit__in=batch)
        if to is Stage.CONFIRMED:
            held.update(expires_at=None)
        else:
            held.delete()
    for visit in visits:
        visit.stage, visit.turn, visit.expires_at = to, "", None
        visit.revision += 1
        visit.keep_nothing()
    _keep_moves(visits, step)


def _keep_moves(visits: Sequence[Visit], step: Step) -> None:
    VisitMove.objects.bulk_create(
        [
            VisitMove(
                visit=visit,
                number=visit.revision,
                stage=visit.stage,
                at=step.at,
                by=step.by,
                side=step.side or "",
                starts=visit.starts,
                ends=visit.ends,
                place=visit.place,
                where=visit.where,
            )
            for visit in visits
        ]
    )


def _batches(pks: list[uuid.UUID], size: int = 400) -> Iterable[list[uuid.UUID]]:
    return (pks[begin : begin + size] for begin in range(0, len(pks), size))


def _note(series: Series, words: str, at: datetime) -> SeriesNote:
    return SeriesNote.keep_text(words, domain="shared", at=at, series=series, written_at=at)
