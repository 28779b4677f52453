"""The page of a case says which step is missing until a mediation can be offered."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from incidents.mediation import consenting, offering
from incidents.mediation.tests import cases
from incidents.models import Incident
from incidents.tests import reports
from tests.cast import NOW

OTHER = "once the other side has acknowledged this"
OWN = "once your side has acknowledged this"
PROPOSED = "if the proposal is declined or taken back"


def read(as_, person, incident):
    return as_(person).get(incident.get_absolute_url()).content.decode()


def test_until_it_is_acknowledged_each_side_reads_whose_step_is_missing(cast, as_):
    incident = reports.released(cast)

    assert OTHER in read(as_, cast.manager, incident)
    assert OWN in read(as_, cast.liaison, incident)


def test_once_it_is_acknowledged_nothing_is_missing(cast, as_):
    page = read(as_, cast.liaison, reports.acknowledged(cast))

    assert "Offer a mediation" in page
    assert "can be offered" not in page
    assert "can offer a mediation once" not in page


def test_while_a_settlement_is_proposed_that_comes_first(cast, as_):
    page = read(as_, cast.liaison, reports.proposed(cast))

    assert PROPOSED in page
    assert "Offer a mediation" not in page


@pytest.mark.parametrize("changes", [{"kind": "G1"}, {"kind": "K7", "severity": 3}])
def test_what_is_never_mediated_promises_no_mediation(cast, as_, changes):
    incident = reports.released(cast, **changes)

    for person in (cast.manager, cast.liaison):
        assert "mediation once" not in read(as_, person, incident)


def test_before_its_release_nothing_is_said_of_a_mediation(cast, as_):
    assert "mediation once" not in read(as_, cast.manager, reports.logged(cast))


def test_after_one_that_did_not_go_on_the_day_is_named(cast, as_, at_ten):
    case = cases.offered(cast)
    for person in (cast.manager, cast.liaison):
        consenting.answer(case, agrees=False, by=person, at=NOW)
    incident = Incident.objects.get()

    for person in (cast.manager, cast.liaison):
        page = read(as_, person, incident)
        assert page.count("It can be offered again from Thu 6 Mar 2025 on.") == 1
        assert 'aria-disabled="true">Offer a mediation</button>' in page
        assert f'{incident.get_absolute_url()}mediation/offer/"' not in page


def test_from_the_beginning_of_that_day_on_it_can_be_offered(cast, as_):
    case = cases.offered(cast)
    for person in (cast.manager, cast.liaison):
        consenting.answer(case, agrees=False, by=person, at=NOW)
    incident = Incident.objects.get()
    day = datetime(2025, 3, 6, 8, tzinfo=UTC)  # midnight in Vancouver

    for at, is_offered in ((day - timedelta(seconds=1), False), (day, True)):
        with time_machine.travel(at, tick=False):
            page = read(as_, cast.liaison, incident)
        assert (f'{incident.get_absolute_url()}mediation/offer/"' in page) is is_offered
    offering.offer(incident, by=cast.liaison, at=day)
