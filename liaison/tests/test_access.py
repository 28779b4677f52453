"""What a person's mandates reach."""

from datetime import date, timedelta

import pytest

from liaison import access, mandates
from liaison.models import Division, Mandate, MandateScope, Partnership, Site
from liaison.roles import GRANTS, Permission, Role
from liaison.tests.conftest import TODAY
from tests.cast import NOW, RECORDED, SINCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.mark.parametrize(
    ("part", "own", "other"),
    [
        ("staff", True, False),
        ("manager", True, False),
        ("leader", True, False),
        ("liaison", True, False),
        ("backup", True, False),
        ("police_leader", True, False),
        ("officer", True, False),
        ("observer", True, False),
        ("auditor", True, False),
        ("other_liaison", False, True),
        ("other_manager", False, True),
        ("mediator", False, False),
        ("admin", False, False),
        ("former", False, False),
        ("stranger", False, False),
    ],
)
def test_a_mandate_reaches_its_partnership_and_no_other(cast, part, own, other):
    reached = access.standing(getattr(cast, part)).partnership_ids

    assert (cast.partnership.pk in reached, cast.other_partnership.pk in reached) == (own, other)


@pytest.fixture
def town(cast):
    """A second site of the operator, in the police service's other division."""
    north = Division.objects.create(organisation=cast.service, name="North Division")
    pier = Site.objects.create(
        slug="pier", name="Pier", operator=cast.operator, zone="America/Vancouver"
    )
    both = Partnership.objects.create(site=pier, service=cast.service, began_on=SINCE)
    both.divisions.add(north)
    return {"harbour": cast.partnership.pk, "pier": both.pk, "mill": cast.other_partnership.pk} | {
        "division": cast.division,
        "north": north,
        "site": cast.site,
        "pier_site": pier,
        "both": cast.partnership,
        "mill_both": cast.other_partnership,
    }


def hold(cast, role, organisation, *scopes, **more):
    """The stranger holds *role*, confirmed; *scopes* as (name of the field, thing)."""
    mandate = Mandate.objects.create(
        **{
            "person": cast.stranger,
            "organisation": organisation,
            "role": role,
            "starts_on": SINCE,
            "given_by": cast.leader,
            "given_at": RECORDED,
            "confirmed_by": cast.admin,
            "confirmed_at": RECORDED,
        }
        | more
    )
    for field, thing in scopes:
        MandateScope.objects.create(mandate=mandate, **{field: thing})
    return mandate


def reached(cast, town):
    found = access.standing(cast.stranger).partnership_ids
    return {name for name in ("harbour", "pier", "mill") if town[name] in found}


BOTH_SITES = [("site", "site"), ("site", "pier_site")]


@pytest.mark.parametrize(
    ("role", "party", "scopes", "expected"),
    [
        (Role.SITE_STAFF, "operator", [], {"harbour", "pier"}),
        (Role.SITE_STAFF, "operator", [("site", "pier_site")], {"pier"}),
        (Role.SITE_LEADER, "operator", BOTH_SITES, {"harbour", "pier"}),
        (Role.POLICE_LEADER, "service", [], {"harbour", "pier"}),
        (Role.LIAISON_OFFICER, "service", [("division", "north")], {"pier"}),
        (Role.FRONTLINE_OFFICER, "service", [("division", "division")], {"harbour"}),
        (Role.OBSERVER, "neutral", [], set()),
        (Role.AUDITOR, "neutral", [], set()),
        (Role.OBSERVER, "neutral", [("partnership", "both")], {"harbour"}),
        (Role.AUDITOR, "neutral", [("partnership", "mill_both")], {"mill"}),
        (Role.MEDIATOR, "neutral", [("partnership", "both")], set()),
        (Role.ADMINISTRATOR, "neutral", [], set()),
    ],
)
def test_what_is_named_is_the_reach_and_listed_roles_reach_nothing_else(
    cast, town, role, party, scopes, expected
):
    organisation = getattr(cast, party)
    hold(cast, role, organisation, *((field, town[name]) for field, name in scopes))

    assert reached(cast, town) == expected


@pytest.mark.parametrize(
    "scope", [("site", "mill_site"), ("partnership", "mill_both")], ids=["site", "partnership"]
)
def test_naming_a_place_of_others_gives_no_reach(cast, town, scope):
    field, name = scope
    thing = cast.other_site if name == "mill_site" else town[name]
    hold(cast, Role.LIAISON_OFFICER, cast.service, (field, thing))

    assert reached(cast, town) == set()


@pytest.mark.parametrize(
    "more",
    [
        {"starts_on": TODAY + timedelta(days=1)},
        {"ends_on": TODAY - timedelta(days=1)},
        {"confirmed_by": None, "confirmed_at": None},
    ],
    ids=["future", "run out", "unconfirmed"],
)
def test_only_a_current_and_confirmed_mandate_counts(cast, town, more):
    hold(cast, Role.SITE_STAFF, cast.operator, **more)

    assert reached(cast, town) == set()
    assert not access.may(cast.stranger, Permission.INCIDENT_LOG, cast.site)


def test_an_ended_mandate_counts_no_more(cast, town):
    mandate = hold(cast, Role.SITE_STAFF, cast.operator)
    mandates.end(mandate, by=cast.leader)

    assert reached(cast, town) == set()


@pytest.mark.parametrize(("day", "counts"), [(3, False), (4, True), (5, True), (6, False)])
def test_the_first_and_the_last_day_count_whole_in_the_organisations_zone(
    cast, town, time_machine, day, counts
):
    hold(
        cast,
        Role.SITE_STAFF,
        cast.operator,
        starts_on=date(2025, 2, 4),
        ends_on=date(2025, 2, 5),
    )
    for clock in ("08:01", "23:59"):  # 00:01 and 15:59 in Vancouver
        time_machine.move_to(f"2025-02-0{day}T{clock}:00Z")
        assert bool(reached(cast, town)) == counts, clock


def test_somebody_inactive_reaches_nothing(cast):
    cast.manager.is_active = False

    assert not access.standing(cast.manager).partnership_ids
    assert access.may(cast.manager, Permission.SITE_SEE, cast.site).reason == (
        "This account is closed."
    )


@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader", "auditor", "observer"])
def test_a_standing_takes_two_queries(cast, town, part, django_assert_num_queries):
    person = getattr(cast, part)
    with django_assert_num_queries(2):
        access.standing(person)


@pytest.mark.parametrize("part", ["admin", "mediator", "stranger"])
def test_a_standing_without_places_takes_one(cast, part, django_assert_num_queries):
    person = getattr(cast, part)
    with django_assert_num_queries(1):
        access.standing(person)


def test_a_standing_is_worked_out_once_in_a_request_and_never_kept_longer(
    cast, django_assert_num_queries
):
    with access.remembering(), django_assert_num_queries(2):
        access.standing(cast.manager)
        access.may(cast.manager, Permission.SITE_SEE, cast.site)
    with django_assert_num_queries(2):
        access.standing(cast.manager)


@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader", "auditor", "observer"])
def test_at_one_site_a_standing_says_the_same_about_it_and_nothing_of_others(cast, town, part):
    person = getattr(cast, part)
    whole = access.standing(person)
    with access.remembering():
        for site in (cast.site, town["pier_site"], cast.other_site):
            with access.only_at(site.pk):
                here = access.standing(person)
            assert here.mandates == whole.mandates
            assert here.reaches == {
                id_: reach for id_, reach in whole.reaches.items() if reach.site_id == site.pk
            }
            assert here.sites == {
                id_: operator for id_, operator in whole.sites.items() if id_ == site.pk
            }
        assert access.standing(person) == whole


def test_what_is_known_of_one_site_answers_for_it_alone(cast, django_assert_num_queries):
    with access.remembering():
        with access.only_at(cast.site.pk):
            access.standing(cast.manager)
        with django_assert_num_queries(0):
            assert access.may(cast.manager, Permission.SITE_SEE, cast.site)
            assert access.may(cast.manager, Permission.VISIT_SEE, cast.partnership)
            assert access.roles_of(cast.manager) == {Role.SITE_MANAGER}
        with django_assert_num_queries(1):
            assert not access.may(cast.manager, Permission.SITE_SEE, cast.other_site)


@pytest.mark.parametrize(
    ("part", "permission", "target", "needs"),
    [
        ("staff", Permission.PROTOCOL_SIGN, "partnership", "Site leader or Site manager"),
        ("liaison", Permission.PROTOCOL_SUSPEND, "partnership", "Police leader"),
        ("staff", Permission.INCIDENT_RELEASE, "partnership", "Site manager"),
        ("police_leader", Permission.INCIDENT_RELEASE, "partnership", "Liaison officer"),
        # Only the other side may: that is said.
        ("liaison", Permission.HOURS_CHANGE, "site", "Site manager"),
        # An organisation has the roles of its kind.
        ("manager", Permission.MANDATE_GIVE, "service", "Police leader"),
        ("stranger", Permission.INCIDENT_RELEASE, "site", "Liaison officer or Site manager"),
    ],
)
def test_a_refusal_names_who_of_that_side_may(cast, part, permission, target, needs):
    verdict = access.may(getattr(cast, part), permission, getattr(cast, target))

    assert not verdict
    assert verdict.reason == f"This needs: {needs}."


@pytest.mark.parametrize("permission", list(Permission))
def test_nobody_may_anything_over_a_partnership_of_others(cast, permission):
    for part in ("manager", "leader", "liaison", "police_leader", "observer", "auditor", "admin"):
        assert not access.may(getattr(cast, part), permission, cast.other_partnership), part


@pytest.mark.parametrize("permission", [one for one in Permission if GRANTS[one]])
def test_a_permission_is_carried_by_the_roles_of_the_table(cast, permission):
    current = Mandate.objects.filter(ends_on=None).select_related("person")
    roles = {Role(one.role): one.person for one in current}
    for role in Role:
        expected = role in GRANTS[permission]
        assert bool(access.may(roles[role], permission)) == expected, role


def test_people_who_may_are_those_whom_may_lets(cast):
    for permission in Permission:
        told = {person.pk for person in access.people_who_may(permission, cast.partnership)}
        parties = [cast.operator, cast.service]
        held = Mandate.objects.confirmed().filter(organisation__in=parties)
        may = {
            one.person_id
            for one in held.select_related("person", "organisation")
            if one.is_current(NOW) and access.may(one.person, permission, cast.partnership)
        }
        assert told == may, permission
