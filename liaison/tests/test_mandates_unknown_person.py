"""Whoever gives a mandate does not learn whether an address has an account, or whose it is."""

import re

import pytest
from django.urls import reverse

from accounts.models import Person
from liaison import account_closing, mandates
from liaison.four_eyes import CannotGive
from liaison.invitations import CannotInvite, Newcomer
from liaison.models import Confirmation, Invitation, Mandate
from liaison.roles import Role
from notifications.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

ACCOUNTS = ("new", "invited", "open", "closed")
TYPED = "Night manager"


@pytest.fixture
def address(cast):
    """``address("open")``: an address with such an account, of nobody the giver works with."""

    def of(account: str) -> str:
        email = f"{account}@example.org"
        if account != "new":
            person = Person.objects.create(email=email, name=f"Somebody {account}")
            person.set_password("a long plain password" if account != "invited" else None)
            person.is_active = account == "open"
            person.save()
        return email

    return of


@pytest.fixture
def alone(cast):
    """Nobody but the leader of the operator could confirm."""
    for person in (cast.manager, cast.alternate):
        mandates.end(person.mandates.get(), by=cast.leader)


def plain(answer) -> str:
    """The page without what differs by chance."""
    page = answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id", page)


def what_is_seen(browser, organisation, email: str, role: Role) -> list[str]:
    """Everything that the giver can look at between giving the mandate and ending it."""
    form = {"email": email, "name": TYPED, "role": role, "starts_on": "2025-02-04", "ends_on": ""}
    given = browser.post(reverse("liaison:mandate_give", args=[organisation.pk]), form, follow=True)
    mandate = Mandate.objects.get(person__email=email)
    pages = [
        given,
        browser.get(reverse("liaison:mandate_list")),
        browser.get(reverse("liaison:mandate_end", args=[mandate.pk])),
        browser.get("/"),
        browser.post(reverse("liaison:mandate_invite", args=[mandate.pk]), follow=True),
        browser.post(reverse("liaison:mandate_end", args=[mandate.pk]), follow=True),
        browser.get(mandate.get_absolute_url()),
    ]
    return [plain(page) for page in pages]


@pytest.mark.parametrize("circumstance", ["with others", "alone"])
def test_every_page_is_the_same_whatever_account_there_is(
    request, cast, as_, address, circumstance
):
    if circumstance == "alone":
        request.getfixturevalue("alone")
    browser = as_(cast.leader)

    seen = {
        account: what_is_seen(browser, cast.operator, address(account), Role.SITE_MANAGER)
        for account in ACCOUNTS
    }

    assert TYPED in seen["new"][0]
    for account in ACCOUNTS:
        assert seen[account] == seen["new"]
        assert "Somebody" not in "".join(seen[account])


def test_once_confirmed_the_mandate_carries_the_persons_own_name(cast, as_, appointment, address):
    newcomer = Newcomer(address("open"), TYPED)
    mandate = mandates.give(newcomer, appointment(Role.SITE_STAFF), by=cast.leader)
    assert mandate.person_name == TYPED

    mandate = mandates.confirm(mandate, by=cast.manager)

    assert mandate.person_name == "Somebody open"


def test_the_second_person_learns_that_an_account_was_closed(cast, appointment, address):
    email = address("closed")
    mandate = mandates.give(Newcomer(email, TYPED), appointment(Role.SITE_STAFF), by=cast.leader)

    with pytest.raises(CannotInvite, match="was closed"):
        mandates.confirm(mandate, by=cast.manager)

    account_closing.reopen(mandate.person, by=cast.admin)
    mandates.confirm(mandate, by=cast.manager)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("account", "invitations", "notices"), [("new", 2, 0), ("open", 0, 2), ("closed", 0, 0)]
)
def test_the_mail_to_accept_goes_out_again(
    cast, appointment, address, frozen, account, invitations, notices
):
    wanted = appointment(Role.SITE_MANAGER)
    mandate = mandates.give(Newcomer(address(account), TYPED), wanted, by=cast.leader)
    assert mandate.confirmation == Confirmation.ACCEPTANCE

    mandates.ask_again(mandate, by=cast.leader)

    assert Invitation.objects.filter(person=mandate.person).count() == invitations
    assert Invitation.objects.open().filter(person=mandate.person).count() == min(invitations, 1)
    told = Notice.objects.filter(kind="liaison/mandate_given", recipient=mandate.person)
    assert told.count() == notices


def test_no_mail_goes_out_before_a_second_person_has_confirmed(cast, appointment, address):
    newcomer = Newcomer(address("new"), TYPED)
    mandate = mandates.give(newcomer, appointment(Role.SITE_STAFF), by=cast.leader)

    with pytest.raises(CannotInvite, match="when the mandate is confirmed"):
        mandates.ask_again(mandate, by=cast.leader)

    assert not Invitation.objects.exists()


def test_a_neutral_persons_mandates_for_others_are_in_nobodys_way(cast, appointment):
    def propose(partnership, by):
        wanted = appointment(Role.OBSERVER, cast.neutral, scopes=(partnership,))
        return mandates.give(cast.observer, wanted, by=by)

    assert propose(cast.other_partnership, cast.other_leader).pk
    with pytest.raises(CannotGive, match="already"):
        propose(cast.partnership, cast.leader)
