"""Who hears what of a series: one notice for each change of it, never one for each date."""

from typing import Any

from liaison.roles import Side
from notifications import post
from visits.calendars import invitations
from visits.models import Series, SeriesMove
from visits.notices import both_sides, of_side


def put_forward(series: Series, move: SeriesMove) -> None:
    """To those who can answer."""
    _tell("series_proposed", series, move, _answerers(series))


def change_put_forward(series: Series, move: SeriesMove) -> None:
    """To those who can answer. The series that would change stands until they do."""
    _tell("series_change_proposed", series, move, _answerers(series))


def countered(series: Series, move: SeriesMove) -> None:
    """An answer to what the other side offered: to those who can answer that in turn."""
    _tell("series_countered", series, move, _answerers(series))


def changed(series: Series, move: SeriesMove) -> None:
    """It takes over from another one. Of the end of that one nothing is told besides, unless dates
    of it were before: calendars hold the two apart, one mail each."""
    _tell("series_changed", series, move, both_sides(series.partnership))
    former = series.replaces
    if former is not None and series.takes_place_of is None:
        last = former.moves.latest("number")
        _tell("series_cut_short", former, last, both_sides(series.partnership))


def confirmed(series: Series, move: SeriesMove) -> None:
    _tell("series_confirmed", series, move, both_sides(series.partnership))


def declined(series: Series, move: SeriesMove) -> None:
    _tell("series_declined", series, move, both_sides(series.partnership))


def withdrawn(series: Series, move: SeriesMove) -> None:
    _tell("series_withdrawn", series, move, both_sides(series.partnership))


def ended(series: Series, move: SeriesMove) -> None:
    _tell("series_ended", series, move, both_sides(series.partnership))


def lapsed(series: Series, move: SeriesMove) -> None:
    _tell("series_lapsed", series, move, both_sides(series.partnership))


def left_out(series: Series, move: SeriesMove) -> None:
    """Dates that came within the year and cannot stand: to both sides."""
    _tell("series_extended", series, move, both_sides(series.partnership))


def needs_rescheduling(series: Series, move: SeriesMove) -> None:
    """Dates that new hours have hit: to both sides, whoever changed the hours included."""
    people = both_sides(series.partnership)
    _tell("series_needs_rescheduling", series, move, people, spare_author=False)


def _answerers(series: Series) -> list[Any]:
    return of_side(series.partnership, Side(series.turn))


def _tell(
    kind: str, series: Series, move: SeriesMove, people: list[Any], *, spare_author: bool = True
) -> None:
    # Who did it knows it; their calendar does not.
    if spare_author and not invitations.concern_all(f"visits/{kind}", move.by_id):
        people = [one for one in people if one.pk != move.by_id]
    post.send(
        f"visits/{kind}",
        to=people,
        about=series,
        path=series.get_absolute_url(),
        key=str(move.pk),
        facts={"kind": series.kind, "visits": move.visits, "left_out": move.left_out},
        at=move.at,
    )
