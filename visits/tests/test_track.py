"""The steps before an opening and after it: dates, states, and what a visit proves. Pure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from liaison import deadlines
from liaison.roles import Side
from visits.kinds import Kind, Place
from visits.track import table
from visits.track.table import REVIEWS, STEPS, Code, Met, Proof, State

# A Monday between two changes of the clock in Vancouver (9 March, 2 November).
OPENS = date(2025, 9, 1)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
BEFORE = [step for step in STEPS if not step.is_review]
BY_CODE = {step.code: step for step in STEPS}
VISITED = [step for step in BEFORE if step.kinds]


def proof(day=OPENS, state=State.DONE):
    return Proof(datetime(day.year, day.month, day.day, 18, tzinfo=UTC), "/there/", state)


def visit(kind, day, *, state=State.DONE, place=Place.OFF_SITE):
    return Met(kind, place, day, proof(day, state))


def state(code, today, *, proofs=None, is_open=False):
    found = {
        one.step.code: one for one in table.stands(OPENS, proofs or {}, today, is_open=is_open)
    }
    return found[code].state


@pytest.mark.parametrize(
    ("code", "day"),
    [
        (Code.SITE_SPEAKS, date(2025, 3, 3)),
        (Code.POLICE_SPEAKS, date(2025, 3, 3)),
        (Code.DIALOGUE, date(2025, 3, 3)),
        (Code.LEGAL_BASIS, date(2025, 4, 14)),
        (Code.EXCHANGE, date(2025, 5, 12)),
        (Code.DRAFT, date(2025, 6, 9)),
        (Code.SIGNED, date(2025, 7, 7)),
        (Code.ENDORSED, date(2025, 7, 7)),
        (Code.TRAINING, date(2025, 7, 21)),
        (Code.BRIEFED, date(2025, 7, 21)),
        (Code.NEIGHBOURS, date(2025, 8, 4)),
        (Code.WALK_THROUGH, date(2025, 8, 18)),
        (Code.SITE_CALLS, date(2025, 8, 18)),
        (Code.POLICE_CALLS, date(2025, 8, 18)),
        (Code.OPENING, OPENS),
        (Code.REVIEW_2, date(2025, 9, 15)),
        (Code.REVIEW_6, date(2025, 10, 13)),
        (Code.REVIEW_12, date(2025, 11, 24)),
        (Code.REVIEW_26, date(2026, 3, 2)),
    ],
)
def test_every_step_has_its_day_on_the_calendar_whatever_the_clocks_do(code, day):
    assert BY_CODE[code].due_on(OPENS) == day


def test_the_table_is_complete_in_order_and_every_step_is_owed_by_somebody():
    assert [step.code for step in STEPS] == list(Code)
    assert [step.weeks for step in STEPS] == sorted(step.weeks for step in STEPS)
    assert all(step.owed and set(step.owed) <= set(Side) for step in STEPS)


@pytest.mark.parametrize("zone", ["America/Vancouver", "Europe/Paris", "Australia/Sydney"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_a_step_ends_with_the_whole_of_its_day_in_the_zone_of_the_site(zone, step):
    tz, day = ZoneInfo(zone), step.due_on(OPENS)

    last = deadlines.end_of(day, tz).astimezone(tz)

    assert (last.date(), f"{last:%H:%M:%S}") == (day, "23:59:59")


@pytest.mark.parametrize("step", BEFORE, ids=lambda step: step.code)
@pytest.mark.parametrize(
    ("days", "expected"),
    [(15, State.AHEAD), (14, State.SOON), (0, State.SOON), (-1, State.OVERDUE)],
)
def test_a_step_is_asked_for_two_weeks_before_and_overdue_when_its_day_is_over(
    step, days, expected
):
    today = step.due_on(OPENS) - days * DAY

    assert state(step.code, today) == expected
    for stands in (State.DONE, State.AGREED, State.PROPOSED):
        assert state(step.code, today, proofs={step.code: proof(state=stands)}) == stands


@pytest.mark.parametrize("step", REVIEWS, ids=lambda step: step.code)
def test_a_review_is_asked_for_only_once_the_site_is_open(step):
    late = step.due_on(OPENS) + DAY

    assert state(step.code, late) == State.AHEAD
    assert state(step.code, late, is_open=True) == State.OVERDUE


def test_once_it_is_open_what_led_up_to_it_is_past():
    found = table.stands(OPENS, {}, OPENS + WEEK, is_open=True)

    assert [one.step.code for one in found] == [Code.OPENING, *(step.code for step in REVIEWS)]


@pytest.mark.parametrize("step", VISITED, ids=lambda step: step.code)
def test_a_visit_proves_the_step_of_its_kind_and_no_other(step):
    day = step.due_on(OPENS)
    for kind in Kind:
        found = table.met(OPENS, [visit(kind, day)], day, is_open=False)
        expected = {one.code for one in VISITED if kind in one.kinds}
        assert set(found) == expected
    assert {code for code in found if BY_CODE[code].is_review} == set()


@pytest.mark.parametrize("place", [Place.ON_SITE, Place.VIRTUAL])
def test_the_visit_to_an_established_site_leads_elsewhere(place):
    at_home = visit(Kind.EXCHANGE, OPENS - WEEK, place=place)

    assert table.met(OPENS, [at_home], OPENS, is_open=False) == {}


@pytest.mark.parametrize(
    ("visits", "chosen"),
    [
        ([(State.PROPOSED, 3), (State.AGREED, 9), (State.DONE, 20)], (State.DONE, 20)),
        ([(State.PROPOSED, 3), (State.AGREED, 9)], (State.AGREED, 9)),
        ([(State.AGREED, 9), (State.AGREED, 5)], (State.AGREED, 5)),
        ([(State.AGREED, 61)], None),
    ],
)
def test_of_several_visits_the_one_that_was_held_counts_else_the_first_in_time(visits, chosen):
    today = OPENS - 60 * DAY
    had = [visit(Kind.PRE_OPENING, today + days * DAY, state=one) for one, days in visits]

    found = table.met(OPENS, had, today, is_open=False).get(Code.WALK_THROUGH)

    assert found == (proof(today + chosen[1] * DAY, chosen[0]) if chosen else None)


def test_once_the_opening_day_has_passed_whatever_is_agreed_counts():
    late = visit(Kind.PRE_OPENING, OPENS + 9 * DAY, state=State.AGREED)

    assert table.met(OPENS, [late], OPENS + DAY, is_open=False)
    assert not table.met(OPENS, [late], OPENS, is_open=False)


# --- the reviews ---------------------------------------------------------------------------------


def reviews(*visits, today=OPENS + 30 * WEEK):
    found = table.met(OPENS, visits, today, is_open=True)
    return {code.value: one.state for code, one in found.items()}


def test_each_visit_is_one_review_and_they_are_held_in_their_order():
    three = [visit(Kind.CHECK_IN, OPENS + weeks * WEEK) for weeks in (2, 6, 12)]
    last = visit(Kind.PROTOCOL_REVIEW, OPENS + 26 * WEEK)

    assert list(reviews(*three)) == ["review_2", "review_6", "review_12"]
    assert list(reviews(*three, last)) == [step.code.value for step in REVIEWS]
    assert list(reviews(three[1])) == ["review_2"]


def test_the_last_one_is_about_the_protocol():
    many = [visit(Kind.CHECK_IN, OPENS + weeks * WEEK) for weeks in range(1, 30)]

    assert list(reviews(*many)) == ["review_2", "review_6", "review_12"]


@pytest.mark.parametrize("step", REVIEWS, ids=lambda step: step.code)
def test_a_visit_is_a_review_from_half_way_after_the_one_before(step):
    half_way = {2: 7, 6: 28, 12: 63, 26: 133}[step.weeks]
    day = OPENS + half_way * DAY

    assert step.begun_by(day, OPENS)
    assert not step.begun_by(day - DAY, OPENS)


@pytest.mark.parametrize(
    ("weeks", "today", "expected"),
    [(4, 1, ["review_2"]), (5, 1, ["review_6"]), (5, 5, ["review_2"])],
    ids=["in time", "in time for the next", "better than nothing"],
)
def test_what_is_agreed_for_much_later_keeps_nobody_from_asking(weeks, today, expected):
    agreed = visit(Kind.CHECK_IN, OPENS + weeks * WEEK, state=State.AGREED)

    assert list(reviews(agreed, today=OPENS + today * WEEK)) == expected


@pytest.mark.parametrize(
    ("held", "day"),
    [(0, OPENS + 2 * WEEK), (1, OPENS + 6 * WEEK), (3, OPENS + 26 * WEEK), (4, None)],
)
def test_the_next_review_is_known_by_how_many_were_held(held, day):
    assert table.next_review(OPENS, held) == day
    assert table.is_near(day, OPENS + 26 * WEEK) is (day is not None)
