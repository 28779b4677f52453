"""An officer scans a door card, loses the network, and is answered all the same."""

import threading
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from liaison import division_links, door_links, site_links
from protocols import door, drafting, suspending
from protocols.tests.conftest import BEGUN, agree
from tests.cast import NOW, PASSWORD
from tests.journeys import steps
from tests.journeys.conftest import DESK, PHONE


@pytest.fixture
def card(cast):
    """A door link of a site with a version in force."""
    version = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=BEGUN)
    agree(version, cast)
    link = door_links.issue(cast.site, label="Front door", by=cast.manager)
    return version, link, f"/door/{link.words()}/"


@pytest.fixture
def officer(visitor):
    """On a phone whose clock the test moves."""
    somebody = visitor(PHONE)
    somebody.page.clock.install(time=NOW)
    return somebody


def _state(officer) -> str:
    return officer.page.locator(".state:visible").inner_text()


def test_the_card_answers_without_a_network_as_time_passes(card, officer, clock):
    # Given an officer who has scanned the card once, at ten in the morning
    _version, _link, address = card
    steps.scan(officer, address)
    officer.finds_it_accessible()

    # When the network is gone
    officer.context.set_offline(True)
    officer.opens(address)

    # Then the same page opens, says that it is a copy, and answers in two taps
    officer.finds_it_accessible()
    assert "Operating until Wed 5 Feb 2025, 03:00 (Vancouver)" in _state(officer)
    expect(officer.page.get_by_text("Shown without a network")).to_be_visible()
    assert steps.tap(officer, "Booked visit") == "Outside operating hours"
    officer.goes(officer.page.locator("a.back:visible", has_text="Back to the start"))
    assert steps.tap(officer, "Something else", "Routine patrol, a look inside, warming up") == (
        "Do not enter"
    )
    assert officer.page.locator(".clause:visible", has_text="Clause 11").count() == 1

    # And in the other language
    officer.opens(f"{address}?c=C13&lang=fr")
    assert officer.page.locator("html").get_attribute("lang") == "fr"
    assert "Restez dehors." in officer.page.locator(".answer:visible").inner_text()

    # And when the site closes, the page that is open says what holds then
    officer.opens(f"{address}?c=C14")
    assert officer.page.locator(".words:visible").inner_text() == "Outside operating hours"
    officer.page.clock.run_for(timedelta(hours=18).total_seconds() * 1000)
    assert "Outside operating hours until Wed 5 Feb 2025, 09:00" in _state(officer)
    assert officer.page.locator(".words:visible").inner_text() == "Ask first"

    # And after more than a day it warns, and still answers
    officer.page.clock.fast_forward(timedelta(hours=10).total_seconds() * 1000)
    officer.opens(f"{address}?c=C14")
    expect(officer.page.get_by_text("More than a day old")).to_be_visible()
    assert officer.page.locator(".words:visible").inner_text() == "Outside operating hours"
    officer.finds_it_accessible()

    # And after fourteen days it is grey, and the floor answers
    officer.page.clock.fast_forward(timedelta(days=14).total_seconds() * 1000)
    officer.opens(address)
    officer.finds_it_accessible()
    expect(officer.page.get_by_text("This copy is too old").first).to_be_visible()
    assert _state(officer) == "Too old to be trusted"
    expect(officer.page.get_by_text("in force with").first).not_to_be_visible()
    assert steps.tap(officer, "Booked visit") == "Do not enter"
    officer.opens(f"{address}?threat=1")
    assert officer.page.locator(".words:visible").inner_text() == "Enter now"


def test_what_happened_meanwhile_is_seen_after_reconnecting(card, officer, cast, clock):
    # Given an officer without a network, and a protocol that is suspended meanwhile
    version, link, address = card
    steps.scan(officer, address)
    officer.context.set_offline(True)
    suspending.suspend(
        version, cast.partnership, clause=None, days=3, reason="A reason.", by=cast.manager
    )
    officer.opens(address)
    expect(officer.page.get_by_text("The protocol is suspended").first).not_to_be_visible()

    # When the network is back, then the open page says so by itself
    with officer.page.expect_navigation():
        officer.context.set_offline(False)
    expect(officer.page.get_by_text("The protocol is suspended").first).to_be_visible()
    officer.finds_it_accessible()

    # And the copy says so too, first of all
    officer.page.wait_for_timeout(1000)
    steps.has_kept(officer, 2)
    officer.context.set_offline(True)
    officer.opens(address)
    expect(officer.page.get_by_text("The protocol is suspended").first).to_be_visible()
    assert steps.tap(officer, "Booked visit") == "Do not enter"

    # And a link that is revoked says so, and leaves nothing on the phone
    site_links.revoke(link, by=cast.manager)
    with officer.page.expect_navigation():
        officer.context.set_offline(False)
    expect(officer.page.get_by_role("heading", name="no longer valid")).to_be_visible()
    officer.finds_it_accessible()
    steps.has_kept(officer, 0)
    officer.context.set_offline(True)
    with pytest.raises(Exception, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        officer.opens(address)


def _keeps(officer) -> set[str]:
    """The cards of which the phone holds a copy, by their address."""
    paths = officer.page.evaluate(
        'caches.open("door-cards").then((cache) => cache.keys()).then((all) =>'
        " all.map((one) => new URL(one.url).pathname))"
    )
    return {path.removesuffix("whole/") for path in paths if path.endswith("/whole/")}


@pytest.mark.parametrize("page", ["print/", "briefing/", ""])
def test_any_page_of_a_revoked_link_drops_what_the_phone_kept(card, officer, cast, clock, page):
    # Given an officer with a copy of the card
    _version, link, address = card
    steps.scan(officer, address)

    # When the link is revoked, and any of its pages is opened with a network
    site_links.revoke(link, by=cast.manager)
    officer.opens(f"{address}{page}")

    # Then the phone keeps nothing of it, and says so
    steps.has_kept(officer, 0)
    officer.opens(address)
    expect(officer.page.get_by_role("heading", name="no longer valid")).to_be_visible()


def test_opening_another_card_drops_the_one_that_was_revoked(card, officer, cast, clock):
    # Given an officer with copies of two cards, one of which is revoked
    _version, link, address = card
    other = f"/door/{door_links.issue(cast.site, label='Lane', by=cast.manager).words()}/"
    steps.scan(officer, address)
    officer.opens(other)
    steps.has_kept(officer, 4)
    site_links.revoke(link, by=cast.manager)

    # When the other one is opened once more
    officer.opens(other)

    # Then the phone keeps that one alone
    steps.has_kept(officer, 2)
    assert _keeps(officer) == {other}


def test_an_answer_that_comes_too_late_still_takes_the_copy_away(
    card, officer, cast, clock, monkeypatch
):
    # Given a copy of a card that is revoked, and a server that takes its time
    _version, link, address = card
    steps.scan(officer, address)
    site_links.revoke(link, by=cast.manager)
    answers, asked = threading.Event(), door.card

    def slowly(*args, **kwargs):
        answers.wait(timeout=30)
        return asked(*args, **kwargs)

    monkeypatch.setattr(door, "card", slowly)

    # When the card is opened, then the copy answers first
    officer.opens(address)
    expect(officer.page.get_by_text("Shown without a network")).to_be_visible()

    # And gives way when the answer is there
    answers.set()
    officer.page.get_by_role("heading", name="no longer valid").wait_for()
    steps.has_kept(officer, 0)


def test_signing_out_leaves_the_card_on_the_phone(card, visitor, cast, clock):
    # Given a liaison officer who has opened the card in the browser they sign in with
    _version, _link, address = card
    liaison = visitor(DESK)
    liaison.page.clock.install(time=NOW)
    steps.scan(liaison, address)
    liaison.signs_in(cast.liaison, PASSWORD)

    # When they sign out
    liaison.opens("/accounts/logout/")
    liaison.page.locator("main button[type=submit]").first.click()
    liaison.page.wait_for_url(f"{liaison.address}/**")

    # Then the card still answers without a network
    liaison.context.set_offline(True)
    liaison.opens(f"{address}?c=C01")
    assert liaison.page.locator(".words:visible").inner_text() == "Enter now"


def test_what_is_tapped_at_the_door_reaches_the_liaison(card, officer, visitor, cast, clock):
    # Given an officer at the door
    version, _link, address = card
    steps.scan(officer, f"{address}?c=C13")

    # When they tap that they waited, and that the answer was unclear
    officer.goes(officer.page.get_by_role("button", name="We waited at the door"))
    officer.finds_it_accessible()
    assert "not who" in officer.page.locator(".said:visible").inner_text()
    assert "said=" not in officer.page.url
    officer.goes(officer.page.get_by_role("button", name="This was unclear"))
    assert officer.page.locator(".words").inner_text() == "Do not enter"

    # And without a network a tap says that nothing was told
    officer.context.set_offline(True)
    officer.presses(officer.page.get_by_role("button", name="We went in"))
    expect(officer.page.get_by_text("No network: nothing was told")).to_be_visible()

    # Then the liaison officer finds the note on the desk, and logs an incident from it
    liaison = visitor(DESK).signs_in(cast.liaison, PASSWORD)
    liaison.goes(liaison.page.get_by_role("link", name="Read it"))
    liaison.finds_it_accessible()
    assert liaison.page.locator("main li").count() == 1
    liaison.goes(liaison.page.get_by_role("link", name="Log an incident from it"))
    liaison.finds_it_accessible()

    # And the manager sees how often the clause was unclear, and nothing of the note
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    page = manager.opens(version.get_absolute_url())
    expect(page.get_by_text("Found unclear at the door once")).to_be_visible()
    assert manager.page.goto("/door-notes/").status == 404


def test_a_division_has_all_its_cards_behind_one_link(card, officer, cast, clock):
    # Given the link of a division, opened once
    address = f"/door/{division_links.issue(cast.division, by=cast.liaison).words()}/"
    officer.opens(address)
    officer.finds_it_accessible()
    officer.page.evaluate(steps.WORKS)
    steps.has_kept(officer, 3)

    # When the network is gone, then the list opens, and the card that was never opened
    officer.context.set_offline(True)
    officer.opens(address)
    officer.goes(officer.page.get_by_role("link", name=cast.site.name))
    assert steps.tap(officer, "Booked visit") == "Outside operating hours"


def test_a_copy_opened_before_anybody_can_be_reached_asks_once_more(card, officer, cast, clock):
    # Given the list of a division, opened from its copy just before the network is back
    link = division_links.issue(cast.division, by=cast.liaison)
    listed = f"/door/{link.words()}/"
    officer.opens(listed)
    steps.has_kept(officer, 3)
    officer.page.add_init_script("ononline = (event) => event.stopImmediatePropagation()")
    officer.context.set_offline(True)
    officer.opens(listed)

    # When its link was revoked, and nothing tells the page that there is a network again
    division_links.revoke(link, by=cast.liaison)
    officer.context.set_offline(False)

    # Then the phone finds it out by itself
    expect(officer.page.get_by_role("heading", name="no longer valid")).to_be_visible()
    steps.has_kept(officer, 0)


@pytest.mark.parametrize("opened", ["the list", "a card of it", "the list, from the copy"])
def test_a_revoked_link_of_a_division_takes_all_of_its_cards_away(
    card, officer, cast, clock, opened
):
    # Given an officer with the copies of a division, and those of a card of its own link
    _version, _link, own = card
    link = division_links.issue(cast.division, by=cast.liaison)
    token = link.words()
    listed, of_site = f"/door/{token}/", f"/door/{token}.{cast.site.slug}/"
    steps.scan(officer, own)
    officer.opens(listed)
    steps.has_kept(officer, 5)
    assert _keeps(officer) == {own, listed, of_site}

    # When the link is revoked, and the list or any card of it is opened with a network
    if opened == "the list, from the copy":
        officer.context.set_offline(True)
        officer.opens(listed)
    division_links.revoke(link, by=cast.liaison)
    if opened == "the list, from the copy":
        with officer.page.expect_navigation():
            officer.context.set_offline(False)
    else:
        officer.opens(listed if opened == "the list" else of_site)

    # Then all of its copies are gone, and the other card stays
    expect(officer.page.get_by_role("heading", name="no longer valid")).to_be_visible()
    steps.has_kept(officer, 2)
    assert _keeps(officer) == {own}
