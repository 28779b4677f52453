"""The site's manager changes the hours, without a script; the police side reads them."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from liaison import timekeeping
from tests import cast as the_cast
from tests.journeys.conftest import DESK, PHONE


def holds(somebody):
    """Held against the rules at full height: what the phone's own bar covers can be scrolled to."""
    size = somebody.page.viewport_size
    height = somebody.page.evaluate("document.documentElement.scrollHeight")
    somebody.page.set_viewport_size({"width": size["width"], "height": height + 100})
    somebody.finds_it_accessible()
    somebody.page.set_viewport_size(size)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_second_opening_is_added_and_the_police_side_reads_it(visitor, viewport):
    cast = the_cast.build()
    address = reverse("liaison:hours_show", args=[cast.site.slug])

    # Given the manager at the hours of the site
    manager = visitor(viewport).signs_in(cast.manager, the_cast.PASSWORD)
    page = manager.opens(address)
    holds(manager)
    manager.goes(page.get_by_role("link", name="Change the hours"))
    holds(manager)

    # When the day is split in two, with a row more than there was room for
    weekly = page.locator("#hours")
    weekly.get_by_label("Closes").nth(0).fill("12:00")
    weekly.get_by_role("button", name="Add a row").click()
    weekly = page.locator("#hours")
    assert weekly.get_by_label("Closes").nth(0).input_value() == "12:00"
    assert page.evaluate("document.activeElement.name") == "hours-2-weekday"
    weekly.get_by_label("On", exact=True).nth(1).select_option("Every day")
    weekly.get_by_label("Opens").nth(1).fill("11:00")
    weekly.get_by_label("Closes").nth(1).fill("25:00")
    manager.goes(page.get_by_role("button", name="Put these hours on record"))

    # Then what is wrong is said, leads to its field, and is put right
    summary = page.get_by_role("alert")
    holds(manager)
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "hours-1-closes"
    weekly = page.locator("#hours")
    weekly.get_by_label("Opens").nth(1).fill("14:00")
    weekly.get_by_label("Closes").nth(1).fill("18:00")

    # And it is looked at before it is on record
    manager.goes(page.get_by_role("button", name="Look at it first"))
    expect(page.get_by_role("heading", name="0 visits would need another time")).to_be_visible()
    holds(manager)
    page.get_by_role("button", name="Put these hours on record").click()
    page.wait_for_url(f"**{address}*")
    assert len(timekeeping.hours_known(cast.site).schedule["hours"]) == 14

    # And the police side reads it
    liaison = visitor(viewport).signs_in(cast.liaison, the_cast.PASSWORD)
    page = liaison.opens(address)
    expect(page.locator("dd", has_text="14:00–18:00")).to_be_visible()
    page.get_by_text("The same as a table").click()
    holds(liaison)
