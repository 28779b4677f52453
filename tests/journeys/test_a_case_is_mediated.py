"""Naloxone kits were taken: from what was logged to a promise that is kept after 90 days."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Person
from incidents import tasks
from incidents.mediation import tending
from incidents.tests import reports
from tests.cast import NOW, PASSWORD
from tests.journeys import mediation_steps as mediating
from tests.journeys.conftest import DESK, PHONE

WORDS = "Naloxone kits stay with whoever carries them."
CLEARER = "Naloxone kits stay with whoever carries them, also at night."
PROMISE = "Tell every shift at roll-call that kits stay."
ASK, ANEW = "Ask both sides to sign it", "Write it anew"
# From the second signature to after the twelfth day, wherever that ends.
THOUGHT = timedelta(days=14)
# After it counts the other side is asked again; a day more, wherever that ends.
ASKED = [THOUGHT + timedelta(days=days + 1) for days in (30, 90)]


def test_taken_kits_are_mediated_to_an_agreement_that_counts(visitor, cast, clock):
    # Given what was logged and released, and of two mediators one whose turn it is not and one who
    # spoke for the police until lately
    incident = reports.acknowledged(cast, kind="K5")
    mediating.sign_on_another(cast)
    mediator = visitor(DESK).signs_in(cast.mediator, PASSWORD)
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When the site offers, both agree, nobody challenges who is named, and all three sign the terms
    case = mediating.begin(incident, manager, liaison, mediator)
    assert case.assignments.get().mediator == cast.mediator

    # And the mediator drafts what both can agree to, and once more what one side missed
    page = mediator.opens(case.get_absolute_url())
    mediator.goes(page.get_by_role("link", name="Draft an agreement"))
    _promise(mediator)
    _draft(mediator, WORDS)
    mediator.goes(page.get_by_role("link", name=ANEW))
    _draft(mediator, CLEARER)

    # Then both read the draft and what it changed
    page = manager.opens(case.get_absolute_url())
    manager.goes(page.get_by_role("link", name="Read the agreement"))
    expect(page.locator("ins").get_by_text("also at night")).to_be_visible()
    manager.finds_it_accessible()

    # When both are asked, and sign, neither learns of the other's name before its own is there
    mediator.goes(mediator.page.get_by_role("button", name=ASK))
    mediator.finds_it_accessible()
    _sign(manager)
    expect(manager.page.get_by_text("Both sides are asked to sign")).to_be_visible()
    _sign(liaison)

    # Then both may think again
    expect(liaison.page.get_by_text("Both have signed, and may think again")).to_be_visible()
    liaison.finds_it_accessible()
    manager.opens(f"{case.get_absolute_url()}agreement/back/")
    expect(manager.page.get_by_role("button", name="Take it back for both sides")).to_be_visible()
    manager.finds_it_accessible()

    # When nobody does, it settles the case and the promise is to be kept
    with _later(THOUGHT):
        liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)
        page = liaison.opens(case.incident.get_absolute_url())
        expect(page.locator(".page-head").get_by_text("Settled")).to_be_visible()
        expect(page.locator(".terms--agreed").get_by_text(PROMISE)).to_be_visible()
        liaison.finds_it_accessible()
        liaison.goes(page.get_by_role("link", name="Say that it is done"))
        liaison.goes(page.get_by_role("button", name="It is done: ask the other side"))

        # Then whether it was is for the other side to say
        expect(page.get_by_role("link", name=re.compile("Say whether it"))).to_have_count(0)
        manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
        _says(manager, "Say whether it was kept", "Yes, it was kept")

        # When a side says how it was, nobody finds its answer in what is shown
        _says_how_it_was(liaison, case)

    # And again after 30 and after 90 days
    for passed in ASKED:
        with _later(passed):
            manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
            _says(manager, "Say whether it is still kept", "Yes, it is kept")

    # When all is said, the mediation closes by itself
    with _later(ASKED[-1]):
        liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)
        page = liaison.opens(case.get_absolute_url())
        expect(page.get_by_text("Closed: what was agreed has been followed up")).to_be_visible()
        liaison.finds_it_accessible()


@contextmanager
def _later(passed: timedelta) -> Iterator[None]:
    """So long after the journey began, when the portal has done what it does by the clock."""
    with time_machine.travel(NOW + passed, tick=True):
        tending.tend_all(by=Person.system(), at=timezone.now())
        tasks.ask_about_promises()
        yield


def _says(manager, asked: str, answer: str) -> None:
    """The other side answers about the promise, from its desk."""
    page = manager.opens("/")
    manager.goes(page.locator("main").get_by_role("link", name=asked).first)
    manager.picks(answer)
    manager.picks("We saw it ourselves")
    for viewport in (PHONE, DESK):
        manager.turns_to(viewport)
        manager.finds_it_accessible()
    manager.goes(page.get_by_role("button", name="Answer, and tell the other side"))
    expect(page.locator(".terms--agreed").get_by_text(PROMISE)).to_be_visible()


def _says_how_it_was(somebody, case) -> None:
    page = somebody.opens(case.get_absolute_url())
    somebody.goes(page.get_by_role("link", name="Say how it was"))
    for question in page.locator("fieldset:has(.choice)").all():
        somebody.presses(question.locator(".choice label").first)
    somebody.finds_it_accessible()
    somebody.goes(page.get_by_role("button", name="Send it without a name"))
    expect(page.get_by_text("Nothing is shown before there are 5 answers")).to_be_visible()


def _promise(mediator) -> None:
    row = mediator.page.locator("details", has_text="Promise 1").last
    row.get_by_label("Whose promise").select_option("police")
    row.get_by_label(re.compile("^By")).fill("2025-02-28")
    row.get_by_label("Who, by post").fill("Liaison officer, Central Division")
    row.get_by_label("Will do what").fill(PROMISE)
    mediator.picks("We agreed what each side will do")


def _draft(mediator, words: str) -> None:
    """On the page of a draft, where its promise stands already."""
    page = mediator.page
    page.get_by_label("In your words").fill(words)
    mediator.finds_it_accessible()
    mediator.goes(page.get_by_role("button", name="Draft it for both sides"))
    expect(page.locator(".terms").first.get_by_text(words)).to_be_visible()
    mediator.finds_it_accessible()


def _sign(somebody) -> None:
    page = somebody.opens("/")
    somebody.goes(page.locator("main").get_by_role("link", name="Read and sign"))
    somebody.finds_it_accessible()
    page.get_by_role("checkbox").check()
    page.get_by_label("Your password").fill(PASSWORD)
    somebody.goes(page.get_by_role("button", name="Sign the agreement"))
