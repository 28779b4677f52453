"""Who sees what: one definition, the same in the database and at hand."""

import pytest

from incidents import places, releasing, sight
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane
from incidents.tests import reports
from incidents.tests.conftest import mandate
from liaison.roles import Role, Side
from tests.architecture import doors

IN_CHARGE_OF_SITE = {"manager", "alternate", "leader"}
POLICE = {"liaison", "backup", "police_leader"}


def who_sees(cast, incident):
    return {
        part
        for part in doors.EVERYONE
        if Incident.objects.visible_to(getattr(cast, part)).filter(pk=incident.pk).exists()
    }


def test_before_its_release_it_belongs_to_the_side_of_its_author(cast):
    by_site = reports.logged(cast)
    by_police = reports.logged(cast, by=cast.liaison)

    assert who_sees(cast, by_site) == IN_CHARGE_OF_SITE | {"staff"}
    assert who_sees(cast, by_police) == POLICE


def test_after_its_release_both_sides_see_it_and_nobody_else(cast):
    assert who_sees(cast, reports.released(cast)) == IN_CHARGE_OF_SITE | POLICE | {"staff"}


def test_site_staff_see_only_what_they_logged_themselves(cast):
    incident = reports.logged(cast, by=cast.manager)
    assert who_sees(cast, incident) == IN_CHARGE_OF_SITE

    releasing.release(
        incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=reports.NOW
    )
    assert who_sees(cast, incident) == IN_CHARGE_OF_SITE | POLICE


def test_a_mandate_that_ended_stops_the_sight_of_own_logs(cast):
    incident = reports.logged(cast)
    cast.staff.mandates.update(ended_at=reports.NOW, ended_by=cast.leader)

    assert "staff" not in who_sees(cast, incident)


def test_another_service_at_the_same_site_sees_nothing_of_it(cast, second):
    incident = reports.released(cast, to=cast.partnership.pk)

    assert not Incident.objects.visible_to(second.officer).exists()
    assert Incident.objects.visible_to(cast.liaison).get() == incident


def test_the_same_answer_at_hand_as_in_the_database(cast, second, torn):
    incidents = [
        reports.logged(cast),
        reports.logged(cast, by=cast.liaison),
        reports.logged(cast, by=second.officer),
        reports.released(cast, to=cast.partnership.pk),
        reports.released(cast, to=second.pk),
    ]
    people = [*(getattr(cast, part) for part in doors.EVERYONE), second.officer, torn]

    for person in people:
        seen = sight.of(person)
        found = set(Incident.objects.filter(seen.incidents()))
        assert found == {one for one in incidents if seen.sees(one)}, person


def test_each_side_reads_its_own_lane_and_the_shared_one(cast):
    incident = reports.settled(cast, identifiers="badge 4471")

    def read(person):
        return set(Statement.objects.visible_to(person).values_list("lane", flat=True))

    assert read(cast.manager) == {Lane.SITE, Lane.SHARED}
    assert read(cast.staff) == {Lane.SITE, Lane.SHARED}
    assert read(cast.liaison) == {Lane.SHARED}
    for part in sorted(doors.NEUTRAL | doors.OTHERS | doors.WITHOUT_MANDATE | {"officer"}):
        assert not read(getattr(cast, part)), part
    assert sight.of(cast.manager).side_in(incident) is Side.SITE
    assert sight.of(cast.liaison).side_in(incident) is Side.POLICE


def test_whoever_stands_on_both_sides_reads_neither_lane(cast, torn):
    incident = reports.released(cast)
    reports.logged(cast, by=cast.liaison)

    assert Incident.objects.visible_to(torn).filter(pk=incident.pk).exists()
    assert sight.of(torn).side_in(incident) is None
    assert sight.lanes(None) == ()
    lanes = set(Statement.objects.visible_to(torn).values_list("lane", flat=True))
    assert lanes == {Lane.SHARED}


def test_before_its_release_to_one_of_two_services_it_is_shown_to_nobody_of_both_sides(
    cast, second, torn
):
    incident = reports.logged(cast)
    assert incident.partnership is None

    assert sight.of(torn).side_in(incident) is None
    assert not Statement.objects.visible_to(torn).exists()
    assert sight.of(cast.manager).side_in(incident) is Side.SITE


def test_a_frontline_officer_with_a_mandate_at_the_site_reads_neither_lane(cast):
    incident = reports.logged(cast)
    mandate(cast.staff, Role.FRONTLINE_OFFICER, cast.service, giver=cast.police_leader)

    assert sight.of(cast.staff).side_in(incident) is None
    assert not Statement.objects.visible_to(cast.staff).exists()
    assert places.at(cast.site.pk, cast.staff) is None
    assert places.open_to(cast.staff) == []


@pytest.mark.parametrize("part", ["admin", "mediator", "observer", "auditor", "officer"])
def test_neutral_roles_and_the_frontline_read_no_case(cast, part):
    reports.settled(cast)
    person = getattr(cast, part)

    assert not Incident.objects.visible_to(person).exists()
    assert not Statement.objects.visible_to(person).exists()
