"""Other wording for a clause of a draft: proposed, accepted, changed, declined, taken back."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from liaison.models import Mandate
from liaison.roles import Role
from notifications.models import Notice
from protocols import document, drafting, editing, offer, proposing, sending
from protocols.editing import ChangedMeanwhile, Wording
from protocols.lifecycle import Stage
from protocols.models import Remark
from protocols.proposing import CannotDecide, CannotPropose
from protocols.remarks import DoneMeanwhile
from protocols.speaking import CannotSpeak
from protocols.tests.conftest import SENT
from tests.cast import SINCE

OTHER = {"en": Wording("Waiting", "Wait at the gate."), "fr": Wording("Attente", "À la grille.")}
ANOTHER = {"en": Wording("Waiting", "Wait in the yard."), "fr": Wording("Attente", "Dans la cour.")}


@pytest.fixture
def clause(draft):
    return draft.clauses.get(number=3)


@pytest.fixture
def proposal(cast, clause):
    return proposing.propose(
        clause, texts=OTHER, revision=1, why="The door is too narrow.", by=cast.liaison, at=SENT
    )


def words_of(clause):
    return editing.standing(clause.version.clauses.get(key=clause.key))


def test_a_proposal_leaves_the_clause_as_it_stands_and_keeps_both_wordings(cast, clause, proposal):
    offered = offer.read(proposal.words())

    assert offered.texts == OTHER
    assert offered.was == words_of(clause)
    assert offered.why == "The door is too narrow."
    assert (proposal.side, proposal.revision) == ("police", 1)
    assert proposal.post == f"Liaison officer, {cast.service.name}"
    assert b"gate" not in bytes(proposal.ciphertext)


def test_the_other_side_is_told_without_a_word_of_it(cast, proposal):
    told = Notice.objects.filter(kind="protocols/proposed")

    names = {notice.recipient for notice in told}
    assert {cast.manager, cast.leader} <= names
    assert not names & {cast.liaison, cast.police_leader, cast.staff}
    assert {notice.path for notice in told} == {
        f"{proposal.version.get_absolute_url()}discussion/{proposal.clause_key}/"
    }
    assert "gate" not in str(list(told.values()))


def test_what_is_accepted_is_what_the_clause_says(cast, clause, proposal):
    closing = proposing.accept(proposal, revision=1, by=cast.manager)

    assert words_of(clause) == OTHER
    assert (closing.how, closing.side, closing.by) == ("accepted", "site", cast.manager)
    clause.refresh_from_db()
    assert clause.revision == 2
    told = Notice.objects.filter(kind="protocols/proposal_settled")
    assert cast.liaison in {notice.recipient for notice in told}
    assert cast.manager not in {notice.recipient for notice in told}


def test_what_is_declined_leaves_the_clause_and_says_why(cast, clause, proposal):
    before = words_of(clause)
    proposing.decline(proposal, reason="There is no gate.", by=cast.leader)

    assert words_of(clause) == before
    reason = Remark.objects.get(answers=proposal)
    assert (reason.kind, reason.side, reason.words()) == ("reason", "site", "There is no gate.")


def test_other_words_in_answer_are_decided_by_the_side_that_began(cast, clause, proposal):
    answer = proposing.counter(proposal, texts=ANOTHER, revision=1, by=cast.manager)

    assert answer.answers == proposal
    with pytest.raises(CannotDecide, match="Your own side"):
        proposing.accept(answer, revision=1, by=cast.leader)
    proposing.accept(answer, revision=1, by=cast.police_leader)
    assert words_of(clause) == ANOTHER
    assert not clause.version.remarks.open().exists()


def test_whoever_proposed_takes_it_back(cast, clause, proposal):
    before = words_of(clause)
    closing = proposing.withdraw(proposal, by=cast.police_leader)

    assert closing.how == "withdrawn"
    assert words_of(clause) == before
    with pytest.raises(DoneMeanwhile, match="taken back"):
        proposing.accept(proposal, revision=1, by=cast.manager)


def test_nobody_decides_on_what_their_own_side_proposed(cast, proposal):
    for decide in (
        lambda: proposing.accept(proposal, revision=1, by=cast.police_leader),
        lambda: proposing.decline(proposal, reason="No.", by=cast.police_leader),
        lambda: proposing.counter(proposal, texts=ANOTHER, revision=1, by=cast.police_leader),
    ):
        with pytest.raises(CannotDecide, match="other side decides"):
            decide()
    with pytest.raises(CannotDecide, match="other side proposed"):
        proposing.withdraw(proposal, by=cast.manager)
    assert proposal.version.remarks.open().count() == 1


@pytest.mark.parametrize("name", ["staff", "officer", "other_manager", "observer"])
def test_only_those_in_charge_propose_and_decide(cast, clause, proposal, name):
    person = getattr(cast, name)
    with pytest.raises(PermissionDenied):
        proposing.propose(clause, texts=ANOTHER, revision=1, by=person)
    with pytest.raises(PermissionDenied):
        proposing.decline(proposal, reason="No.", by=person)


def test_somebody_of_both_sides_speaks_for_neither(cast, clause):
    Mandate.objects.create(
        person=cast.manager,
        organisation=cast.service,
        role=Role.LIAISON_OFFICER,
        starts_on=SINCE,
        given_by=cast.leader,
        given_at=SENT,
        confirmed_by=cast.admin,
        confirmed_at=SENT,
    )

    with pytest.raises(CannotSpeak, match="both sides"):
        proposing.propose(clause, texts=OTHER, revision=1, by=cast.manager)


def test_a_clause_that_changed_meanwhile_takes_the_proposal_only_when_seen(cast, clause, proposal):
    theirs = {code: Wording("Theirs", "Their words.") for code in ("en", "fr")}
    editing.reword(clause, texts=theirs, revision=1, by=cast.leader)

    with pytest.raises(ChangedMeanwhile):
        proposing.accept(proposal, revision=1, by=cast.manager)
    assert words_of(clause) == theirs
    assert proposal.version.remarks.open().count() == 1
    proposing.accept(proposal, revision=2, by=cast.manager)
    assert words_of(clause) == OTHER


def test_a_language_added_meanwhile_is_not_lost_by_accepting(cast, clause):
    only_english = {"en": Wording("Heading", "Words.")}
    editing.reword(clause, texts=only_english, revision=1, by=cast.manager)
    clause.refresh_from_db()
    proposal = proposing.propose(
        clause, texts={"en": OTHER["en"]}, revision=2, by=cast.liaison, at=SENT
    )
    both = {**only_english, "fr": OTHER["fr"]}
    editing.reword(clause, texts=both, revision=2, by=cast.manager)
    proposing.accept(proposal, revision=3, by=cast.manager)

    assert words_of(clause) == OTHER


@pytest.mark.parametrize(
    ("refused", "says"),
    [
        (lambda c, p, by: proposing.propose(c, texts=ANOTHER, revision=1, by=by), "still to be"),
        (lambda c, p, by: proposing.counter(p, texts=OTHER, revision=1, by=by), "Accept them"),
        (lambda c, p, by: proposing.decline(p, reason="  ", by=by), "Say why"),
        (lambda c, p, by: proposing.counter(p, texts={}, revision=1, by=by), "at least one"),
    ],
)
def test_what_cannot_be_said_is_refused_and_the_proposal_stays(
    cast, clause, proposal, refused, says
):
    with pytest.raises(Exception, match=says):
        refused(clause, proposal, cast.manager)
    assert list(clause.version.remarks.open()) == [proposal]


def test_the_same_words_are_no_proposal(cast, clause):
    with pytest.raises(CannotPropose, match="Change a word"):
        proposing.propose(clause, texts=words_of(clause), revision=1, by=cast.liaison)


def test_a_proposal_against_words_that_are_gone_is_refused(cast, clause):
    editing.reword(clause, texts=ANOTHER, revision=1, by=cast.manager)

    with pytest.raises(ChangedMeanwhile):
        proposing.propose(clause, texts=OTHER, revision=1, by=cast.liaison)


def test_a_clause_with_an_open_proposal_is_not_taken_out(cast, draft):
    free = editing.add_clause(draft, texts=ANOTHER, number=99, by=cast.manager)
    proposal = proposing.propose(free, texts=OTHER, revision=1, by=cast.liaison)

    with pytest.raises(editing.CannotEdit, match="still to be decided"):
        editing.remove_clause(free, revision=1, by=cast.manager)
    proposing.withdraw(proposal, by=cast.liaison)
    editing.remove_clause(free, revision=1, by=cast.manager)
    assert Remark.objects.filter(clause_key=free.key).exists()


def test_nothing_is_sent_before_every_proposal_is_decided(cast, draft, clause, proposal):
    with pytest.raises(sending.CannotSend, match="still open") as refused:
        sending.send(draft, by=cast.manager)
    assert refused.value.nearest[0].clause == clause

    proposing.accept(proposal, revision=1, by=cast.manager)
    sent = sending.send(draft, by=cast.manager)
    assert sent.stage == Stage.AWAITING_SIGNATURES
    assert document.is_intact(sent)
    with pytest.raises(drafting.CannotDraft, match="not a draft any more"):
        proposing.propose(clause, texts=ANOTHER, revision=2, by=cast.liaison)


def test_the_ledger_tells_the_story_without_a_word_of_it(cast, clause, proposal):
    answer = proposing.counter(proposal, texts=ANOTHER, revision=1, why="Yes.", by=cast.manager)
    proposing.decline(answer, reason="The yard is locked.", by=cast.liaison)

    bodies = list(EntryBody.objects.values_list("body", flat=True))
    verbs = ("wording_proposed", "proposal_countered", "proposal_declined")
    assert all(any(f"protocols.{verb}" in body for body in bodies) for verb in verbs)
    assert not any(word in body for body in bodies for word in ("gate", "yard", "narrow", "Yes."))
