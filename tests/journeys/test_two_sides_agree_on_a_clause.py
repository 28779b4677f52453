"""One side drafts, the other disagrees on a clause, and they find the words."""

from protocols import drafting
from tests.cast import PASSWORD
from tests.journeys.conftest import PHONE

OPEN = "#still-open"


def test_two_sides_agree_on_a_clause_and_send_the_draft(visitor, cast, clock):
    # Given a draft of the site manager, and a liaison officer who reads it
    version = drafting.start([cast.partnership], title="Entry and presence", by=cast.manager)
    address = version.get_absolute_url()
    manager = visitor().signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When the liaison asks about a clause and proposes other wording for it
    page = liaison.opens(address)
    liaison.finds_it_accessible()
    assert page.locator(OPEN).count() == 0
    liaison.goes(page.get_by_role("link", name="Comment on clause 2 or propose"))
    liaison.finds_it_accessible()
    liaison.types(page.get_by_label("Your comment"), "Does this include the staff?")
    liaison.goes(page.get_by_role("button", name="Write it for both sides"))
    liaison.goes(page.get_by_role("link", name="Propose other wording"))
    liaison.finds_it_accessible()
    liaison.types(page.get_by_label("Text (English)"), "Both sides keep people alive.")
    liaison.goes(page.get_by_role("button", name="Propose it to the other side"))
    liaison.finds_it_accessible()
    assert page.get_by_text("You propose other wording").is_visible()

    # Then the manager finds it on the desk, and the draft cannot be sent yet
    page = manager.opens("/")
    row = page.get_by_text("Entry and presence, version 1: a clause waits for an answer")
    assert row.first.is_visible()
    manager.goes(page.get_by_role("link", name="Read and answer"))
    manager.finds_it_accessible()
    assert page.locator("ins", has_text="Both sides").first.is_visible()
    page = manager.opens(address)
    manager.finds_it_accessible()
    assert page.locator(OPEN).get_by_text("the police side proposes other wording").is_visible()
    assert page.get_by_role("button", name="Send for signature").is_disabled()

    # And the manager answers with a change
    manager.goes(page.locator(OPEN).get_by_role("link", name="Clause 2").first)
    manager.goes(page.get_by_role("link", name="Change it, and propose that"))
    words = "Both sides keep people alive and safe."
    manager.types(page.get_by_label("Text (English)"), words)
    manager.goes(page.get_by_role("button", name="Propose it to the other side"))
    manager.finds_it_accessible()

    # And the liaison accepts it, and marks the question as resolved
    page = liaison.opens(address)
    liaison.goes(page.get_by_role("link", name="Answer on clause 2"))
    liaison.goes(page.get_by_role("button", name="Accept: the clause says this"))
    assert page.get_by_text("Accepted. The clause says it now").is_visible()
    assert page.locator(".discussion__text").get_by_text(words).is_visible()
    liaison.goes(page.get_by_role("button", name="Mark as resolved"))
    liaison.finds_it_accessible()

    # And nothing is open any more, and the draft is sent
    page = manager.opens(address)
    assert page.locator(OPEN).count() == 0
    manager.goes(page.get_by_role("link", name="Send for signature"))
    manager.goes(page.get_by_role("button", name="Send for signature"))
    manager.finds_it_accessible()
    assert page.get_by_text("Awaiting signatures").first.is_visible()

    # And what was said stays to be read
    manager.goes(page.get_by_role("link", name="3 remarks on clause 2"))
    manager.finds_it_accessible()
    assert page.get_by_text("Does this include the staff?").is_visible()
    assert page.get_by_label("Your comment").count() == 0
