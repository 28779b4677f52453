"""The page of hours: days that are otherwise than usual, of one date or of every month."""

import pytest

from liaison import hours_file, opening, timekeeping
from liaison.tests.hours_page import DAILY, beside, stands, text
from tests.cast import HARBOUR_HOURS, NOW

CHEQUE_WEEK = ("3", "wednesday", "3", "round_the_clock", "", "", "Cheque week")


def test_the_manager_says_what_is_otherwise_every_month(form, cast):
    response = form.post(
        recurring=[
            CHEQUE_WEEK,
            ("-1", "monday", "1", "special", "10:00", "12:00", "", "2025-03-01"),
            ("-1", "monday", "1", "special", "14:00", "16:00", "Inventory", "2025-03-01"),
            ("", "", "1", "closed", "", ""),
        ]
    )

    assert response.status_code == 302
    assert stands(cast)["recurring"] == [
        {
            "nth": 3,
            "weekday": "wednesday",
            "days": 3,
            "kind": "round_the_clock",
            "why": "Cheque week",
        },
        {
            "nth": -1,
            "weekday": "monday",
            "days": 1,
            "kind": "special",
            "why": "Inventory",
            "valid_from": "2025-03-01",
            "intervals": [
                {"opens": "10:00", "closes": "12:00"},
                {"opens": "14:00", "closes": "16:00"},
            ],
        },
    ]


def test_a_date_says_what_kind_it_is_and_why(form, cast):
    form.post(
        exceptions=[
            ("2025-02-14", "closed", "", "", "Staff day"),
            ("2025-02-15", "extended", "08:00", "04:00"),
            ("2025-02-16", "round_the_clock", "", "", "Cold night", "Pier 3"),
        ]
    )

    assert stands(cast)["exceptions"] == [
        {"date": "2025-02-14", "kind": "closed", "why": "Staff day"},
        {
            "date": "2025-02-15",
            "kind": "extended",
            "intervals": [{"opens": "08:00", "closes": "04:00"}],
        },
        {"date": "2025-02-16", "kind": "round_the_clock", "why": "Cold night", "stop": "Pier 3"},
    ]


def test_what_a_file_calls_by_two_names_is_one_thing_on_the_page(form, cast):
    parts = [{"opens": "10:00", "closes": "12:00"}]
    stood = {"date": "2025-02-14", "kind": "open", "intervals": parts}
    opening.set_hours(cast.site, HARBOUR_HOURS | {"exceptions": [stood]}, by=cast.manager, at=NOW)

    first, new = form.get().context["editor"].rows["exceptions"].forms
    offered = [[str(name) for _kind, name in row.fields["kind"].choices] for row in (first, new)]
    form.post(
        exceptions=[
            ("2025-02-14", "open", "10:00", "12:00"),
            ("2025-02-14", "special", "14:00", "16:00"),
        ]
    )

    for names in offered:
        assert sorted(names) == [
            "Has other hours",
            "Is open longer",
            "Is open round the clock",
            "Stays closed",
        ]
    [exception] = stands(cast)["exceptions"]
    assert exception["kind"] == "open"
    assert len(exception["intervals"]) == 2


def test_a_site_on_wheels_has_stops_and_a_place_where_it_is_parked(form, cast):
    form.post(
        hours=[{"weekday": "daily", "opens": "10:00", "closes": "12:00", "stop": "Pier 3"}],
        parked_at="Depot, Wharf Lane",
    )

    assert stands(cast)["hours"][0]["stop"] == "Pier 3"
    assert stands(cast)["parked_at"] == "Depot, Wharf Lane"
    page = text(form.get())
    assert 'name="hours-0-stop" value="Pier 3"' in page
    assert 'value="Depot, Wharf Lane"' in page


def test_whatever_a_document_says_comes_back_as_it_was(form, cast):
    recurring = {"nth": 1, "weekday": "friday", "days": 7, "valid_to": "2030-01-01"}
    parts = [{"opens": "10:00", "closes": "12:00", "stop": "Pier 3"}]
    told = hours_file.check(
        {
            **HARBOUR_HOURS,
            "exceptions": [
                {"date": "2025-02-10", "kind": "open", "intervals": parts, "why": "Fair"},
                {"date": "2025-02-11", "kind": "round_the_clock", "stop": "Depot"},
            ],
            "recurring": [
                {**recurring, "kind": "special", "intervals": parts},
                {**recurring, "nth": -1, "kind": "closed", "why": "Inventory"},
            ],
            "parked_at": "Depot",
        }
    )
    opening.set_hours(cast.site, told, by=cast.manager, at=NOW)
    before = timekeeping.hours_known(cast.site)

    typed = {key: value for key, value in fields_of(form.get()).items() if value}
    form.post(**typed)

    assert timekeeping.hours_known(cast.site) == before


def fields_of(response):
    """What a browser would send back of the page as it came."""
    editor = response.context["editor"]
    sent = {field.html_name: field.value() for field in editor.head}
    sent["unknown"] = ""
    for rows in editor.rows.values():
        sent |= {field.html_name: field.value() for field in rows.management_form}
        sent |= {field.html_name: field.value() for row in rows for field in row}
    return sent


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"recurring": [("", "monday", "1", "closed")]}, "recurring-0-nth", "Choose which one"),
        ({"recurring": [("1", "", "1", "closed")]}, "recurring-0-weekday", "Choose the day"),
        (
            {"recurring": [("1", "monday", "9", "closed")]},
            "recurring-0-days",
            "Choose one of those",
        ),
        ({"recurring": [("1", "monday", "1", "open")]}, "recurring-0-opens", "Write a time"),
        (
            {"recurring": [("1", "monday", "1", "round_the_clock", "09:00")]},
            "recurring-0-opens",
            "Round the clock needs no times",
        ),
        (
            {"recurring": [CHEQUE_WEEK, ("3", "wednesday", "1", "closed")]},
            "recurring-1-nth",
            "Begins on the same days as row 1",
        ),
        (
            {
                "recurring": [
                    ("1", "monday", "1", "open", "09:00", "12:00"),
                    ("1", "monday", "1", "open", "11:00", "13:00"),
                ]
            },
            "recurring-1-opens",
            "Overlaps 09:00–12:00",
        ),
        (
            {"recurring": [("1", "monday", "1", "closed", "", "", "Ring 604 555 0100")]},
            "recurring-0-why",
            "Seems to be about a person",
        ),
        (
            {"exceptions": [("2025-02-14", "closed", "", "", "", "Pier 3")]},
            "exceptions-0-stop",
            "it has no stop",
        ),
        ({"parked_at": "Ring 604 555 0100"}, "parked_at", "write only the name of the place"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_even_when_that_was_folded_away(
    form, cast, changes, field, words
):
    before = stands(cast)

    response = form.post(hours=[DAILY], **changes)

    [error] = beside(response, field)
    assert response.status_code == 422
    assert words in error
    assert f'href="#id_{field}"' in text(response)
    assert stands(cast) == before


def test_hours_nobody_knows_have_no_months_either(form):
    response = form.post(hours=[], recurring=[CHEQUE_WEEK], unknown="on")

    assert beside(response, "unknown")[0].startswith("Dates otherwise than usual need weekly rows")
