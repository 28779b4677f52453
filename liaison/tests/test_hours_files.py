"""A site's hours as a file: taken away by both sides, brought back by the manager."""

import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Person
from liaison import hours_export, hours_file, loading, opening, timekeeping
from liaison.models import Site
from liaison.tests.hours_page import stands, text
from tests.cast import HARBOUR_HOURS, NOW

FULL = {
    **HARBOUR_HOURS,
    "exceptions": [{"date": "2025-02-20", "kind": "round_the_clock", "why": "Froid"}],
    "recurring": [{"nth": -1, "weekday": "friday", "days": 2, "kind": "closed", "why": "Été"}],
    "parked_at": "Depot",
}


@pytest.fixture
def sends(cast, as_):
    """Sends a file to the page that takes hours."""

    def send(content, person=None):
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        address = reverse("liaison:hours_import", args=[cast.site.slug])
        with time_machine.travel(NOW, tick=False):
            return as_(person or cast.manager).post(
                address, {"file": SimpleUploadedFile("hours.json", raw)}
            )

    return send


def file_of(cast, **changes):
    return (
        json.loads(hours_export.exported(cast.site, timekeeping.hours_known(cast.site))) | changes
    )


def test_both_sides_take_the_file_away(cast, as_):
    opening.set_hours(cast.site, FULL, by=cast.manager, at=NOW)

    response = as_(cast.liaison).get(reverse("liaison:hours_export", args=[cast.site.slug]))

    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="harbour-street-hours.json"'
    assert "Été" in response.content.decode()
    told = hours_file.read(response.content)
    assert (told.slug, told.zone) == (cast.site.slug, cast.site.zone)
    assert told.document == hours_file.check(FULL)


@pytest.mark.parametrize("document", [FULL, {}, {"hours": []}])
def test_loading_it_again_changes_nothing(cast, document):
    opening.set_hours(cast.site, document, by=cast.manager, at=NOW)

    raw = hours_export.exported(cast.site, timekeeping.hours_known(cast.site)).encode()

    assert not loading.load(hours_file.read(raw), by=Person.system()).did


def test_a_file_is_looked_at_before_it_is_on_record(cast, sends, as_):
    before = stands(cast)
    address = reverse("liaison:hours_change", args=[cast.site.slug])

    page = sends(file_of(cast, **FULL))

    assert page.status_code == 200
    assert "From the file only the hours are taken" in text(page)
    assert "The file says" not in text(page)
    assert f'action="{address}"' in text(page)
    assert stands(cast) == before

    with time_machine.travel(NOW, tick=False):
        as_(cast.manager).post(address, page.context["carried"])
    assert stands(cast)["recurring"] == FULL["recurring"]


def test_what_the_file_says_of_the_site_itself_is_told_and_not_taken(cast, sends):
    changes = {"name": "Pier Seven", "zone": "Europe/Oslo", "operator": "Somebody"}

    page = text(sends(file_of(cast, **changes, lifecycle="closed", slug="pier-seven")))

    for said in ("pier-seven", "Pier Seven", "Europe/Oslo", "Somebody", "closed"):
        assert f"The file says “{said}” for" in page
    cast.site.refresh_from_db()
    assert cast.site.name != "Pier Seven"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"hours": [{"weekday": "monday", "opens": "9", "closes": "12:00"}]}, "hours[0].opens:"),
        ({"lunch": 1}, "lunch: is not known here"),
        ({"zone": "Nowhere"}, "zone:"),
        (
            {
                "exceptions": [
                    {
                        "date": "2025-02-14",
                        "kind": "extended",
                        "intervals": [{"opens": "07:00", "closes": "09:00"}],
                    }
                ]
            },
            "exceptions[0].intervals[0]: On Fri 14 Feb 2025",
        ),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_the_place_and_the_reason(
    cast, sends, changes, told
):
    before = stands(cast)

    response = sends(file_of(cast, **changes))

    assert response.status_code == 422
    assert told in text(response)
    assert stands(cast) == before


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b" " * 1_000_001])
def test_whatever_is_no_file_of_hours_is_refused(sends, raw):
    assert sends(raw).status_code == 422


def test_many_problems_are_told_up_to_a_measure(cast, sends):
    rows = [{"weekday": "monday", "opens": "x", "closes": "12:00"}] * 500

    assert text(sends(file_of(cast, hours=rows))).count("<li>hours[") <= 20


def test_nothing_chosen_is_asked_for(cast, as_):
    response = as_(cast.manager).post(reverse("liaison:hours_import", args=[cast.site.slug]), {})

    assert response.status_code == 422
    assert "Choose a file." in text(response)


def test_hours_too_long_for_the_form_are_loaded_all_the_same(cast, sends, as_):
    rows = [
        {"weekday": "monday", "opens": f"{n // 4:02d}:{n % 4 * 15:02d}", "closes": "00:00"}
        for n in range(64)
    ]
    for row in rows:
        row["closes"] = f"{row['opens'][:3]}{int(row['opens'][3:]) + 5:02d}"

    page = sends(file_of(cast, hours=rows))

    assert 'name="edit"' not in text(page)
    with time_machine.travel(NOW, tick=False):
        address = reverse("liaison:hours_change", args=[cast.site.slug])
        as_(cast.manager).post(address, page.context["carried"])
    assert len(stands(cast)["hours"]) == 64


def test_the_other_side_brings_no_file(cast, sends):
    assert sends(file_of(cast), cast.liaison).status_code == 403


def test_a_site_without_hours_has_a_file_too(cast, as_):
    site = Site.objects.create(slug="new", operator=cast.operator, name="New", zone="UTC")

    response = as_(cast.leader).get(reverse("liaison:hours_export", args=[site.slug]))

    assert "hours" not in hours_file.read(response.content).document


@pytest.mark.parametrize(
    ("stood", "brought", "may_go_back"),
    [
        ([], ["2025-02-20"], True),
        ([], ["2025-01-20", "2025-02-20"], False),
        (["2025-01-20"], ["2025-01-20", "2025-02-20"], True),
        ([], [f"2025-06-{day:02d}" for day in range(1, 31)] + ["2025-07-01"], False),
    ],
)
def test_one_goes_back_to_the_rows_only_where_none_of_them_would_be_lost(
    cast, sends, stood, brought, may_go_back
):
    def shut(days):
        return HARBOUR_HOURS | {"exceptions": [{"date": day, "kind": "closed"} for day in days]}

    opening.set_hours(cast.site, shut(stood), by=cast.manager, at=NOW)

    page = sends(file_of(cast, **shut(brought)))

    assert ("Go back and change them" in text(page)) == may_go_back
