"""Public holidays are offered where hours are written, and never assumed."""

from datetime import date

import pytest
from django.utils import translation

from liaison.forms import hours_holidays
from liaison.public_holidays import PublicHolidays
from liaison.tests.hours_page import DAILY, stands, text

FAMILY_DAY, GOOD_FRIDAY = "2025-02-17", "2025-04-18"


@pytest.fixture
def in_vancouver(cast):
    cast.operator.country, cast.operator.subdivision = "CA", "BC"
    cast.operator.save()


@pytest.mark.parametrize(
    ("country", "part", "language", "first"),
    [
        ("CA", "BC", "en", "Family Day"),
        ("CA", "BC", "fr", "Fête de la famille"),
        ("CA", "BC", "xx", "Family Day"),
        ("AU", "NSW", "fr", "Good Friday"),
        ("AU", "NOWHERE", "en", "Good Friday"),
    ],
)
def test_they_have_the_names_of_the_readers_language_or_of_the_place(
    country, part, language, first
):
    found = PublicHolidays(country, part).from_day(date(2025, 2, 4), language=language)

    assert found[0][1] == first
    assert found == sorted(found)
    assert found[0][0] >= date(2025, 2, 4)
    assert found[-1][0] < date(2026, 2, 4)


def test_a_country_nobody_knows_has_none():
    assert not PublicHolidays("XX").from_day(date(2025, 2, 4), language="en")


@pytest.mark.usefixtures("in_vancouver")
def test_those_of_twelve_months_are_offered_and_none_is_chosen(form):
    page = text(form.get())

    assert "11 public holidays of the coming twelve months" in page
    assert f'name="holiday" value="{FAMILY_DAY}" id="holiday-1">' in page
    assert "Mon 17 Feb 2025 · Family Day" in page


@pytest.mark.usefixtures("in_vancouver")
def test_a_chosen_one_becomes_a_row_and_nothing_is_saved(form, cast):
    before = stands(cast)

    response = form.post(
        hours=[("daily", "25:00", "")],
        exceptions=[("2025-02-14", "open", "", ""), ("", "closed", "", "")],
        add="holidays",
        holiday=[FAMILY_DAY, GOOD_FRIDAY, "2025-02-18"],
    )

    page = text(response)
    assert response.status_code == 200
    assert 'name="hours-0-opens" value="25:00"' in page
    assert 'name="exceptions-0-date" value="2025-02-14"' in page
    assert f'name="exceptions-1-date" value="{FAMILY_DAY}"' in page
    assert 'name="exceptions-1-why" value="Family Day"' in page
    assert f'name="exceptions-2-date" value="{GOOD_FRIDAY}"' in page
    assert "exceptions-3-date" not in page
    # Those that have a row are offered no more; the others still are.
    assert f'name="holiday" value="{FAMILY_DAY}"' not in page
    assert 'name="holiday" value="2025-07-01"' in page
    assert page.count("autofocus") == 1
    # The added rows are folded: nothing in them takes the focus, so the page is led there.
    assert 'value="holidays" formaction="#exceptions-last"' in page
    assert page.count('id="exceptions-last"') == 1
    assert stands(cast) == before


@pytest.mark.usefixtures("in_vancouver")
def test_nothing_chosen_adds_nothing(form):
    page = text(form.post(exceptions=[("", "closed", "", "")], add="holidays"))

    assert 'name="exceptions-TOTAL_FORMS" value="1"' in page
    assert "autofocus" not in page


@pytest.mark.usefixtures("in_vancouver")
def test_no_more_are_added_than_there_is_room_for(form):
    days = [date.fromordinal(date(2026, 3, 1).toordinal() + n).isoformat() for n in range(59)]

    page = text(
        form.post(
            exceptions=[(day, "closed") for day in days],
            add="holidays",
            holiday=[FAMILY_DAY, GOOD_FRIDAY],
        )
    )

    assert f'name="exceptions-59-date" value="{FAMILY_DAY}"' in page
    assert f'name="holiday" value="{GOOD_FRIDAY}"' in page


@pytest.mark.usefixtures("in_vancouver")
def test_a_chosen_holiday_is_saved_like_any_row(form, cast):
    form.post(hours=[DAILY], exceptions=[(FAMILY_DAY, "closed", "", "", "Family Day")])

    assert stands(cast)["exceptions"] == [
        {"date": FAMILY_DAY, "kind": "closed", "why": "Family Day"}
    ]


def test_an_operator_of_nowhere_is_offered_none(form, cast):
    cast.operator.country, cast.operator.subdivision = "XX", ""
    cast.operator.save()

    assert "public holiday" not in text(form.get()).replace("“Public holiday”", "")


@pytest.mark.usefixtures("in_vancouver")
def test_in_french_they_are_in_french(cast):
    with translation.override("fr"):
        found = hours_holidays.offered(cast.operator, date(2025, 2, 4), set())

    assert found[0].row == {"date": FAMILY_DAY, "kind": "closed", "why": "Fête de la famille"}
