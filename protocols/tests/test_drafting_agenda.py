"""Whose desk a draft lies on while something about its clauses waits for an answer."""

from datetime import timedelta

import pytest

from liaison import access
from liaison.agenda import Turn
from protocols import commenting, drafting, drafting_agenda, proposing, sending
from protocols.editing import Wording
from protocols.tests.conftest import BEGUN, SENT

TEXTS = {"en": Wording("Gate", "By the back gate.")}


@pytest.fixture
def proposal(cast, draft):
    clause = draft.clauses.get(number=3)
    return proposing.propose(clause, texts=TEXTS, revision=1, by=cast.liaison, at=SENT)


def items(person):
    return drafting_agenda.waiting_for(person, SENT)


def test_a_proposal_lies_with_the_side_that_decides(cast, draft, proposal):
    for part in ("manager", "alternate", "leader"):
        (item,) = items(getattr(cast, part))
        assert (item.turn, item.since) == (Turn.YOURS, SENT)
        assert item.action.url.endswith(f"/discussion/{proposal.clause_key}/")
    for part in ("liaison", "backup", "police_leader"):
        (item,) = items(getattr(cast, part))
        assert (item.turn, item.who, item.action) == (Turn.THEIRS, "Harbour Street", None)


@pytest.mark.parametrize("part", ["staff", "officer", "auditor", "other_manager", "stranger"])
def test_it_lies_on_nobody_elses(cast, proposal, part):
    assert items(getattr(cast, part)) == []


def test_a_comment_lies_with_the_side_that_did_not_have_the_last_word(cast, draft):
    key = draft.clauses.get(number=3).key
    turns = ((cast.manager, cast.liaison), (cast.liaison, cast.manager))
    for minutes, (by, waits) in enumerate(turns):
        at = SENT + timedelta(minutes=minutes)
        commenting.comment(draft, key, words="Hm.", by=by, at=at)
        assert [item.turn for item in items(waits)] == [Turn.YOURS]
        assert [item.turn for item in items(by)] == [Turn.THEIRS]


def test_several_clauses_are_one_row_that_leads_to_the_list(cast, draft, proposal):
    commenting.comment(draft, draft.clauses.get(number=5).key, words="Hm.", by=cast.liaison)

    (item,) = items(cast.manager)
    assert "2 clauses" in item.what
    assert item.action.url == f"{draft.get_absolute_url()}#still-open"


def test_what_is_decided_or_sent_lies_nowhere(cast, draft, proposal):
    commenting.comment(draft, proposal.clause_key, words="Hm.", by=cast.liaison, at=SENT)
    proposing.decline(proposal, reason="No.", by=cast.manager, at=SENT)
    assert [item.turn for item in items(cast.manager)] == [Turn.YOURS]

    sending.send(draft, by=cast.liaison, at=SENT)
    assert items(cast.manager) == []


def test_many_drafts_cost_as_many_queries_as_one(
    cast, draft, proposal, django_assert_max_num_queries
):
    def ask():
        with access.remembering():
            return items(cast.manager)

    with django_assert_max_num_queries(5) as before:
        ask()
    for number in range(3):
        more = drafting.start([cast.partnership], title=f"P{number}", by=cast.manager, at=BEGUN)
        for clause in more.clauses.all()[:2]:
            commenting.comment(more, clause.key, words="Hm.", by=cast.liaison, at=SENT)
    with django_assert_max_num_queries(len(before)):
        assert len(ask()) == 4
