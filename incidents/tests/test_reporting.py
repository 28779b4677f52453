"""Logging: in the own lane, once, and only where one acts."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from incidents import reporting
from incidents.lifecycle import Stage
from incidents.models import Incident, Statement
from incidents.reporting import CannotLog
from incidents.taxonomy import Distance, Lane, Severity, Valence
from incidents.tests import reports
from liaison.models import Site
from liaison.roles import Side
from notifications.models import Notice
from tests.architecture import doors
from tests.cast import NOW

ZONE = "America/Vancouver"


@pytest.mark.parametrize("part", ["staff", "manager", "alternate", "leader"])
def test_people_of_the_site_log_in_the_lane_of_the_site(cast, part):
    incident = reports.logged(cast, by=getattr(cast, part))

    assert (incident.side, incident.stage) == (Side.SITE, Stage.LOGGED)
    assert incident.organisation == cast.operator
    assert incident.partnership == cast.partnership
    assert incident.statements.get().lane == Lane.SITE
    assert incident.statements.get().words() == reports.WORDS


@pytest.mark.parametrize("part", ["liaison", "backup", "police_leader"])
def test_people_of_the_police_log_in_the_lane_of_the_police(cast, part):
    incident = reports.logged(cast, by=getattr(cast, part))

    assert incident.side == Side.POLICE
    assert incident.organisation == cast.service
    assert incident.statements.get().lane == Lane.POLICE


@pytest.mark.parametrize(
    "part", sorted(doors.NEUTRAL | doors.OTHERS | doors.WITHOUT_MANDATE | {"officer"})
)
def test_nobody_logs_where_they_do_not_act(cast, part):
    with pytest.raises(PermissionDenied, match="may not log"):
        reports.logged(cast, by=getattr(cast, part))

    assert not Incident.objects.exists()


def test_nobody_logs_for_both_sides(cast, torn):
    with pytest.raises(PermissionDenied):
        reports.logged(cast, by=torn)


def test_the_kind_says_how_it_is_meant_and_how_serious_unless_the_author_does(cast):
    usual = reports.logged(cast, kind="P3")
    other = reports.logged(cast, kind="P3", severity=Severity.MINOR)
    good = reports.logged(cast, kind="G2")

    assert (usual.severity, usual.valence) == (Severity.SERIOUS, Valence.NEGATIVE)
    assert other.severity == Severity.MINOR
    assert (good.severity, good.valence) == (Severity.NONE, Valence.POSITIVE)


def test_each_text_is_kept_apart(cast):
    incident = reports.logged(
        cast, done="We spoke to them.", identifiers="badge 4471", distance=Distance.UNDER_15
    )

    kinds = Statement.Kind
    assert {one.kind: one.words() for one in incident.statements.all()} == {
        kinds.NARRATIVE: reports.WORDS,
        kinds.DONE: "We spoke to them.",
        kinds.RESTRICTED: "badge 4471",
    }
    assert incident.distance == Distance.UNDER_15


def test_the_other_side_hears_nothing(cast):
    reports.logged(cast)

    assert not Notice.objects.exists()


def test_the_ledger_of_the_own_organisation_keeps_it_without_a_word(cast):
    incident = reports.logged(cast)

    entry = Entry.objects.select_related("body", "chain").get()
    assert entry.chain_id == cast.operator.pk
    assert entry.vis == 1
    assert str(incident.pk) in entry.body.body
    assert "forty" not in entry.body.body
    assert incident.reference not in entry.body.body


def test_a_site_with_two_services_leaves_the_partnership_open(cast, second):
    by_site = reports.logged(cast)
    by_police = reports.logged(cast, by=second.officer)

    assert by_site.partnership is None
    assert (by_site.in_force, by_site.police_speaker) == (None, None)
    assert by_police.partnership == second


def test_a_site_without_a_partnership_can_be_logged_for(cast):
    alone = Site.objects.create(
        slug="quay", name="Quay", operator=cast.operator, zone="America/Vancouver"
    )

    incident = reports.logged(cast, site_id=alone.pk, by=cast.alternate)

    assert (incident.site, incident.partnership) == (alone, None)
    with pytest.raises(PermissionDenied):  # the manager's mandate names Harbour Street alone
        reports.logged(cast, site_id=alone.pk, by=cast.manager)


def test_one_key_makes_one_incident_for_one_person(cast):
    key = uuid.uuid4()

    first = reports.logged(cast, key=key)
    again = reports.logged(cast, key=key)
    other = reports.logged(cast, key=key, by=cast.manager)

    assert again == first
    assert other != first
    assert [one.words() for one in first.statements.all()] == [reports.WORDS]
    assert Entry.objects.count() == 2


def test_what_was_changed_before_the_second_press_is_not_lost(cast):
    key = uuid.uuid4()
    first = reports.logged(cast, key=key)

    changed = reports.logged(cast, key=key, narrative="The car left at once.")

    assert changed != first
    assert [one.words() for one in changed.statements.all()] == ["The car left at once."]


def test_a_reference_that_is_taken_is_drawn_again(cast, monkeypatch):
    taken = reports.logged(cast).reference
    field = Incident._meta.get_field("reference")
    drawn = iter([taken, "K7QM-42XT"])
    monkeypatch.setattr(field, "_get_default", lambda: next(drawn))

    assert reports.logged(cast).reference == "K7QM-42XT"


def test_a_fault_that_stays_is_not_hidden(cast, monkeypatch):
    taken = reports.logged(cast).reference
    monkeypatch.setattr(Incident._meta.get_field("reference"), "_get_default", lambda: taken)

    with pytest.raises(Exception, match=r"(?i)unique"):
        reports.logged(cast)


def test_nothing_is_kept_when_the_ledger_cannot_be_written(cast, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no ledger")

    monkeypatch.setattr("audit.ledger.record", broken)
    with pytest.raises(RuntimeError):
        reports.logged(cast)

    assert not Incident.objects.exists()
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2025-02-04T09:30", "2025-02-04T17:30"),  # winter
        ("2025-07-04T09:30", "2025-07-04T16:30"),  # summer
        ("2024-11-03T01:30", "2024-11-03T08:30"),  # shown twice: the earlier
        ("2025-03-09T03:00", "2025-03-09T10:00"),  # the first minute after the gap
    ],
)
def test_a_naive_time_is_that_of_the_clock_at_the_site(typed, instant):
    told = reporting.moment(
        datetime.fromisoformat(typed), ZONE, at=datetime(2025, 8, 1, tzinfo=UTC)
    )

    assert told == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2025-03-09T02:30", "went forward.* Sun 9 Mar 2025, 03:00"),
        ("2025-08-02T00:00", "still to come.* Thu 31 Jul 2025, 17:00"),
        ("2009-02-04T09:30", "ten years.* Fri 24 Jul 2015, 17:01"),
        ("0001-01-01T00:00", "year"),
        ("9999-12-31T23:59", "year|to come"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(typed, words):
    with pytest.raises(CannotLog, match=words) as refused:
        reporting.moment(datetime.fromisoformat(typed), ZONE, at=datetime(2025, 8, 1, tzinfo=UTC))

    assert refused.value.field == "occurred_at"


def test_an_instant_is_taken_as_it_is():
    told = NOW - timedelta(hours=1)

    assert reporting.moment(told, ZONE, at=NOW) == told
