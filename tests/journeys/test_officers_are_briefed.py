"""A liaison officer opens a roll-call; an officer without an account says that they know it."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from liaison import door_links
from protocols import coverage, drafting
from protocols.tests.conftest import agree
from tests.cast import NOW, PASSWORD
from tests.journeys.conftest import PHONE


@pytest.fixture(autouse=True)
def no_guesses(transactional_db):
    cache.clear()
    yield
    cache.clear()


def test_an_officer_learns_at_roll_call_what_the_door_asks(visitor, cast, clock):
    # Given a version in force, and a liaison officer with a phone
    version = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=NOW)
    agree(version, cast, at=NOW)
    token = door_links.issue(cast.site, label="Front door", by=cast.manager).words()
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When the liaison officer follows the reminder on the desk and opens a roll-call
    page = liaison.opens("/")
    liaison.finds_it_accessible()
    liaison.goes(page.locator("main").get_by_role("link", name="Open a roll-call"))
    liaison.finds_it_accessible()
    page.get_by_label("How many officers it has").fill("2")
    page.get_by_label("How many use this code").fill("2")
    liaison.goes(page.get_by_role("button", name="Open the roll-call"))
    liaison.finds_it_accessible()
    code = page.locator(".sheet__code").inner_text()

    # Then an officer comes from the door card, and a wrong code opens nothing
    officer = visitor(PHONE)
    page = officer.opens(f"/door/{token}/")
    officer.goes(page.get_by_role("link", name="At roll-call"))
    officer.finds_it_accessible()
    _says_who(officer, "AAAAA-AAAAA", "4471")
    officer.finds_it_accessible()
    expect(page.locator(".summary").get_by_text("opens nothing here")).to_be_visible()

    # And the right one leads to three questions, the answers, and thanks
    _says_who(officer, code.lower(), "4471")
    officer.finds_it_accessible()
    _answers(officer)
    officer.finds_it_accessible()
    assert "of 3" in page.locator(".page-head").inner_text()
    officer.goes(page.get_by_role("button", name="Three other questions"))
    _answers(officer)
    officer.goes(page.get_by_role("button", name="I know version 1"))
    officer.finds_it_accessible()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()

    # And the squad's sheet is typed in, so that the desk reminds nobody any more
    page = liaison.page
    page.get_by_label("Service numbers").fill("4471, 4472")
    liaison.goes(page.get_by_role("button", name="Record these officers"))
    liaison.finds_it_accessible()
    expect(page.get_by_text(re.compile("1 officer recorded."))).to_be_visible()
    expect(page.get_by_text(re.compile("1 had acknowledged before."))).to_be_visible()
    assert not coverage.of([cast.partnership], NOW)[0].is_owed

    # And the site sees how many, and the chief's name behind it
    chief = visitor(PHONE).signs_in(cast.police_leader, PASSWORD)
    page = chief.opens(f"/protocols/{version.protocol.slug}/briefing/")
    chief.picks("Letter")
    chief.goes(page.get_by_role("button", name="Show it to both sides"))
    chief.finds_it_accessible()
    manager = visitor().signs_in(cast.manager, PASSWORD)
    page = manager.opens(f"/protocols/{version.protocol.slug}/briefing/")
    manager.finds_it_accessible()
    expect(page.get_by_text("2 of 2")).to_be_visible()
    page = manager.opens(cast.site.get_absolute_url())
    manager.finds_it_accessible()
    expect(page.get_by_text(cast.police_leader.name).first).to_be_visible()


def _says_who(officer, code: str, number: str) -> None:
    page = officer.page
    page.get_by_label("Code of the roll-call").fill(code)
    page.get_by_label("Your service number").fill(number)
    officer.goes(page.get_by_role("button", name="Go to the questions"))


def _answers(officer) -> None:
    """Picks the first answer of each question."""
    for number in (1, 2, 3):
        officer.page.locator(f"input[name=answer_{number}]").first.check(force=True)
    officer.goes(officer.page.get_by_role("button", name="See what the protocol says"))
