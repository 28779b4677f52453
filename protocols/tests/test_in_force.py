"""What applied, to whom, when; and what it said."""

from datetime import date, timedelta

import pytest

from protocols import drafting, in_force, looking_up
from protocols.entry import Circumstance, Disposition, Instrument, Rule, SiteState
from protocols.models import Version
from protocols.tests.conftest import SIGNED_SECOND, agree

DAY = timedelta(days=1)
OPEN = SiteState.OPERATING


@pytest.fixture
def two(cast, signed):
    """The second version supersedes the first after ten days."""
    second = drafting.start_next(signed.protocol, by=cast.manager)
    return signed, agree(second, cast, at=SIGNED_SECOND + 10 * DAY)


@pytest.mark.parametrize(("days", "number"), [(-1, None), (0, 1), (9, 1), (10, 2), (400, 2)])
def test_each_moment_has_the_version_that_applied_then(cast, two, days, number):
    row = in_force.in_force(cast.partnership, SIGNED_SECOND + days * DAY)

    assert (row.version.number if row else None) == number


def test_many_partnerships_cost_one_query(cast, two, django_assert_num_queries):
    both = [cast.partnership, cast.other_partnership]
    with django_assert_num_queries(1):
        found = in_force.by_partnership(both, SIGNED_SECOND + DAY)
        assert found[cast.partnership.pk].version.protocol.title == "Entry and presence"

    assert cast.other_partnership.pk not in found


def test_what_is_signed_for_later_is_coming(cast, signed):
    following = drafting.start_next(signed.protocol, by=cast.manager)
    Version.objects.filter(pk=following.pk).update(starts_on=date(2025, 3, 1))
    agree(following, cast, at=SIGNED_SECOND + DAY)

    (row,) = in_force.coming([cast.partnership], SIGNED_SECOND + 2 * DAY)
    assert row.version.number == 2
    assert in_force.in_force(cast.partnership, SIGNED_SECOND + 2 * DAY).version == signed


def test_an_incident_is_judged_by_what_applied_then(cast, two, django_assert_num_queries):
    with django_assert_num_queries(3):
        applied = in_force.what_applied(cast.partnership, SIGNED_SECOND + DAY)
        told = applied.answer(Circumstance.C13, OPEN, language="en")

    assert applied.version.number == 1
    assert told.disposition is Disposition.DO_NOT_ENTER
    assert (told.clause, told.heading) == (11, "Inside the site")
    assert told.steps[0] == "Stay out."
    assert told.answer.rule is Rule.TABLE


def test_an_answer_is_told_in_the_readers_language(cast, signed):
    told = in_force.what_applied(cast.partnership, SIGNED_SECOND).answer(
        Circumstance.C13, OPEN, language="fr"
    )

    assert told.heading == "À l’intérieur du site"
    assert told.steps[0] == "Restez dehors."


def test_a_language_the_version_does_not_have_falls_back_to_one_it_has(cast, signed):
    told = looking_up.look_up(signed, Circumstance.C13, OPEN, language="de")

    assert told.heading == "Inside the site"


def test_before_anything_was_signed_the_floor_answers(cast, two, django_assert_num_queries):
    applied = in_force.what_applied(cast.partnership, SIGNED_SECOND - DAY)
    with django_assert_num_queries(0):
        told = applied.answer(Circumstance.C13, OPEN, language="en")

    assert (told.disposition, told.clause) == (Disposition.DO_NOT_ENTER, None)
    assert told.answer.rule is Rule.FLOOR
    assert "No protocol is in force" in str(told.steps[0])


def test_a_threat_or_a_paper_comes_before_the_table(cast, signed):
    applied = in_force.what_applied(cast.partnership, SIGNED_SECOND)

    threat = applied.answer(Circumstance.C13, OPEN, language="en", threat_to_life=True)
    paper = applied.answer(
        Circumstance.C13, OPEN, language="en", instrument=Instrument.STATUTORY_POWER
    )
    assert (threat.disposition, threat.answer.rule) == (Disposition.ENTER_NOW, Rule.THREAT)
    assert (paper.disposition, paper.answer.rule) == (
        Disposition.ENTER_AFTER_NOTICE,
        Rule.INSTRUMENT,
    )
    assert threat.clause == 11
    assert str(threat.because)


def test_every_cell_of_a_version_can_be_looked_up(signed):
    for circumstance in Circumstance:
        for state in SiteState:
            told = looking_up.look_up(signed, circumstance, state, language="en")
            assert told.steps, (circumstance, state)
            assert told.clause
            assert str(told.words)
            assert str(told.meaning)
            assert str(told.question)
