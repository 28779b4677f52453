"""Public holidays are offered where hours are written, and never assumed."""

from datetime import date

import pytest
from django.utils import translation

from liaison.forms import hours_holidays
from liaison.public_holidays import PublicHolidays
from liaison.tests.hours_page import DAILY, beside, stands, text, unmarked

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


@pytest.mark.usefixtures("in_vancouver")
@pytest.mark.parametrize("button", [{}, {"look": ""}])
def test_one_that_is_only_ticked_counts_as_a_row(form, button):
    ticked = {"holiday": [FAMILY_DAY, GOOD_FRIDAY], **button}
    page = form.post(exceptions=[("2025-02-14", "closed"), ("", "closed")], **ticked, follow=True)

    told = unmarked(page)
    assert "Fri 14 Feb 2025" in told
    assert "Mon 17 Feb 2025" in told
    assert "Family Day" in told
    assert "Good Friday" in told


@pytest.mark.usefixtures("in_vancouver")
def test_one_that_is_ticked_and_a_row_already_is_one_row(form, cast):
    closed = (FAMILY_DAY, "closed", "", "", "Family Day")

    form.post(exceptions=[closed], holiday=[FAMILY_DAY])

    assert [row["date"] for row in stands(cast)["exceptions"]] == [FAMILY_DAY]


@pytest.mark.usefixtures("in_vancouver")
def test_a_row_that_says_otherwise_of_a_ticked_day_is_refused(form, cast):
    before = stands(cast)

    page = form.post(exceptions=[(FAMILY_DAY, "open", "10:00", "12:00")], holiday=[FAMILY_DAY])

    assert page.status_code == 422
    assert beside(page, "exceptions-1-date") == [
        "Another row says something else of this day; take one out."
    ]
    assert stands(cast) == before


@pytest.mark.usefixtures("in_vancouver")
def test_ticked_ones_stay_so_when_the_page_is_shown_again(form):
    page = text(form.post(add="hours", holiday=[GOOD_FRIDAY]))
    assert f'value="{GOOD_FRIDAY}" id="holiday-2" checked' in page

    refused = text(form.post(hours=[("daily", "25:00", "")], holiday=[GOOD_FRIDAY]))
    assert f'name="exceptions-0-date" value="{GOOD_FRIDAY}"' in refused
    assert f'name="holiday" value="{GOOD_FRIDAY}"' not in refused


@pytest.mark.usefixtures("in_vancouver")
def test_one_that_finds_no_room_is_never_lost_in_silence(form, cast):
    days = [date.fromordinal(date(2026, 3, 1).toordinal() + n).isoformat() for n in range(60)]
    before = stands(cast)

    page = form.post(exceptions=[(day, "closed") for day in days], holiday=[FAMILY_DAY])

    assert page.status_code == 422
    assert f'value="{FAMILY_DAY}" id="holiday-1" checked' in text(page)
    assert stands(cast) == before


@pytest.mark.parametrize("ticked", [{}, {"holiday": [FAMILY_DAY]}])
def test_rows_that_did_not_arrive_whole_are_refused_with_one_that_is_ticked_too(form, cast, ticked):
    closed = [("2025-02-14", "closed"), ("2025-02-15", "closed")]
    form.post(hours=[DAILY], exceptions=closed)

    broken = {"exceptions-TOTAL_FORMS": "x"}
    form.post(hours=[DAILY], exceptions=closed, **broken, **ticked)

    assert [(row["date"], row["kind"]) for row in stands(cast)["exceptions"]] == closed


def test_an_operator_of_nowhere_is_offered_none(form, cast):
    cast.operator.country, cast.operator.subdivision = "XX", ""
    cast.operator.save()

    assert "public holiday" not in text(form.get()).replace("“Public holiday”", "")


@pytest.mark.usefixtures("in_vancouver")
def test_in_french_they_are_in_french(cast):
    with translation.override("fr"):
        found = hours_holidays.offered(cast.operator, date(2025, 2, 4), set())

    assert found[0].row == {"date": FAMILY_DAY, "kind": "closed", "why": "Fête de la famille"}
