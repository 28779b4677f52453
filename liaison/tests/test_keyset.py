"""Pages from one row on: every row once, in order, in both directions."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import keyset
from liaison.keyset import NoSuchPlace, Place

MOMENTS = st.integers(0, 4_102_444_800_000_000).map(
    lambda micros: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
)
ROWS = st.lists(st.builds(Place, MOMENTS, st.uuids()), unique=True, max_size=40)


@given(MOMENTS, st.uuids())
def test_a_place_is_read_as_it_was_written(at, id_):
    assert Place.read(str(Place(at, id_))) == Place(at, id_)


@given(st.text(max_size=80))
def test_anything_else_is_refused_in_one_way(text):
    try:
        place = Place.read(text)
    except NoSuchPlace:
        return
    assert Place.read(str(place)) == place


@pytest.mark.parametrize(
    "text",
    ["", "-", "x", "1" * 70, "99999999999999999999999-" + "0" * 32, "1-zz", "1\x00-" + "0" * 32],
)
def test_a_broken_place_is_no_place(text):
    with pytest.raises(NoSuchPlace):
        Place.read(text)


def _rank(place):
    return (place.at, place.id)


def _ask(rows, *, before=None, after=None, size=3):
    """What the database would give: one row more than a page, towards one side."""
    if after is not None:
        found = [row for row in rows[::-1] if _rank(row) > _rank(after)][: size + 1]
        return keyset.page(found, size=size, backwards=True, is_start=False)
    found = [row for row in rows if before is None or _rank(row) < _rank(before)][: size + 1]
    return keyset.page(found, size=size, backwards=False, is_start=before is None)


@given(ROWS)
def test_walking_to_the_end_and_back_meets_every_row_once(rows):
    rows = sorted(rows, key=_rank, reverse=True)
    page = _ask(rows)
    met, pages = list(page.rows), [page]
    assert not page.has_newer
    while page.has_older:
        page = _ask(rows, before=page.rows[-1])
        met += page.rows
        pages.append(page)
    assert met == rows

    back = list(page.rows)
    while page.has_newer and page.rows:
        page = _ask(rows, after=page.rows[0])
        back = [*page.rows, *back]
        if not page.has_newer:
            break
    assert back == rows


def test_equal_moments_are_told_apart_by_their_ids():
    at = datetime(2025, 2, 4, tzinfo=UTC)
    rows = [Place(at, UUID(int=number)) for number in (5, 4, 3, 2, 1)]

    first = _ask(rows, size=2)
    second = _ask(rows, before=first.rows[-1], size=2)

    assert [row.id.int for row in (*first.rows, *second.rows)] == [5, 4, 3, 2]
