"""Proposing that a clause is added to a draft, or taken out."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from liaison.agenda import Turn
from notifications.models import Notice
from protocols import document, drafting_agenda, editing, library, open_points, proposing, sending
from protocols import texts as texts_of
from protocols.editing import CannotEdit, ChangedMeanwhile, Wording
from protocols.models import Remark
from protocols.proposing import CannotDecide, CannotPropose
from protocols.remarks import DoneMeanwhile
from protocols.tests.conftest import SENT
from protocols.tests.test_remark_guards import closing, is_taken, remark

TEXTS = {code: Wording("Bicycles", "Bicycles stand by the wall.") for code in ("en", "fr")}
OTHER = {code: Wording("Bicycles", "Bicycles stand in the yard.") for code in ("en", "fr")}


@pytest.fixture
def addition(cast, draft):
    return proposing.propose_clause(
        draft, texts=TEXTS, number=3, why="They block the door.", by=cast.liaison, at=SENT
    )


@pytest.fixture
def free(cast, draft):
    """A clause that no answer cites."""
    return editing.add_clause(draft, texts=OTHER, number=1, by=cast.manager)


@pytest.fixture
def removal(cast, free):
    return proposing.propose_removal(free, revision=1, why="Nobody cycles.", by=cast.liaison)


def headings(draft):
    clauses = draft.clauses.prefetch_related("texts").order_by("number")
    return [editing.standing(clause)["en"].heading for clause in clauses]


# Adding --------------------------------------------------------------------------------------


def test_a_clause_that_is_proposed_stands_in_the_draft_once_it_is_accepted(cast, draft, addition):
    before = headings(draft)
    assert "Bicycles" not in before

    proposing.accept(addition, revision=0, by=cast.manager)

    assert headings(draft) == [*before[:2], "Bicycles", *before[2:]]
    clause = draft.clauses.get(number=3)
    assert clause.key == addition.clause_key
    assert editing.standing(clause) == TEXTS
    with pytest.raises(DoneMeanwhile):
        proposing.accept(addition, revision=0, by=cast.leader)


def test_a_topic_of_the_library_is_settled_by_what_was_proposed_from_it(cast, draft):
    topic = library.BY_KEY["media"]
    words = {code: Wording(topic.heading[code], topic.text[code]) for code in ("en", "fr")}
    for _twice in range(2):
        said = proposing.propose_clause(
            draft, texts=words, number=99, topic=topic.number, by=cast.manager
        )
        proposing.accept(said, revision=0, by=cast.liaison)

    assert draft.clauses.filter(topic=topic.number).count() == 1


def test_it_is_changed_and_the_first_side_decides(cast, draft, addition):
    with pytest.raises(CannotPropose):
        proposing.counter(addition, texts=TEXTS, revision=0, by=cast.manager)
    answer = proposing.counter(addition, texts=OTHER, revision=0, by=cast.manager)

    assert (answer.kind, answer.clause_key) == ("addition", addition.clause_key)
    with pytest.raises(CannotDecide):
        proposing.accept(answer, revision=0, by=cast.leader)
    proposing.accept(answer, revision=0, by=cast.police_leader)
    assert editing.standing(draft.clauses.get(number=3)) == OTHER


def test_it_is_declined_or_taken_back_and_the_draft_stays(cast, draft, addition):
    before = headings(draft)
    proposing.decline(addition, reason="There is a rack.", by=cast.manager)
    again = proposing.propose_clause(draft, texts=TEXTS, number=3, by=cast.liaison)
    with pytest.raises(CannotDecide):
        proposing.withdraw(again, by=cast.manager)
    proposing.withdraw(again, by=cast.police_leader)

    assert headings(draft) == before
    assert not Remark.objects.open().exists()


def test_a_clause_without_words_is_not_proposed(cast, draft):
    with pytest.raises(CannotEdit, match="at least one language"):
        proposing.propose_clause(draft, texts={}, number=1, by=cast.manager)


def test_a_clause_that_waits_to_be_decided_is_not_proposed_again(cast, draft, addition):
    for person in (cast.liaison, cast.police_leader, cast.manager):
        with pytest.raises(CannotPropose, match="proposed already") as refused:
            proposing.propose_clause(draft, texts=TEXTS, number=1, by=person)
        assert refused.value.nearest == (addition,)
    assert Remark.objects.open().get() == addition


def test_no_more_is_proposed_than_a_version_holds(cast, draft, addition, monkeypatch):
    monkeypatch.setattr(editing, "MOST_CLAUSES", draft.clauses.count() + 1)

    with pytest.raises(CannotEdit, match="at most"):
        proposing.propose_clause(draft, texts=OTHER, number=1, by=cast.liaison)

    proposing.withdraw(addition, by=cast.liaison)
    assert proposing.propose_clause(draft, texts=OTHER, number=1, by=cast.liaison).is_open


# Taking out ----------------------------------------------------------------------------------


def test_a_clause_goes_once_the_other_side_agrees(cast, draft, free, removal):
    with pytest.raises(CannotDecide):
        proposing.accept(removal, revision=1, by=cast.police_leader)

    proposing.accept(removal, revision=1, by=cast.manager)

    assert not draft.clauses.filter(key=free.key).exists()
    assert [clause.number for clause in draft.clauses.order_by("number")] == list(
        range(1, draft.clauses.count() + 1)
    )


def test_what_an_answer_cites_does_not_go_and_the_proposal_stays(cast, draft):
    cited = draft.rows.exclude(clause=None).first().clause
    proposal = proposing.propose_removal(cited, revision=cited.revision, by=cast.liaison)

    with pytest.raises(CannotEdit, match="Answers cite"):
        proposing.accept(proposal, revision=cited.revision, by=cast.manager)

    assert Remark.objects.open().get() == proposal
    assert draft.clauses.filter(key=cited.key).exists()


def test_a_clause_that_was_changed_since_does_not_go_unseen(cast, free, removal):
    editing.reword(free, texts=TEXTS, revision=1, by=cast.liaison)

    with pytest.raises(ChangedMeanwhile):
        proposing.accept(removal, revision=1, by=cast.manager)
    assert Remark.objects.open().get() == removal


def test_other_wording_is_an_answer_to_it(cast, free, removal):
    answer = proposing.counter(removal, texts=TEXTS, revision=1, by=cast.manager)

    assert (answer.kind, answer.answers) == ("proposal", removal)
    proposing.accept(answer, revision=1, by=cast.liaison)
    assert editing.standing(free.version.clauses.get(key=free.key)) == TEXTS


def test_one_thing_at_a_time_is_proposed_for_a_clause(cast, free, removal):
    for deed in (
        lambda: proposing.propose(free, texts=TEXTS, revision=1, by=cast.manager),
        lambda: proposing.propose_removal(free, revision=1, by=cast.manager),
    ):
        with pytest.raises(CannotPropose, match="still to be decided"):
            deed()


# Around --------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["staff", "officer", "auditor", "other_manager", "stranger"])
def test_nobody_else_proposes_or_decides(cast, draft, addition, free, part):
    person = getattr(cast, part)
    for deed in (
        lambda: proposing.propose_clause(draft, texts=OTHER, number=1, by=person),
        lambda: proposing.propose_removal(free, revision=1, by=person),
        lambda: proposing.accept(addition, revision=0, by=person),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_draft_is_not_sent_while_either_is_open(cast, draft, addition, removal):
    for proposal, revision in ((addition, 0), (removal, 1)):
        with pytest.raises(sending.CannotSend):
            sending.send(draft, by=cast.liaison)
        proposing.accept(proposal, revision=revision, by=cast.manager)
    sent = sending.send(draft, by=cast.liaison)
    assert document.is_intact(sent)


def test_both_are_named_as_open_and_lie_with_the_side_that_decides(cast, draft, addition, removal):
    points = open_points.read_by(cast.manager, texts_of.whole(draft))
    assert [point.words for point in points] == [
        "whether clause 1 is taken out is not decided",
        "a new clause that was proposed is not decided",
    ]
    (row,) = drafting_agenda.waiting_for(cast.manager, SENT)
    assert row.turn == Turn.YOURS
    assert "2 clauses wait" in row.what


def test_the_other_side_is_told_and_no_words_leave_the_draft(cast, draft, addition, removal):
    proposing.decline(addition, reason="There is a rack.", by=cast.manager)
    proposing.accept(removal, revision=1, by=cast.manager)

    told = Notice.objects.filter(kind__in=("protocols/proposed", "protocols/proposal_settled"))
    kinds = {(notice.kind, notice.facts["kind_of"]) for notice in told}
    assert kinds == {
        (kind, of)
        for kind in ("protocols/proposed", "protocols/proposal_settled")
        for of in ("addition", "removal")
    }
    bodies = [entry.body.body for entry in Entry.objects.of(cast.partnership.chain)]
    assert sum("protocols.clause_proposed" in body for body in bodies) == 1
    assert sum("protocols.removal_proposed" in body for body in bodies) == 1
    for secret in ("icycle", "rack", "block the door"):
        assert not any(secret in body for body in bodies)
        assert not any(secret in str(notice.facts) for notice in told)


# What the database holds ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "side", "stands"),
    [("accepted", "site", True), ("withdrawn", "police", True), ("accepted", "police", False)],
)
def test_the_other_side_decides(addition, removal, how, side, stands):
    for proposal in (addition, removal):
        assert is_taken(closing(proposal, how, side)) == stands


def test_one_of_any_kind_is_open_on_a_clause(removal, addition):
    assert not is_taken(remark(removal, "proposal", revision=1))
    assert not is_taken(remark(removal, "removal", revision=1))
    assert not is_taken(remark(addition, "addition"))
    closing(removal, "declined", "site").save()
    assert is_taken(remark(removal, "removal", revision=1))
    assert not is_taken(remark(removal, "removal"))


# Pages ---------------------------------------------------------------------------------------


def typed(texts, **more):
    words = {f"heading_{code}": one.heading for code, one in texts.items()}
    return {**words, **{f"body_{code}": one.body for code, one in texts.items()}, **more}


def test_a_clause_is_proposed_and_accepted_on_its_pages(cast, draft, as_):
    base, theirs = draft.get_absolute_url(), as_(cast.liaison)
    topic = theirs.get(f"{base}clauses/propose/?topic=media").content.decode()
    assert library.BY_KEY["media"].heading["en"] in topic
    refused = theirs.post(f"{base}clauses/propose/", {"number": "3", "revision": "0"})
    assert refused.status_code == 422
    data = typed(TEXTS, number="3", revision="0", why="They block the door.")
    theirs.post(f"{base}clauses/propose/", data)
    proposal = Remark.objects.get(kind="addition")

    ours = as_(cast.manager)
    page = ours.get(base).content.decode()
    assert "A new clause is proposed: Bicycles" in page
    talk = ours.get(f"{base}discussion/{proposal.clause_key}/").content.decode()
    assert "They block the door." in talk
    assert "It would become clause 3." in talk
    assert "Accept: add the clause" in talk
    assert 'name="revision" value="0"' in talk
    change = ours.get(f"{base}proposals/{proposal.pk}/change/").content.decode()
    assert "Bicycles stand by the wall." in change

    ours.post(f"{base}proposals/{proposal.pk}/accept/", {"revision": "0"})
    assert editing.standing(draft.clauses.get(number=3)) == TEXTS


def test_a_clause_that_was_declined_does_not_stand_on_its_page(cast, draft, addition, as_):
    address = f"{draft.get_absolute_url()}discussion/{addition.clause_key}/"
    client = as_(cast.liaison)
    assert "Nothing yet: the clause is only proposed." in client.get(address).content.decode()

    proposing.decline(addition, reason="There is a rack.", by=cast.manager)

    page = client.get(address).content.decode()
    assert "Nothing: the clause was proposed, and does not stand here." in page
    assert "There is a rack." in page


def test_a_clause_is_proposed_to_go_and_goes_on_its_pages(cast, draft, free, as_):
    base, theirs, ours = draft.get_absolute_url(), as_(cast.liaison), as_(cast.manager)
    address = f"{base}discussion/{free.key}/"
    assert f"{address}take-out/" in theirs.get(address).content.decode()
    assert theirs.get(f"{address}take-out/").status_code == 200
    stale = theirs.post(f"{address}take-out/", {"revision": "7", "why": "Nobody cycles."})
    assert stale.status_code == 409
    assert "Nobody cycles." in stale.content.decode()
    theirs.post(f"{address}take-out/", {"revision": "1", "why": "Nobody cycles."})
    proposal = Remark.objects.get(kind="removal")

    assert "proposes to take it out; the site side decides" in ours.get(base).content.decode()
    talk = ours.get(address).content.decode()
    assert "Accept: take the clause out" in talk
    assert "Propose other wording instead" in talk
    assert theirs.get(f"{address}take-out/").status_code == 302
    asked = ours.get(f"{base}proposals/{proposal.pk}/decline/").content.decode()
    assert f"To take clause {free.number} out of the draft." in asked
    assert "Nobody cycles." in asked

    ours.post(f"{base}proposals/{proposal.pk}/accept/", {"revision": "1"})
    assert not draft.clauses.filter(key=free.key).exists()
    assert "It is no longer in the draft." in ours.get(address).content.decode()


def test_who_was_slower_than_its_removal_keeps_what_they_typed(cast, free, as_):
    address = f"{free.version.get_absolute_url()}discussion/{free.key}/take-out/"
    client = as_(cast.liaison)
    editing.remove_clause(free, revision=1, by=cast.manager)

    late = client.post(address, {"revision": "1", "why": "Nobody cycles."})

    assert late.status_code == 409
    assert "Nobody cycles." in late.content.decode()
    assert client.get(address).status_code == 302
