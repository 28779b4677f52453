"""Several look, or answer, at the same moment."""

import pytest

from accounts.models import Person
from incidents.models import Pattern, PatternEnd
from incidents.patterns import opening, talking
from incidents.patterns.tests import patterns
from liaison.refusal import Refused
from notifications.models import Notice
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW

OPENED = "incidents/pattern_opened"


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_a_pattern_opens_once_however_many_look(cast, monkeypatch):
    with monkeypatch.context() as quietly:
        quietly.setattr(opening, "look_around", lambda incident, *, at: None)
        patterns.recurring(cast)

    def look():
        return opening.look(cast.partnership, by=Person.system(), at=NOW)

    ended = at_once(*[look] * 6)

    pattern = Pattern.objects.get()
    assert sorted(map(len, ended)) == [0, 0, 0, 0, 0, 1]
    assert Notice.objects.filter(kind=OPENED, about_id=str(pattern.pk)).count() == 4


def test_one_answer_counts_when_two_differ_at_once(cast):
    end = patterns.proposed(cast)

    ended = at_once(
        lambda: talking.agree(end.pattern, end.pk, by=cast.liaison, at=NOW),
        lambda: talking.talk_on(end.pattern, end.pk, by=cast.backup, at=NOW),
        refusals=(Refused,),
    )

    won = only_one(ended, Refused)
    assert PatternEnd.objects.get().is_agreed == (won.closed_at is not None)


def test_both_sides_write_it_down_at_once_and_one_is_asked(cast):
    pattern = patterns.opened(cast)

    ended = at_once(
        lambda: talking.propose(pattern, "The site rings first.", by=cast.manager, at=NOW),
        lambda: talking.propose(pattern, "Patrols park further off.", by=cast.liaison, at=NOW),
        refusals=(Refused,),
    )

    assert only_one(ended, Refused) == PatternEnd.objects.get()
