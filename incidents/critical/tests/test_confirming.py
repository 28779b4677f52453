"""Once somebody in charge confirms it, the other side learns that a critical matter exists."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import ledger
from audit.models import EntryBody
from incidents import noting
from incidents.critical import confirming
from incidents.critical.tests import matters
from incidents.models import CriticalMatter, Incident, Statement
from incidents.pairing import CannotChoose
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.tests import reports
from incidents.tests.test_notices import told
from liaison.refusal import Stale
from notifications.models import Notice
from tests.cast import NOW

MONDAY = date(2025, 2, 3)


@pytest.mark.parametrize(
    ("side", "hear"),
    [
        ("site", {"liaison", "backup", "police_leader"}),
        ("police", {"manager", "alternate", "leader"}),
    ],
)
def test_those_in_charge_of_the_other_side_hear_that_it_exists(cast, side, hear):
    matter = matters.confirmed(cast, side=side)

    assert (matter.side, matter.week_of) == (side, MONDAY)
    assert told(cast, "critical_exists") == hear
    for part in hear:
        assert CriticalMatter.objects.visible_to(getattr(cast, part)).get() == matter


@pytest.mark.parametrize("part", ["staff", "officer", "mediator", "observer", "other_manager"])
def test_nobody_else_learns_that_it_exists(cast, part):
    matters.confirmed(cast)

    assert not CriticalMatter.objects.visible_to(getattr(cast, part)).exists()


def test_whoever_stands_on_both_sides_learns_nothing(cast, torn):
    matters.confirmed(cast)

    assert not CriticalMatter.objects.visible_to(torn).exists()


def test_it_stays_at_its_stage_and_waits_for_the_call_as_before(cast):
    incident = matters.logged(cast)
    due = incident.due_at

    confirming.confirm(incident, by=cast.manager, at=NOW + timedelta(hours=1))

    incident.refresh_from_db()
    assert (incident.stage, incident.turn, incident.due_at) == ("logged", "site", due)


@pytest.mark.parametrize(
    ("side", "part"),
    [
        ("site", "staff"),
        ("site", "leader"),
        ("site", "liaison"),
        ("site", "police_leader"),
        ("police", "liaison"),
        ("police", "manager"),
        ("site", "admin"),
        ("site", "other_manager"),
    ],
)
def test_only_a_manager_or_the_leader_of_the_police_confirms(cast, side, part):
    incident = matters.called(cast, side=side)

    with pytest.raises(PermissionDenied):
        confirming.confirm(incident, by=getattr(cast, part), at=NOW)
    assert not CriticalMatter.objects.exists()


def test_the_alternate_confirms_too(cast):
    matter = confirming.confirm(matters.called(cast), by=cast.alternate, at=NOW)

    assert matter.confirmed_by == cast.alternate


def test_what_is_not_critical_is_not_confirmed(cast):
    with pytest.raises(NotTheMoment, match="critical matters only"):
        confirming.confirm(reports.logged(cast), by=cast.manager, at=NOW)


def test_it_is_confirmed_once(cast):
    matter = matters.confirmed(cast)

    with pytest.raises(NotTheMoment, match="confirmed already"):
        confirming.confirm(matter.incident, by=cast.alternate, at=NOW)


def test_the_week_is_that_of_the_clock_of_the_site(cast):
    """Sunday 23:30 in Vancouver is Monday in Greenwich."""
    late = NOW.replace(day=3, hour=7, minute=30)
    matter = matters.confirmed(cast, occurred_at=late)

    assert matter.week_of == date(2025, 1, 27)
    assert matter.last_day_of_week == date(2025, 2, 2)


def test_where_a_site_works_with_several_services_it_is_said_to_which(cast, second):
    incident = matters.called(cast)

    with pytest.raises(CannotChoose, match="which police service") as refused:
        confirming.confirm(incident, by=cast.manager, at=NOW)
    assert refused.value.field == "partnership"
    confirming.confirm(incident, by=cast.manager, partnership_id=second.pk, at=NOW)

    assert CriticalMatter.objects.visible_to(second.officer).exists()
    assert not CriticalMatter.objects.visible_to(cast.liaison).exists()
    assert not Incident.objects.visible_to(second.officer).exists()


@pytest.mark.parametrize(("side", "reader"), [("site", "liaison"), ("police", "manager")])
def test_the_incident_its_words_and_its_ledger_stay_with_their_side(cast, side, reader):
    matter = matters.confirmed(cast, side=side)

    person = getattr(cast, reader)
    assert not Incident.objects.visible_to(person).exists()
    assert not Statement.objects.visible_to(person).exists()
    shared = EntryBody.objects.filter(entry__chain_id=cast.partnership.pk)
    bodies = "".join(body.body for body in shared)
    assert str(matter.pk) in bodies
    assert str(matter.incident_id) not in bodies
    assert ledger.verify(cast.partnership.chain)


def test_no_notice_to_the_other_side_names_the_incident(cast):
    matter = matters.confirmed(cast)

    rows = Notice.objects.filter(recipient__in=[cast.liaison, cast.backup, cast.police_leader])
    assert rows.exists()
    for notice in rows:
        told_of = f"{notice.path} {notice.facts} {notice.about_id}"
        assert matter.incident.reference not in told_of
        assert str(matter.incident_id) not in told_of


def test_one_of_the_other_side_notes_it_once(cast):
    matter = matters.confirmed(cast)

    confirming.note(matter, by=cast.liaison, at=NOW)
    confirming.note(matter, by=cast.backup, at=NOW + timedelta(days=1))

    matter.refresh_from_db()
    assert (matter.noted_by, matter.noted_at) == (cast.liaison, NOW)


@pytest.mark.parametrize("part", ["manager", "leader", "police_leader", "staff"])
def test_only_those_who_answer_for_the_other_side_note_it(cast, part):
    matter = matters.confirmed(cast)

    with pytest.raises(PermissionDenied):
        confirming.note(matter, by=getattr(cast, part), at=NOW)


def test_whoever_looks_at_an_old_page_is_told(cast):
    incident = matters.called(cast)

    with pytest.raises(Stale):
        confirming.confirm(incident, by=cast.manager, revision=0, at=NOW)


def test_pressing_twice_counts_once(cast):
    incident = matters.called(cast)
    seen = incident.revision
    confirming.confirm(incident, by=cast.manager, revision=seen, at=NOW)

    with pytest.raises(PressedTwice):
        confirming.confirm(incident, by=cast.manager, revision=seen, at=NOW)


def test_a_note_of_the_own_side_after_it_is_read_by_nobody_else(cast):
    matter = matters.confirmed(cast)
    noting.note(matter.incident, "For our side.", key=uuid.uuid4(), by=cast.manager, at=NOW)

    assert not Statement.objects.visible_to(cast.liaison).exists()
