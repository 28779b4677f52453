"""Given by one, confirmed by another, ended by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit.ledger import Vis
from liaison import access, mandates
from liaison.four_eyes import CannotGive
from liaison.mandates import CannotConfirm
from liaison.models import Confirmation, Invitation, Mandate, MandateScope, Partnership, Site
from liaison.refusal import Stale
from liaison.roles import Permission, Role, Side
from liaison.tests.conftest import NEW, TODAY
from tests.cast import SINCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def reached(person: Person) -> bool:
    return bool(access.standing(person).partnership_ids)


# --- giving and confirming --------------------------------------------------------------------


def test_a_mandate_counts_once_a_second_person_has_confirmed_it(cast, appointment):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)
    assert not reached(cast.stranger)

    mandates.confirm(mandate, by=cast.manager)

    assert access.standing(cast.stranger).partnership_ids == {cast.partnership.pk}
    mandate.refresh_from_db()
    assert mandate.confirmation == Confirmation.SECOND_PERSON


def test_the_named_places_are_its_reach(cast, appointment):
    second = Site.objects.create(
        slug="pier", name="Pier", operator=cast.operator, zone="America/Vancouver"
    )
    Partnership.objects.create(site=second, service=cast.service, began_on=SINCE)
    wanted = appointment(Role.SITE_STAFF, scopes=(cast.site,))

    mandate = mandates.give(cast.stranger, wanted, by=cast.leader)
    mandates.confirm(mandate, by=cast.alternate)

    assert access.standing(cast.stranger).site_ids == {cast.site.pk}


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("leader", "A second person confirms"),
        ("staff", "This needs"),
        ("police_leader", "This needs"),
        ("admin", "This needs"),
        ("stranger", "Nobody confirms their own"),
    ],
)
def test_not_everybody_confirms(cast, appointment, part, reason):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_MANAGER), by=cast.leader)

    with pytest.raises(PermissionDenied, match=reason):
        mandates.confirm(mandate, by=getattr(cast, part))

    assert not reached(cast.stranger)


def test_the_liaison_officer_is_a_second_person_of_the_police(cast, appointment):
    wanted = appointment(Role.FRONTLINE_OFFICER, cast.service, scopes=(cast.division,))
    mandate = mandates.give(cast.stranger, wanted, by=cast.police_leader)

    mandates.confirm(mandate, by=cast.liaison)

    assert access.may(cast.stranger, Permission.PROTOCOL_READ, cast.partnership)


@pytest.mark.parametrize(
    ("part", "role", "reason"),
    [
        ("staff", Role.SITE_STAFF, "This needs"),
        ("liaison", Role.SITE_STAFF, "This needs"),
        ("other_leader", Role.SITE_STAFF, "This needs"),
        ("admin", Role.SITE_STAFF, "This needs"),
        ("alternate", Role.SITE_LEADER, "given by a leader"),
        ("manager", Role.SITE_STAFF, "names places"),
    ],
)
def test_not_everybody_gives(cast, appointment, part, role, reason):
    with pytest.raises(PermissionDenied, match=reason):
        mandates.give(cast.stranger, appointment(role), by=getattr(cast, part))


def test_a_manager_of_one_site_gives_mandates_for_that_site(cast, appointment):
    wanted = appointment(Role.SITE_STAFF, scopes=(cast.site,))

    assert mandates.give(cast.stranger, wanted, by=cast.manager).pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": Role.LIAISON_OFFICER}, "role"),
        ({"role": Role.ADMINISTRATOR}, "role"),
        ({"starts_on": TODAY - timedelta(days=1)}, "starts_on"),
        ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"starts_on": date.max}, "starts_on"),
        ({"ends_on": date.max}, "ends_on"),
    ],
)
def test_a_mandate_has_to_fit(cast, appointment, changes, field):
    wanted = replace(appointment(Role.SITE_STAFF), **changes)

    with pytest.raises(CannotGive) as refused:
        mandates.give(cast.stranger, wanted, by=cast.leader)

    assert refused.value.field == field


@pytest.mark.parametrize("scope", ["other_site", "division", "partnership"])
def test_a_mandate_names_places_of_its_organisation(cast, appointment, scope):
    wanted = appointment(Role.SITE_STAFF, scopes=(getattr(cast, scope),))

    with pytest.raises(CannotGive, match="places of this organisation"):
        mandates.give(cast.stranger, wanted, by=cast.leader)


def test_the_first_day_is_that_of_the_organisation(cast, appointment, time_machine):
    time_machine.move_to("2025-02-05T02:00:00Z")  # still the 4th in Vancouver

    assert mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader).pk


def test_nobody_gives_a_mandate_to_themselves(cast, appointment):
    with pytest.raises(CannotGive, match="to themselves"):
        mandates.give(cast.leader, appointment(Role.SITE_MANAGER), by=cast.leader)


def test_nobody_has_the_same_role_twice(cast, appointment):
    with pytest.raises(CannotGive, match="already"):
        mandates.give(cast.staff, appointment(Role.SITE_STAFF), by=cast.leader)


def test_a_role_that_has_run_out_can_be_given_again(cast, appointment):
    wanted = appointment(Role.LIAISON_OFFICER, cast.service)

    assert mandates.give(cast.former, wanted, by=cast.police_leader).pk


def test_only_one_confirms(cast, appointment):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)

    with pytest.raises(Stale, match="confirmed already"):
        mandates.confirm(mandate, by=cast.alternate)


def test_a_mandate_given_by_somebody_who_left_is_not_confirmed(cast, appointment):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.end(cast.leader.mandates.get(), by=cast.leader)

    with pytest.raises(CannotConfirm, match="may no longer"):
        mandates.confirm(mandate, by=cast.manager)


def test_a_mandate_whose_last_day_has_passed_is_not_confirmed(cast, appointment, time_machine):
    wanted = appointment(Role.SITE_STAFF, ends_on=TODAY)
    mandate = mandates.give(cast.stranger, wanted, by=cast.leader)
    time_machine.move_to("2025-02-05T18:00:00Z")

    with pytest.raises(CannotConfirm, match="has passed"):
        mandates.confirm(mandate, by=cast.manager)


def test_a_declined_mandate_never_counts(cast, appointment, told):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)

    mandates.decline(mandate, by=cast.manager)

    with pytest.raises(Stale, match="ended already"):
        mandates.confirm(mandate, by=cast.alternate)
    assert told("liaison/mandate_declined") == {cast.leader}


# --- who is told, what is written -------------------------------------------------------------


def test_those_whose_turn_it_is_are_told(cast, appointment, told):
    mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)

    assert told("liaison/mandate_given") == {cast.manager, cast.alternate}


def test_the_other_side_hears_of_a_confirmation_and_of_an_end(cast, appointment, told):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)
    mandates.end(mandate, by=cast.alternate)

    other_side = {cast.liaison, cast.backup, cast.police_leader}
    assert told("liaison/mandate_confirmed") == {cast.stranger, cast.leader}
    assert told("liaison/other_side_mandate_confirmed") == other_side
    assert told("liaison/mandate_ended") == {cast.stranger, cast.leader}
    assert told("liaison/other_side_mandate_ended") == other_side


def test_it_stands_in_the_organisations_chain_and_in_the_partnerships(cast, appointment, written):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)
    mandates.end(mandate, by=cast.alternate)

    for verb in ("given", "confirmed", "ended"):
        entries = written(f"liaison.mandate_{verb}")
        assert {(chain, vis) for chain, vis, _body in entries} == {
            (cast.operator.pk, Vis.SITE),
            (cast.partnership.pk, Vis.SHARED),
        }
        assert {body["about_id"] for *_rest, body in entries} == {str(mandate.pk)}


def test_nothing_is_kept_when_the_ledger_cannot_be_written(cast, appointment, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("audit.appending.append", broken)
    with pytest.raises(RuntimeError):
        mandates.give(NEW, appointment(Role.SITE_STAFF), by=cast.leader)

    assert not Person.objects.filter(email=NEW.email).exists()
    assert not Mandate.objects.filter(person__email=NEW.email).exists()


# --- somebody new -----------------------------------------------------------------------------


def test_somebody_new_is_invited_when_the_mandate_is_confirmed(cast, appointment, told):
    mandate = mandates.give(NEW, appointment(Role.SITE_STAFF), by=cast.leader)
    assert not mandate.person.is_active
    assert not Invitation.objects.exists()

    mandates.confirm(mandate, by=cast.manager)

    assert Invitation.objects.get().person == mandate.person
    assert told("liaison/invited") == {mandate.person}


def test_an_account_that_exists_is_taken_as_it_is(cast, appointment):
    known = replace(NEW, email=cast.stranger.email.upper())

    mandate = mandates.give(known, appointment(Role.SITE_STAFF), by=cast.leader)

    assert mandate.person == cast.stranger
    assert mandate.person.name == cast.stranger.name


def test_mandates_of_different_lengths_cover_their_days(cast, appointment, time_machine):
    wanted = appointment(Role.SITE_STAFF, starts_on=date(2025, 2, 6), ends_on=date(2025, 2, 7))
    mandate = mandates.give(cast.stranger, wanted, by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)

    days = {}
    for day in range(5, 10):
        time_machine.move_to(f"2025-02-0{day}T18:00:00Z")
        days[day] = reached(cast.stranger)
    assert days == {5: False, 6: True, 7: True, 8: False, 9: False}


def test_a_side_is_known_by_the_organisation(cast):
    assert access.standing(cast.liaison).sides_of(cast.partnership) == {Side.POLICE}
    assert MandateScope.objects.filter(mandate__person=cast.liaison).get().division == cast.division
