"""A fact is corrected by two people, and while somebody releases, confirms or mediates it."""

import pytest

from audit import ledger
from incidents import releasing
from incidents.corrections import correcting, rewording
from incidents.corrections.correcting import Right
from incidents.corrections.facts import Fact
from incidents.corrections.fitting import CannotCorrect
from incidents.corrections.tests.corrected import PLACE, WHY
from incidents.critical import confirming
from incidents.critical.tests import matters
from incidents.mediation import offering
from incidents.models import Correction, Incident, Statement
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.taxonomy import Lane, Severity
from incidents.tests import reports
from liaison.refusal import Refused, Stale
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def correct(incident, person, fact=Fact.PLACE, **now):
    right, seen = Right(fact, now or PLACE, WHY), incident.revision
    return lambda: correcting.correct(incident, right, by=person, revision=seen, at=NOW)


def chains_are_whole(cast):
    return all(map(ledger.verify, (cast.partnership.chain, cast.operator.chain)))


def test_of_two_who_correct_one_fact_the_second_looks_again(cast):
    incident = reports.released(cast)

    ended = at_once(
        correct(incident, cast.manager),
        correct(incident, cast.alternate, area="perimeter", distance=""),
    )

    made = only_one(ended, Stale)
    assert Correction.objects.get() == made
    assert chains_are_whole(cast)


def test_one_press_of_many_fingers_is_one_correction(cast):
    incident = reports.released(cast)

    ended = at_once(*[correct(incident, cast.manager)] * 4)

    assert only_one(ended, PressedTwice) == Correction.objects.get()


def test_what_becomes_critical_while_it_is_released_is_one_or_the_other_first(cast):
    incident = reports.logged(cast)
    seen = incident.revision

    ended = at_once(
        correct(incident, cast.staff, Fact.SEVERITY, severity=4),
        lambda: releasing.release(
            incident, "Shown.", manner=reports.PLAIN, by=cast.manager, revision=seen, at=NOW
        ),
        refusals=(Stale, NotTheMoment),
    )

    only_one(ended, Stale, NotTheMoment)
    incident.refresh_from_db()
    assert (incident.severity == Severity.CRITICAL) != (incident.released_at is not None)
    assert chains_are_whole(cast)


def test_what_is_confirmed_as_critical_is_not_lowered_in_the_same_moment(cast):
    incident = matters.called(cast)
    seen = incident.revision

    ended = at_once(
        correct(incident, cast.alternate, Fact.SEVERITY, severity=3),
        lambda: confirming.confirm(incident, by=cast.manager, revision=seen, at=NOW),
        refusals=(Refused,),
    )

    only_one(ended, Stale, CannotCorrect, NotTheMoment)
    incident.refresh_from_db()
    assert confirming.is_confirmed(incident) == (incident.severity == Severity.CRITICAL)


def test_nothing_is_offered_for_mediation_that_becomes_critical_meanwhile(cast):
    incident = reports.acknowledged(cast)
    seen = incident.revision

    ended = at_once(
        correct(incident, cast.manager, Fact.SEVERITY, severity=4),
        lambda: offering.offer(incident, by=cast.liaison, revision=seen, at=NOW),
        refusals=(Refused,),
    )

    only_one(ended, Stale, CannotCorrect, offering.CannotOffer)
    incident = Incident.objects.get()
    assert (incident.stage == "mediation") != (incident.severity == Severity.CRITICAL)


def test_one_press_of_many_fingers_corrects_words_once(cast):
    incident = reports.released(cast)
    [said] = incident.statements.filter(lane=Lane.SHARED)
    seen = incident.revision

    ended = at_once(
        *[lambda: rewording.reword(said, "Twenty minutes.", by=cast.manager, revision=seen, at=NOW)]
        * 4
    )

    assert only_one(ended, PressedTwice)
    assert Statement.objects.filter(kind=Statement.Kind.CORRECTION).count() == 1
