"""A liaison knows somebody who was there, and leaves the case to their backup."""

from playwright.sync_api import expect

from incidents.tests import reports
from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE


def test_a_liaison_leaves_a_case_and_the_backup_goes_on_with_it(visitor, cast, clock):
    # Given an incident that the site released
    incident = reports.released(cast)
    liaison = visitor(PHONE).signs_in(cast.liaison, PASSWORD)
    page = liaison.opens(incident.get_absolute_url())

    # When the liaison says that they have a part in it
    liaison.goes(page.get_by_role("link", name="Conflict of interest"))
    liaison.finds_it_accessible()
    liaison.goes(page.get_by_role("button", name="Leave the case to others"))

    # Then it is gone from their list and its page
    expect(page.get_by_text("You have left the case.")).to_be_visible()
    expect(page.get_by_text(incident.reference)).to_have_count(0)
    assert page.goto(incident.get_absolute_url()).status == 404

    # And the backup acknowledges it
    backup = visitor(DESK).signs_in(cast.backup, PASSWORD)
    page = backup.opens(incident.get_absolute_url())
    backup.goes(page.get_by_role("button", name="Acknowledge to the other side"))
    expect(page.get_by_text("Acknowledged. The other side has been told.")).to_be_visible()

    # And a leader of theirs sees who left it
    leader = visitor(DESK).signs_in(cast.police_leader, PASSWORD)
    page = leader.opens(f"{incident.get_absolute_url()}conflict/")
    expect(page.get_by_role("button", name=f"Let {cast.liaison.name} back")).to_be_visible()
    leader.finds_it_accessible()
