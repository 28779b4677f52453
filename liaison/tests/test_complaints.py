"""The last day for a complaint, where the law of the place gives one."""

from datetime import date

import pytest

from liaison import complaints
from liaison.bilingual import Bilingual
from liaison.models import Organisation, Site


@pytest.mark.parametrize(
    ("place", "happened", "last"),
    [
        (("CA", "BC"), date(2024, 2, 29), date(2025, 2, 28)),
        (("CA", "ON"), date(2025, 8, 31), date(2026, 2, 28)),
        (("CA", "ON"), date(2025, 6, 30), date(2025, 12, 30)),
        (("US", "DC"), date(2025, 1, 20), date(2025, 3, 6)),
        (("AU", "NSW"), date(2025, 1, 20), None),
        (("CA", ""), date(2025, 1, 20), None),
    ],
)
def test_the_last_day_follows_from_the_place_and_the_day(place, happened, last):
    assert complaints.last_day(*place, happened) == last


@pytest.mark.parametrize(
    ("body", "limit", "last"),
    [
        ("", "", date(2026, 2, 3)),
        ("Our own body", "", None),
        ("", "one year", None),
        ("Our own body", "one year", None),
    ],
)
def test_what_a_site_names_stands_in_place_of_the_day_of_the_law(body, limit, last):
    operator = Organisation(country="CA", subdivision="BC")
    site = Site(operator=operator, complaint_body_fr=body, complaint_limit_fr=limit)
    way = complaints.way(site, date(2025, 2, 3))

    assert way.body == (Bilingual(fr=body) if body else complaints.BODIES["CA", "BC"])
    assert (way.limit, way.last_day) == (Bilingual(fr=limit), last)
