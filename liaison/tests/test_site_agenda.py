"""What a site lacks stands on the desks of both sides, as the turn of whoever can mend it."""

from datetime import date, timedelta

import pytest

from liaison import access, opening, site_agenda
from liaison.agenda import Turn
from liaison.models import LegalBasis, Lifecycle, MandateScope, Site
from liaison.roles import Permission
from tests.cast import HARBOUR_HOURS, NOW

pytestmark = pytest.mark.django_db

IN_CHARGE = ["manager", "alternate", "leader", "liaison", "police_leader"]
OTHERS = ["staff", "officer", "mediator", "observer", "auditor", "admin", "stranger"]
LACK = "No legal basis is on record"


def rows(person, at=NOW):
    return site_agenda.waiting_for(person, at)


@pytest.fixture
def bare(cast):
    """A site of the same operator and service, of which nobody has said anything."""
    site = Site.objects.create(
        slug="bare",
        name="Bare Street",
        operator=cast.operator,
        zone="America/Vancouver",
        lifecycle=Lifecycle.OPERATING,
    )
    site.partnerships.create(service=cast.service, began_on=date(2024, 1, 1))
    MandateScope.objects.create(mandate=cast.manager.mandates.get(), site=site)
    return site


def basis(cast, ends, *, days_ago=2):
    return LegalBasis.objects.create(
        site=cast.site,
        kind=LegalBasis.Kind.PERMIT,
        valid_from=date(2024, 1, 1),
        valid_to=ends,
        recorded_at=NOW - timedelta(days=days_ago),
        recorded_by=cast.manager,
    )


@pytest.mark.parametrize("part", IN_CHARGE + OTHERS)
def test_where_all_is_on_record_nothing_waits(cast, part):
    assert rows(getattr(cast, part)) == []


def test_a_site_without_hours_and_legal_basis_is_the_turn_of_its_manager(cast, bare):
    hours, basis = rows(cast.leader)
    assert [hours.turn, basis.turn] == [Turn.THEIRS] * 2
    assert "counts as operating" in hours.what
    assert basis.what == LACK
    assert hours.where == "Bare Street"
    assert hours.who == "the site manager of Bare Street"
    assert hours.action is None
    assert hours.url == bare.get_absolute_url()
    hours, basis = rows(cast.manager)
    assert [hours.turn, basis.turn] == [Turn.YOURS] * 2
    assert hours.action.url == "/sites/bare/hours/change/"
    assert basis.action.url == "/sites/bare/settings/legal-basis/"


@pytest.mark.parametrize("part", OTHERS)
def test_it_stands_on_no_other_desk(cast, bare, part):
    assert rows(getattr(cast, part)) == []


@pytest.mark.parametrize("part", ["other_manager", "other_leader", "other_police_leader"])
def test_nor_on_those_of_another_partnership(cast, bare, part):
    assert "Bare Street" not in [row.where for row in rows(getattr(cast, part))]


@pytest.mark.parametrize(
    ("lifecycle", "day", "lacking"),
    [
        ("pre_opening", None, ["No opening day is said"]),
        ("pre_opening", date(2025, 9, 1), []),
        ("proposed", None, []),
    ],
)
def test_a_site_that_is_not_open_yet_lacks_its_day_alone(cast, bare, lifecycle, day, lacking):
    Site.objects.filter(pk=bare.pk).update(lifecycle=lifecycle, opens_on=day)

    assert [row.what for row in rows(cast.leader)] == lacking
    for row in rows(cast.manager):
        assert row.action.url == "/sites/bare/settings/opening-day/"


@pytest.mark.parametrize(("days", "shown"), [(61, False), (60, True), (1, True), (0, True)])
def test_a_legal_basis_that_ends_comes_up_two_months_before(cast, days, shown):
    basis(cast, NOW.date() + timedelta(days=days))

    for part in IN_CHARGE:
        assert [row.turn for row in rows(getattr(cast, part))] == [Turn.COMING] * shown
    assert bool([row.action for row in rows(cast.manager)]) is shown
    assert all(row.action is None for row in rows(cast.leader))


def test_one_that_has_ended_is_the_turn_of_the_manager_from_the_next_day_there(cast):
    basis(cast, NOW.date())
    # It is NOW at ten in the morning in Vancouver: the day is over there at eight in UTC.
    last = NOW.replace(hour=7) + timedelta(days=1)

    assert rows(cast.police_leader, last)[0].turn is Turn.COMING
    (row,) = rows(cast.police_leader, last + timedelta(hours=2))
    assert row.turn is Turn.THEIRS
    assert "has ended" in row.what
    (row,) = rows(cast.manager, last + timedelta(hours=2))
    assert row.turn is Turn.YOURS
    basis(cast, None, days_ago=1)
    assert rows(cast.manager, last + timedelta(hours=2)) == []


def test_hours_that_are_said_end_the_wait(cast, bare):
    opening.set_hours(bare, HARBOUR_HOURS, by=cast.manager, at=NOW)

    assert [row.what for row in rows(cast.manager)] == [LACK]


def test_a_site_that_only_moved_on_in_life_has_said_no_hours(cast, bare):
    opening.set_lifecycle(
        bare, Lifecycle.PRE_OPENING, opens_on=date(2025, 9, 1), by=cast.manager, at=NOW
    )
    opening.set_lifecycle(bare, Lifecycle.OPERATING, by=cast.manager, at=NOW)

    assert "counts as operating" in rows(cast.manager)[0].what
    opening.set_hours(bare, HARBOUR_HOURS, by=cast.manager, at=NOW)
    assert [row.what for row in rows(cast.manager)] == [LACK]


def test_it_costs_one_query_however_many_sites_lack_something(
    cast, bare, django_assert_max_num_queries
):
    for number in range(4):
        site = Site.objects.create(
            slug=f"s{number}",
            name=f"S{number}",
            operator=cast.operator,
            zone="UTC",
            lifecycle=Lifecycle.OPERATING,
        )
        site.partnerships.create(service=cast.service, began_on=date(2024, 1, 1))
    with access.remembering():
        access.standing(cast.leader).sites_for(Permission.INCIDENT_SEE_SIDE)
        with django_assert_max_num_queries(1):
            assert len(rows(cast.leader)) == 10
