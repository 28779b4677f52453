"""Both sides find their names under a text, anybody can check a copy, a door asks two taps."""

from liaison import door_links
from protocols import drafting
from protocols.tests.conftest import BEGUN, agree
from tests.cast import PASSWORD
from tests.journeys.conftest import PHONE


def test_a_signed_protocol_is_checked_and_answers_at_the_door(visitor, cast, clock):
    # Given a protocol that both sides have signed
    draft = drafting.start(
        [cast.partnership], title="Presence at the pier", by=cast.manager, at=BEGUN
    )
    signed = agree(draft, cast)

    # Then the certificate carries both names
    manager = visitor().signs_in(cast.manager, PASSWORD)
    page = manager.opens(f"{signed.get_absolute_url()}certificate/")
    manager.finds_it_accessible()
    assert cast.manager.name in page.locator("main").inner_text()
    assert cast.police_leader.name in page.locator("main").inner_text()

    # And somebody without an account who scans its square is told that the copy is genuine
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
