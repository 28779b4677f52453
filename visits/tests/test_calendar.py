"""The month and the week of visits: on which day what stands, and for whom."""

from datetime import UTC, date, datetime, timedelta

import pytest

from liaison import timekeeping
from liaison.models import Partnership
from tests.cast import NOW, SINCE
from visits import booking, calendar, rescheduling, showing
from visits.after import outcomes
from visits.models import Visit
from visits.tests.conftest import AFTER, ELSEWHERE, local, slot, wish

MONTH, WEEK = "/visits/calendar/", "/visits/calendar/week/"


@pytest.fixture(autouse=True)
def now(time_machine):
    return time_machine.move_to(NOW, tick=False)


def elsewhere(cast, starts, minutes: int = 60) -> Visit:
    time = slot(starts, minutes, **ELSEWHERE)
    visit = booking.propose(cast.partnership, wish(time), by=cast.manager, at=NOW)
    return booking.confirm(visit, by=cast.liaison, at=NOW)


def lines(page) -> dict[str, list[str]]:
    """What stands on which day."""
    return {
        day.date.isoformat(): [f"{line.clock} {line.row.label}" for line in day.lines]
        for day in page.context["days"]
        if day.lines
    }


# --- which days ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "begins", "count"),
    [
        (date(2025, 2, 1), date(2025, 1, 27), 35),
        (date(2021, 2, 1), date(2021, 2, 1), 28),
        (date(2025, 3, 1), date(2025, 2, 24), 42),
        (date(2025, 12, 1), date(2025, 12, 1), 35),
    ],
)
def test_a_month_is_shown_in_whole_weeks_from_monday_on(first, begins, count):
    assert calendar.span_of_month(first) == (begins, count)


def test_a_month_shows_what_is_agreed_and_what_is_on_offer(cast, as_, confirmed):
    booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)

    page = as_(cast.staff).get(MONTH)

    assert lines(page) == {"2025-02-12": ["06:00 Confirmed"], "2025-02-20": ["06:00 Proposed"]}
    text = page.content.decode()
    assert "February 2025" in text
    assert "Wed 12 Feb 2025" in text
    assert "Times as the clock shows them in Vancouver." in text
    assert "?on=2025-01-31" in text
    assert "?on=2025-03-04" in text


def test_what_was_called_off_is_on_no_calendar(cast, as_, confirmed, time_machine):
    booking.cancel(confirmed, reason="Staff are ill.", by=cast.manager, at=NOW)
    offer = booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    time_machine.move_to(offer.expires_at, tick=False)

    assert lines(as_(cast.manager).get(MONTH)) == {}
    rescheduling.lapse_expired(by=type(cast.manager).system(), at=offer.expires_at)
    assert lines(as_(cast.manager).get(MONTH)) == {}


def test_what_was_held_stays_on_it(cast, as_, confirmed, time_machine):
    outcomes.mark_held(confirmed, note="Parking was agreed.", by=cast.manager, at=AFTER)
    time_machine.move_to(AFTER, tick=False)

    assert lines(as_(cast.liaison).get(f"{MONTH}?on=2025-02-12")) == {"2025-02-12": ["06:00 Held"]}


def test_a_visit_over_midnight_stands_on_both_days_of_its_site(cast, as_):
    """From 23:00 to 01:00 in Vancouver, which is the next day already where UTC is."""
    elsewhere(cast, local(2, 28, 23), 120)

    for page in (MONTH, f"{MONTH}?on=2025-03-01"):
        assert lines(as_(cast.manager).get(page)) == {
            "2025-02-28": ["23:00 Confirmed"],
            "2025-03-01": ["until 01:00 Confirmed"],
        }
    week = as_(cast.manager).get(f"{WEEK}?on=2025-03-01").content.decode()
    assert "23:00 to Sat 1 Mar 2025, 01:00</span>" in week
    assert "until 01:00</span>" in week
    assert lines(as_(cast.manager).get(f"{WEEK}?on=2025-03-03")) == {}


def test_a_visit_that_ends_at_midnight_stands_on_one_day(cast, as_):
    elsewhere(cast, local(2, 27, 22), 120)

    assert list(lines(as_(cast.manager).get(MONTH))) == ["2025-02-27"]


def test_a_full_day_leads_to_its_week(cast, as_, monkeypatch):
    for number in range(8):
        elsewhere(cast, local(2, 18, 9) + timedelta(hours=number))
    drawn, row = [], showing.rows
    monkeypatch.setattr(
        showing,
        "rows",
        lambda visits, *more: drawn.extend(found := list(visits)) or row(found, *more),
    )

    month = as_(cast.manager).get(MONTH).content.decode()
    assert len(drawn) == 5, "only what is shown is worked out"
    week = as_(cast.manager).get(f"{WEEK}?on=2025-02-18")

    assert "3 more that day" in month
    assert len(lines(week)["2025-02-18"]) == 8


def test_today_is_that_of_the_site(cast, as_, time_machine):
    """05:00 UTC is the day before in Vancouver still."""
    time_machine.move_to(datetime(2025, 2, 11, 5, tzinfo=UTC), tick=False)

    days = as_(cast.manager).get(WEEK).context["days"]

    assert [day.date for day in days if day.is_today] == [date(2025, 2, 10)]


@pytest.mark.parametrize("address", [MONTH, WEEK])
@pytest.mark.parametrize("on", ["nonsense", "2025-02-30", "0001-01-01", "9999-12-31", "2025"])
def test_a_day_that_is_none_finds_nothing(cast, as_, address, on):
    assert as_(cast.manager).get(address, {"on": on}).status_code == 404


@pytest.mark.parametrize("on", [calendar.EARLIEST, calendar.LATEST])
@pytest.mark.parametrize("address", [MONTH, WEEK])
def test_a_calendar_ends_somewhere(cast, as_, address, on):
    page = as_(cast.manager).get(address, {"on": on.isoformat()})

    assert page.status_code == 200
    for way in ("before", "after"):
        if page.context[way]:
            assert as_(cast.manager).get(address + page.context[way]).status_code == 200


# --- the week beside the hours ---------------------------------------------------------------


def test_a_week_lays_visits_over_the_hours_of_the_site(cast, as_, confirmed):
    page = as_(cast.liaison).get(f"{WEEK}?on=2025-02-12")

    (one,) = page.context["hours"].sites
    assert one.site == cast.site
    wednesday = one.bars[2]
    assert [(piece.starts, piece.ends) for piece in wednesday.visits] == [("06:00", "07:00")]
    assert wednesday.operating[0].starts == "00:00"
    text = page.content.decode()
    assert "Hours of Harbour Street" in text
    assert '<span class="month__clock">06:00 to 07:00</span> Check-in</a>' in text
    assert "Waits for" not in text


def test_an_offer_is_shown_as_one(as_, cast, proposed):
    text = as_(cast.liaison).get(f"{WEEK}?on=2025-02-12").content.decode()

    assert "Proposed" in text
    assert "Waits for Harbour Health" in text


# --- whose visits ----------------------------------------------------------------------------


@pytest.fixture
def two_places(cast):
    """The service comes to Mill Lane in Toronto too."""
    pair = Partnership.objects.create(site=cast.other_site, service=cast.service, began_on=SINCE)
    time = slot(datetime(2025, 2, 12, 15, tzinfo=UTC), **ELSEWHERE)
    visit = booking.propose(pair, wish(time), by=cast.backup, at=NOW)
    booking.confirm(visit, by=cast.other_manager, at=NOW)
    return pair


def test_each_time_is_that_of_its_site_and_the_place_is_named(cast, as_, confirmed, two_places):
    page = as_(cast.backup).get(MONTH)

    text = page.content.decode()
    assert lines(page) == {"2025-02-12": ["06:00 Confirmed", "10:00 Confirmed"]}
    for place in ("Harbour Street (Vancouver)", "Mill Lane (Toronto)"):
        assert place in text
    # Where several sites are shown, what is not at the site says so.
    assert text.count(" · Somewhere else</span>") == 1
    assert "(Toronto)" in as_(cast.backup).get(WEEK, {"on": "2025-02-12"}).content.decode()
    assert "the place says whose clock is meant" in text


def test_one_partnership_can_be_chosen(cast, as_, confirmed, two_places):
    officer = as_(cast.backup)

    for address in (MONTH, f"{WEEK}?on=2025-02-12"):
        page = officer.get(address, {"on": "2025-02-12", "partnership": str(two_places.pk)})
        assert lines(page) == {"2025-02-12": ["10:00 Confirmed"]}
        assert f"partnership={two_places.pk}" in page.context["after"]
    assert [one.site for one in page.context["hours"].sites] == [cast.other_site]


@pytest.fixture
def at_both_sites(cast, confirmed, two_places):
    time = slot(datetime(2025, 2, 13, 11, tzinfo=UTC))
    booking.propose(two_places, wish(time), by=cast.other_manager, at=NOW)


def test_of_more_sites_than_fit_some_are_shown_at_a_time(
    cast, as_, at_both_sites, two_places, monkeypatch
):
    monkeypatch.setattr(calendar, "MOST_SITES", 1)
    officer = as_(cast.backup)

    page = officer.get(WEEK, {"on": "2025-02-12"})
    assert [one.site for one in page.context["hours"].sites] == [cast.site]
    text = page.content.decode()
    assert "Hours of 1 of the 2 sites with a visit this week, by name." in text
    assert 'href="?on=2025-02-12&amp;sites=1">Sites after these' in text
    assert "Sites before these" not in text

    page = officer.get(WEEK, {"on": "2025-02-12", "sites": "1"})
    assert [one.site for one in page.context["hours"].sites] == [cast.other_site]
    text = page.content.decode()
    assert "Sites after these" not in text
    assert 'href="?on=2025-02-12&amp;sites=0">← Sites before' in text

    chosen = officer.get(WEEK, {"on": "2025-02-12", "partnership": str(two_places.pk)})
    assert [one.site for one in chosen.context["hours"].sites] == [cast.other_site]
    assert "sites with a visit this week" not in chosen.content.decode()


@pytest.mark.parametrize("sites", ["2", "99999", "9999999999", "-1", "x", "²", ""])
def test_from_a_site_that_is_none_on_the_first_are_shown(cast, as_, at_both_sites, sites):
    page = as_(cast.backup).get(WEEK, {"on": "2025-02-12", "sites": sites})

    hours = page.context["hours"]
    assert [one.site for one in hours.sites] == [cast.site, cast.other_site]
    assert (hours.first, hours.before, hours.after) == (0, None, None)


def test_of_many_sites_no_more_hours_are_read_than_are_shown(cast, as_, at_both_sites, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_SITES", 1)
    drawn, draw = [], timekeeping.schedule_from
    monkeypatch.setattr(
        timekeeping, "schedule_from", lambda site, known: drawn.append(site) or draw(site, known)
    )

    as_(cast.backup).get(WEEK, {"on": "2025-02-12"})

    assert drawn == [cast.site]


@pytest.mark.parametrize("address", [MONTH, WEEK])
def test_others_see_nothing_of_it(cast, as_, confirmed, address):
    for part in ("other_manager", "other_liaison"):
        page = as_(getattr(cast, part)).get(
            address, {"on": "2025-02-12", "partnership": str(cast.partnership.pk)}
        )
        assert lines(page) == {}
        assert "Harbour" not in page.content.decode()


@pytest.mark.parametrize(("address", "most"), [(MONTH, 6), (WEEK, 8)])
def test_a_calendar_asks_as_often_however_much_is_on_it(
    cast, as_, confirmed, two_places, address, most, django_assert_num_queries
):
    officer = as_(cast.backup)
    with django_assert_num_queries(most):
        officer.get(address, {"on": "2025-02-12"})

    for hour in range(5):
        elsewhere(cast, local(2, 13, 9 + hour))
    booking.propose(cast.partnership, wish(slot(local(2, 14, 6))), by=cast.liaison, at=NOW)
    with django_assert_num_queries(most):
        officer.get(address, {"on": "2025-02-12"})


def test_in_french_a_space_stands_before_the_colon_of_the_title(cast, as_):
    cast.staff.language = "fr"
    cast.staff.save()

    assert "<title>Visites\u00a0: " in as_(cast.staff).get(MONTH).content.decode()
