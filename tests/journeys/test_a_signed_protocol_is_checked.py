"""A site and a police service draft a protocol, sign it, and read it at the door."""

from liaison import door_links
from protocols.models import Version
from tests.cast import PASSWORD
from tests.journeys.conftest import PHONE


def test_a_protocol_is_signed_by_both_sides_and_answers_at_the_door(visitor, cast, clock):
    # Given a site manager, a police leader, and nothing in force between them
    manager = visitor().signs_in(cast.manager, PASSWORD)
    chief = visitor(PHONE).signs_in(cast.police_leader, PASSWORD)

    # When the manager begins a draft and sends it for signature
    version = _send_a_draft(manager)

    # Then a wrong password signs nothing
    manager.goes(manager.page.get_by_role("link", name="Read and sign"))
    manager.finds_it_accessible()
    _sign(manager, "not the password")
    manager.finds_it_accessible()
    assert manager.page.locator(".summary").get_by_text("password").is_visible()
    page = manager.opens(version)
    assert page.locator(".slots strong").count() == 0
    assert page.locator(".slots").get_by_text("Waits for").count() == 2

    # And the right one does
    manager.goes(page.get_by_role("link", name="Read and sign"))
    _sign(manager, PASSWORD)
    page.locator(".slots strong", has_text=cast.manager.name).wait_for()

    # And the police leader finds it on the desk, reads it and signs it
    page = chief.opens("/")
    chief.finds_it_accessible()
    chief.goes(page.locator("main").get_by_role("link", name="Read and sign"))
    chief.finds_it_accessible()
    _sign(chief, PASSWORD)
    page.locator(".page-head").get_by_text("In force").wait_for()

    # And the certificate carries both names
    page = manager.opens(f"{version}certificate/")
    manager.finds_it_accessible()
    assert cast.manager.name in page.locator("main").inner_text()
    assert cast.police_leader.name in page.locator("main").inner_text()

    # And somebody without an account who scans its square is told that the copy is genuine
    signed = Version.objects.get()
    somebody = visitor(PHONE)
    page = somebody.opens(f"/verify/#{signed.digest}")
    page.get_by_role("heading", name="This copy is genuine").wait_for()
    somebody.finds_it_accessible()
    assert signed.digest not in page.url
    assert signed.protocol.title not in page.locator("body").inner_text()

    # And an officer without an account is told at the door, in two taps at most
    token = door_links.issue(cast.site, label="Front door", by=cast.manager).words()
    card = f"/door/{token}/"
    _is_told(visitor(PHONE), card, ["Somebody may die"], "Enter now", "Go in. Say “police”")
    _is_told(visitor(PHONE), card, ["Staff called"], "Enter now", "they meet you there")
    unknown = ["Something else", "None of these"]
    _is_told(visitor(PHONE), card, unknown, "Do not enter", "Call the liaison")


def _is_told(officer, card: str, taps: list[str], answer: str, step: str) -> None:
    page = officer.opens(card)
    officer.finds_it_accessible()
    for tile in taps:
        officer.goes(page.get_by_role("link", name=tile))
        officer.finds_it_accessible()
    assert officer.interactions <= 2
    assert page.locator(".answer .words").inner_text() == answer
    assert step in page.locator(".answer ol").inner_text()
    assert "By version 1" in page.locator(".answer .basis").inner_text()


def _send_a_draft(manager) -> str:
    """Begins the protocol and gives the address of its first version."""
    page = manager.opens("/protocols/new/")
    manager.finds_it_accessible()
    page.get_by_label("Title").fill("Entry and presence")
    page.get_by_role("button", name="Begin the draft").click()
    page.wait_for_url("**/protocols/*/1/")
    manager.finds_it_accessible()
    manager.goes(page.get_by_role("link", name="Send for signature"))
    manager.finds_it_accessible()
    page.get_by_role("button", name="Send for signature").click()
    page.get_by_text("Awaiting signatures").first.wait_for()
    return page.url


def _sign(somebody, password: str) -> None:
    section = somebody.page.locator("#sign")
    section.get_by_label("Your password").fill(password)
    for box in section.get_by_role("checkbox").all():
        box.check()
    somebody.goes(section.get_by_role("button", name="Sign for my organisation"))
