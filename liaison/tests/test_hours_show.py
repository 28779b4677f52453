"""The page of a site's hours: how it stands now, the week, the rules, for both sides."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from liaison import opening
from liaison.models import Site
from tests.cast import HARBOUR_HOURS, NOW


@pytest.fixture
def page(cast, as_):
    """The page of Harbour Street as somebody sees it at NOW, a Tuesday at 10:00."""

    def seen(person=cast.liaison, *, at=NOW, path="liaison:hours_show"):
        with time_machine.travel(at, tick=False):
            return as_(person).get(reverse(path, args=[cast.site.slug]))

    return seen


def text(response):
    return " ".join(response.content.decode().split())


def test_the_police_side_reads_whether_the_site_operates_and_until_when(page):
    said = text(page())

    assert "Operating</span>" in said
    assert "Wed 5 Feb 2025, 03:00 (Vancouver)" in said
    assert "Change the hours" not in said


def test_the_manager_finds_the_way_to_change_them(page, cast):
    assert reverse("liaison:hours_change", args=[cast.site.slug]) in text(page(cast.manager))


def test_the_rules_are_told_in_words(page, cast):
    document = {
        **HARBOUR_HOURS,
        "exceptions": [
            {"date": "2025-02-03", "kind": "closed"},
            {"date": "2025-02-06", "kind": "closed", "why": "Holiday"},
            {
                "date": "2025-02-07",
                "kind": "open",
                "intervals": [{"opens": "12:00", "closes": "15:00"}],
            },
        ],
    }
    document["recurring"] = [
        {"nth": 3, "weekday": "wednesday", "days": 3, "kind": "round_the_clock"},
        {"nth": -1, "weekday": "friday", "days": 1, "kind": "closed", "valid_to": "2025-02-03"},
        {
            "nth": -1,
            "weekday": "monday",
            "days": 2,
            "kind": "special",
            "why": "Inventory",
            "valid_from": "2025-03-01",
            "intervals": [{"opens": "10:00", "closes": "12:00", "stop": "Pier 3"}],
        },
    ]
    opening.set_hours(cast.site, document, by=cast.manager, at=NOW)

    said = text(page())

    third = "The third Wednesday of the month and the 2 days after"
    assert f"<dt>{third}</dt><dd>round the clock</dd>" in said
    last = "The last Monday of the month and the day after"
    times = "10:00–12:00 (Pier 3) · Inventory from Sat 1 Mar 2025"
    assert f"<dt>{last}</dt><dd>{times}</dd>" in said
    assert "The last Friday" not in said  # is over
    assert "<dt>Every day</dt><dd>09:00–03:00 on the next day</dd>" in said
    assert "<dt>Thu 6 Feb 2025</dt><dd>stays closed · Holiday</dd>" in said
    assert "<dt>Fri 7 Feb 2025</dt><dd>12:00–15:00</dd>" in said
    assert "<dt>Mon 3 Feb 2025</dt>" not in said  # is over
    assert "04:00–05:00 · Cleaning" in said
    assert "45 minutes" in said


def test_the_week_is_there_for_those_who_do_not_see_the_bars(page):
    said = text(page())

    assert "The same as a table" in said
    assert '<th scope="row">Tue 4 Feb 2025' in said
    assert "04:00–05:00" in said


def test_a_day_of_another_length_says_so(page):
    said = text(page(at=NOW + timedelta(days=31)))

    assert "23 hours long: the clock changes" in said


def test_hours_nobody_has_said_are_not_made_up(page, cast):
    opening.set_hours(cast.site, {}, by=cast.manager, at=NOW)

    said = text(page())

    assert "Nobody has said when the site operates" in said
    assert "Not known, counts as operating" in said
    assert "Every week" not in said


def test_a_changed_stage_does_not_pass_for_hours_that_somebody_gave(page, cast):
    opening.set_hours(cast.site, {}, by=cast.manager, at=NOW)
    opening.set_lifecycle(cast.site, "operating", by=cast.manager, at=NOW)

    assert "On record since" not in text(page())


def test_a_site_that_never_opens_says_so(page, cast):
    opening.set_hours(cast.site, {"hours": []}, by=cast.manager, at=NOW)

    assert "does not open" in text(page())
    assert "No operating hours in the next two weeks." in text(page())


@pytest.mark.parametrize(
    ("lifecycle", "opens_on", "words"),
    [("suspended", None, "Suspended"), ("pre_opening", NOW.date(), "Pre-opening")],
)
def test_a_site_that_does_not_run_says_why(page, cast, lifecycle, opens_on, words):
    opening.set_lifecycle(cast.site, lifecycle, opens_on=opens_on, by=cast.manager, at=NOW)

    said = text(page())
    assert f"{words}</span>" in said
    assert "its hours do not count now" in said


def test_a_site_without_hours_has_a_page_too(page, cast):
    cast.site = Site.objects.create(
        slug="new-site", operator=cast.operator, name="New site", zone="America/Vancouver"
    )

    assert "Nobody has said" in text(page(cast.leader))


def test_the_page_costs_few_queries(cast, as_, django_assert_max_num_queries):
    client = as_(cast.liaison)

    with django_assert_max_num_queries(8):
        client.get(reverse("liaison:hours_show", args=[cast.site.slug]))
