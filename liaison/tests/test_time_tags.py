"""Times are read with the day, the clock and the place whose clock it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from liaison.templatetags import time_tags

MOMENT = datetime(2025, 3, 4, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "said", "machine"),
    [
        ("America/Vancouver", "Tue 4 Mar 2025, 14:10 (Vancouver)", "2025-03-04T14:10-08:00"),
        ("America/St_Johns", "Tue 4 Mar 2025, 18:40 (St Johns)", "2025-03-04T18:40-03:30"),
        ("Australia/Sydney", "Wed 5 Mar 2025, 09:10 (Sydney)", "2025-03-05T09:10+11:00"),
        ("UTC", "Tue 4 Mar 2025, 22:10 (UTC)", "2025-03-04T22:10+00:00"),
    ],
)
def test_a_moment_is_told_by_the_clock_of_the_site(zone, said, machine):
    assert time_tags.time_in(MOMENT, zone) == f'<time datetime="{machine}">{said}</time>'


@pytest.mark.parametrize("hour", [8, 9])
def test_the_hour_that_comes_twice_is_told_apart_for_machines(hour):
    moment = datetime(2025, 11, 2, hour, 30, tzinfo=UTC)

    told = time_tags.time_in(moment, "America/Vancouver")

    assert "01:30 (Vancouver)" in told
    assert f'datetime="2025-11-02T01:30-0{hour - 1}:00"' in told


def test_a_span_names_the_day_once():
    told = time_tags.span(MOMENT, MOMENT.replace(hour=23), "America/Vancouver")

    assert ">Tue 4 Mar 2025, 14:10</time> to <time" in told
    assert ">15:10 (Vancouver)</time>" in told


def test_a_span_over_midnight_names_both_days():
    told = time_tags.span(MOMENT, MOMENT.replace(day=5, hour=9), "America/Vancouver")

    assert ">Wed 5 Mar 2025, 01:10 (Vancouver)</time>" in told


@pytest.mark.parametrize(
    ("language", "until", "said"),
    [
        ("en", MOMENT.replace(hour=23), "Tue 4 Mar, 14:10 to 15:10"),
        ("en", MOMENT.replace(day=5, hour=9), "Tue 4 Mar, 14:10 to Wed 5 Mar, 01:10"),
        ("fr", MOMENT.replace(hour=23), "mar. 4 mars, 14:10 à 15:10"),
    ],
)
def test_a_span_in_its_week_leaves_the_year_and_the_place_to_what_stands_above(
    language, until, said
):
    with translation.override(language):
        told = time_tags.span_of_week(MOMENT, until, "America/Vancouver")

    assert strip_tags(told) == said


def test_day_and_clock_follow_the_zone():
    assert ">Wed 5 Mar 2025</time>" in time_tags.day_in(MOMENT, "Australia/Sydney")
    assert ">09:10</time>" in time_tags.clock_in(MOMENT, "Australia/Sydney")


def test_the_day_is_in_the_language_of_the_page():
    with translation.override("fr"):
        assert "mar. 4" in time_tags.time_in(MOMENT, "America/Vancouver").lower()


@pytest.mark.parametrize(
    ("day", "whole", "short"),
    [
        (date(2025, 12, 1), "lun. 1er déc. 2025", "1er déc."),
        (date(2025, 1, 4), "sam. 4 janv. 2025", "4 janv."),
        (date(2025, 2, 1), "sam. 1er févr. 2025", "1er févr."),
        (date(2025, 7, 4), "ven. 4 juill. 2025", "4 juill."),
        (date(2025, 10, 26), "dim. 26 oct. 2025", "26 oct."),
    ],
)
def test_french_writes_the_first_of_a_month_and_short_months_in_its_own_way(day, whole, short):
    with translation.override("fr"):
        assert time_tags.day_in_words(day) == whole
        assert time_tags.day_and_month(day) == short


def test_a_plain_date_belongs_to_no_clock():
    assert time_tags.on_day(date(2025, 3, 4)) == '<time datetime="2025-03-04">Tue 4 Mar 2025</time>'
    assert time_tags.on_day(None) == ""


@pytest.mark.parametrize("tag", [time_tags.time_in, time_tags.day_in, time_tags.clock_in])
def test_a_moment_that_is_not_known_says_nothing(tag):
    assert tag(None, "UTC") == ""
    assert time_tags.span(None, MOMENT, "UTC") == ""


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (timedelta(seconds=40), "just now"),
        (timedelta(minutes=5), "5\xa0minutes ago"),
        (timedelta(days=17), "2\xa0weeks ago"),
    ],
)
def test_how_long_ago_is_told_in_the_largest_unit(later, said):
    assert time_tags.ago(MOMENT, MOMENT + later) == said
