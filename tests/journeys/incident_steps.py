"""Steps of an incident that several journeys take."""

import re


def release(manager, words: str) -> None:
    """From the desk, in these words, which give nobody away."""
    page = manager.opens("/")
    manager.finds_it_accessible()
    manager.goes(page.locator("main").get_by_role("link", name="Decide"))
    manager.finds_it_accessible()
    page.get_by_label("In these words").fill(words)
    manager.picks("No")
    manager.goes(page.get_by_role("button", name="See what they will see"))
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("button", name="Release to the police side"))
    page.get_by_text("Released to the other side").first.wait_for()


def propose_to_settle(liaison, incident: str, *, words: str, promise: str, by: str) -> None:
    """On the page of the incident: how it ends, and what the police side promises by that day."""
    page = liaison.page
    liaison.goes(page.get_by_role("link", name="Propose a settlement").first)
    liaison.finds_it_accessible()
    liaison.picks("We agreed what each side will do")
    page.get_by_label("In your words").fill(words)
    row = page.locator("details", has_text="Promise 1").last
    if row.get_attribute("open") is None:
        row.locator("summary").click()
    row.get_by_label("Whose promise").select_option("police")
    row.get_by_label(re.compile("^By")).fill(by)
    row.get_by_label("Who, by post").fill("Liaison officer, Central Division")
    row.get_by_label("Will do what").fill(promise)
    page.get_by_role("button", name="Propose to the other side").click()
    page.wait_for_url(incident)
    page.get_by_text("Proposed settlement").first.wait_for()
