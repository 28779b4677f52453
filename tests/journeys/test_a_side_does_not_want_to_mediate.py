"""One side does not want to mediate: both read that it does not proceed, and nobody more."""

from playwright.sync_api import expect

from incidents.mediation.tests import cases
from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE

YES, NO = "Yes, for our side", "No, for our side"
# What would tell who it was.
TELLING = ("declined", "refused", "did not want", "no answer from")


def test_who_said_no_is_nobody_elses_business(visitor, cast, clock):
    # Given a mediation that the site offered to both
    case = cases.offered(cast)
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When each side is asked privately, and one of them says no
    _answers(manager, case, YES)
    _answers(liaison, case, NO)

    # Then both read the same
    for somebody in (manager, liaison):
        page = somebody.opens(case.get_absolute_url())
        expect(page.locator(".page-head").get_by_text("Not proceeding")).to_be_visible()
        expect(page.get_by_text("Both sides talk on in the shared lane.")).to_be_visible()
        somebody.finds_it_accessible()
        text = page.locator("main").inner_text().lower()
        assert not [words for words in TELLING if words in text]
        somebody.opens("/notifications/")
        notices = somebody.page.locator("main").inner_text().lower()
        assert not [words for words in TELLING if words in notices]

    # And the incident goes on where it was
    page = manager.opens(case.incident.get_absolute_url())
    expect(page.locator(".page-head").get_by_text("In discussion")).to_be_visible()
    manager.finds_it_accessible()


def _answers(somebody, case, words: str) -> None:
    page = somebody.opens(case.get_absolute_url())
    somebody.finds_it_accessible()
    somebody.goes(page.get_by_role("button", name=words))
    expect(page.get_by_text("Your side’s answer is kept.")).to_be_visible()
    somebody.finds_it_accessible()
