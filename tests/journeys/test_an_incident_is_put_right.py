"""An encounter is logged on a phone, released, acknowledged, talked over and settled."""

import re

from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.incident_steps import propose_to_settle, release

NARRATIVE = "A marked car stood in front of the entrance for a while. People turned back."
RELEASED = "A marked car stood in front of the entrance at noon."
ANSWER = "The car will park on the side street from now on."
TERMS = "Cars park on the side street, also at night."
PROMISE = "Tell all patrols at roll-call where to park."
# The log form has to be filled in two minutes on a phone, standing.
MOST_INTERACTIONS = 12


def test_an_incident_is_logged_released_acknowledged_and_settled(visitor, cast, clock):
    # Given somebody on shift with a phone, their manager, and the liaison officer
    staff = visitor(PHONE).signs_in(cast.staff, PASSWORD)
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When it is logged, from the desk on: what, where, what happened
    incident = _log(staff)

    # Then the police side does not know that it exists
    assert liaison.page.goto(incident).status == 404
    assert "car stood" not in liaison.page.content()

    # When the manager decides, from the desk, which words the other side reads
    release(manager, RELEASED)

    # Then the liaison officer acknowledges it with one press, and reads those words and no others
    page = liaison.opens("/")
    liaison.finds_it_accessible()
    liaison.goes(page.locator("main").get_by_role("button", name="Acknowledge"))
    page = liaison.opens(incident)
    liaison.finds_it_accessible()
    expect(page.get_by_text("Acknowledged").first).to_be_visible()
    assert RELEASED in page.content()
    assert "People turned back" not in page.content()

    # And answers, and proposes how it ends, with a promise
    page.get_by_label("Your words").fill(ANSWER)
    page.get_by_role("button", name="Send to both sides").click()
    page.get_by_text(ANSWER).first.wait_for()
    propose_to_settle(liaison, incident, words=TERMS, promise=PROMISE, by="2025-02-20")

    # And the manager accepts exactly that, and it is settled
    page = manager.opens(incident)
    manager.finds_it_accessible()
    assert PROMISE in page.content()
    page.get_by_role("button", name="Accept for my side").click()
    page.locator(".terms--agreed").wait_for()
    manager.finds_it_accessible()
    expect(page.locator(".page-head").get_by_text("Settled")).to_be_visible()


def _log(staff) -> str:
    """Logs the encounter and gives its address."""
    page = staff.opens("/")
    staff.interactions = 0
    staff.goes(page.get_by_role("link", name="Incidents").first)
    staff.finds_it_accessible()
    staff.goes(page.get_by_role("link", name="Log an incident").first)
    staff.finds_it_accessible()
    staff.picks("Police vehicle stopped or parked in front")
    staff.picks("In front of the site")
    staff.types(page.get_by_label("What happened"), NARRATIVE)
    staff.goes(page.get_by_role("button", name="Log it for my side"))
    page.get_by_text("Only your own side can read it.").wait_for()
    assert staff.interactions <= MOST_INTERACTIONS
    staff.finds_it_accessible()
    assert re.search(r"/incidents/[^/]+-[^/]+/$", page.url)
    return page.url
