"""A liaison asks an officer by a link; the officer, without an account, says what they saw."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from incidents.tests import reports
from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE

SEEN = "We were asked to look for somebody, and left when we were asked to."


def test_an_officer_says_what_they_saw_by_a_link_that_counts_once(visitor, cast, clock):
    # Given an incident that the site released, and its liaison
    incident = reports.released(cast, kind="E1")
    liaison = visitor(DESK).signs_in(cast.liaison, PASSWORD)
    page = liaison.opens(incident.get_absolute_url())

    # When they ask for a link, for a post
    liaison.goes(page.get_by_role("link", name="Ask an officer for a statement"))
    liaison.types(page.get_by_label("Whom you ask, by post"), "Constable on the evening shift")
    liaison.goes(page.get_by_role("button", name="Make a link"))
    liaison.finds_it_accessible()
    link = urlsplit(page.locator(".statement-link").inner_text()).path

    # Then an officer with a phone reads the facts and no words, and writes
    officer = visitor(PHONE)
    theirs = officer.opens(link)
    officer.finds_it_accessible()
    assert reports.SHOWN not in theirs.content()
    officer.types(theirs.get_by_label("What you saw and did"), SEEN)
    officer.goes(theirs.get_by_role("button", name="Send it to my liaison"))
    theirs.get_by_text("It is with your liaison").wait_for()
    officer.finds_it_accessible()

    # And the link is over, and the liaison reads it
    assert theirs.goto(link).status == 404
    officer.finds_it_accessible()
    page = liaison.opens(incident.get_absolute_url())
    expect(page.get_by_text(SEEN)).to_be_visible()
    liaison.finds_it_accessible()
