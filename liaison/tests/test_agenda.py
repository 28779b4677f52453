"""What waits for whom."""

from datetime import date

import pytest

from liaison import designation, mandates
from liaison.agenda import Turn, waiting_for
from liaison.roles import Role, Side
from liaison.tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def items(person, at, turn):
    return [item for item in waiting_for(person, at) if item.turn is turn]


def test_a_mandate_waits_for_a_second_person_one_press_away(cast, appointment, frozen):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)

    (item,) = items(cast.manager, frozen, Turn.YOURS)
    assert item.action.url == f"/people/{mandate.pk}/confirm/"
    assert item.action.posts
    assert item.since == mandate.given_at
    assert [one.url for one in items(cast.leader, frozen, Turn.THEIRS)] == [item.url]
    for person in (cast.staff, cast.liaison, cast.stranger, cast.other_leader, cast.admin):
        assert item.url not in [one.url for one in items(person, frozen, Turn.YOURS)]


def test_confirmed_it_waits_for_nobody(cast, appointment, frozen):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)

    for person in (cast.manager, cast.alternate, cast.leader):
        assert items(person, frozen, Turn.YOURS) + items(person, frozen, Turn.THEIRS) == []


def test_the_other_side_confirms_neutral_people(cast, appointment, frozen):
    wanted = appointment(Role.OBSERVER, cast.neutral, scopes=(cast.partnership,))
    url = mandates.give(cast.stranger, wanted, by=cast.leader).get_absolute_url()

    assert [one.url for one in items(cast.liaison, frozen, Turn.YOURS)] == [url]
    assert items(cast.manager, frozen, Turn.YOURS) == []
    assert url not in [one.url for one in items(cast.other_liaison, frozen, Turn.YOURS)]


def test_a_second_person_finds_their_mandate_to_accept(cast, appointment, frozen):
    for person in (cast.manager, cast.alternate):
        mandates.end(person.mandates.get(), by=cast.leader)
    mandates.give(cast.stranger, appointment(Role.SITE_MANAGER), by=cast.leader)

    (item,) = items(cast.stranger, frozen, Turn.YOURS)
    assert item.action.label == "Accept"


@pytest.mark.parametrize(("last", "shown"), [(date(2025, 3, 5), True), (date(2025, 5, 1), False)])
def test_a_mandate_that_runs_out_comes_up_for_those_who_give(
    cast, appointment, frozen, last, shown
):
    wanted = appointment(Role.SITE_STAFF, starts_on=TODAY, ends_on=last)
    mandate = mandates.give(cast.stranger, wanted, by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)

    assert bool(items(cast.leader, frozen, Turn.COMING)) == shown
    assert items(cast.liaison, frozen, Turn.COMING) == []


@pytest.mark.parametrize(("hour", "shown"), [(4, True), (8, False)])
def test_the_last_day_ends_by_the_clock_of_the_organisation(cast, appointment, frozen, hour, shown):
    wanted = appointment(Role.SITE_STAFF, starts_on=TODAY, ends_on=TODAY)
    mandates.confirm(mandates.give(cast.stranger, wanted, by=cast.leader), by=cast.manager)

    # In Vancouver midnight is at 08:00 UTC.
    at = frozen.replace(day=TODAY.day + 1, hour=hour)

    assert bool(items(cast.leader, at, Turn.COMING)) == shown


def test_an_empty_place_is_the_turn_of_the_side_it_belongs_to(cast, frozen):
    designation.end(
        cast.partnership.designations.get(side=Side.SITE, rank="backup"), by=cast.leader
    )

    for person in (cast.manager, cast.alternate):
        (item,) = items(person, frozen, Turn.YOURS)
        settings = "/sites/harbour-street/settings/"
        assert item.url == settings
        assert item.action.url == f"{settings}speaker/{cast.partnership.pk}/site/"
        assert "backup" in item.what
    for person in (cast.liaison, cast.backup, cast.police_leader, cast.staff):
        assert waiting_for(person, frozen) == []


@pytest.mark.parametrize(
    ("side", "part", "who"),
    [
        (Side.SITE, "leader", "the site manager of your side"),
        (Side.POLICE, "police_leader", "the liaison officer of your side"),
    ],
)
def test_a_leader_sees_that_an_empty_place_waits_for_those_who_can_fill_it(
    cast, frozen, side, part, who
):
    designation.end(
        cast.partnership.designations.get(side=side, rank="backup"), by=getattr(cast, part)
    )

    (item,) = waiting_for(getattr(cast, part), frozen)
    assert (item.turn, item.who, item.action) == (Turn.THEIRS, who, None)


@pytest.mark.parametrize(
    ("gone", "gives", "waits", "who"),
    [
        ("alternate", "leader", "manager", "the site leader of your side"),
        ("backup", "police_leader", "liaison", "the police leader of your side"),
    ],
)
def test_where_nobody_fits_a_place_its_leader_first_gives_a_mandate(
    cast, frozen, gone, gives, waits, who
):
    leader, mandate = getattr(cast, gives), getattr(cast, gone).mandates.get()
    mandates.end(mandate, by=leader)

    (item,) = items(leader, frozen, Turn.YOURS)
    assert item.action.url == f"/people/give/{mandate.organisation_id}/"
    (item,) = waiting_for(getattr(cast, waits), frozen)
    assert (item.turn, item.who, item.action) == (Turn.THEIRS, who, None)


@pytest.mark.parametrize(
    ("part", "most"), [("liaison", 8), ("manager", 9), ("leader", 9), ("admin", 2), ("stranger", 2)]
)
def test_what_waits_takes_few_queries(cast, frozen, part, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most):
        waiting_for(getattr(cast, part), frozen)
