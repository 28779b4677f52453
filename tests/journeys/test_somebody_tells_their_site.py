"""Somebody who uses a site tells it what happened, by ticks alone, and asks what became of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from incidents.telling.views.unseen import EXITS
from liaison import site_links
from liaison.models import TellLink
from protocols import drafting
from protocols.tests import conftest as versions
from tests.cast import NOW, PASSWORD
from tests.journeys.conftest import DESK, PHONE

DAY = timedelta(days=1)


@pytest.fixture
def poster(cast):
    """What the code of a poster in the waiting room leads to, at a site with a protocol."""
    draft = drafting.start(
        [cast.partnership], title="Entry and presence", by=cast.manager, at=versions.BEGUN
    )
    versions.agree(draft, cast)
    link = site_links.issue(TellLink, cast.site, "Waiting room", by=cast.manager, at=NOW)
    return site_links.path(link)


def test_it_is_told_by_ticks_taken_up_and_asked_about(visitor, clock, poster, cast):
    # Given somebody with a phone
    somebody = visitor(PHONE)
    asked: list[str] = []
    somebody.page.on("request", lambda request: asked.append(request.url))

    # When they scan the poster, tick three pictures and send
    page = somebody.opens(poster)
    somebody.finds_it_accessible()
    assert "They do not come in." in page.locator("#agreed-heading ~ dl").inner_text()
    somebody.interactions = 0
    somebody.picks("Police stood or parked outside")
    somebody.picks("In the street outside")
    somebody.picks("This site may raise it with the police")
    somebody.goes(page.get_by_role("button", name="Send it"))

    # Then they are shown six words, and nothing of it was sent or left elsewhere
    somebody.finds_it_accessible()
    words = page.locator(".slip li").all_inner_texts()
    assert len(words) == 6
    assert somebody.interactions == 4
    assert not somebody.context.cookies()
    assert {url.split("/")[2] for url in asked} == {somebody.address.split("/")[2]}

    # And the manager sees nothing of it that day
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    manager.opens("/incidents/told/")
    manager.finds_it_accessible()
    expect(manager.page.get_by_text("Nothing has been told yet")).to_be_visible()

    with time_machine.travel(NOW + DAY, tick=True):
        # When the manager finds it on their desk the day after, and logs it in their own words
        page = manager.signs_in(cast.manager, PASSWORD).page
        manager.goes(page.locator("main").get_by_role("link", name="Read it"))
        manager.finds_it_accessible()
        manager.goes(page.locator("main .rows a").first)
        manager.finds_it_accessible()
        manager.goes(page.locator("main").get_by_role("link", name="Log an incident"))
        page.get_by_label("When, by the site's clock").fill("2025-02-04T09:00")
        page.get_by_label("What happened").fill("A patrol was parked in front for a while.")
        manager.goes(page.get_by_role("button", name="Log it for my side"))
        expect(page.get_by_text("Only your own side can read it.")).to_be_visible()

        # Then whoever holds the slip reads that it was taken up, and by nobody's name
        page = somebody.opens("/tell/status/")
        somebody.finds_it_accessible()
        page.get_by_label("Your six words").fill(" ".join(words).upper())
        somebody.goes(page.get_by_role("button", name="Ask"))
        somebody.finds_it_accessible()
        expect(page.get_by_text("to raise it without details")).to_be_visible()
        assert cast.manager.name not in page.content()


def test_one_leaves_in_a_moment_and_no_way_leads_back(visitor, clock, poster):
    somebody = visitor(PHONE)
    somebody.page.route(f"{EXITS['en']}**", lambda route: route.fulfill(body="Elsewhere"))
    page = somebody.opens(poster)

    page.get_by_role("link", name="Ask what became of it").click()
    page.get_by_label("Your six words").fill("acorn")
    # There once the script runs, which listens to the keys.
    page.get_by_role("button", name="Read aloud").wait_for()
    for _time in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(EXITS["en"])
    page.go_back()

    assert page.url == "about:blank"
    page = somebody.opens(poster)
    page.get_by_role("button", name="Read aloud").click()
    page.get_by_role("button", name="Stop reading").click()
    page.get_by_role("link", name=re.compile("^Leave this page")).click()
    page.wait_for_url(EXITS["en"])
    page.go_back()
    assert page.url == "about:blank"


def test_in_french_without_a_script(browser, live_server, transactional_db, clock, poster):
    # Given an old phone that speaks French and runs no scripts
    context = browser.new_context(
        viewport=PHONE, base_url=live_server.url, locale="fr-CA", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(poster)
    assert page.get_by_role("link", name="Quitter cette page").get_attribute("href") == EXITS["fr"]
    expect(page.get_by_role("button", name="Écouter")).not_to_be_visible()

    # When somebody ticks, writes more than a name's worth, and sends it all the same
    page.locator("label", has_text="Quelqu’un a été fouillé").click()
    page.get_by_label("Quelque chose à ajouter").fill("Appelez-moi au 604-555-0123.")
    page.get_by_role("button", name="Envoyer").click()
    assert page.locator("mark").inner_text() == "604-555-0123"
    page.get_by_label("L’envoyer tel quel").check()
    page.get_by_role("button", name="Envoyer").click()

    # Then the slip is in French, and found again without its accents
    words = " ".join(page.locator(".slip li").all_inner_texts())
    page.goto("/tell/status/")
    plain = words.translate(str.maketrans("éèêëàâîïôûç", "eeeeaaiiouc"))
    page.get_by_label("Vos six mots").fill(plain)
    page.get_by_role("button", name="Demander").click()
    expect(page.get_by_role("heading", name="C’est arrivé")).to_be_visible()
    assert not context.cookies()
    context.close()
