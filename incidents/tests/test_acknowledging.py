"""Acknowledging: the other side has read it; thanks end there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from incidents import acknowledging
from incidents.lifecycle import Stage
from incidents.models import Incident, Move
from incidents.stepping import NotTheMoment
from incidents.tests import reports
from liaison.models import Organisation
from liaison.refusal import Stale
from liaison.roles import Side
from tests.cast import NOW


def acknowledge(incident, person, **options):
    return acknowledging.acknowledge(incident, by=person, at=NOW, **options)


@pytest.mark.parametrize("part", ["liaison", "backup"])
def test_a_liaison_acknowledges_and_owes_the_answer(cast, part):
    incident = acknowledge(reports.released(cast), getattr(cast, part))

    assert (incident.stage, incident.turn) == (Stage.ACKNOWLEDGED, Side.POLICE)
    assert incident.due_at.isoformat() == "2025-02-07T07:59:59+00:00"  # two business days
    assert Move.objects.filter(step="acknowledge", by=getattr(cast, part)).exists()


@pytest.mark.parametrize(
    ("police", "site", "day"), [("BC", "QC", "2025-02-19"), ("QC", "BC", "2025-02-18")]
)
def test_a_holiday_of_the_side_whose_turn_it_is_does_not_count(cast, police, site, day):
    Organisation.objects.filter(pk=cast.service.pk).update(subdivision=police)
    Organisation.objects.filter(pk=cast.site.operator_id).update(subdivision=site)
    friday = NOW + timedelta(days=10)

    incident = acknowledging.acknowledge(reports.released(cast), by=cast.liaison, at=friday)

    # British Columbia has a holiday on the Monday after it.
    assert incident.due_at.astimezone(cast.site.tz).date().isoformat() == day


def test_a_manager_acknowledges_what_the_police_released(cast):
    incident = acknowledge(reports.released(cast, author=cast.liaison), cast.manager)

    assert incident.turn == Side.SITE


def test_after_thanks_nobody_owes_anything(cast):
    incident = acknowledge(reports.released(cast, kind="G2"), cast.liaison)

    assert incident.stage == Stage.ACKNOWLEDGED
    assert (incident.turn, incident.turn_since, incident.due_at) == (None, None, None)


def test_nobody_acknowledges_what_the_own_side_released(cast):
    with pytest.raises(PermissionDenied, match="for the other side"):
        acknowledge(reports.released(cast), cast.manager)


@pytest.mark.parametrize(
    ("part", "needed"),
    [("staff", "Site manager"), ("leader", "Site manager"), ("police_leader", "Liaison officer")],
)
def test_those_who_only_read_do_not_acknowledge(cast, part, needed):
    with pytest.raises(PermissionDenied, match=rf"This needs: {needed}\."):
        acknowledge(reports.released(cast), getattr(cast, part))


def test_another_partnerships_liaison_finds_nothing(cast):
    with pytest.raises((PermissionDenied, Incident.DoesNotExist)):
        acknowledge(reports.released(cast), cast.other_liaison)


def test_it_is_acknowledged_once(cast):
    with pytest.raises(NotTheMoment):
        acknowledge(reports.acknowledged(cast), cast.liaison)


def test_what_is_not_released_is_not_acknowledged(cast):
    with pytest.raises((PermissionDenied, Incident.DoesNotExist)):
        acknowledge(reports.logged(cast), cast.liaison)


def test_whoever_saw_an_older_state_is_told(cast):
    incident = reports.released(cast)

    with pytest.raises(Stale):
        acknowledge(incident, cast.liaison, revision=0)
