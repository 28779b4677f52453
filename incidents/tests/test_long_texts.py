"""What is pasted into a box is never cut in silence: the page says how much it takes."""

import re

from incidents.mediation.tests import cases
from incidents.tests import reports

PAGES = ("", "say/", "ask/", "note/", "settle/", "release/", "mediation/", "reopen/")


def boxes(page):
    return re.findall(r"<textarea[^>]*>", page)


def pages(cast, as_, *incidents):
    for part in ("manager", "liaison", "mediator"):
        client = as_(getattr(cast, part))
        for incident in incidents:
            for page in PAGES:
                yield client.get(incident.get_absolute_url() + page).text


def test_no_page_of_a_case_has_a_box_that_cuts(cast, as_):
    case = cases.confided(cast)
    all_of_them = [
        box
        for page in pages(cast, as_, case.incident, reports.logged(cast), reports.settled(cast))
        for box in boxes(page)
    ]
    lines = [box for box in all_of_them if 'rows="1"' not in box]

    assert len(lines) > 10
    assert [box for box in lines if "maxlength" in box] == []


def test_nor_does_the_log_form(cast, as_):
    page = as_(cast.staff).get("/incidents/new/").text

    assert "Up to 5,000 characters." in page
    assert [box for box in boxes(page) if "maxlength" in box and 'rows="1"' not in box] == []
