"""What stands around every page, at a desk and on a phone, by day and by night."""

import pytest
from playwright.sync_api import expect

from tests import cast as the_cast
from tests.journeys.conftest import DESK, PHONE

ANYBODY = ["/gallery/", "/accounts/login/", "/accounts/password/reset/", "/no-such-page/"]


@pytest.mark.appearance
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_anybody_sees_can_be_read_by_anybody(visitor, viewport, scheme):
    somebody = visitor(viewport)
    somebody.page.emulate_media(color_scheme=scheme)
    for path in ANYBODY:
        somebody.opens(path)

        somebody.finds_it_accessible()


@pytest.mark.appearance
def test_a_page_still_fits_on_the_smallest_screen(visitor):
    somebody = visitor({"width": 320, "height": 640})
    for path in ANYBODY:
        somebody.opens(path)

        assert not somebody.must_scroll_sideways(), path


def test_the_first_key_offers_to_skip_to_the_page(visitor):
    page = visitor().opens("/accounts/login/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_is_wrong_is_said_first_and_leads_to_its_field(visitor):
    somebody = visitor(PHONE)
    page = somebody.opens("/accounts/login/")

    somebody.goes(page.locator("main button"))

    summary = page.get_by_role("alert")
    assert summary.evaluate("element => element === document.activeElement")
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "login"
    somebody.finds_it_accessible()


@pytest.mark.appearance
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_every_button_is_large_enough_for_a_thumb(visitor, viewport):
    page = visitor(viewport).opens("/gallery/")

    sizes = page.locator("button:visible, .btn:visible, .rail a:visible, .tiles .choice").all()

    assert sizes
    assert [box for one in sizes if (box := one.bounding_box())["height"] < 44] == []


def test_who_signs_in_finds_the_rail_and_the_way_out(visitor):
    cast = the_cast.build()
    somebody = visitor(PHONE).signs_in(cast.manager, the_cast.PASSWORD)
    page = somebody.opens("/accounts/password/change/")

    page.get_by_text("Account", exact=True).click()
    somebody.goes(page.get_by_role("button", name="Français"))

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    somebody.finds_it_accessible()
    page.locator(".menu > summary").click()
    somebody.goes(page.locator(".menu form[action='/accounts/logout/'] button"))
    assert somebody.opens("/accounts/password/change/").url.count("/accounts/login/") == 1
