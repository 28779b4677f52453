"""Tired, on a phone, in one's own words: the log form finds the kind, asks no more than it must,
and stands still."""

from playwright.sync_api import expect

from incidents import kind_search, kind_words
from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE

MOVED = """
new PerformanceObserver((list) => {
  window.moved = (window.moved ?? 0) +
    list.getEntries().filter((one) => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0);
}).observe({type: "layout-shift", buffered: true})
"""
MOST_INTERACTIONS = 12


def test_a_word_finds_the_kind_and_the_form_asks_for_what_goes_with_it(visitor, cast, clock):
    # Given somebody on shift who has the log form before them
    staff = visitor(PHONE).signs_in(cast.staff, PASSWORD)
    page = staff.opens("/incidents/new/")
    page.evaluate(MOVED)
    staff.interactions = 0
    search = page.get_by_label("Find it by a word")

    # When they type a word of their own, in either language
    search.fill("voiture")
    kinds = page.locator(".picker .choice:visible")
    assert kinds.all_inner_texts() == ["Police vehicle stopped or parked in front\nMinor"]
    # And the page finds what the portal does, the best first
    for typed in ("stopped someone", "came in without asking", "suivie", "Took photos", "the"):
        search.fill(typed)
        shown = [kind.get_by_role("radio").get_attribute("value") for kind in kinds.all()]
        wanted = kind_search.found(typed, kind_words.searched())
        assert (shown[0], set(shown)) == (wanted[0], set(wanted)), typed
    search.fill("zebra")
    expect(page.get_by_text("Nothing fits.")).to_be_visible()
    staff.finds_it_accessible()

    # And choose, from the keyboard
    staff.types(search, "came in")
    search.press("Enter")
    assert page.get_by_label("Entry in operating hours, other than agreed").is_checked()

    # Then they are asked why officers came, and of a good encounter they would not be
    staff.presses(page.get_by_text("Officers, people, how long"))
    why = page.get_by_label("Why officers said they came")
    expect(why).to_be_visible()

    # And whether a life was at stake and which paper was shown, unless why they came says it
    threat = page.get_by_label("Might somebody have died or been badly hurt")
    paper = page.get_by_label("Which paper or power officers showed")
    expect(threat).to_be_visible()
    why.select_option("C07")
    expect(paper).to_be_hidden()
    why.select_option("C13")
    expect(paper).to_be_visible()
    staff.finds_it_accessible()
    search.press("Escape")
    staff.presses(page.get_by_text("Something that went well"))
    staff.picks("Discretion was used")
    assert why.is_hidden()
    assert page.get_by_label("What they wore").is_hidden()
    assert threat.is_hidden()

    # And a way to the complaint body stands where they ask for it
    staff.picks("Police vehicle stopped or parked in front")
    staff.presses(page.get_by_text("What came of it, and what you would like"))
    body = page.locator("[data-when=wish]")
    assert body.is_hidden()
    assert threat.is_hidden()
    staff.picks("To know how to make a formal complaint")
    assert "Police Complaint Commissioner" in body.inner_text()
    staff.finds_it_accessible()

    # And it is logged, within few presses, and nothing moved by itself
    staff.picks("In front of the site")
    staff.types(page.get_by_label("What happened"), "A car stood in front of the door.")
    assert not page.evaluate("window.moved")
    staff.goes(page.get_by_role("button", name="Log it for my side"))
    page.get_by_text("Only your own side can read it.").wait_for()
    assert staff.interactions <= MOST_INTERACTIONS
    expect(page.get_by_text("To know how to make a formal complaint")).to_be_visible()


def test_what_is_typed_is_saved_and_gone_on_with_on_another_device(visitor, cast, clock):
    # Given somebody who types on a phone, and is called away
    phone = visitor(PHONE).signs_in(cast.staff, PASSWORD)
    page = phone.opens("/incidents/new/")
    phone.picks("Police vehicle stopped or parked in front")
    page.get_by_label("What happened").fill("A car stood")
    page.get_by_text("Only you can read this draft").wait_for()
    phone.finds_it_accessible()

    # When they go on at a computer, from their desk
    desk = visitor(DESK).signs_in(cast.staff, PASSWORD)
    other = desk.page
    expect(other.get_by_text("A draft of yours is kept, and not logged yet")).to_be_visible()
    desk.goes(other.get_by_role("link", name="Go on writing"))
    assert other.get_by_label("Police vehicle stopped or parked in front").first.is_checked()
    told = other.get_by_label("What happened")
    assert told.input_value() == "A car stood"
    told.fill("A car stood in front of the door.")
    other.get_by_text("Only you can read this draft").wait_for()

    # Then the phone does not write over it unasked, and sees what stands there
    page.get_by_label("What happened").fill("A car stood here")
    page.get_by_text("This draft was changed in another window").wait_for()
    phone.finds_it_accessible()
    phone.goes(page.get_by_role("link", name="Open what is written there"))
    assert page.get_by_label("What happened").input_value() == "A car stood in front of the door."

    # And once it is logged, no draft is left anywhere
    phone.picks("In front of the site")
    phone.goes(page.get_by_role("button", name="Log it for my side"))
    page.get_by_text("Only your own side can read it.").wait_for()
    told.fill("Too late")
    other.get_by_text("This draft was logged or discarded already.").wait_for()
    other = desk.opens("/incidents/drafts/")
    expect(other.get_by_text("No draft waits")).to_be_visible()
    desk.finds_it_accessible()
