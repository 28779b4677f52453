"""Names that do not come end a mediation, and nobody is told whose it was that was missing."""

import uuid
from datetime import timedelta

import pytest

from accounts.models import Person
from audit import ledger
from audit.models import Entry
from incidents.mediation import agreeing, lapsing, leaving, moving, tending
from incidents.mediation.tests import cases
from incidents.models import Incident, MediationCase, Reminder
from incidents.reminding.tests.runs import run
from incidents.reminding.tiers import Tier
from notifications import rendering
from notifications.models import Notice
from tests import cast as the_cast
from tests.at_once import at_once
from tests.cast import NOW

SECOND = timedelta(seconds=1)


def tend(at):
    return tending.tend_all(by=Person.system(), at=at)


def terms(cast, signer=None):
    case = cases.unopposed(cast)
    if signer:
        cases.sign(case, getattr(cast, signer))
    return case


def agreement(cast, signer=None):
    case = cases.laid_out(cast)
    if signer:
        cases.put_name(case, getattr(cast, signer))
    return case


@pytest.mark.parametrize("asked", [terms, agreement])
def test_it_ends_once_the_leaders_had_their_time_and_not_before(cast, asked):
    case = asked(cast)
    last = lapsing.ends_at(case)

    run(lapsing.lapses_at(case))
    assert set(Reminder.objects.exclude(part="mediator").values_list("tier", flat=True)) == {
        Tier.LEADERS
    }
    tend(last)
    case.refresh_from_db()
    assert case.is_open
    tend(last + SECOND)

    case.refresh_from_db()
    incident = Incident.objects.get(pk=case.incident_id)
    assert (case.stage, case.outcome) == ("withdrawn", "")
    assert (incident.stage, incident.turn) == ("discussion", "police")
    assert not incident.settlements.open().exists()
    assert not case.assignments.current().exists()
    assert run(last + 2 * SECOND) == 0


@pytest.mark.parametrize("asked", [terms, agreement])
def test_business_days_of_the_side_that_has_longer_count(cast, asked):
    case = asked(cast)

    # Five business days, and twice as many again: over two weekends more.
    assert lapsing.lapses_at(case) - case.stage_since >= timedelta(days=19)


def told(case):
    """What everybody reads about the end of *case*: notices, moves, shared entries."""
    rows = Notice.objects.filter(
        kind__in=["incidents/mediation_ended", "incidents/mediator_let_go"]
    )
    notices = sorted((one.recipient_id, rendering.body(one)) for one in rows)
    last = case.moves.last()
    entries = Entry.objects.filter(chain_id=case.incident.partnership_id)
    verbs = [entry.body.read()["verb"] for entry in entries]
    return notices, (last.stage, last.side, last.by_id), verbs


@pytest.mark.parametrize("signer", ["manager", "police_leader", None])
def test_whoever_had_signed_all_read_the_same(cast, signer):
    case = agreement(cast, signer)
    tend(lapsing.ends_at(case) + SECOND)

    notices, move, verbs = told(MediationCase.objects.get(pk=case.pk))
    assert {recipient for recipient, _body in notices} == {
        getattr(cast, part).pk
        for part in ("manager", "alternate", "liaison", "backup", "police_leader", "mediator")
    }
    assert len({body for _recipient, body in notices}) == 2  # the sides, and the mediator
    assert move == ("withdrawn", None, Person.system().pk)
    assert verbs.count("incidents.mediation_ended") == 1
    assert not [verb for verb in verbs if verb.endswith(("agreement_signed", "mediation_left"))]


def test_it_reads_like_a_mediation_that_a_side_stopped(cast, as_):
    at = NOW + timedelta(days=1)
    left = leaving.leave(cases.laid_out(cast), by=cast.manager, at=at)
    lapsed = cases.laid_out(cast)
    tend(lapsing.ends_at(lapsed) + SECOND)

    def words(case):
        page = as_(cast.liaison).get(case.get_absolute_url()).content.decode()
        return page.count("It does not go on"), page.count("Both sides talk on")

    assert words(left) == words(lapsed)
    assert min(words(lapsed)) > 0


def test_the_hour_of_its_end_is_one_at_which_a_side_could_have_stopped_it(cast):
    case = agreement(cast, "manager")
    zone, last = case.incident.tz, lapsing.lapses_at(case)
    after = moving.within(case.incident, 1, last).astimezone(zone).date()
    ends = []
    for number in range(60):
        case.pk = uuid.UUID(int=number)
        ends.append(lapsing.ends_at(case).astimezone(zone))

    # The business day after it: at work, all over the day, and never twice at one distance.
    assert {one.date() for one in ends} == {after}
    assert {one.hour for one in ends} == set(range(9, 17))
    assert len(set(ends)) == len(ends)
    assert min(ends) > last


def test_a_name_that_comes_before_the_end_still_counts(cast):
    case = agreement(cast, "manager")
    late = lapsing.ends_at(case) - SECOND
    tend(late)

    cases.put_name(case, cast.police_leader, at=late)

    case.refresh_from_db()
    assert case.stage == "cooling_off"
    assert not lapsing.lapse(case, by=Person.system(), at=late + timedelta(days=9))


@pytest.mark.parametrize("part", ["manager", "liaison", "mediator"])
def test_the_page_says_until_when_the_names_can_come(cast, as_, part):
    case = agreement(cast)

    page = as_(getattr(cast, part)).get(case.get_absolute_url()).content.decode()

    assert "Nobody is told who had not signed." in page


def test_where_both_sign_in_time_nothing_lapses(cast):
    case = cases.signed(cast)

    assert lapsing.lapses_at(case) is None
    assert not lapsing.lapse(case, by=Person.system(), at=NOW + timedelta(days=200))


@pytest.fixture
def crowd(transactional_db):
    return the_cast.build()


def test_the_last_name_and_the_clock_meet_and_one_of_them_counts(crowd):
    case = agreement(crowd, "manager")
    late = lapsing.ends_at(case) + SECOND
    digest = cases.digest_of(case)

    at_once(
        lambda: lapsing.lapse_due(by=Person.system(), at=late),
        lambda: agreeing.sign(
            case, digest=digest, password=the_cast.PASSWORD, by=crowd.police_leader, at=late
        ),
        lambda: lapsing.lapse_due(by=Person.system(), at=late),
    )

    case.refresh_from_db()
    assert case.stage in ("withdrawn", "cooling_off")
    assert case.moves.filter(step__in=["lapse", "cool_off"]).count() == 1
    assert ledger.verify(crowd.partnership.chain)
