"""A visit is proposed, another time is proposed, and it is confirmed, in closed hours."""

from tests.cast import PASSWORD
from tests.journeys.conftest import PHONE

WHAT_ABOUT = "How the new shift greets people at the door."


def test_a_visit_is_proposed_countered_and_confirmed(visitor, cast, clock):
    # Given a liaison officer at a desk and a site manager with a phone
    liaison = visitor().signs_in(cast.liaison, PASSWORD)
    manager = visitor(PHONE).signs_in(cast.manager, PASSWORD)

    # When the officer asks for a time in opening hours
    page = liaison.opens("/visits/new/")
    liaison.finds_it_accessible()
    page.get_by_label("What it is about").fill(WHAT_ABOUT)
    _propose(liaison, day="2025-02-12", time="12:00")

    # Then the refusal names the rule, offers three times and keeps what was typed
    liaison.finds_it_accessible()
    assert "The site is open then" in page.locator(".summary").inner_text()
    assert page.locator(".nearest li").count() == 3
    assert page.get_by_label("What it is about").input_value() == WHAT_ABOUT
    assert page.get_by_label("Day").input_value() == "2025-02-12"
    assert page.get_by_label("Starts at").input_value() == "12:00"

    # When the officer proposes a time while the site is closed
    _propose(liaison, day="2025-02-12", time="06:00")
    page.get_by_text("Proposed. The other side has been told").wait_for()
    liaison.finds_it_accessible()
    visit = page.url

    # And the manager, who finds it on the desk, proposes another one
    _counter(manager, day="2025-02-13", time="06:15")

    # Then the officer confirms it with one press on the desk
    page = liaison.opens("/")
    liaison.finds_it_accessible()
    liaison.goes(page.locator("main").get_by_role("button", name="Confirm"))
    page.get_by_text("Confirmed. Both sides have been told.").wait_for()
    page = liaison.opens(visit)
    liaison.finds_it_accessible()
    assert page.locator(".page-head").get_by_text("Confirmed").is_visible()
    assert "13 Feb 2025, 06:15" in page.locator("main").inner_text()


def _propose(somebody, *, day: str, time: str) -> None:
    page = somebody.page
    page.get_by_label("What for").select_option("check_in")
    page.get_by_label("Day").fill(day)
    page.get_by_label("Starts at").fill(time)
    page.get_by_label("Lasts").select_option("30")
    somebody.goes(page.get_by_role("button", name="Propose to the site"))


def _counter(manager, *, day: str, time: str) -> None:
    page = manager.opens("/")
    manager.finds_it_accessible()
    manager.goes(page.locator("main").get_by_role("link", name="Check-in: "))
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("link", name="Propose another time"))
    manager.finds_it_accessible()
    page.get_by_label("Day").fill(day)
    page.get_by_label("Starts at").fill(time)
    page.get_by_role("button", name="Propose to the police side").click()
    page.get_by_text("Proposed. The other side has been told").wait_for()
