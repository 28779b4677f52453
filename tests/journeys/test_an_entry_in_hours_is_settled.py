"""Officers came in during opening hours: held against the protocol, settled, promised and kept."""

from datetime import timedelta

import time_machine
from playwright.sync_api import expect

from protocols import drafting
from protocols.tests import conftest as versions
from tests.cast import NOW, PASSWORD
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.incident_steps import propose_to_settle, release

NARRATIVE = "Two officers came into the waiting room to ask whether somebody was there, and left."
RELEASED = "Two officers came into the waiting room in opening hours to ask a question, and left."
TERMS = "Officers on loan hear about the door card before their first shift."
PROMISE = "Show every officer on loan the door card on their first day."
WEEK = timedelta(days=7)


def test_an_entry_in_hours_is_talked_over_settled_and_the_promise_kept(visitor, cast, clock):
    # Given a protocol in force, somebody on shift, their manager, and the liaison officer
    draft = drafting.start(
        [cast.partnership], title="Entry and presence", by=cast.manager, at=versions.BEGUN
    )
    versions.agree(draft, cast)
    staff = visitor(DESK).signs_in(cast.staff, PASSWORD)
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When the entry is logged and released
    page = staff.opens("/incidents/new/")
    staff.presses(page.locator("summary", has_text="Coming in and staying"))
    staff.picks("Entry in operating hours, other than agreed")
    staff.picks("Inside: elsewhere")
    page.get_by_label("What happened").fill(NARRATIVE)
    staff.goes(page.get_by_role("button", name="Log it for my side"))
    incident = page.url
    release(manager, RELEASED)

    # Then both read what they had agreed about it, in words that blame nobody
    page = liaison.opens(incident)
    expect(page.locator("#agreed-heading")).to_be_visible()
    expect(page.get_by_text("Entry and presence").first).to_be_visible()
    assert "violation" not in page.content().lower()
    liaison.finds_it_accessible()

    # When the liaison acknowledges it and proposes how it ends, and the manager accepts
    liaison.goes(page.get_by_role("button", name="Acknowledge to the other side"))
    propose_to_settle(liaison, incident, words=TERMS, promise=PROMISE, by="2025-02-10")
    page = manager.opens(incident)
    manager.goes(page.get_by_role("button", name="Accept for my side"))
    expect(page.locator(".page-head").get_by_text("Settled")).to_be_visible()
    manager.finds_it_accessible()

    with time_machine.travel(NOW + WEEK, tick=True):
        # And a week later the manager has seen that it was done, and says so from the desk
        page = manager.signs_in(cast.manager, PASSWORD).page
        manager.goes(page.locator("main").get_by_role("link", name="Say whether it was kept"))
        manager.finds_it_accessible()
        manager.picks("Kept")
        manager.picks("We saw it ourselves")
        manager.goes(page.get_by_role("button", name="Answer, and tell the other side"))

        # Then the liaison reads that it was kept, and nobody has to do anything
        page = liaison.signs_in(cast.liaison, PASSWORD).page
        liaison.opens(incident)
        expect(page.get_by_text("Settled: nobody has to do anything now")).to_be_visible()
        expect(page.locator(".promises").get_by_text("Kept", exact=True).first).to_be_visible()
        liaison.finds_it_accessible()
