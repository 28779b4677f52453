"""Two people press at the same moment, each with a connection of their own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from liaison import designation, door_links, invitations, mandates, site_facts
from liaison.designation import Place, Rank
from liaison.four_eyes import Appointment, CannotGive
from liaison.invitations import LinkDoesNotOpen, Newcomer
from liaison.models import Confirmation, Designation, Invitation, LegalBasis, Mandate
from liaison.refusal import Stale
from liaison.roles import Role, Side
from liaison.tests.conftest import TODAY
from tests.at_once import at_once, only_one
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen")]
MANY = 6


def wanted(cast, role) -> Appointment:
    return Appointment(cast.operator, role, TODAY)


def test_a_leader_alone_makes_one_second_person(cast):
    for person in (cast.manager, cast.alternate):
        mandates.end(person.mandates.get(), by=cast.leader)

    def deed(number: int) -> Callable[[], Mandate]:
        newcomer = Newcomer(f"second{number}@example.org", "Manager")
        return lambda: mandates.give(newcomer, wanted(cast, Role.SITE_MANAGER), by=cast.leader)

    won = only_one(at_once(*map(deed, range(MANY))), CannotGive)

    assert won.confirmation == Confirmation.ACCEPTANCE
    assert Mandate.objects.filter(confirmation=Confirmation.ACCEPTANCE).count() == 1


def test_a_mandate_is_confirmed_once(cast):
    mandate = mandates.give(cast.stranger, wanted(cast, Role.SITE_STAFF), by=cast.leader)

    only_one(
        at_once(
            lambda: mandates.confirm(mandate, by=cast.manager),
            lambda: mandates.confirm(mandate, by=cast.alternate),
            lambda: mandates.decline(mandate, by=cast.manager),
        ),
        Stale,
    )


def test_a_link_opens_an_account_once(cast):
    newcomer = Newcomer("new@example.org", "Staff")
    mandate = mandates.give(newcomer, wanted(cast, Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)
    invitation = Invitation.objects.select_related("person").get()

    def open_it() -> Any:
        return invitations.accept(
            invitation, password=PASSWORD, name="Staff", language="en", by=invitation.person
        )

    only_one(at_once(*[open_it] * MANY), LinkDoesNotOpen)


def test_a_place_is_held_by_one(cast):
    place = Place(cast.partnership, Side.SITE, Rank.PRIMARY)

    def appoint() -> Any:
        return designation.appoint(place, cast.manager, post="Site manager", by=cast.leader)

    ended = at_once(*[appoint] * MANY)

    assert not [one for one in ended if isinstance(one, Exception)]
    standing = cast.partnership.designations.filter(side=Side.SITE, ended_at=None)
    assert standing.filter(rank=Rank.PRIMARY).count() == 1


def held_place(cast) -> Designation:
    return cast.partnership.designations.get(side=Side.SITE, rank=Rank.PRIMARY, ended_at=None)


@pytest.mark.parametrize("turn", range(5))
def test_a_term_that_is_ended_while_it_is_handed_over_ends_once(cast, turn):
    held, place = held_place(cast), Place(cast.partnership, Side.SITE, Rank.PRIMARY)

    made, ended = at_once(
        lambda: designation.appoint(place, cast.manager, post="Site manager", by=cast.leader),
        lambda: designation.end(held, by=cast.leader),
    )

    assert isinstance(made, Designation), made
    assert isinstance(ended, Designation | Stale), ended


@pytest.mark.parametrize("turn", range(5))
def test_a_term_that_is_ended_with_its_mandate_ends_once(cast, turn):
    held, mandate = held_place(cast), cast.manager.mandates.get()

    over, ended = at_once(
        lambda: mandates.end(mandate, by=cast.leader),
        lambda: designation.end(held, by=cast.leader),
    )

    assert isinstance(over, Mandate), over
    assert isinstance(ended, Designation | Stale), ended


def test_a_newcomer_of_two_organisations_has_one_link_that_opens(cast):
    newcomer = Newcomer("new@example.org", "Staff")
    given = [
        mandates.give(newcomer, wanted(cast, Role.SITE_STAFF), by=cast.leader),
        mandates.give(
            newcomer,
            replace(wanted(cast, Role.LIAISON_OFFICER), organisation=cast.other_service),
            by=cast.other_police_leader,
        ),
    ]

    ended = at_once(
        lambda: mandates.confirm(given[0], by=cast.manager),
        lambda: mandates.confirm(given[1], by=cast.other_liaison),
    )

    assert not [one for one in ended if isinstance(one, Exception)], ended
    assert Invitation.objects.open().count() == 1
    assert Invitation.objects.count() == 2


def test_what_is_pressed_many_times_at_once_is_one(cast):
    place, key = Place(cast.partnership, Side.SITE, Rank.PRIMARY), uuid4()

    def basis():
        return LegalBasis(site=cast.site, kind="permit", valid_from=TODAY)

    for deed in (
        lambda: designation.appoint(place, cast.manager, post="Manager", by=cast.manager),
        lambda: site_facts.record_legal_basis(basis(), by=cast.manager),
        lambda: door_links.issue(cast.site, "Front door", key=key, by=cast.manager),
    ):
        assert len({made.pk for made in at_once(*[deed] * MANY, refusals=())}) == 1
