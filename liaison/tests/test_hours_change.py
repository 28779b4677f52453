"""The page on which the site manager changes the hours: rows, as people type them."""

import json
import re

import pytest
from django.urls import reverse

from liaison import opening, timekeeping
from liaison.tests.hours_page import DAILY, beside, stands, text, unmarked
from tests.cast import HARBOUR_HOURS, NOW


def test_the_form_shows_what_stands_in_as_few_rows_as_it_takes(form):
    page = text(form.get())

    assert 'name="hours-0-opens" value="09:00"' in page
    assert '<option value="daily" selected>' in page
    assert 'name="hours-1-opens"' in page  # an empty row to type into
    assert 'name="hours-2-opens"' not in page
    assert 'value="Cleaning"' in page


def test_sending_it_back_unchanged_changes_nothing_and_says_so(form, cast):
    before = timekeeping.hours_known(cast.site)

    response = form.post(follow=True)

    assert "Nothing has changed: these hours stand already." in text(response)
    assert "are on record and count" not in text(response)
    assert timekeeping.hours_known(cast.site) == before
    assert "Nothing would change" in text(form.post(look=""))


def test_the_manager_changes_the_hours(form, cast):
    response = form.post(
        hours=[("workdays", "9:30", "17h00"), ("saturday", "20:00", "24:00"), ("", "", "")],
        exceptions=[
            ("2025-02-14", "closed"),
            ("2025-02-15", "open", "08:00", "10:00"),
            ("2025-02-15", "open", "12:00", "14:00"),
            ("", "closed", "", ""),
        ],
        blackouts=[("weekend", "10:00", "11:00", "Deliveries")],
        buffer_before_minutes="0",
    )

    assert response.url == reverse("liaison:hours_show", args=[cast.site.slug])
    schedule = stands(cast)
    assert [row["weekday"] for row in schedule["hours"]] == [
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    ]
    assert schedule["hours"][0] == {"weekday": "monday", "opens": "09:30", "closes": "17:00"}
    assert schedule["exceptions"] == [
        {"date": "2025-02-14", "kind": "closed"},
        {
            "date": "2025-02-15",
            "kind": "open",
            "intervals": [
                {"opens": "08:00", "closes": "10:00"},
                {"opens": "12:00", "closes": "14:00"},
            ],
        },
    ]
    assert [row["weekday"] for row in schedule["blackouts"]] == ["saturday", "sunday"]
    assert schedule["buffer_before_minutes"] == 0


def test_what_was_saved_comes_back_as_it_was_typed(form, cast):
    form.post(
        hours=[("workdays", "09:00", "17:00", "2025-02-01", "2025-12-31"), ("weekend", *DAILY[1:])]
    )

    page = text(form.get())

    assert '<option value="workdays" selected>' in page
    assert 'name="hours-0-valid_to" value="2025-12-31"' in page


def test_a_row_is_taken_out_even_if_it_is_wrong(form, cast):
    bad = {"weekday": "", "opens": "25:00", "closes": "", "remove": "on"}

    response = form.post(hours=[DAILY, bad])

    assert response.status_code == 302
    assert len(stands(cast)["hours"]) == 7


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ([], "Tue 4 Feb 2025"),
        ([("daily", "09:00", "03:00", "", "2025-02-20")], "Fri 21 Feb 2025"),
    ],
)
def test_no_hours_at_all_have_to_be_meant(form, cast, rows, day):
    before = stands(cast)
    looked = form.post(hours=rows)

    assert f"From {day} on the site has no opening hours" in unmarked(looked)
    sent = dict(looked.context["carried"])
    refused = form.sends(sent)
    assert refused.status_code == 422
    assert "Tick this, or go back and leave a row" in text(refused)
    assert stands(cast) == before

    assert form.sends(sent | {"without_hours": "on"}).status_code == 302
    assert stands(cast)["hours"] != before["hours"]
    # It is asked once; what stands already is no news.
    assert form.post(hours=rows, buffer_before_minutes="20").status_code == 302


def test_hours_that_end_by_themselves_are_refused_where_they_may_not(cast):
    with pytest.raises(opening.NoHoursLeft) as refused:
        opening.set_hours(cast.site, {"hours": []}, by=cast.manager, at=NOW, may_empty=False)
    assert refused.value.nearest == (NOW.date(),)


def test_the_hours_may_be_unknown(form, cast):
    form.post(hours=[], unknown="on")

    assert "hours" not in stands(cast)
    assert "Nobody knows the hours" in text(form.get())


def test_rows_count_for_more_than_a_tick_that_was_there_from_the_start(form, cast):
    form.post(hours=[], unknown="on")
    assert re.search(r'name="unknown"[^>]* checked', text(form.get()))

    response = form.post(hours=[("monday", "09:00", "17:00")], unknown="on")

    assert response.status_code == 302
    assert [row["weekday"] for row in stands(cast)["hours"]] == ["monday"]


def test_a_site_may_lose_its_hours_though_past_days_had_exceptions(form, cast):
    document = {**HARBOUR_HOURS, "exceptions": [{"date": "2025-01-15", "kind": "closed"}]}
    opening.set_hours(cast.site, document, by=cast.manager, at=NOW)

    form.post(hours=[], unknown="on")

    assert "hours" not in stands(cast)


@pytest.mark.parametrize("which", ["hours", "exceptions", "blackouts"])
def test_a_row_is_added_without_judging_what_was_typed(form, cast, which):
    before = stands(cast)

    response = form.post(hours=[DAILY, ("monday", "25:00", "")], add=which, expected="seen")

    page = text(response)
    rows = {"hours": 3, "exceptions": 1, "blackouts": 2}
    assert response.status_code == 200
    assert f'name="{which}-TOTAL_FORMS" value="{rows[which]}"' in page
    assert 'name="hours-1-opens" value="25:00"' in page
    assert 'name="expected" value="seen"' in page
    assert "field--wrong" not in page
    assert page.count("autofocus") == 1
    assert stands(cast) == before


@pytest.mark.parametrize("total", ["", "-1", "x", "99999999999", "²", "1000"])
def test_a_count_of_rows_that_cannot_be_is_not_believed(form, total):
    added = form.post(add="hours", **{"hours-TOTAL_FORMS": total})
    saved = form.post(**{"hours-TOTAL_FORMS": total})

    assert added.status_code == 200
    assert saved.status_code == 422
    assert 'name="hours-60-opens"' not in text(added)


def test_a_list_that_nobody_knows_gets_no_row(form):
    assert form.post(add="lunch\0").status_code == 200


def test_there_is_an_end_to_adding_rows(form):
    response = form.post(hours=[("", "", "")] * 60, add="hours")

    assert 'name="hours-TOTAL_FORMS" value="60"' in text(response)
    assert "There is no room for more rows" in text(response)


def test_somebody_elses_change_is_said_and_nothing_typed_is_lost(form, cast):
    seen = opening.mark_of(timekeeping.hours_known(cast.site))
    theirs = opening.set_hours(cast.site, {"hours": []}, by=cast.alternate, at=NOW)

    response = form.post(hours=[("daily", "10:15", "17:00")], expected=seen)

    page = text(response)
    assert response.status_code == 409
    assert "Somebody else has changed the hours" in page
    assert 'value="10:15"' in page
    assert timekeeping.hours_known(cast.site) == theirs
    # Having seen what stands now, they may save.
    assert f'name="expected" value="{theirs.pk}"' in page
    again = form.post(hours=[("daily", "10:15", "17:00")])
    assert again.status_code == 302
    assert stands(cast)["hours"][0]["opens"] == "10:15"


def rows_of(response, table):
    found = re.search(rf'id="{table}-caption".*?</table>', text(response)).group()
    return re.findall(r"</small> (.*?)</th><td>(.*?)</td><td>(.*?)</td>", found)


def test_what_somebody_else_changed_and_what_pressing_again_takes_back_is_shown(form, cast):
    """Both start from 30 minutes; the other makes it 33, this one changes the closing."""
    seen = opening.mark_of(timekeeping.hours_known(cast.site))
    theirs = HARBOUR_HOURS | {"buffer_before_minutes": 33}
    opening.set_hours(cast.site, theirs, by=cast.alternate, at=NOW)
    mine = {"hours": [("daily", "09:00", "02:00")], "expected": seen}

    refused = form.post(**mine)

    assert refused.status_code == 409
    assert f"put on record by {cast.alternate.name}" in text(refused)
    assert rows_of(refused, "theirs") == [("Minutes kept free before opening", "30", "33")]
    assert rows_of(refused, "yours") == [
        ("Every day", "09:00–03:00 on the next day", "09:00–02:00 on the next day"),
        ("Minutes kept free before opening", "33", "30"),
    ]
    # The same for somebody who had looked at it first.
    document = HARBOUR_HOURS | {"buffer_before_minutes": 29}
    carried = {"document": json.dumps(document), "expected": seen, "foreseen": ""}
    assert rows_of(form.sends(carried), "yours") == [
        ("Minutes kept free before opening", "33", "29")
    ]


def test_whoever_typed_the_same_as_somebody_else_has_nothing_left_to_do(form, cast):
    seen = opening.mark_of(timekeeping.hours_known(cast.site))
    theirs = HARBOUR_HOURS | {"buffer_before_minutes": 33}
    opening.set_hours(cast.site, theirs, by=cast.alternate, at=NOW)

    refused = form.post(buffer_before_minutes="33", expected=seen)

    assert "Yours say the same as what stands now" in text(refused)


@pytest.mark.parametrize("expected", ["", "x", "7d9e6ffd-32bb-4ed0-9b54-2d1d4a7e4d3b"])
def test_a_form_that_does_not_say_what_it_started_from_is_stale(form, cast, expected):
    assert form.post(expected=expected).status_code == 409


@pytest.mark.parametrize("changes", [{"since": ""}, {"since": "x"}, {"until": "2025"}])
def test_what_the_page_carries_along_is_checked_too(form, cast, changes):
    before = stands(cast)

    response = form.post(hours=[], **changes)

    assert response.status_code == 422
    assert stands(cast) == before


def test_exceptions_that_are_not_shown_stay_as_they_are(form, cast):
    past = {"date": "2025-01-15", "kind": "closed"}
    future = [{"date": f"2025-06-{day:02d}", "kind": "closed"} for day in range(1, 31)]
    late = [{"date": "2025-07-01", "kind": "closed"}]
    document = {**HARBOUR_HOURS, "exceptions": [past, *future, *late]}
    opening.set_hours(cast.site, document, by=cast.manager, at=NOW)
    page = text(form.get())
    assert 'value="2025-01-15"' not in page
    assert 'name="until" value="2025-07-01"' in page

    form.post(exceptions=[("2025-06-01", "closed")], until="2025-07-01")

    assert stands(cast)["exceptions"] == [past, future[0], *late]


def test_an_exception_on_a_day_that_is_not_shown_is_refused(form, cast):
    past = {"date": "2025-01-15", "kind": "closed"}
    opening.set_hours(cast.site, {**HARBOUR_HOURS, "exceptions": [past]}, by=cast.manager, at=NOW)

    response = form.post(exceptions=[("2025-01-15", "open", "09:00", "10:00")])

    assert beside(response, "exceptions-0-date") == ["Has an exception already; each date has one"]


def test_hours_too_long_for_a_page_are_sent_to_the_file(form, cast):
    rows = [
        {"weekday": "monday", "opens": f"{n // 4:02d}:{n % 4 * 15:02d}", "closes": "00:00"}
        for n in range(64)
    ]
    for row in rows:
        hour, minute = map(int, row["opens"].split(":"))
        row["closes"] = f"{hour:02d}:{minute + 5:02d}"
    opening.set_hours(cast.site, {"hours": rows}, by=cast.manager, at=NOW)

    assert "more rows than a page can hold" in text(form.get())


def test_the_other_side_may_read_but_not_change(form, cast):
    before = stands(cast)

    response = form.post(cast.liaison, hours=[])

    assert response.status_code == 403
    assert "Site manager" in text(response)
    assert stands(cast) == before
