"""One side says what was agreed about what recurs, and the other agrees to it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from incidents.models import Pattern, PatternEnd
from incidents.patterns import talking
from incidents.patterns.lifecycle import Stage
from incidents.patterns.talking import CannotTalk
from incidents.patterns.tests import patterns
from incidents.writing import CannotShow
from liaison.refusal import Stale
from notifications.models import Notice
from tests.cast import NOW

SITE, POLICE = ("manager", "alternate"), ("liaison", "backup")


def told(kind):
    found = Notice.objects.filter(kind=f"incidents/{kind}")
    return sorted(found.values_list("recipient__name", flat=True))


@pytest.mark.parametrize("name", SITE + POLICE)
def test_those_who_handle_incidents_say_what_was_agreed(cast, name):
    end = patterns.proposed(cast, by=getattr(cast, name))

    assert end.words() == patterns.WORDS
    assert end.pattern.stage == Stage.PROPOSED
    others = POLICE if name in SITE else SITE
    assert told("pattern_end_proposed") == sorted(getattr(cast, one).name for one in others)


@pytest.mark.parametrize(
    "name", ["staff", "leader", "police_leader", "officer", "observer", "other_manager", "admin"]
)
def test_nobody_else_does(cast, name):
    pattern = patterns.opened(cast)

    with pytest.raises(PermissionDenied):
        talking.propose(pattern, patterns.WORDS, by=getattr(cast, name), at=NOW)


def test_who_stands_on_both_sides_acts_for_neither(cast, torn):
    pattern = patterns.opened(cast)

    with pytest.raises(PermissionDenied, match="mandates on both sides"):
        talking.propose(pattern, patterns.WORDS, by=torn, at=NOW)


@pytest.mark.parametrize("name", POLICE)
def test_the_other_side_agrees_and_the_talk_is_over(cast, name):
    end = patterns.proposed(cast)

    pattern = talking.agree(end.pattern, end.pk, by=getattr(cast, name), at=NOW)

    assert (pattern.stage, pattern.closed_at) == (Stage.CLOSED, NOW)
    assert told("pattern_end_answered") == sorted(getattr(cast, one).name for one in SITE)


def test_the_other_side_may_talk_on_and_it_is_proposed_again(cast):
    end = patterns.proposed(cast)

    pattern = talking.talk_on(end.pattern, end.pk, by=cast.liaison, at=NOW)
    assert pattern.stage == Stage.OPEN

    again = talking.propose(pattern, "The shift is told at roll-call.", by=cast.liaison, at=NOW)
    assert talking.agree(pattern, again.pk, by=cast.manager, at=NOW).stage == Stage.CLOSED


@pytest.mark.parametrize("answer", [talking.agree, talking.talk_on])
@pytest.mark.parametrize("name", ["manager", "alternate", "leader", "police_leader", "staff"])
def test_no_side_answers_itself_and_no_leader_for_it(cast, answer, name):
    end = patterns.proposed(cast)

    with pytest.raises(PermissionDenied):
        answer(end.pattern, end.pk, by=getattr(cast, name), at=NOW)


@pytest.mark.parametrize("answer", [talking.agree, talking.talk_on])
def test_what_was_answered_is_answered_once(cast, answer):
    end = patterns.proposed(cast)
    talking.agree(end.pattern, end.pk, by=cast.liaison, at=NOW)

    with pytest.raises(Stale):
        answer(end.pattern, end.pk, by=cast.backup, at=NOW)


def test_pressed_twice_it_is_said_once_and_another_waits_for_the_answer(cast):
    end = patterns.proposed(cast)

    assert talking.propose(end.pattern, patterns.WORDS, by=cast.manager, at=NOW) == end
    with pytest.raises(CannotTalk, match="answered first"):
        talking.propose(end.pattern, "Something else.", by=cast.liaison, at=NOW)
    assert PatternEnd.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (" ", CannotTalk, "Say what was agreed"),
        ("call 604 555 1234", CannotShow, "may tell who"),
    ],
)
def test_words_that_will_not_do_are_refused(cast, words, error, said):
    pattern = patterns.opened(cast)

    with pytest.raises(error, match=said) as refused:
        talking.propose(pattern, words, by=cast.manager, at=NOW)
    assert refused.value.field == "words"


def test_nothing_is_proposed_once_it_is_over(cast):
    end = patterns.proposed(cast)
    talking.agree(end.pattern, end.pk, by=cast.liaison, at=NOW)

    with pytest.raises(CannotTalk, match="Talked over"):
        talking.propose(end.pattern, "One more thing.", by=cast.manager, at=NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda end: Pattern.objects.update(number=9),
        lambda end: Pattern.objects.update(cell="kind:P2"),
        lambda end: Pattern.objects.update(stage=Stage.OPEN, closed_at=None),
        lambda end: PatternEnd.objects.update(ciphertext=b"other words"),
        lambda end: PatternEnd.objects.update(is_agreed=False),
    ],
)
def test_the_database_refuses_to_rewrite_what_was_agreed(cast, change):
    end = patterns.proposed(cast)
    talking.agree(end.pattern, end.pk, by=cast.liaison, at=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(end)
