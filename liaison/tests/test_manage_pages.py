"""The administrator's pages."""

import pytest
from django.urls import reverse

from accounts.models import Person
from liaison import account_closing, founding, setting_up
from liaison.models import Invitation, Mandate, Organisation, Partnership, Site
from liaison.tests.conftest import NEW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def text(response) -> str:
    return response.content.decode()


def address(name, *things):
    return reverse(f"liaison:{name}", args=[thing.pk for thing in things])


def test_the_home_lists_organisations_by_kind(cast, as_):
    page = text(as_(cast.admin).get(address("manage_home")))

    assert page.index("Neutral body") < page.index("Liaison Office")
    assert "Coastal Police" in page


@pytest.mark.parametrize("slug", ["Harbour Street", "Harbour", "harbour.street", "hafenstraße"])
def test_a_short_name_that_will_not_do_says_how_to_write_one(cast, as_, slug):
    answer = as_(cast.admin).post(address("site_create", cast.operator), {"slug": slug})

    assert answer.status_code == 422
    assert answer.context["form"].errors["slug"] == [
        "Write small letters, digits and hyphens; for example harbour-street."
    ]


def test_from_an_organisation_to_a_partnership_by_pages_alone(cast, as_):
    browser = as_(cast.admin)
    said = {"name": "Bay Police", "zone": "America/Halifax", "country": "CA"}
    browser.post(
        address("organisation_create"), said | {"kind": "police", "divisions": "North\n\n South "}
    )
    service = Organisation.objects.get(name="Bay Police")
    assert [one.name for one in service.divisions.all()] == ["North", "South"]
    assert service.country == "CA"

    browser.post(address("organisation_create"), said | {"kind": "operator", "name": "Bay Health"})
    operator = Organisation.objects.get(name="Bay Health")
    browser.post(
        address("site_create", operator),
        {
            "name": "Dock",
            "slug": "dock",
            "local_term_en": "Site",
            "zone": "America/Halifax",
            "lifecycle": "pre_opening",
        },
    )
    site = Site.objects.get(slug="dock")
    browser.post(address("division_add", service), {"name": "West"})
    north = service.divisions.get(name="North")
    browser.post(
        address("partnership_form", service),
        {"site": site.pk, "divisions": [north.pk], "began_on": "2025-02-04"},
    )

    partnership = Partnership.objects.get(site=site)
    assert list(partnership.divisions.all()) == [north]
    page = text(browser.get(address("organisation_detail", service)))
    assert "Dock · Bay Police" in page
    assert "West" in page


def test_the_first_leader_is_named_and_invited(cast, as_):
    operator = Organisation.objects.create(kind="operator", name="Bay Health", zone="UTC")
    said = {"email": NEW.email, "name": NEW.name, "language": "fr"}

    response = as_(cast.admin).post(address("leader_found", operator), said, follow=True)

    assert NEW.name in text(response)
    assert Invitation.objects.get().person.language == "fr"
    assert Mandate.objects.get(person__email=NEW.email).organisation == operator


def test_an_organisation_with_a_leader_says_why_not(cast, as_):
    said = {"email": NEW.email, "name": NEW.name, "language": "en"}

    response = as_(cast.admin).post(address("leader_found", cast.operator), said)

    assert response.status_code == 422
    assert "has a leader" in text(response)
    assert NEW.email in text(response)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "Coastal Police"}, "already exists"),
        ({"zone": "Nowhere/Land"}, "is not a time zone"),
        ({"zone": ""}, "Choose one of those"),
        ({"country": "Denmark"}, "Choose one of those"),
        ({"country": ""}, "Choose one of those"),
        ({"country": "DE", "subdivision": "BC"}, "“BC” is not known in Germany; choose one of"),
        ({"country": "VA", "subdivision": "BC"}, "is not known in Holy See"),
        ({"kind": "church"}, "Choose one of those"),
        ({"kind": "operator", "divisions": "North"}, "Only a police service"),
        ({"divisions": "x" * 121}, "at most 120"),
        ({"name": "nul\0"}, "cannot be seen"),
    ],
)
def test_a_form_says_what_is_wrong(cast, as_, changes, words):
    said = {"kind": "police", "name": "Bay", "zone": "America/Halifax", "country": "CA"}

    response = as_(cast.admin).post(address("organisation_create"), said | changes)

    assert response.status_code == 422
    assert words in text(response)
    assert Organisation.objects.count() == 5


def facts(organisation, **changes):
    said = {name: getattr(organisation, name) for name in setting_up.FACTS if name != "kind"}
    return said | {"seen": setting_up.stamp(organisation)} | changes


def test_the_country_is_told_by_its_name(cast, as_):
    Organisation.objects.filter(pk=cast.operator.pk).update(country="DK", subdivision="84")

    page = text(as_(cast.admin).get(address("organisation_detail", cast.operator)))

    assert "Denmark, Hovedstaden" in page


def test_the_facts_of_an_organisation_are_corrected(cast, as_):
    browser = as_(cast.admin)
    assert 'name="kind"' not in text(browser.get(address("organisation_change", cast.operator)))
    said = facts(cast.operator, name="Havn", country="DK", subdivision="Hovedstaden", zone="UTC")

    response = browser.post(address("organisation_change", cast.operator), said, follow=True)

    assert "Denmark, Hovedstaden" in text(response)
    changed = Organisation.objects.get(pk=cast.operator.pk)
    assert (changed.name, changed.country, changed.subdivision) == ("Havn", "DK", "84")


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"name": "Coastal Police"}, 422, "already exists"),
        ({"subdivision": "Bavaria"}, 422, "“Bavaria” is not known in Canada"),
        ({"seen": "older"}, 409, "Somebody else has changed this meanwhile"),
    ],
)
def test_a_correction_that_cannot_be_keeps_what_was_typed(cast, as_, changes, status, words):
    said = facts(cast.operator, zone="Europe/Paris") | changes

    response = as_(cast.admin).post(address("organisation_change", cast.operator), said)

    assert response.status_code == status
    assert words in text(response)
    assert '<option value="Europe/Paris" selected>' in text(response)


def test_a_leader_is_named_only_where_there_is_none(cast, as_):
    browser = as_(cast.admin)
    empty = Organisation.objects.create(kind="operator", name="Bay Health", zone="UTC")
    led = text(browser.get(address("organisation_detail", cast.operator)))
    unled = text(browser.get(address("organisation_detail", empty)))
    founding.found(NEW, empty, by=cast.admin)
    invited = text(browser.get(address("organisation_detail", empty)))

    way = address("leader_found", empty)
    assert address("leader_found", cast.operator) not in led
    assert way in unled
    assert "Name the first leader" in unled
    assert way in invited
    assert "Name somebody else" in invited


def test_accounts_are_found_by_part_of_a_name_or_address(cast, as_):
    browser = as_(cast.admin)

    page = text(browser.get(address("account_list"), {"q": "OTHER-liaison"}))

    assert "other-liaison@example.org" in page
    assert cast.manager.email not in page
    assert "No account fits" in text(browser.get(address("account_list"), {"q": "zzz\0"}))


def test_accounts_come_a_page_at_a_time(cast, as_, monkeypatch):
    monkeypatch.setattr("liaison.registry.ON_A_PAGE", 5)
    browser = as_(cast.admin)
    seen, after = [], ""
    for _page in range(10):
        page = browser.get(address("account_list"), {"after": after}).context["page"]
        seen += [one.person.email for one in page.accounts]
        after = page.older
        if not after:
            break

    assert seen == sorted(
        Person.objects.exclude(pk=Person.system().pk).values_list("email", flat=True)
    )


def test_an_account_is_closed_and_opened_again(cast, as_):
    browser = as_(cast.admin)

    page = text(browser.post(address("account_close", cast.staff), follow=True))
    assert "asks to sign in" in page
    assert address("account_reopen", cast.staff) in page
    browser.post(address("account_reopen", cast.staff))

    cast.staff.refresh_from_db()
    assert cast.staff.is_active


def test_invitations_are_sent_again_and_withdrawn(cast, as_):
    operator = Organisation.objects.create(kind="operator", name="Bay Health", zone="UTC")
    person = founding.found(NEW, operator, by=cast.admin).person
    browser = as_(cast.admin)

    browser.post(address("account_invite", person))
    assert Invitation.objects.count() == 2
    browser.post(address("invitation_withdraw", person))

    assert not Invitation.objects.open().exists()
    assert "There is no open invitation" in text(
        browser.post(address("invitation_withdraw", person), follow=True)
    )


def test_the_portal_itself_is_no_account(cast, as_):
    system = Person.system()
    browser = as_(cast.admin)

    assert system.email not in text(browser.get(address("account_list")))
    assert browser.post(address("account_close", system)).status_code == 404


def test_the_administrator_sees_no_case_and_no_other_mandate(cast, as_):
    account_closing.close(cast.staff, by=cast.admin)
    browser = as_(cast.admin)
    for page in (
        browser.get(address("manage_home")),
        browser.get(address("organisation_detail", cast.operator)),
    ):
        assert cast.staff.name not in text(page)
        assert "ncident" not in text(page).split("<main", 1)[1].split("</main>")[0]
