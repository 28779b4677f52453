"""Two open an incident again at the same moment, or something else happens to it just then."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Person
from audit import ledger
from incidents import keeping, reopening
from incidents.leading import reviewing
from incidents.leading.tests.test_reviewing import without_agreement
from incidents.mediation import closing
from incidents.mediation.tests import cases
from incidents.models import Commitment, Escalation, Incident, Move
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.taxonomy import Outcome
from incidents.tests import reports
from incidents.tests.test_reopening import MISSED, WHY
from incidents.tests.world import PROMISE
from liaison.refusal import Stale
from notifications.models import Notice
from tests import cast as the_cast
from tests.at_once import at_once
from tests.cast import NOW

AT = NOW + timedelta(days=12)


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def press(incident, by, *, at=AT):
    seen = incident.revision
    return lambda: reopening.reopen(incident, WHY, by=by, revision=seen, at=at)


def steps(incident):
    return list(Move.objects.filter(incident=incident).values_list("step", flat=True))


def test_of_both_sides_one_opens_it_and_the_other_reads_that(cast):
    incident = reports.settled(cast)

    ended = at_once(press(incident, cast.manager), press(incident, cast.liaison))

    assert sorted(type(one).__name__ for one in ended) == ["Incident", "NotTheMoment"]
    assert steps(incident).count("reopen") == 1
    told = Notice.objects.filter(kind="incidents/reopened").values_list("recipient", flat=True)
    assert len(told) == len(set(told)) == 2
    assert ledger.verify(cast.partnership.chain)


def test_pressed_twice_it_is_opened_once(cast):
    incident = reports.settled(cast)

    ended = at_once(press(incident, cast.manager), press(incident, cast.manager))

    assert {type(one) for one in ended} == {Incident, PressedTwice}
    assert steps(incident).count("reopen") == 1


def test_what_is_said_of_a_promise_just_then_is_not_lost(cast):
    incident = reports.settled(cast, promises=[PROMISE])
    promise = Commitment.objects.get()

    def check():
        return keeping.check(incident, promise.pk, MISSED, by=cast.manager, at=AT)

    ended = at_once(press(incident, cast.liaison), check)

    assert not isinstance(ended[1], Exception), ended
    promise.refresh_from_db()
    assert promise.verdict == "not_kept"
    assert steps(incident).count("not_kept") == 1
    # Either it was opened again first, or whoever wanted to saw an older state.
    assert isinstance(ended[0], Stale) == ("reopen" not in steps(incident))


def test_its_mediation_ends_once(cast):
    """By the clock, or because what it settled is open again."""
    case = cases.bound(cast, terms=cases.Terms(Outcome.AGREEMENT, "They talk.", ()))
    late = datetime(2025, 5, 18, 18, tzinfo=UTC)
    incident = Incident.objects.get(pk=case.incident_id)

    def clock():
        return closing.close_due(by=Person.system(), at=late)

    at_once(press(incident, cast.manager, at=late), clock)

    case.refresh_from_db()
    incident.refresh_from_db()
    assert (case.stage, incident.stage) == ("closed", "discussion")
    moves = list(case.moves.values_list("step", flat=True))
    assert moves.count("close") + moves.count("reopen") == 1


def test_the_leaders_are_asked_once_about_a_mediation(cast):
    case = without_agreement(cast)
    seen = case.incident.revision

    def ask(by):
        return lambda: reviewing.ask(case.incident, WHY, by=by, revision=seen, at=NOW)

    ended = at_once(ask(cast.manager), ask(cast.liaison))

    assert sum(isinstance(one, Escalation) for one in ended) == 1
    refused = [one for one in ended if isinstance(one, Exception)]
    assert isinstance(refused[0], Stale | NotTheMoment)
    assert Escalation.objects.get().mediation == case
