"""A link opens an account, once."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from liaison import account_closing, invitations, mandates
from liaison.invitations import CannotInvite, LinkDoesNotOpen
from liaison.models import Invitation
from liaison.refusal import Refused
from liaison.roles import Role
from liaison.tests.conftest import NEW
from notifications import outbox
from notifications.models import Notice
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def invited(cast, appointment) -> Invitation:
    mandate = mandates.give(NEW, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)
    return Invitation.objects.get()


def token_of(invitation: Invitation) -> str:
    return invitations.link(invitation).rsplit("/", 2)[-2]


def accept(invitation: Invitation, **changes) -> Person:
    said = {"password": PASSWORD, "name": "Night manager", "language": "fr"}
    return invitations.accept(invitation, by=invitation.person, **said | changes)


def test_accepting_opens_the_account_with_a_verified_address(cast, invited):
    person = accept(invitations.find(token_of(invited)))

    assert (person.is_active, person.language) == (True, "fr")
    assert person.check_password(PASSWORD)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == (NEW.email, True, True)


def test_the_mail_carries_the_link_and_the_outbox_does_not(cast, invited, frozen):
    outbox.deliver_due(at=frozen)

    (message,) = [one for one in mail.outbox if one.to == [NEW.email]]
    assert invitations.link(invited) in message.body
    assert "Harbour" not in message.subject + message.body
    notice = Notice.objects.get(kind="liaison/invited")
    assert token_of(invited) not in f"{notice.path} {notice.facts}"


def test_a_withdrawn_invitation_is_not_mailed(cast, invited, frozen):
    invitations.withdraw(invited.person, by=cast.admin)

    outbox.deliver_due(at=frozen)

    assert not [one for one in mail.outbox if one.to == [NEW.email]]


def _used(cast, invited):
    accept(invited)


def _withdrawn(cast, invited):
    invitations.withdraw(invited.person, by=cast.admin)


def _replaced(cast, invited):
    invitations.resend(invited.person, by=cast.leader)


def _closed(cast, invited):
    account_closing.close(invited.person, by=cast.admin)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (_used, "has been used"),
        (_withdrawn, "was withdrawn"),
        (_replaced, "newer mail"),
        (_closed, "was withdrawn"),
    ],
)
def test_a_link_that_no_longer_opens_says_why(cast, invited, what, words):
    token = token_of(invited)
    what(cast, invited)

    with pytest.raises(LinkDoesNotOpen, match=words):
        invitations.find(token)
    with pytest.raises(LinkDoesNotOpen):
        accept(Invitation.objects.get(pk=invited.pk))


def test_a_link_expires_after_seven_days(cast, invited, frozen):
    token = token_of(invited)
    assert invitations.find(token, at=frozen + timedelta(days=6, hours=23))

    with pytest.raises(LinkDoesNotOpen, match="has expired"):
        invitations.find(token, at=frozen + timedelta(days=7))


def another_first_sign(token):
    return ("1" if token.startswith("0") else "0") + token[1:]


@pytest.mark.parametrize("change", [lambda t: t[:-1], another_first_sign, lambda t: "nonsense"])
def test_a_link_that_was_changed_opens_nothing(cast, invited, change):
    with pytest.raises(LinkDoesNotOpen, match="not complete"):
        invitations.find(change(token_of(invited)))


def test_a_value_signed_for_another_purpose_opens_nothing(cast, invited):
    other = signing.Signer(salt="liaison.something").sign(invited.pk.hex)

    with pytest.raises(LinkDoesNotOpen, match="not complete"):
        invitations.find(other)


@pytest.mark.parametrize("password", ["short", "password1234", "new@example.org"])
def test_a_weak_password_is_refused_beside_its_field(cast, invited, password):
    with pytest.raises(Refused) as refused:
        accept(invited, password=password)

    assert refused.value.field == "password"
    assert not Person.objects.get(email=NEW.email).is_active


def test_nobody_accepts_for_somebody_else(cast, invited):
    with pytest.raises(PermissionDenied):
        invitations.accept(
            invited, password=PASSWORD, name="Somebody", language="en", by=cast.staff
        )


@pytest.mark.parametrize("part", ["liaison", "staff", "other_leader", "stranger"])
def test_not_everybody_sends_links(cast, invited, part):
    with pytest.raises(PermissionDenied):
        invitations.resend(invited.person, by=getattr(cast, part))


def test_one_person_alone_opens_nobodys_account(cast, appointment):
    mandate = mandates.give(NEW, appointment(Role.SITE_STAFF), by=cast.leader)

    with pytest.raises(PermissionDenied):
        invitations.resend(mandate.person, by=cast.leader)


def test_an_invitation_ends_with_the_last_mandate_it_was_for(cast, invited, appointment):
    second = mandates.give(invited.person, appointment(Role.SITE_MANAGER), by=cast.leader)
    mandates.end(invited.person.mandates.get(role=Role.SITE_STAFF), by=cast.leader)
    assert Invitation.objects.open().exists()

    mandates.decline(second, by=cast.alternate)

    with pytest.raises(LinkDoesNotOpen, match="was withdrawn"):
        invitations.find(token_of(invited))


def test_an_open_account_is_not_invited_again(cast, invited):
    accept(invited)

    with pytest.raises(CannotInvite, match="opened already"):
        invitations.resend(invited.person, by=cast.admin)


def test_a_closed_account_is_not_opened_by_a_mandate(cast, appointment):
    account_closing.close(cast.stranger, by=cast.admin)
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)

    with pytest.raises(CannotInvite, match="was closed"):
        mandates.confirm(mandate, by=cast.manager)

    assert Person.objects.get(pk=cast.stranger.pk).is_closed


def test_the_portal_itself_is_not_invited(cast, appointment):
    newcomer = invitations.Newcomer(Person.system().email, "Somebody")

    with pytest.raises(CannotInvite, match="belongs to the portal"):
        mandates.give(newcomer, appointment(Role.SITE_STAFF), by=cast.leader)


def test_an_address_that_signs_in_to_another_account_by_now_opens_no_second_one(cast, invited):
    EmailAddress.objects.create(user=cast.stranger, email=NEW.email, verified=True)

    with pytest.raises(LinkDoesNotOpen, match="opened already"):
        accept(invited)

    assert not Person.objects.get(pk=invited.person_id).is_active


def test_a_further_address_of_an_account_is_that_account(cast, appointment):
    EmailAddress.objects.create(user=cast.stranger, email=NEW.email, verified=True)

    mandate = mandates.give(NEW, appointment(Role.SITE_STAFF), by=cast.leader)

    assert mandate.person == cast.stranger
