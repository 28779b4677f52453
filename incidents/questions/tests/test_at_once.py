"""Two people of one side answer in the same moment, and a question is taken out meanwhile."""

import pytest

from audit import ledger
from incidents import taking_out
from incidents.models import Move, Removal, Statement
from incidents.questions import asking
from incidents.questions.tests.asked import ANSWER, asked_of_police
from incidents.stepping import NotTheMoment
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_a_question_is_answered_once_by_however_many(cast):
    incident, question = asked_of_police(cast)
    people = [cast.liaison, cast.backup]

    ended = at_once(
        *(
            lambda who=who: asking.answer(incident, question.pk, f"{who}.", by=who, at=NOW)
            for who in people
        )
    )

    answered = only_one(ended, NotTheMoment)
    assert Statement.objects.get(regards=question) == answered
    assert Move.objects.filter(step="answer").count() == 1
    assert ledger.verify(cast.partnership.chain)


def test_what_is_taken_out_meanwhile_is_answered_before_or_not_at_all(cast):
    incident, question = asked_of_police(cast)

    answered, _gone = at_once(
        lambda: asking.answer(incident, question.pk, ANSWER, by=cast.liaison, at=NOW),
        lambda: taking_out.take_out(question, Removal.Why.PERSON, by=cast.manager, at=NOW),
        refusals=(NotTheMoment,),
    )

    is_refused = isinstance(answered, NotTheMoment)
    assert Statement.objects.filter(regards=question).exists() != is_refused
    assert Removal.objects.filter(statement=question).exists()
    assert ledger.verify(cast.partnership.chain)
