"""Force was used: the own side is told at once, the other learns that it exists, and the statutory
body is told."""

import pytest
from playwright.sync_api import expect

from liaison.models import Organisation, Site
from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE

NARRATIVE = "Somebody was pushed to the ground at the door and was hurt at the arm."
CALLED = "The director, at 10:10; the duty inspector, at 10:15."
CLOSING = "The body deals with it now."
NUMBER = "2025-26417"


@pytest.fixture
def lawful(cast):
    """The site leaves the time limit to the law of its province, which counts to a day."""
    Organisation.objects.filter(pk=cast.operator.pk).update(country="CA", subdivision="BC")
    Site.objects.filter(pk=cast.site.pk).update(complaint_body_en="", complaint_limit_en="")


def test_it_is_told_at_once_confirmed_referred_and_closed_by_its_side(visitor, cast, clock, lawful):
    # Given somebody on shift with a phone, their manager, and both leaders' sides
    staff = visitor(PHONE).signs_in(cast.staff, PASSWORD)
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When force is logged, which is critical by its kind
    incident = _log(staff)

    # Then the numbers to ring stand on its page at once
    expect(staff.page.get_by_text("Critical: this is not settled or mediated here")).to_be_visible()
    expect(staff.page.get_by_role("link", name="+1 604 555 0150")).to_be_visible()
    staff.finds_it_accessible()

    # And those in charge find it on their desk and among their notices, and record the call
    page = manager.opens("/notifications/")
    expect(page.get_by_text("critical").first).to_be_visible()
    page = manager.opens("/")
    manager.finds_it_accessible()
    manager.goes(page.locator("main").get_by_role("link", name="Take it up"))
    expect(page.get_by_role("link", name="+1 604 555 0150")).to_be_visible()
    page.get_by_label("Whom you told, and when").fill(CALLED)
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("button", name="Keep for my side"))
    expect(page.get_by_text(CALLED)).to_be_visible()

    # While the other side knows nothing of it
    assert liaison.page.goto(incident).status == 404
    liaison.opens("/incidents/critical/")
    expect(liaison.page.get_by_text("None is known to both sides")).to_be_visible()

    # When the manager confirms it, having seen all that the other side will read
    page = manager.opens(incident)
    manager.goes(page.get_by_role("link", name="Confirm that it is critical"))
    expect(page.get_by_text("All that they will read")).to_be_visible()
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("button", name="Confirm, and tell the other side that it exists"))
    expect(page.get_by_text("Confirmed. The other side knows")).to_be_visible()

    _is_only_known_to_exist(liaison, incident)

    # When the statutory body is told, its last day stands there, and its number is kept
    page = manager.opens(incident)
    expect(page.get_by_text("For this, the last day is").first).to_be_visible()
    manager.goes(page.get_by_role("link", name="We told the statutory body"))
    manager.finds_it_accessible()
    page.get_by_label("The number it gave").fill(NUMBER)
    manager.goes(page.get_by_role("button", name="Keep for my side"))
    expect(page.get_by_text("Kept: the statutory body was told.")).to_be_visible()
    expect(page.get_by_text(NUMBER).first).to_be_visible()

    # Then its own side closes it, and the other side still reads no more than before
    manager.goes(page.get_by_role("link", name="Close it on our side"))
    page.get_by_label("Why it ends here").fill(CLOSING)
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("button", name="Close it"))
    expect(page.locator(".page-head").get_by_text("Closed")).to_be_visible()
    manager.finds_it_accessible()
    manager.turns_to(PHONE)
    manager.finds_it_accessible()
    _is_only_known_to_exist(liaison, incident)


def _log(staff) -> str:
    """Logs it and gives its address."""
    page = staff.opens("/incidents/new/")
    staff.presses(page.locator("summary", has_text="People who use the site"))
    staff.picks("Force was used")
    staff.picks("At a door")
    page.get_by_label("What happened").fill(NARRATIVE)
    staff.finds_it_accessible()
    staff.goes(page.get_by_role("button", name="Log it for my side"))
    return page.url


def _is_only_known_to_exist(liaison, incident: str) -> None:
    """Where, and in which week; nothing of the incident, whose page is not there."""
    page = liaison.opens("/incidents/critical/")
    liaison.finds_it_accessible()
    liaison.goes(page.locator("main .rows a").first)
    main = page.locator("main")
    expect(main.get_by_text("Harbour Street").first).to_be_visible()
    expect(main.get_by_text("Mon 3 Feb 2025").first).to_be_visible()
    expect(main.get_by_text("For this, the last day is")).to_be_visible()
    liaison.finds_it_accessible()
    for words in (NARRATIVE, "Force was used", CALLED, NUMBER, CLOSING):
        assert words not in page.content(), words
    liaison.turns_to(DESK)
    liaison.finds_it_accessible()
    liaison.turns_to(PHONE)
    assert page.goto(incident).status == 404
