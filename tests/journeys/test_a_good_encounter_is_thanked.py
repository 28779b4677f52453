"""An officer gave naloxone: logged by the same form, shown to the other side, and thanked."""

from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.incident_steps import release

NARRATIVE = "Officers on patrol gave naloxone at the corner and stayed until the ambulance came."


def test_what_went_well_is_logged_shown_and_thanked(visitor, cast, clock):
    # Given somebody on shift, their manager, and the liaison officer
    staff = visitor(PHONE).signs_in(cast.staff, PASSWORD)
    manager = visitor(DESK).signs_in(cast.manager, PASSWORD)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)

    # When something that went well is logged
    page = staff.opens("/incidents/new/")
    staff.presses(page.get_by_text("Something that went well"))
    staff.picks("Officers gave naloxone or helped at an overdose")
    staff.picks("On the way to or from")
    page.get_by_label("What happened").fill(NARRATIVE)
    staff.finds_it_accessible()
    staff.goes(page.get_by_role("button", name="Log it for my side"))
    incident = page.url

    # And the manager shows it to the police side
    release(manager, NARRATIVE)

    # Then it is thanked with one press, and nobody owes anything
    page = liaison.opens("/")
    liaison.goes(page.locator("main").get_by_role("button", name="Acknowledge, with thanks"))
    page = liaison.opens(incident)
    expect(page.get_by_text("Acknowledged, with thanks")).to_be_visible()
    expect(page.get_by_text("Nobody has to do anything now")).to_be_visible()
    expect(page.get_by_role("link", name="Offer a mediation")).to_have_count(0)
    expect(page.get_by_role("link", name="Ask the leaders of both sides")).to_have_count(0)
    liaison.finds_it_accessible()

    # And whoever logged it reads that
    page = staff.opens(incident)
    expect(page.get_by_text("Acknowledged, with thanks")).to_be_visible()
    staff.finds_it_accessible()
