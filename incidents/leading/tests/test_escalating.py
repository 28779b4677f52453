"""What both sides cannot settle goes to their leaders: on request, or because nobody answered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit import ledger
from incidents import settling
from incidents.critical.tests import matters
from incidents.leading import escalating
from incidents.leading.tests import led
from incidents.models import Escalation
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.tests import reports
from incidents.tests.test_notices import told
from tests.cast import NOW

LATE = NOW + timedelta(days=20)


@pytest.mark.parametrize("stage", ["released", "acknowledged", "discussed", "proposed"])
@pytest.mark.parametrize("part", ["manager", "liaison"])
def test_either_side_asks_the_leaders_of_both(cast, stage, part):
    incident = led.escalated(cast, stage=stage, by=getattr(cast, part))

    assert (incident.stage, incident.turn, incident.due_at) == ("escalated", None, None)
    assert {"leader", "police_leader"} <= told(cast, "leaders_asked")
    escalation = incident.escalations.get()
    assert escalation.side == ("site" if part == "manager" else "police")
    # Five business days of both sides after Tuesday 4 February 2025.
    assert escalation.due_at.date().isoformat() == "2025-02-12"
    assert ledger.verify(cast.partnership.chain)


@pytest.mark.parametrize(
    "part", ["staff", "leader", "police_leader", "other_manager", "mediator", "admin"]
)
def test_nobody_else_asks_them(cast, part):
    incident = reports.discussed(cast)

    with pytest.raises(PermissionDenied):
        escalating.escalate(incident, led.WHY, by=getattr(cast, part), at=NOW)


def test_whoever_stands_on_both_sides_does_not_ask(cast, torn):
    with pytest.raises(PermissionDenied, match="both sides"):
        escalating.escalate(reports.discussed(cast), led.WHY, by=torn, at=NOW)


def test_what_is_logged_settled_or_critical_is_not_for_the_leaders(cast):
    for incident in (reports.logged(cast), reports.settled(cast), matters.called(cast)):
        with pytest.raises(NotTheMoment):
            escalating.escalate(incident, led.WHY, by=cast.manager, at=NOW)


def test_while_they_have_it_nobody_settles_it_alone(cast):
    incident = led.escalated(cast, stage="proposed")
    settlement = incident.settlements.open().get()

    with pytest.raises(NotTheMoment):
        settling.accept(incident, settlement.pk, by=cast.liaison, at=NOW)


def test_the_clock_asks_on_behalf_of_neither_side_and_once(cast):
    incident = reports.released(cast)

    escalation = escalating.escalate_overdue(incident, by=Person.system(), at=LATE)

    assert (escalation.side, escalation.turn_before) == (None, "police")
    incident.refresh_from_db()
    assert incident.stage == "escalated"
    assert incident.moves.latest("number").side is None
    assert {"leader", "police_leader", "liaison"} <= told(cast, "leaders_asked")
    assert escalating.escalate_overdue(incident, by=Person.system(), at=LATE) is None
    assert Escalation.objects.count() == 1


@pytest.mark.parametrize("stage", ["logged", "settled"])
def test_the_clock_asks_about_nothing_that_waits_for_nobody(cast, stage):
    incident = getattr(reports, stage)(cast)

    assert escalating.escalate_overdue(incident, by=Person.system(), at=LATE) is None
    assert not Escalation.objects.exists()


def test_whoever_looks_at_an_old_page_or_presses_twice_asks_once(cast):
    incident = reports.discussed(cast)
    seen = incident.revision
    escalating.escalate(incident, led.WHY, by=cast.manager, revision=seen, at=NOW)

    with pytest.raises(PressedTwice):
        escalating.escalate(incident, led.WHY, by=cast.manager, revision=seen, at=NOW)
    with pytest.raises(NotTheMoment):
        escalating.escalate(incident, led.WHY, by=cast.liaison, revision=seen, at=NOW)
