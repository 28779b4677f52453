"""Steps of a mediation from its offer to its signed terms."""

from datetime import date, timedelta

from playwright.sync_api import expect

from accounts.models import Person
from incidents.mediation.tests import cases
from incidents.tests.conftest import mandate
from liaison.models import Designation
from liaison.roles import Role
from tests.cast import NOW, PASSWORD


def sign_on_another(cast) -> None:
    """One more mediator, who has nothing to do while the first one mediates already, but who spoke
    for the police until lately."""
    cases.agreed(cast)
    near = Person.objects.create(
        email="mediator-near@example.org", name="Mediator (near)", is_active=True
    )
    mandate(near, Role.MEDIATOR, cast.neutral, giver=cast.leader, partnership=cast.partnership)
    Designation.objects.create(
        partnership=cast.partnership,
        side="police",
        rank="backup",
        person=near,
        post="Liaison officer",
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        made_at=NOW,
        made_by=cast.leader,
        ended_at=NOW - timedelta(days=30),
    )


def begin(incident, manager, liaison, mediator):
    """From what both sides read to the third name under the terms; gives the mediation."""
    offer(manager, incident)
    case = incident.mediations.get()
    agree(manager, case, is_first=True)
    agree(liaison, case, is_first=False)
    for somebody in (manager, liaison):
        has_nothing_against(somebody, case, case.assignments.get().mediator.name)
    for somebody in (manager, liaison, mediator):
        sign_terms(somebody, case)
    return case


def offer(somebody, incident) -> None:
    """From the page of the incident: once with something in the way, and once without."""
    page = somebody.opens(incident.get_absolute_url())
    somebody.goes(page.get_by_role("link", name="Offer a mediation"))
    expect(page.get_by_text("The mediator decides nothing.")).to_be_visible()
    boxes = page.locator("form.form").get_by_role("checkbox")
    boxes.first.check()
    boxes.last.check()
    somebody.goes(page.get_by_role("button", name="Offer it to both sides"))
    expect(page.get_by_role("heading", name="This is not mediated")).to_be_visible()
    somebody.finds_it_accessible()
    boxes.first.uncheck()
    somebody.goes(page.get_by_role("button", name="Offer it to both sides"))
    expect(page.get_by_text("Both sides have been asked, each privately.")).to_be_visible()


def agree(somebody, case, *, is_first: bool) -> None:
    """For their side; whoever is first reads no word of the other's answer, nor does the other."""
    page = somebody.opens(case.get_absolute_url())
    expect(page.get_by_text("Your side has answered")).to_have_count(0)
    somebody.finds_it_accessible()
    somebody.goes(page.get_by_role("button", name="Yes, for our side"))
    if is_first:
        expect(page.get_by_text("Your side’s answer is kept.")).to_be_visible()
        expect(page.locator(".page-head").get_by_text("Offered")).to_be_visible()
    somebody.finds_it_accessible()


def has_nothing_against(somebody, case, mediator: str) -> None:
    page = somebody.opens(case.get_absolute_url())
    expect(page.locator("#mediator").get_by_text(mediator)).to_be_visible()
    somebody.finds_it_accessible()
    somebody.goes(page.get_by_role("button", name="Nothing against it"))


def sign_terms(somebody, case) -> None:
    """The same text for all three."""
    page = somebody.opens(f"{case.get_absolute_url()}terms/")
    somebody.finds_it_accessible()
    page.get_by_label("Your password").fill(PASSWORD)
    for box in page.locator("form.form").get_by_role("checkbox").all():
        box.check()
    somebody.goes(page.get_by_role("button", name="Sign the terms"))
