"""From an empty database to a site with hours, a ladder and a door card, by its pages alone."""

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import expect

from notifications import outbox
from tests.cast import PASSWORD
from tests.journeys.conftest import PHONE

ZONE = "America/Vancouver"


@pytest.fixture
def comes(visitor):
    """``comes(address)``: whoever got the invitation opens the account with its link."""

    def come(address: str, link: str = "", **screen):
        somebody = visitor(**screen)
        page = somebody.opens(urlsplit(link or _mailed_to(address)).path)
        somebody.finds_it_accessible()
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("The password again").fill(PASSWORD)
        _press(page, "Open the account")
        page.get_by_text("Your account is open. Welcome.").wait_for()
        return somebody

    return come


def test_two_organisations_begin_from_nothing(comes, visitor, clock):
    # Given an empty portal, and the link that the command on the server prints
    printed = StringIO()
    call_command("first_admin", "admin@example.org", stdout=printed)
    admin = comes("admin@example.org", link=printed.getvalue().split()[-1])

    # When the administrator sets up both organisations and names their first leaders
    _found(admin, "Site operator", "Harbour Health", leader="director@example.org")
    _create_site(admin)
    _found(admin, "Police service", "Coastal Police", leader="chief@example.org")
    _form_partnership(admin)

    # And each leader opens the account and appoints a second person, who accepts
    director = comes("director@example.org")
    _gives(director, "manager@example.org", "Site manager")
    manager = comes("manager@example.org", viewport=PHONE)
    _accepts(manager)
    chief = comes("chief@example.org", viewport=PHONE)
    _gives(chief, "liaison@example.org", "Liaison officer")
    liaison = comes("liaison@example.org")
    _accepts(liaison)

    # And a third mandate counts once a second person of the organisation has confirmed it
    _gives(director, "staff@example.org", "Site staff")
    manager.goes(manager.opens("/").locator("main").get_by_role("button", name="Confirm"))
    staff = comes("staff@example.org", viewport=PHONE)
    expect(staff.opens("/sites/harbour-street/").get_by_role("heading", level=1)).to_be_visible()

    # And the manager says what the site is
    door = _settle_the_site(manager)

    # Then the site page of either side shows that it is open, by whom, and on which basis
    for somebody in (manager, liaison):
        page = somebody.opens("/sites/harbour-street/")
        somebody.finds_it_accessible()
        shown = page.locator("body").inner_text()
        assert re.search(r"Operating\s+until Tue 4 Feb 2025, 23:00", shown)
        assert "+1 604 555 0100" in shown
        assert "Statutory exemption" in shown

    # And the door card opens to an officer without an account
    officer = visitor(PHONE)
    page = officer.opens(door)
    officer.finds_it_accessible()
    assert "Operating" in page.locator(".state").inner_text()
    expect(page.get_by_role("link", name="604 555 0100")).to_be_visible()


def _mailed_to(address: str) -> str:
    """The link in the newest mail to *address*, once what waits has gone out."""
    while outbox.deliver_due(limit=100):
        pass
    sent = [message.body for message in mail.outbox if message.to == [address]]
    return re.findall(r"https?://\S+/invite/\S+", sent[-1])[-1]


def _press(page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def _follow(somebody, *names: str) -> None:
    """Follows one link after the other, and looks at each page."""
    for name in names:
        somebody.goes(somebody.page.locator("main").get_by_role("link", name=name).first)
        somebody.finds_it_accessible()


def _found(admin, kind: str, name: str, *, leader: str) -> None:
    page = admin.opens("/manage/")
    _follow(admin, "Create an organisation")
    page.get_by_label(kind).check()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Country").select_option(label="Canada")
    page.get_by_label("Province or state").fill("British Columbia")
    page.get_by_label("Time zone").select_option(ZONE)
    if kind == "Police service":
        page.get_by_label("Divisions").fill("Central Division")
    _press(page, "Create it")
    _follow(admin, "Name the first leader")
    page.get_by_label("E-mail address").fill(leader)
    page.get_by_label("Name and post").fill(f"Director, {name}")
    _press(page, "Name and invite")
    page.get_by_text("The invitation is on its way.").wait_for()
    admin.finds_it_accessible()


def _create_site(admin) -> None:
    page = admin.page
    _follow(admin, "Create a site")
    page.get_by_label("Name", exact=True).fill("Harbour Street")
    page.get_by_label("Short name in addresses").fill("harbour-street")
    page.get_by_label("Operating").check()
    _press(page, "Create it")
    page.locator("main").get_by_text("harbour-street").wait_for()


def _form_partnership(admin) -> None:
    page = admin.page
    _follow(admin, "Set up a partnership")
    page.get_by_label("Site", exact=True).select_option(label="Harbour Street · Harbour Health")
    page.get_by_label("Central Division").check()
    _press(page, "Set it up")
    page.get_by_text("Set up. Those who lead the two sides so far have been told.").wait_for()


def _gives(leader, address: str, role: str) -> None:
    page = leader.opens("/people/")
    _follow(leader, "Give a mandate")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Name and post").fill(f"{role}, somebody")
    page.get_by_label(role, exact=True).check()
    _press(page, "Give the mandate")
    page.get_by_text("Given. It counts once it is confirmed.").wait_for()
    leader.finds_it_accessible()


def _accepts(somebody) -> None:
    """One press on the desk."""
    page = somebody.opens("/")
    somebody.finds_it_accessible()
    _press(page, "Accept")
    page.get_by_text("Confirmed. Both sides have been told.").wait_for()


def _settle_the_site(manager) -> str:
    """Says the hours, who speaks, whom to call and the legal basis; gives the door's address."""
    page = manager.opens("/sites/harbour-street/hours/change/")
    weekly = page.locator("#hours")
    weekly.get_by_label("On", exact=True).first.select_option("Every day")
    weekly.get_by_label("Opens").first.fill("9:00")
    weekly.get_by_label("Closes").first.fill("23:00")
    _press(page, "Put these hours on record")
    page.locator("dd", has_text="09:00–23:00").first.wait_for()
    manager.finds_it_accessible()

    page = manager.opens("/sites/harbour-street/settings/")
    manager.finds_it_accessible()
    _follow(manager, "Appoint somebody, or hand over")
    page.get_by_label("Primary").check()
    page.get_by_label("Person").select_option(label="Site manager, somebody")
    page.get_by_label("Post").fill("Site manager")
    _press(page, "Appoint from today")
    page.get_by_text("Appointed from today. Both sides are told.").wait_for()

    _follow(manager, "Change the list")
    rung = page.locator("main").get_by_role("group").first
    rung.get_by_label("Whom, in English").fill("Person in charge of the shift")
    rung.get_by_label("Telephone").fill("+1 604 555 0100")
    rung.get_by_label("Shown on the door card").check()
    _press(page, "Save the list")
    page.get_by_text("Saved. The other side is told.").wait_for()

    _follow(manager, "Record a legal basis")
    page.get_by_label("Statutory exemption").check()
    page.get_by_label("First day").fill("2025-01-01")
    _press(page, "Record it")
    page.get_by_text("Recorded. Both sides are told.").wait_for()

    _follow(manager, "Issue a link")
    page.get_by_label("For whom").fill("Poster at the front door")
    _press(page, "Issue a link")
    page.get_by_text("The link is ready to be printed.").wait_for()
    manager.finds_it_accessible()
    _follow(manager, "Poster at the front door")
    return urlsplit(page.locator(".poster__address").inner_text()).path
