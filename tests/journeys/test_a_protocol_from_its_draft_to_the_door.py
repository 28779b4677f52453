"""A protocol is drafted, disputed, agreed, signed, scanned at the door, and suspended there."""

from playwright.sync_api import expect

from audit import ledger
from audit.models import Entry
from protocols.models import Version
from tests.cast import NOW, PASSWORD
from tests.journeys import steps
from tests.journeys.conftest import PHONE

TITLE = "Entry and presence"
AGREED = "Both sides keep people alive and safe."
WHAT = ["Something else", "Routine patrol, a look inside, warming up"]
WHY = "The back gate cannot be closed."


def test_a_protocol_goes_from_its_draft_to_the_door(visitor, cast, clock):
    # Given a site manager at a desk, a liaison officer and a police leader with their phones
    manager = visitor().signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)
    chief = visitor(PHONE).signs_in(cast.police_leader, PASSWORD)

    # When the manager drafts, and the two sides disagree on a clause and find the words
    draft = steps.begin_a_draft(manager, TITLE)
    _disagree(liaison, draft)
    _answer_with_a_change(manager, draft)
    _accept(liaison, draft)

    # And they complete the table
    _leave_an_answer_open(liaison, draft)
    _complete_the_table(manager, draft)

    # And the manager sends it, and both sides sign
    steps.send_for_signature(manager)
    _sign_with_a_wrong_password_first(manager, draft, cast)
    steps.sign_from_the_desk(chief)
    chief.page.locator(".page-head").get_by_text("In force").wait_for()

    # Then the square of the poster leads an officer without an account to the card
    officer = visitor(PHONE)
    officer.page.clock.install(time=NOW)
    card = steps.hang_up_a_card(manager, cast.site)
    steps.scan(officer, card)
    officer.finds_it_accessible()

    # And without a network it answers as the two sides agreed, as it does at once about a life
    officer.context.set_offline(True)
    officer.opens(card)
    officer.finds_it_accessible()
    expect(officer.page.get_by_text("Shown without a network")).to_be_visible()
    assert steps.tap(officer, *WHAT) == "Keep clear"
    answer = officer.page.locator(".answer:visible").inner_text()
    assert "Park behind the library." in answer
    assert "By version 1" in answer
    officer.goes(officer.page.locator("a.back:visible", has_text="Back to the start"))
    assert steps.tap(officer, "Somebody may die") == "Enter now"

    # When the manager suspends the protocol, then the card does not know until the network is back
    officer.opens(card)
    steps.suspend(manager, draft, "The whole protocol", WHY)
    suspended = officer.page.get_by_text("The protocol is suspended").first
    expect(suspended).not_to_be_visible()
    with officer.page.expect_navigation():
        officer.context.set_offline(False)
    expect(suspended).to_be_visible()
    officer.finds_it_accessible()
    assert steps.tap(officer, *WHAT) == "Do not enter"

    # And the version tells how it went, and the ledger the whole story without a word of it
    _tells_how_it_went(liaison, draft)
    _tells_the_whole_story(cast)


def _disagree(liaison, draft: str) -> None:
    page = liaison.opens(draft)
    assert page.locator(steps.OPEN_POINTS).count() == 0
    liaison.goes(page.get_by_role("link", name="Comment on clause 2 or propose"))
    liaison.finds_it_accessible()
    liaison.types(page.get_by_label("Your comment"), "Does this include the staff?")
    liaison.goes(page.get_by_role("button", name="Write it for both sides"))
    liaison.goes(page.get_by_role("link", name="Propose other wording"))
    liaison.finds_it_accessible()
    steps.propose_wording(liaison, "Both sides keep people alive.")
    expect(page.get_by_text("You propose other wording")).to_be_visible()


def _answer_with_a_change(manager, draft: str) -> None:
    """The manager finds it on the desk, cannot send the draft yet, and proposes other words."""
    page = manager.opens("/")
    waits = page.get_by_text(f"{TITLE}, version 1: a clause waits for an answer")
    expect(waits.first).to_be_visible()
    manager.goes(page.get_by_role("link", name="Read and answer"))
    manager.finds_it_accessible()
    expect(page.locator("ins", has_text="Both sides").first).to_be_visible()
    page = manager.opens(draft)
    manager.finds_it_accessible()
    open_points = page.locator(steps.OPEN_POINTS)
    expect(open_points.get_by_text("the police side proposes other wording")).to_be_visible()
    assert page.get_by_role("button", name="Send for signature").is_disabled()
    manager.goes(open_points.get_by_role("link", name="Clause 2").first)
    manager.goes(page.get_by_role("link", name="Change it, and propose that"))
    steps.propose_wording(manager, AGREED)


def _accept(liaison, draft: str) -> None:
    page = liaison.opens(draft)
    liaison.goes(page.get_by_role("link", name="Answer on clause 2"))
    liaison.goes(page.get_by_role("button", name="Accept: the clause says this"))
    expect(page.get_by_text("Accepted. The clause says it now")).to_be_visible()
    expect(page.locator(".discussion__text").get_by_text(AGREED)).to_be_visible()
    liaison.goes(page.get_by_role("button", name="Mark as resolved"))
    liaison.finds_it_accessible()
    assert liaison.opens(draft).locator(steps.OPEN_POINTS).count() == 0


def _leave_an_answer_open(liaison, draft: str) -> None:
    page = liaison.opens(f"{draft}entry/")
    steps.tick_answers(page, "Operating hours", "C13")
    liaison.goes(page.get_by_role("button", name="Leave open"))


def _complete_the_table(manager, draft: str) -> None:
    """The draft cannot be sent before the answer that was left open is given."""
    page = manager.opens(draft)
    expect(page.get_by_text("First the entry table must be complete.")).to_be_visible()
    page = manager.opens(f"{draft}entry/")
    steps.tick_answers(page, "Operating hours", "C13")
    steps.give_one_answer(
        manager,
        "Keep clear",
        en="Park behind the library.",
        fr="Stationnez derrière la bibliothèque.",
    )
    page.get_by_text("The table is complete").wait_for()
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("link", name="Back to the draft"))


def _sign_with_a_wrong_password_first(manager, version: str, cast) -> None:
    page = manager.opens(version)
    # What the two sides said stays to be read.
    manager.goes(page.get_by_role("link", name="3 remarks on clause 2"))
    manager.finds_it_accessible()
    expect(page.get_by_text("Does this include the staff?")).to_be_visible()
    assert page.get_by_label("Your comment").count() == 0
    manager.opens(version)
    manager.goes(page.get_by_role("link", name="Read and sign"))
    steps.sign(manager, "not the password")
    manager.finds_it_accessible()
    expect(page.locator(".summary").get_by_text("password")).to_be_visible()
    page = manager.opens(version)
    assert page.locator(".slots strong").count() == 0
    assert page.locator(".slots").get_by_text("Waits for").count() == 2
    manager.goes(page.get_by_role("link", name="Read and sign"))
    steps.sign(manager)
    page.locator(".slots strong", has_text=cast.manager.name).wait_for()


def _tells_how_it_went(somebody, version: str) -> None:
    page = somebody.opens(version)
    somebody.finds_it_accessible()
    told = page.locator("#story + .timeline .timeline__title").all_inner_texts()
    assert told == [
        "Draft begun",
        "Sent for signature",
        "Signed",
        "Signed",
        "Signed by both sides",
        "Suspended",
    ]
    assert WHY in page.locator("#story + .timeline").inner_text()


def _tells_the_whole_story(cast) -> None:
    """Who did what, in this order, under unbroken hashes."""
    entries = [entry.body.read() for entry in Entry.objects.of(cast.partnership.chain)]
    did = [(one["verb"].removeprefix("protocols."), one["by"]) for one in entries]
    manager, liaison = str(cast.manager.pk), str(cast.liaison.pk)
    assert did == [
        ("begun", manager),
        ("clause_commented", liaison),
        ("wording_proposed", liaison),
        ("proposal_countered", manager),
        ("clause_reworded", liaison),
        ("proposal_accepted", liaison),
        ("comment_resolved", liaison),
        ("answer_left_open", liaison),
        ("answered", manager),
        ("sent", manager),
        ("signed", manager),
        ("signed", str(cast.police_leader.pk)),
        ("agreed", str(cast.police_leader.pk)),
        ("suspended", manager),
    ]
    assert ledger.verify(cast.partnership.chain)
    signed = Version.objects.get()
    assert entries[-2]["facts"]["digest"] == signed.digest
    assert not [one for one in entries if any(said in str(one) for said in (AGREED, WHY, TITLE))]
