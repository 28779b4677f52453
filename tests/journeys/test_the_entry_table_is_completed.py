"""Both sides edit the entry table of a draft until it is complete."""

from playwright.sync_api import expect

from protocols import drafting
from tests.cast import NOW, PASSWORD
from tests.journeys import steps
from tests.journeys.conftest import PHONE


def test_both_sides_complete_the_entry_table_of_a_draft(visitor, cast, clock):
    # Given a draft that both sides write on
    draft = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=NOW)
    address = draft.get_absolute_url()
    manager = visitor().signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When the liaison does not agree with two of its answers yet
    page = liaison.opens(f"{address}entry/")
    steps.tick_answers(page, "Operating hours", "C13", "C16")
    liaison.goes(page.get_by_role("button", name="Leave open"))
    liaison.finds_it_accessible()

    # Then the manager sees both, and cannot send the draft
    page = manager.opens(address)
    manager.finds_it_accessible()
    expect(page.get_by_text("2 things in the entry table")).to_be_visible()
    expect(page.get_by_text("First the entry table must be complete.")).to_be_visible()

    # When the manager puts a booked visit off to closed hours, and says no when they come
    page = manager.opens(f"{address}entry/C14/non_operational/")
    manager.finds_it_accessible()
    manager.picks("Do not enter")
    manager.goes(page.get_by_role("button", name="Save the answer"))

    # Then the table says that this cannot be followed, and one press goes back
    page.get_by_text("3 things in the entry table").wait_for()
    expect(page.locator("#entry-C14 .entry__fault")).to_be_visible()
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("link", name="Change C14, Outside operating hours"))
    manager.goes(page.get_by_role("button", name="Go back to “Ask first” (Default)"))
    page.get_by_text("2 things in the entry table").wait_for()

    # When the manager gives one answer to the two that were left open
    steps.tick_answers(page, "Operating hours", "C13", "C16")
    steps.give_one_answer(
        manager, "Keep clear", en="Park by the library.", fr="Stationnez près de la bibliothèque."
    )

    # Then the table is complete, both answers are their own, and the draft goes out
    page.get_by_text("The table is complete").wait_for()
    assert page.locator(".sheet__own").count() == 2
    manager.goes(page.get_by_role("link", name="Back to the draft"))
    steps.send_for_signature(manager)
