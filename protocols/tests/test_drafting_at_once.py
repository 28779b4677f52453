"""Two people at one clause at the same moment, each with a connection of their own."""

import pytest

from audit import ledger
from protocols import discarding, document, drafting, editing, proposing, sending
from protocols.drafting import CannotDraft
from protocols.editing import ChangedMeanwhile, Wording
from protocols.models import Clause, Remark, RemarkClosing, Version
from protocols.proposing import CannotPropose
from protocols.remarks import DoneMeanwhile
from protocols.tests.test_at_once import at_once
from tests import cast as the_cast

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


@pytest.fixture
def clause(draft):
    return draft.clauses.get(number=3)


def say(words):
    return {code: Wording("Presence", words) for code in ("en", "fr")}


def stands(clause):
    return editing.standing(clause.version.clauses.get(key=clause.key))


def test_two_editors_of_a_clause_at_once_leave_the_words_of_one(cast, clause):
    for number in range(ROUNDS):
        clause.refresh_from_db()
        words = {person: say(f"{number} {person.name}") for person in (cast.manager, cast.liaison)}

        came_to = at_once(
            *(
                lambda person=person, said=said, revision=clause.revision: editing.reword(
                    clause, texts=said, revision=revision, by=person
                )
                for person, said in words.items()
            )
        )

        (first,) = [place for place, one in enumerate(came_to) if isinstance(one, Clause)]
        assert isinstance(came_to[1 - first], ChangedMeanwhile)
        assert stands(clause) == list(words.values())[first]
        assert Clause.objects.get(pk=clause.pk).revision == clause.revision + 1


def test_an_editor_and_somebody_who_accepts_at_once_never_mix_two_texts(cast, clause):
    for number in range(ROUNDS):
        clause.refresh_from_db()
        revision, mine, theirs = clause.revision, say(f"Mine {number}"), say(f"Theirs {number}")
        proposal = proposing.propose(clause, texts=theirs, revision=revision, by=cast.liaison)

        edited, accepted = at_once(
            lambda said=mine, seen=revision: editing.reword(
                clause, texts=said, revision=seen, by=cast.leader
            ),
            lambda offer=proposal, seen=revision: proposing.accept(
                offer, revision=seen, by=cast.manager
            ),
        )

        if isinstance(accepted, RemarkClosing):
            assert isinstance(edited, ChangedMeanwhile)
            assert stands(clause) == theirs
            continue
        assert isinstance(accepted, ChangedMeanwhile)
        assert isinstance(edited, Clause)
        assert stands(clause) == mine
        # Nothing is lost: the proposal still waits, and goes through for somebody who has looked.
        proposing.accept(proposal, revision=revision + 1, by=cast.manager)
        assert stands(clause) == theirs
    assert ledger.verify(cast.partnership.chain)


def test_a_proposal_accepted_and_taken_back_at_once_is_one_of_the_two(cast, clause):
    for number in range(ROUNDS):
        clause.refresh_from_db()
        before = stands(clause)
        revision, words = clause.revision, say(f"Words {number}")
        proposal = proposing.propose(clause, texts=words, revision=revision, by=cast.liaison)

        accepted, taken_back = at_once(
            lambda offer=proposal, seen=revision: proposing.accept(
                offer, revision=seen, by=cast.manager
            ),
            lambda offer=proposal: proposing.withdraw(offer, by=cast.police_leader),
        )

        won = isinstance(accepted, RemarkClosing)
        assert isinstance(taken_back if won else accepted, DoneMeanwhile)
        assert RemarkClosing.objects.filter(remark=proposal).count() == 1
        assert stands(clause) == (words if won else before)


def test_two_proposals_at_once_leave_one_to_decide(cast, clause):
    came_to = at_once(
        *(
            lambda person=person: proposing.propose(
                clause, texts=say(person.name), revision=1, by=person
            )
            for person in (cast.manager, cast.leader, cast.liaison, cast.police_leader)
        )
    )

    assert sum(isinstance(one, Remark) for one in came_to) == 1
    assert sum(isinstance(one, CannotPropose) for one in came_to) == 3
    assert clause.version.remarks.open().count() == 1


def test_a_proposal_and_a_sending_at_once_leave_nothing_sent_undecided(cast, draft, clause):
    for number in range(ROUNDS):
        clause.refresh_from_db()
        words = say(f"Words {number}")
        proposed, sent = at_once(
            lambda said=words, seen=clause.revision: proposing.propose(
                clause, texts=said, revision=seen, by=cast.manager
            ),
            lambda: sending.send(draft, by=cast.liaison),
        )

        assert isinstance(proposed, Remark) != isinstance(sent, Version)
        version = Version.objects.get(pk=draft.pk)
        assert version.is_draft == isinstance(proposed, Remark)
        if version.is_draft:
            proposing.withdraw(proposed, by=cast.leader)
        else:
            assert document.is_intact(version)
            sending.recall(version, by=cast.liaison)


def test_a_draft_discarded_and_sent_at_once_is_one_of_the_two(cast, draft):
    for _round in range(ROUNDS):
        discarded, sent = at_once(
            lambda one=draft: discarding.discard(one, reason="Not now.", by=cast.manager),
            lambda one=draft: sending.send(one, by=cast.liaison),
        )

        assert isinstance(discarded, Version) != isinstance(sent, Version)
        version = Version.objects.get(pk=draft.pk)
        assert version.is_discarded == isinstance(discarded, Version)
        if version.is_discarded:
            assert isinstance(sent, CannotDraft)
            assert not version.slots.exists()
            draft = drafting.start_next(version.protocol, by=cast.manager)
        else:
            assert isinstance(discarded, CannotDraft)
            assert document.is_intact(version)
            sending.recall(version, by=cast.liaison)
    assert ledger.verify(cast.partnership.chain)


def test_a_draft_discarded_while_it_is_edited_keeps_the_edit_or_refuses_it(cast, draft):
    for number in range(ROUNDS):
        clause, words = draft.clauses.get(number=3), say(f"Words {number}")
        before = stands(clause)
        discarded, edited = at_once(
            lambda one=draft: discarding.discard(one, reason="Not now.", by=cast.manager),
            lambda one=clause, said=words: editing.reword(
                one, texts=said, revision=one.revision, by=cast.liaison
            ),
        )

        assert isinstance(discarded, Version)
        if isinstance(edited, Clause):
            assert stands(clause) == words
        else:
            assert isinstance(edited, CannotDraft)
            assert stands(clause) == before
        draft = drafting.start_next(draft.protocol, by=cast.manager)
    assert ledger.verify(cast.partnership.chain)


def test_a_draft_is_discarded_once_and_one_follows_it(cast, draft):
    people = (cast.manager, cast.leader, cast.liaison, cast.police_leader)
    ended = at_once(
        *(
            lambda by=person: discarding.discard(draft, reason="Not now.", by=by)
            for person in people
        )
    )
    assert sum(isinstance(one, Version) for one in ended) == 1
    assert draft.moves.filter(what="discarded").count() == 1

    begun = at_once(
        *(lambda by=person: drafting.start_next(draft.protocol, by=by) for person in people)
    )
    assert sum(isinstance(one, Version) for one in begun) == 1
    assert draft.protocol.versions.count() == 2


def test_a_clause_edited_while_it_is_taken_out_is_one_of_the_two(cast, draft):
    mine = say("Mine")
    for number in range(ROUNDS):
        clause = editing.add_clause(draft, texts=say(f"Words {number}"), number=1, by=cast.manager)
        proposal = proposing.propose_removal(clause, revision=1, by=cast.liaison)
        edited, accepted = at_once(
            lambda one=clause, said=mine: editing.reword(
                one, texts=said, revision=1, by=cast.leader
            ),
            lambda offer=proposal: proposing.accept(offer, revision=1, by=cast.manager),
        )

        is_gone = not draft.clauses.filter(key=clause.key).exists()
        assert is_gone == isinstance(accepted, RemarkClosing)
        assert isinstance(edited if is_gone else accepted, ChangedMeanwhile)
        if not is_gone:
            assert stands(clause) == mine
            proposing.withdraw(proposal, by=cast.liaison)
    assert ledger.verify(cast.partnership.chain)


def test_a_clause_that_is_accepted_by_many_at_once_is_added_once(cast, draft):
    before = draft.clauses.count()
    proposal = proposing.propose_clause(draft, texts=say("New."), number=3, by=cast.liaison)

    came_to = at_once(
        *(
            lambda by=person: proposing.accept(proposal, revision=0, by=by)
            for person in (cast.manager, cast.leader, cast.alternate)
        ),
        lambda: proposing.withdraw(proposal, by=cast.police_leader),
    )

    assert sum(isinstance(one, RemarkClosing) for one in came_to) == 1
    assert sum(isinstance(one, DoneMeanwhile) for one in came_to) == 3
    is_added = proposal.closing.how == "accepted"
    assert draft.clauses.count() == before + is_added
    numbers = [clause.number for clause in draft.clauses.order_by("number")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_clause_that_is_proposed_by_many_presses_at_once_is_proposed_once(cast, draft):
    came_to = at_once(
        *[
            lambda: proposing.propose_clause(draft, texts=say("New."), number=3, by=cast.liaison),
            lambda: proposing.propose_clause(draft, texts=say("New."), number=3, by=cast.backup),
        ]
        * 2
    )

    assert sum(isinstance(one, Remark) for one in came_to) == 1
    assert sum(isinstance(one, CannotPropose) for one in came_to) == 3
    assert Remark.objects.filter(kind="addition").count() == 1
