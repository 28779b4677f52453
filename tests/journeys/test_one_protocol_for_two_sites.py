"""A police service and two operators agree on one text, each site with an annex of its own."""

from playwright.sync_api import expect

from liaison import door_links
from protocols.models import Version
from protocols.tests.frames import second_site
from tests.cast import PASSWORD
from tests.journeys import steps
from tests.journeys.conftest import PHONE

OURS = "Cars stand on Pier Road."
THEIRS = "The quay gate opens to the night watch."


def test_two_sites_share_a_text_and_each_has_an_annex(visitor, cast, clock):
    # Given a police leader whose service works with two sites, and their managers
    quay = second_site(cast)
    chief = visitor().signs_in(cast.police_leader, PASSWORD)
    manager = visitor(PHONE).signs_in(cast.manager, PASSWORD)
    other = visitor(PHONE).signs_in(cast.other_manager, PASSWORD)

    # When the leader begins one draft for both, and each site writes what applies there alone
    draft = steps.begin_a_draft(chief, "Two sites", cast.site.name, quay.site.name)
    _write(manager, draft, cast.site, OURS)
    _write(other, draft, quay.site, THEIRS)

    # Then the leader reads both annexes, and each manager their own and that there are others
    assert _reads(chief, draft) == {OURS, THEIRS}
    assert _reads(manager, draft) == {OURS}
    assert _reads(other, draft) == {THEIRS}
    expect(other.page.get_by_text("It covers sites that you do not reach.")).to_be_visible()
    other.finds_it_accessible()

    # When the leader sends it, and everybody signs once
    chief.opens(draft)
    steps.send_for_signature(chief)
    for somebody in (manager, other):
        steps.sign_from_the_desk(somebody)
        somebody.page.locator(".page-head").get_by_text("Awaiting signatures").wait_for()
    steps.sign_from_the_desk(chief)

    # Then it is in force at both, and the certificate holds the annex of its reader alone
    chief.page.locator(".page-head").get_by_text("In force").wait_for()
    for somebody, place in ((manager, cast.site), (other, quay.site)):
        page = somebody.opens(f"{draft}certificate/")
        somebody.finds_it_accessible()
        annexed = page.locator("dt", has_text="Annex: ").all_inner_texts()
        assert annexed == [f"Annex: {place.name}"]

    # And both doors answer by the table that the sites share
    doors = {site: _door(visitor, site, cast) for site in (cast.site, quay.site)}
    for officer in doors.values():
        assert steps.tap(officer, "Booked visit") == "Outside operating hours"
        assert "By version 1" in officer.page.locator(".basis").inner_text()

    # When what one annex says is suspended, then the card of that site alone says so
    number = Version.objects.get().clauses.common().count() + 1
    steps.suspend(other, draft, f"{number}. The gate ({quay.site.name})", "Watch is ill.")
    for site, officer in doors.items():
        officer.page.reload()
        officer.finds_it_accessible()
        stopped = officer.page.get_by_text(f"Clause {number} suspended")
        assert stopped.is_visible() == (site == quay.site)


def _door(visitor, site, cast):
    """An officer in front of the card of *site*."""
    officer = visitor(PHONE)
    by = cast.manager if site == cast.site else cast.other_manager
    officer.opens(f"/door/{door_links.issue(site, label='Front door', by=by).words()}/")
    officer.finds_it_accessible()
    return officer


def _write(manager, draft: str, site, words: str) -> None:
    page = manager.opens(draft)
    manager.goes(page.get_by_role("link", name=f"Write a clause for {site.name} alone"))
    manager.finds_it_accessible()
    for language in ("English", "French"):
        manager.types(page.get_by_label(f"Heading ({language})"), "The gate")
        manager.types(page.get_by_label(f"Text ({language})"), words)
    manager.goes(page.get_by_role("button", name="Add the clause"))


def _reads(somebody, version: str) -> set[str]:
    said = somebody.opens(version).locator("main").inner_text()
    return {words for words in (OURS, THEIRS) if words in said}
