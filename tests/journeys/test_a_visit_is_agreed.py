"""A visit is proposed, countered and confirmed in closed hours; the hours change, and it is moved,
held and noted. A calendar program follows it all."""

from datetime import timedelta
from urllib.parse import urlsplit
from urllib.request import urlopen

import time_machine
from icalendar import Calendar
from playwright.sync_api import expect

from tests.cast import NOW, PASSWORD
from tests.journeys.conftest import PHONE

WHAT_ABOUT = "How the new shift greets people at the door."


def test_a_visit_is_agreed_moved_and_held(visitor, cast):
    # Given a Tuesday morning, from which time goes on
    with time_machine.travel(NOW, tick=True) as clock:
        _agreed_moved_and_held(visitor, cast, clock)


def _agreed_moved_and_held(visitor, cast, clock):
    # And a liaison officer at a desk and a site manager with a phone
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
    expect(page.locator(".page-head").get_by_text("Confirmed")).to_be_visible()
    assert "13 Feb 2025, 06:15" in page.locator("main").inner_text()

    # And a calendar program that follows the officer's visits shows it
    feed = _follow(liaison)
    assert _in_calendar(liaison, feed) == ("CONFIRMED", "2025-02-13T06:15:00-08:00")

    # When the manager opens the site that whole day, seeing first what that hits
    _open_all_day(manager, "2025-02-13")

    # Then the visit needs another time, one of those on offer is taken, and the officer agrees
    assert _in_calendar(liaison, feed)[0] == "CANCELLED"
    manager.opens(visit)
    manager.goes(manager.page.get_by_role("link", name="Propose a new time"))
    manager.page.get_by_label("Day").fill("2025-02-14")
    manager.page.get_by_label("Starts at").fill("06:15")
    manager.goes(manager.page.get_by_role("button", name="Propose to the police side"))
    liaison.opens(visit)
    liaison.goes(liaison.page.get_by_role("button", name="Confirm"))
    assert _in_calendar(liaison, feed) == ("CONFIRMED", "2025-02-14T06:15:00-08:00")

    # When it is over, and the officer comes back to say what came of it
    clock.shift(timedelta(days=10))
    page = liaison.signs_in(cast.liaison, PASSWORD).opens(visit)
    liaison.goes(page.get_by_role("link", name="It was held"))
    liaison.finds_it_accessible()
    page.get_by_label("Note").first.fill("The shift rings before it comes.")
    liaison.goes(page.get_by_role("button", name="Mark as held"))

    # Then the site side reads the note, and not whose words it holds
    page = manager.signs_in(cast.manager, PASSWORD).opens(visit)
    expect(page.locator(".page-head").get_by_text("Held")).to_be_visible()
    expect(page.get_by_text("The shift rings before it comes.")).to_be_visible()


def _follow(somebody) -> str:
    """The address of a new calendar feed."""
    page = somebody.opens("/visits/feeds/")
    somebody.goes(page.get_by_role("button", name="Make the address"))
    return page.get_by_label("Address").input_value()


def _in_calendar(somebody, feed: str) -> tuple[str, str]:
    """What a calendar program shows of the only visit, and from when."""
    with urlopen(somebody.address + urlsplit(feed).path) as read:  # noqa: S310
        (event,) = Calendar.from_ical(read.read()).walk("VEVENT")
    return str(event["STATUS"]), event.decoded("DTSTART").isoformat()


def _open_all_day(manager, day: str) -> None:
    page = manager.opens("/sites/harbour-street/hours/change/")
    rows = page.locator("#exceptions")
    rows.get_by_text("empty").click()
    rows.get_by_label("Date").first.fill(day)
    rows.get_by_label("Then the site").first.select_option("round_the_clock")
    manager.goes(page.get_by_role("button", name="Put these hours on record"))
    expect(page.get_by_role("heading", name="1 visit would need another time")).to_be_visible()
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("button", name="Put these hours on record"))


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
