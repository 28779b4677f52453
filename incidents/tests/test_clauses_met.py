"""The page of a version says how often its clauses met an incident that both sides know of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import clauses_met
from incidents.models import Incident
from incidents.recusal import declaring
from incidents.tests import reports
from liaison import small_numbers
from protocols import drafting
from protocols.events import TimesMet
from tests.cast import NOW

IN_CHARGE = ("manager", "alternate", "leader", "liaison", "backup", "police_leader")
BEYOND = ("staff", "officer", "observer", "auditor")
SMALL = TimesMet(None, 5)


@pytest.fixture
def street(agreed):
    """The clause on which the answer for "other business in the street" rests."""
    return agreed.version.rows.get(circumstance="C16", state="operating").clause


def release(cast, number, **changes):
    for _each in range(number):
        reports.released(cast, **changes)


def page_of(client, version):
    answer = client.get(version.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", IN_CHARGE)
def test_both_sides_read_the_same_number(cast, agreed, street, name):
    release(cast, 2)

    assert clauses_met.times(agreed.version, getattr(cast, name))[street.key] == TimesMet(2, 1)


@pytest.mark.parametrize("name", BEYOND)
def test_who_may_not_see_the_incidents_reads_no_small_number(cast, agreed, street, name):
    reader = getattr(cast, name)
    release(cast, 4)
    few = clauses_met.times(agreed.version, reader)
    release(cast, 1)
    more = clauses_met.times(agreed.version, reader)

    assert few[street.key] == SMALL
    assert more[street.key] == TimesMet(5, 5)


@pytest.mark.parametrize("name", ["other_manager", "other_liaison", "admin", "stranger"])
def test_nobody_else_counts_anything(cast, agreed, name):
    release(cast, 5)

    assert clauses_met.times(agreed.version, getattr(cast, name)) == {}


def test_what_one_side_keeps_to_itself_is_not_counted(cast, agreed):
    reports.logged(cast)
    reports.logged(cast, kind="K7")

    assert clauses_met.times(agreed.version, cast.manager) == {}


def test_who_is_off_a_case_reads_a_number_without_it(cast, agreed, street):
    release(cast, 2)
    declaring.declare(Incident.objects.latest("logged_at"), cast.liaison, by=cast.liaison, at=NOW)

    assert clauses_met.times(agreed.version, cast.liaison)[street.key] == TimesMet(1, 1)
    assert clauses_met.times(agreed.version, cast.backup)[street.key] == TimesMet(2, 1)


def test_an_incident_counts_once_for_each_clause_that_speaks_to_it(cast, agreed):
    """A call that nobody answered rests on one clause, however many of its rows it is about."""
    release(cast, 1, kind="X6")
    calls = agreed.version.clauses.get(topic=6)

    assert clauses_met.times(agreed.version, cast.manager)[calls.key] == TimesMet(1, 1)


@pytest.mark.parametrize(
    ("number", "told"), [(0, 0), (1, None), (4, None), (5, 5), (12, 12)], ids=str
)
def test_small_numbers_are_not_shown_and_zero_is(number, told):
    assert small_numbers.shown(number) == told


def test_the_page_names_the_clauses_most_often_met_first(cast, as_, agreed, street):
    release(cast, 2)
    release(cast, 3, kind="K5")
    equipment = agreed.version.clauses.get(topic=17)

    page = page_of(as_(cast.liaison), agreed.version)
    told = page[page.index('id="met"') :]
    assert told.index(f'href="#{equipment.anchor}"') < told.index(f'href="#{street.anchor}"')
    assert "3 incidents" in told
    assert "2 incidents" in told


def test_the_page_tells_others_that_there_were_few(cast, as_, agreed):
    release(cast, 2)

    page = page_of(as_(cast.officer), agreed.version)
    assert "fewer than 5 incidents" in page
    assert "2 incidents" not in page


def test_whoever_drafts_the_next_version_sees_what_the_last_one_met(cast, as_, agreed):
    release(cast, 2)
    draft = drafting.start_next(agreed.version.protocol, by=cast.manager, at=NOW)

    page = page_of(as_(cast.liaison), draft)
    assert "Under version 1, from which this one was begun." in page
    assert "2 incidents" in page


def test_a_draft_that_follows_nothing_counts_nothing(cast, as_):
    draft = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=NOW)

    assert 'id="met"' not in page_of(as_(cast.manager), draft)


def test_counting_costs_no_more_with_more_incidents(cast, agreed):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            clauses_met.times(agreed.version, cast.manager)
        return len(caught)

    release(cast, 1)
    few = queries()
    release(cast, 3, kind="K5")
    release(cast, 2, kind="X6")

    assert queries() == few <= 6
    assert Incident.objects.counted().count() == 6
