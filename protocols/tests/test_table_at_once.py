"""Many people in one entry table at once, each with a connection of their own."""

from dataclasses import replace

import pytest

from audit import ledger
from protocols import answering, document, reading, sending, texts
from protocols.checking import Fault
from protocols.drafting import CannotDraft
from protocols.editing import ChangedMeanwhile
from protocols.entry import Circumstance, Disposition, SiteState
from protocols.inheriting import Origin
from protocols.models import Version
from protocols.sending import CannotSend
from protocols.tests.test_answering import REPLY, origins, seen, seen_everywhere
from protocols.tests.test_at_once import at_once
from tests import cast as the_cast

pytestmark = pytest.mark.django_db(transaction=True)

OPEN, CLOSED, SUSPENDED = SiteState
PATROL = (Circumstance.C13, OPEN)
ROUNDS = 4
OTHERS = [d for d in Disposition if d not in (Disposition.DEFER_TO_CLOSED_HOURS,)]


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def answers_with(version, disposition, by, stamps):
    reply = replace(REPLY, disposition=disposition)
    return lambda: answering.answer(version, reply, seen=stamps, by=by)


def test_of_two_editors_of_one_answer_one_is_told_and_nothing_is_mixed(cast, draft):
    for number in range(ROUNDS):
        stamps = seen(draft, PATROL)
        wishes = OTHERS[2 * number], OTHERS[2 * number + 1]
        came_to = at_once(
            answers_with(draft, wishes[0], cast.manager, stamps),
            answers_with(draft, wishes[1], cast.liaison, stamps),
        )

        assert sorted(type(one) is ChangedMeanwhile for one in came_to) == [False, True]
        won = wishes[[isinstance(one, list) for one in came_to].index(True)]
        cell = reading.table(texts.of(draft), "en")[PATROL]
        assert (cell.disposition, cell.steps) == (won, ("Ask.", "Wait."))
    assert ledger.verify(cast.partnership.chain)


def test_two_editors_of_two_answers_both_have_their_way(cast, draft):
    stamps = seen(draft, PATROL), seen(draft, (Circumstance.C13, CLOSED))
    came_to = at_once(
        answers_with(draft, Disposition.ASK_CONSENT, cast.manager, stamps[0]),
        answers_with(draft, Disposition.MEET_OUTSIDE, cast.liaison, stamps[1]),
    )

    assert came_to == [[PATROL], [(Circumstance.C13, CLOSED)]]
    assert origins(draft) == [Origin.STATE, Origin.STATE, Origin.DEFAULT]


def test_an_answer_for_all_states_and_one_for_a_state_at_once_leave_one_of_them(cast, draft):
    everywhere, one = seen_everywhere(draft), seen(draft, PATROL)
    came_to = at_once(
        lambda: answering.answer_everywhere(
            draft, Circumstance.C13, REPLY, seen=everywhere, by=cast.manager
        ),
        answers_with(draft, Disposition.KEEP_CLEAR, cast.liaison, one),
    )

    assert sorted(isinstance(one, ChangedMeanwhile) for one in came_to) == [False, True]
    assert origins(draft) in (
        [Origin.EVERY] * 3,
        [Origin.STATE, Origin.DEFAULT, Origin.DEFAULT],
    )


def test_an_answer_and_a_sending_at_once_leave_exactly_what_was_digested(cast, draft):
    for number in range(ROUNDS):
        stamps, wish = seen(draft, PATROL), OTHERS[number]
        edited, sent = at_once(
            answers_with(draft, wish, cast.manager, stamps),
            lambda: sending.send(draft, by=cast.liaison),
        )

        assert isinstance(sent, Version)
        version = Version.objects.get(pk=draft.pk)
        assert document.is_intact(version)
        stands = reading.table(texts.of(version), "en")[PATROL].disposition
        assert isinstance(edited, list | CannotDraft)
        assert (stands is wish) == isinstance(edited, list)
        sending.recall(version, by=cast.liaison)


def test_an_answer_left_open_and_a_sending_at_once_never_send_a_gap(cast, draft):
    for _round in range(ROUNDS):
        stamps = seen(draft, PATROL)
        opened, sent = at_once(
            lambda stamps=stamps: answering.leave_open(draft, seen=stamps, by=cast.manager),
            lambda: sending.send(draft, by=cast.liaison),
        )

        version = Version.objects.get(pk=draft.pk)
        gaps = [gap.fault for gap in reading.gaps(texts.of(version))]
        if isinstance(sent, Version):
            assert isinstance(opened, CannotDraft)
            assert gaps == []
            sending.recall(version, by=cast.liaison)
        else:
            assert isinstance(sent, CannotSend)
            assert gaps == [Fault.NO_ANSWER]
            answering.inherit(draft, seen=seen(draft, PATROL), by=cast.manager)
