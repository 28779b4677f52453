"""Finding a time: by length, part of the day and weekday, week by week, and why not."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison import leave, opening, timekeeping
from liaison.hours import Schedule, Span
from liaison.week import Kind as Time
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, finding
from visits.finding import ANY, HOURS, OFFICE, Part, Wanted
from visits.slots import Diary
from visits.tests.conftest import MORNING, local, slot, wish
from visits.tests.test_visit_new import NEW, typed

VANCOUVER = ZoneInfo("America/Vancouver")
HARBOUR = Diary(Schedule.from_document(HARBOUR_HOURS, VANCOUVER))
HOUR = timedelta(hours=1)


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def found(diary, wanted, days=14, length=HOUR, zone=VANCOUVER, start=NOW):
    return list(finding.openings(diary, start, start + timedelta(days=days), length, zone, wanted))


def test_free_time_begins_on_a_quarter_and_takes_the_length_asked_for():
    odd = {**HARBOUR_HOURS, "buffer_after_minutes": 50}
    hours = Schedule.from_document(odd, VANCOUVER)
    diary = Diary(hours, (Span(local(2, 7, 5), local(2, 7, 8)),))

    (opening,) = found(diary, ANY, 1, timedelta(minutes=45), start=local(2, 7, 0))

    assert opening.free == Span(local(2, 7, 4), local(2, 7, 5))


def test_a_morning_begins_at_six_and_the_visit_within_it():
    openings = found(HARBOUR, Wanted(frozenset({Part.MORNING}), frozenset({0})))

    assert [one.free for one in openings] == [
        Span(local(2, day, 6), local(2, day, 8, 30)) for day in (10, 17)
    ]
    assert [one.pick.start for one in openings] == [local(2, 10, 7, 30), local(2, 17, 7, 30)]


def test_parts_that_adjoin_are_one_stretch():
    assert Wanted(frozenset({Part.NIGHT, Part.MORNING})).windows == [(0, 12)]
    assert Wanted().windows == [(0, 24)]
    assert OFFICE.windows == [(6, 18)]


def test_where_nothing_is_in_the_way_each_day_is_offered_by_itself():
    openings = found(Diary(None), OFFICE, days=7)

    assert [one.free.start.astimezone(VANCOUVER).weekday() for one in openings] == [
        1,
        2,
        3,
        4,
        0,
        1,
    ]
    assert {one.pick.start.astimezone(VANCOUVER).hour for one in openings[1:-1]} == {10}


@settings(max_examples=60, deadline=None)
@given(
    parts=st.frozensets(st.sampled_from(Part), min_size=1),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from(["America/Vancouver", "Australia/Lord_Howe", "Europe/London", "UTC"]),
    first=st.integers(0, 360),
    minutes=st.sampled_from([15, 45, 120, 480]),
    on_site=st.booleans(),
)
def test_every_pick_suits_and_every_day_that_suits_is_offered(
    parts, weekdays, zone, first, minutes, on_site
):
    zone, length = ZoneInfo(zone), timedelta(minutes=minutes)
    diary = Diary(Schedule.from_document(HARBOUR_HOURS, zone) if on_site else None)
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=first)
    wanted = Wanted(parts, weekdays)

    openings = found(diary, wanted, 5, length, zone, start)

    frame = Span(start, start + timedelta(days=5))
    for one in openings:
        wall = one.pick.start.astimezone(zone)
        assert wall.weekday() in weekdays
        assert any(low <= wall.hour < high for low, high in (HOURS[part] for part in parts))
        assert frame.start <= one.pick.start <= one.pick.end <= frame.end
        assert one.pick.end - one.pick.start == length
        assert one.free.start <= one.pick.start
    # By hand: any quarter of an hour that suits and is free lies in one of them.
    free = list(finding.slots.free(diary, frame.start, frame.end))
    quarter = start
    while quarter < frame.end:
        wall = quarter.astimezone(zone)
        suits = wall.weekday() in weekdays and any(
            HOURS[part][0] <= wall.hour < HOURS[part][1] for part in parts
        )
        fits = any(one.start <= quarter and quarter + length <= one.end for one in free)
        if suits and fits and length <= timedelta(hours=2):
            assert any(one.free.start <= quarter < one.free.end for one in openings), wall
        quarter += timedelta(hours=1)


# --- the page --------------------------------------------------------------------------------


def look(client, **over):
    return client.post(NEW, typed(look="1", **over))


@pytest.mark.django_db
def test_the_page_lists_times_by_week_over_the_days_asked_for(cast, as_, now):
    page = look(as_(cast.liaison), over="90", weekdays=["2"], parts=["morning"], day="")

    weeks = page.context["finder"].weeks
    assert [week.monday for week in weeks][:2] == [date(2025, 2, 10), date(2025, 2, 17)]
    assert len(weeks) == 13
    assert all(
        one.free.start.astimezone(VANCOUVER).weekday() == 2
        for week in weeks
        for one in week.openings
    )
    text = page.content.decode()
    assert "Week of" in text
    assert text.count('name="pick"') == 13
    assert OPEN in text, "what was chosen stays in sight"


OPEN = '<details class="finder-fold finder-how" open>'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("over", "is_open"),
    [
        ({}, False),
        ({"over": "30"}, True),
        ({"parts": ["night"]}, True),
        ({"weekdays": ["2"]}, True),
    ],
)
def test_how_to_look_is_folded_until_somebody_has_chosen(cast, as_, now, over, is_open):
    assert (OPEN in look(as_(cast.liaison), **over).content.decode()) == is_open


@pytest.mark.django_db
@pytest.mark.parametrize("week", ["never", "0001-01-01", "9999-12-31"])
def test_what_cannot_be_read_does_not_keep_anybody_from_looking(cast, as_, now, week):
    page = look(as_(cast.liaison), over="x", weekdays=["9"], parts=["dawn"], week=week)

    assert page.status_code == 200
    assert page.context["finder"].weeks


@pytest.mark.django_db
def test_the_picture_says_why_not(cast, as_, now):
    booking.propose(cast.partnership, wish(), by=cast.manager, at=NOW)
    for person in (cast.manager, cast.alternate):
        leave.record(date(2025, 2, 13), date(2025, 2, 13), by=person, at=NOW)

    page = look(as_(cast.liaison), day="2025-02-14", week="2025-02-12")

    days = {day.date: day for day in page.context["finder"].picture}
    assert min(days) == date(2025, 2, 10)
    wednesday, thursday = days[date(2025, 2, 12)], days[date(2025, 2, 13)]
    assert [p.kind for p in wednesday.refused] == [Time.BOOKED]
    assert [p.kind for p in thursday.refused] == [Time.AWAY]
    text = page.content.decode()
    assert "A side’s liaison is not there" in text
    assert "Another booking" in text
    this_week = look(as_(cast.liaison), week="2025-02-04").context["finder"]
    assert Time.NOTICE in {piece.kind for day in this_week.picture for piece in day.refused}
    assert (this_week.earlier, this_week.later) == (None, date(2025, 2, 10))


@pytest.mark.django_db
@pytest.mark.parametrize(("which", "hour"), [("earlier", 8), ("later", 9), ("", 8)])
def test_of_a_time_that_comes_twice_the_picture_shows_the_one_that_was_chosen(
    cast, as_, now, which, hour
):
    page = look(as_(cast.liaison), day="2025-11-02", time="01:30", which=which)

    drawn = [one.span.start for day in page.context["finder"].picture for one in day.visits]
    assert drawn == [datetime(2025, 11, 2, hour, 30, tzinfo=UTC)]


@pytest.mark.django_db
def test_one_press_meets_elsewhere_instead(cast, as_, now):
    always = [{**row, "opens": "00:00", "closes": "24:00"} for row in HARBOUR_HOURS["hours"]]
    opening.set_hours(cast.site, {**HARBOUR_HOURS, "hours": always}, by=cast.manager, at=NOW)

    page = as_(cast.liaison).post(NEW, typed(elsewhere="virtual"))

    assert page.context["form"]["place"].value() == "virtual"
    first = page.context["finder"].first
    assert first.pick.start.astimezone(VANCOUVER).weekday() < 5


@pytest.mark.django_db
def test_the_page_of_another_time_has_the_same_finder(cast, as_, now, proposed):
    page = as_(cast.manager).post(
        f"/visits/{proposed.pk}/another-time/",
        {"seen": "1", "look": "1", "place": "on_site", "day": "2025-02-12", "minutes": "60"},
    )

    assert page.status_code == 200
    assert page.context["finder"].first.free.start == local(2, 12, 3, 45)
    kinds = {piece.kind for day in page.context["finder"].picture for piece in day.refused}
    assert Time.BOOKED not in kinds, "its own booking stands in nobody's way"


@pytest.mark.django_db
def test_a_site_whose_hours_nobody_knows_says_so(cast, as_, now, monkeypatch):
    monkeypatch.setattr(timekeeping, "schedule_of", lambda site: Schedule.unknown(site.tz))
    page = look(as_(cast.liaison))

    assert page.context["finder"].weeks == []
    assert "Nobody has said yet when the site is open" in page.content.decode()


@pytest.mark.django_db
def test_what_is_proposed_says_until_when_its_time_is_kept(cast, as_, now):
    page = as_(cast.liaison).post(NEW, typed(), follow=True)

    assert "the time is kept until Tue 11 Feb 2025" in page.content.decode()


def test_a_visit_in_the_way_is_left_out():
    taken = Diary(HARBOUR.schedule, (Span(MORNING, MORNING + HOUR),))
    wanted = Wanted(frozenset({Part.MORNING}), frozenset({2}))

    assert [one.free.start for one in found(taken, wanted, days=9)] == [
        local(2, 5, 6),
        local(2, 12, 7),
    ]
    assert slot().starts == MORNING


@pytest.mark.parametrize(
    ("over", "leads_to"),
    [
        ({"look": "1"}, ["look", "find"]),
        ({"week": "2025-02-17"}, ["week", "finder-picture"]),
        ({"look": "1", "kind": "tour"}, ["pick", "when"]),
    ],
)
def test_a_press_of_the_finder_leads_back_to_where_it_was(cast, as_, now, over, leads_to):
    text = as_(cast.liaison).post(NEW, typed(**over)).content.decode()

    name, anchor = leads_to
    assert re.search(rf'name="{name}"[^>]* formaction="{NEW}#{anchor}"', text)
    assert text.count(f'id="{anchor}"') == 1
