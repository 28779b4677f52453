"""How an organisation begins, and how the portal does."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.models import Person
from audit.ledger import Vis
from liaison import access, account_closing, founding, invitations, mandates
from liaison.four_eyes import CannotGive
from liaison.models import Confirmation, Invitation, Mandate, Organisation
from liaison.roles import Permission, Role
from liaison.tests.conftest import NEW
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(cast):
    kind = Organisation.Kind.OPERATOR
    return Organisation.objects.create(kind=kind, name="Pier Health", zone="America/Halifax")


def open_account(person: Person) -> Person:
    invitation = Invitation.objects.open().get(person=person)
    return invitations.accept(
        invitation, password=PASSWORD, name=person.name, language="en", by=person
    )


def test_the_administrator_names_the_first_leader(cast, operator, written):
    mandate = founding.found(NEW, operator, by=cast.admin)

    assert (mandate.role, mandate.confirmation) == (Role.SITE_LEADER, Confirmation.FOUNDING)
    leader = open_account(mandate.person)
    assert access.may(leader, Permission.MANDATE_GIVE, operator)
    entries = written("liaison.mandate_confirmed")
    assert [(chain, vis) for chain, vis, _body in entries] == [(operator.pk, Vis.SITE)]


def test_the_leader_of_a_police_service_is_a_police_leader(cast):
    mandates.end(cast.police_leader.mandates.get(), by=cast.police_leader)

    assert founding.found(NEW, cast.service, by=cast.admin).role == Role.POLICE_LEADER


def test_an_organisation_with_a_leader_appoints_its_own(cast):
    with pytest.raises(CannotGive, match="has a leader"):
        founding.found(NEW, cast.operator, by=cast.admin)


def test_a_leader_who_never_came_is_replaced(cast, operator):
    first = founding.found(NEW, operator, by=cast.admin)

    second = founding.found(cast.stranger, operator, by=cast.admin)

    first.refresh_from_db()
    assert first.ended_at
    assert second.person == cast.stranger


def test_a_leader_whose_account_was_closed_is_replaced(cast):
    account_closing.close(cast.leader, by=cast.admin)

    assert founding.found(NEW, cast.operator, by=cast.admin).pk


@pytest.mark.parametrize("part", ["leader", "manager", "police_leader", "auditor", "stranger"])
def test_only_an_administrator_founds(cast, operator, part):
    with pytest.raises(PermissionDenied):
        founding.found(NEW, operator, by=getattr(cast, part))


def test_a_neutral_body_has_no_leader_and_nobody_founds_themselves(cast, operator):
    with pytest.raises(CannotGive, match="neutral"):
        founding.found(NEW, cast.neutral, by=cast.admin)
    with pytest.raises(CannotGive, match="to themselves"):
        founding.found(cast.admin, operator, by=cast.admin)


def test_no_page_makes_an_administrator(cast):
    with pytest.raises(PermissionDenied, match="on the server"):
        founding.found_administrator(NEW, cast.neutral, by=cast.admin)


# --- the command ------------------------------------------------------------------------------


def first_admin(*args: str) -> str:
    out = StringIO()
    call_command("first_admin", *args, stdout=out)
    return out.getvalue()


def test_the_first_administrator_gets_a_link_on_an_empty_database():
    told = first_admin("root@example.org")

    person = Person.objects.get(email="root@example.org")
    link = invitations.link(Invitation.objects.get(person=person))
    assert link in told
    open_account(person)
    person.refresh_from_db()
    assert access.may(person, Permission.SETUP_MANAGE)
    assert Organisation.objects.get().kind == Organisation.Kind.NEUTRAL


def test_asked_twice_it_prints_a_new_link_and_the_old_one_stops():
    first_admin("root@example.org")
    told = first_admin("root@example.org")

    open_one = Invitation.objects.open().get()
    assert invitations.link(open_one) in told
    assert Invitation.objects.count() == 2
    assert Mandate.objects.count() == 1


def test_it_refuses_once_there_is_an_administrator(cast):
    with pytest.raises(CommandError, match="add --again"):
        first_admin("root@example.org")

    assert not Person.objects.filter(email="root@example.org").exists()


def test_another_one_is_made_on_purpose(cast):
    assert "/invite/" in first_admin("root@example.org", "--again", "--organisation=Liaison Office")
    told = first_admin(cast.stranger.email, "--again")
    assert told.strip() == f"{cast.stranger.email} is an administrator and can sign in."


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nonsense"], "is not an e-mail address"),
        (["root@example.org", "--organisation=Harbour Health"], "is not a neutral body"),
    ],
)
def test_a_command_that_cannot_be_done_changes_nothing(cast, args, words):
    with pytest.raises(CommandError, match=words):
        first_admin(*args, "--again")

    assert not Person.objects.filter(email="root@example.org").exists()
