"""How many officers know a version, by division."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaison.models import Division, Partnership
from notifications.models import Notice
from protocols import briefing, briefing_agenda, coverage, drafting, sending, signing
from protocols.briefing import Unit
from protocols.tests.conftest import agree, put_name
from protocols.tests.rolls import acknowledge, open_for, second_division, unit_of
from tests.cast import NOW


def covered(cast, at=NOW):
    return coverage.of(Partnership.objects.filter(pk=cast.partnership.pk).with_parties(), at)


def told(found):
    return [(line.unit.name, line.briefed, line.officers) for line in found.lines]


def test_nothing_is_owed_where_nothing_is_in_force(cast, sent):
    assert covered(cast) == []


def test_a_division_nobody_spoke_of_is_shown_with_nobody_briefed(cast, signed):
    (found,) = covered(cast)

    assert told(found) == [("Central Division", 0, None)]
    assert found.is_owed


def test_each_division_is_counted_by_itself(cast, signed):
    central = open_for(signed, unit_of(cast), cast.liaison, officers=5)
    harbour = open_for(signed, second_division(cast), cast.liaison, officers=4)
    for number in ("11", "12", "13", "14"):
        acknowledge(central, number)
    acknowledge(harbour, "21")

    (found,) = covered(cast)

    assert told(found) == [("Central Division", 4, 5), ("Harbour Division", 1, 4)]
    assert [line.per_cent for line in found.lines] == [80, 25]
    assert [line.is_enough for line in found.lines] == [True, False]
    assert found.is_owed
    assert found.briefed == 5


def test_it_is_enough_when_every_division_has_enough(cast, signed):
    central = open_for(signed, unit_of(cast), cast.liaison, officers=3)
    for number in ("11", "12", "13"):
        acknowledge(central, number)
    # One of them has left since.
    open_for(signed, unit_of(cast), cast.liaison, officers=2, at=NOW + timedelta(hours=1))

    (found,) = covered(cast)

    assert found.lines[0].per_cent == 100
    assert not found.is_owed


def test_the_last_roll_call_says_how_many_officers_there_are(cast, signed):
    open_for(signed, unit_of(cast), cast.liaison, officers=40)
    open_for(signed, unit_of(cast), cast.liaison, officers=25, at=NOW + timedelta(hours=1))

    assert told(covered(cast)[0]) == [("Central Division", 0, 25)]


def test_reminders_that_were_put_aside_are_not_owed(cast, signed):
    briefing.set_aside(signed, cast.service, by=cast.liaison, at=NOW)

    assert not covered(cast)[0].is_owed


def test_a_version_that_is_still_to_begin_is_owed_already_and_the_former_still(cast, signed):
    second = drafting.start_next(signed.protocol, by=cast.manager, at=NOW)
    starts = NOW.date() + timedelta(days=20)
    type(second).objects.filter(pk=second.pk).update(starts_on=starts)
    agree(second, cast, at=NOW)

    assert [one.version.number for one in covered(cast)] == [1, 2]
    after = covered(cast, NOW + timedelta(days=30))
    assert [one.version.number for one in after] == [2]


def test_a_service_without_divisions_is_briefed_as_a_whole(cast):
    draft = drafting.start([cast.other_partnership], title="Mill", by=cast.other_manager, at=NOW)
    sending.send(draft, by=cast.other_liaison, at=NOW)
    put_name(draft, cast.other_manager, at=NOW)
    put_name(draft, cast.other_police_leader, at=NOW)
    roll_call = open_for(draft, Unit(cast.other_service), cast.other_liaison, officers=3)
    acknowledge(roll_call, "31")

    (found,) = coverage.of([cast.other_partnership], NOW)

    assert told(found) == [("Inland Police", 1, 3)]


def test_where_no_division_is_named_all_of_the_service_count(cast):
    Division.objects.create(organisation=cast.other_service, name="East")
    Division.objects.create(organisation=cast.other_service, name="West")

    units = coverage.units_of([cast.other_partnership])

    assert [unit.name for unit in units] == ["East", "West"]


def test_it_takes_no_more_queries_with_more_of_everything(cast, signed):
    def queries(partnerships):
        with CaptureQueriesContext(connection) as captured:
            coverage.of(partnerships, NOW)
        return len(captured)

    few = queries(Partnership.objects.filter(pk=cast.partnership.pk).with_parties())
    draft = drafting.start([cast.other_partnership], title="Mill", by=cast.other_manager, at=NOW)
    sending.send(draft, by=cast.other_liaison, at=NOW)
    draft.refresh_from_db()
    for person in (cast.other_manager, cast.other_police_leader):
        signing.sign(
            draft, digest=draft.digest, password="a long plain password", by=person, at=NOW
        )
    for unit in (unit_of(cast), second_division(cast)):
        acknowledge(open_for(signed, unit, cast.liaison), unit.name[:4])
    many = queries(Partnership.objects.with_parties())

    assert few == many
    assert few <= 7


@pytest.mark.parametrize("name", ["liaison", "backup", "police_leader"])
def test_the_desk_reminds_those_who_brief_until_enough_know_it(cast, signed, name):
    person = getattr(cast, name)
    (item,) = briefing_agenda.waiting_for(person, NOW)
    assert "version 1" in item.what
    assert item.where == "Central Division"

    roll_call = open_for(signed, unit_of(cast), cast.liaison, officers=5)
    for number in ("11", "12", "13"):
        acknowledge(roll_call, number)
    assert briefing_agenda.waiting_for(person, NOW)
    acknowledge(roll_call, "14")
    assert not briefing_agenda.waiting_for(person, NOW)


def test_the_desk_reminds_no_more_when_reminders_were_put_aside(cast, signed):
    briefing.set_aside(signed, cast.service, by=cast.backup, at=NOW)

    assert not briefing_agenda.waiting_for(cast.liaison, NOW)


@pytest.mark.parametrize("name", ["manager", "leader", "officer", "auditor", "other_liaison"])
def test_nobody_else_is_reminded(cast, signed, name):
    assert not briefing_agenda.waiting_for(getattr(cast, name), NOW)


def test_those_who_brief_are_told_once_when_a_version_was_agreed(cast, signed):
    told = Notice.objects.filter(kind="protocols/brief")

    assert set(told.values_list("recipient__name", flat=True)) == {
        cast.liaison.name,
        cast.backup.name,
        cast.police_leader.name,
    }
    assert {notice.path for notice in told} == {f"/protocols/{signed.protocol.slug}/briefing/"}
