"""The pages about people: list, give, one mandate, confirm, decline, end."""

import pytest
from django.urls import reverse

from accounts.models import Person
from liaison import mandates
from liaison.models import Mandate, MandateStage, Organisation, Partnership
from liaison.roles import Role
from liaison.tests.conftest import NEW
from tests.cast import SINCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

PEOPLE = reverse("liaison:mandate_list")


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def waiting(cast, appointment) -> Mandate:
    return mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)


def give_form(cast, **changes):
    return {
        "email": NEW.email,
        "name": NEW.name,
        "role": "site_staff",
        "starts_on": "2025-02-04",
        "ends_on": "",
    } | changes


# --- the list ---------------------------------------------------------------------------------


def test_ones_own_organisation_comes_first_with_what_waits(cast, as_, waiting):
    page = text(as_(cast.manager).get(PEOPLE))

    assert "Harbour Health" in page
    assert page.index("Waits to be confirmed") < page.index("Current")
    assert reverse("liaison:mandate_confirm", args=[waiting.pk]) in page
    assert "Mill Lane Care" not in page


def test_whoever_gave_it_sees_it_wait_without_a_button(cast, as_, waiting):
    page = text(as_(cast.leader).get(PEOPLE))

    assert "Waits to be confirmed" in page
    assert reverse("liaison:mandate_confirm", args=[waiting.pk]) not in page


def test_the_other_side_is_seen_and_not_touched(cast, as_, waiting):
    page = text(as_(cast.liaison).get(PEOPLE, {"of": cast.operator.pk}))

    assert cast.leader.name in page
    assert "officer (stranger)" in page
    assert "/confirm/" not in page
    assert "Give a mandate" not in page


def test_neutral_people_of_ones_own_partnerships_are_seen(cast, as_):
    page = text(as_(cast.manager).get(PEOPLE, {"of": cast.neutral.pk}))

    assert cast.observer.name in page
    assert cast.auditor.name in page
    assert cast.admin.name not in page
    # Nobody neutral is for the partnership of the others.
    assert as_(cast.other_manager).get(PEOPLE, {"of": cast.neutral.pk}).status_code == 404


@pytest.mark.parametrize("of", ["other_operator", "nonsense", "\0"])
def test_people_of_others_are_not_found(cast, as_, of):
    wanted = {"other_operator": cast.other_site.operator_id}
    assert as_(cast.manager).get(PEOPLE, {"of": wanted.get(of, of)}).status_code == 404


def test_among_many_organisations_one_is_chosen(cast, as_):
    for number in range(20):
        service = Organisation.objects.create(
            kind="police", name=f"Service {number:02}", zone="UTC"
        )
        Partnership.objects.create(site=cast.site, service=service, began_on=SINCE)
    browser = as_(cast.manager)

    page = text(browser.get(PEOPLE))
    assert f'<option value="{cast.operator.pk}" selected>Harbour Health</option>' in page
    assert 'method="get"' in page
    seventh = Organisation.objects.get(name="Service 07")
    assert "<h2>Service 07</h2>" in text(browser.get(PEOPLE, {"of": seventh.pk}))


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    cast, as_, appointment, django_assert_max_num_queries
):
    for number in range(12):
        person = Person(email=f"p{number}@example.org", name=f"Person {number}", is_active=True)
        person.save()
        wanted = appointment(Role.SITE_STAFF, scopes=(cast.site,))
        mandates.give(person, wanted, by=cast.leader)
    browser = as_(cast.manager)
    with django_assert_max_num_queries(14):
        browser.get(PEOPLE)


# --- one mandate ------------------------------------------------------------------------------


def test_the_page_of_a_mandate_says_who_did_what(cast, as_, waiting):
    page = text(as_(cast.manager).get(waiting.get_absolute_url()))

    assert cast.leader.name in page
    assert "Confirm this mandate" in page
    assert "by a second person of the organisation" in page


def test_the_page_names_those_whose_turn_it_is(cast, as_, waiting):
    page = text(as_(cast.leader).get(waiting.get_absolute_url()))

    assert "Waits for one of these" in page
    assert cast.manager.name in page


def test_a_person_sees_their_own_mandate_before_it_counts(cast, as_, waiting):
    assert as_(cast.stranger).get(waiting.get_absolute_url()).status_code == 200


def test_a_page_as_it_was_says_that_somebody_was_faster(cast, as_, waiting):
    mandates.confirm(waiting, by=cast.alternate)

    response = as_(cast.manager).post(reverse("liaison:mandate_confirm", args=[waiting.pk]))

    assert response.status_code == 409
    assert "confirmed already" in text(response)


@pytest.mark.parametrize(
    ("act", "stage"),
    [
        ("confirm", MandateStage.CURRENT),
        ("decline", MandateStage.ENDED),
    ],
)
def test_one_press_does_it(cast, as_, waiting, frozen, act, stage):
    response = as_(cast.manager).post(reverse(f"liaison:mandate_{act}", args=[waiting.pk]))

    assert response.status_code == 302
    waiting.refresh_from_db()
    assert waiting.stage_at(frozen) is stage


def test_ending_ones_own_leads_home(cast, as_):
    browser = as_(cast.leader)
    mandate = cast.leader.mandates.get()

    response = browser.post(reverse("liaison:mandate_end", args=[mandate.pk]))

    assert response.status_code == 302
    assert browser.get(PEOPLE).status_code == 404


def test_a_lost_invitation_is_sent_again(cast, as_, appointment):
    mandate = mandates.give(NEW, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)
    browser = as_(cast.alternate)
    assert "Send it again" in text(browser.get(mandate.get_absolute_url()))

    response = browser.post(reverse("liaison:mandate_invite", args=[mandate.pk]), follow=True)

    assert "A link in the former mail opens nothing now" in text(response)
    assert mandate.person.invitations.open().count() == 1


# --- giving -----------------------------------------------------------------------------------


def give_address(organisation):
    return reverse("liaison:mandate_give", args=[organisation.pk])


def test_giving_leads_to_the_mandate(cast, as_):
    response = as_(cast.leader).post(give_address(cast.operator), give_form(cast), follow=True)

    assert "It counts once it is confirmed" in text(response)
    mandate = Mandate.objects.get(person__email=NEW.email)
    assert (mandate.role, mandate.given_by) == (Role.SITE_STAFF, cast.leader)


def test_the_form_offers_the_roles_and_places_of_the_organisation(cast, as_):
    page = text(as_(cast.police_leader).get(give_address(cast.service)))

    assert "Liaison officer" in page
    assert "Central Division" in page
    assert "Site manager" not in page
    assert "Administrator" not in page


def test_neutral_people_are_for_named_partnerships(cast, as_):
    browser = as_(cast.leader)
    assert "Harbour Street" in text(browser.get(give_address(cast.neutral)))

    form = give_form(cast, role="observer")
    without = browser.post(give_address(cast.neutral), form)
    assert without.status_code == 422
    assert "Name the partnerships" in text(without)

    form["places"] = [str(cast.partnership.pk)]
    assert browser.post(give_address(cast.neutral), form).status_code == 302
    foreign = form | {"places": [str(cast.other_partnership.pk)], "email": "x@example.org"}
    assert browser.post(give_address(cast.neutral), foreign).status_code == 422


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "nobody"}, "Write an e-mail address"),
        ({"email": "a\0b@example.org"}, "cannot be seen. Take it out"),
        ({"name": ""}, "Write a few words; this cannot stay empty."),
        ({"name": "Some\u202ebody"}, "cannot be seen"),
        ({"role": "police_leader"}, "Choose one of those"),
        ({"starts_on": "2025-02-03"}, "begins today or later"),
        ({"starts_on": "99999-99-99"}, "Write a day that exists"),
        ({"ends_on": "9999-12-31"}, "Write a day up to 2199-12-31."),
        ({"ends_on": "2025-02-03"}, "lies before the first"),
        ({"email": "leader@example.org"}, "to themselves"),
        ({"email": "staff@example.org"}, "has that role here already"),
        ({"places": ["nonsense"]}, "Choose one of those"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(cast, as_, changes, words):
    response = as_(cast.leader).post(give_address(cast.operator), give_form(cast, **changes))

    assert response.status_code == 422
    assert words in text(response)
    assert 'value="Night manager"' in text(response) or "name" in changes
    assert not Mandate.objects.filter(person__email=NEW.email).exists()


def test_a_manager_of_one_site_is_told_to_name_it(cast, as_):
    response = as_(cast.manager).post(give_address(cast.operator), give_form(cast))

    assert response.status_code == 403
    assert "names places" in text(response)


@pytest.mark.parametrize("part", ["staff", "liaison", "other_leader", "admin", "stranger"])
def test_not_everybody_finds_the_form(cast, as_, part):
    assert as_(getattr(cast, part)).get(give_address(cast.operator)).status_code == 404
