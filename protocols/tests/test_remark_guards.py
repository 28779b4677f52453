"""What the database refuses by itself about remarks, in raw SQL, on either engine."""

import pytest
from django.db import IntegrityError, transaction

from protocols import commenting, proposing, sending
from protocols.editing import Wording
from protocols.models import Remark, RemarkClosing
from protocols.tests.conftest import SENT
from protocols.tests.raw_sql import refused
from protocols.tests.test_guards import STAGE

TEXTS = {"en": Wording("Gate", "By the back gate.")}


@pytest.fixture
def clause(draft):
    return draft.clauses.get(number=3)


@pytest.fixture
def proposal(cast, clause):
    return proposing.propose(clause, texts=TEXTS, revision=1, by=cast.liaison, at=SENT)


@pytest.fixture
def comment(cast, clause):
    return commenting.comment(clause.version, clause.key, words="Hm.", by=cast.liaison, at=SENT)


def remark(like, kind, **facts):
    return Remark(
        version=like.version,
        clause_key=like.clause_key,
        kind=kind,
        post="x",
        author=like.author,
        written_at=SENT,
        **{"side": "site", **facts},
    )


def is_taken(row):
    """Whether the database takes the row; it is put back out again."""
    try:
        with transaction.atomic():
            if isinstance(row, Remark):
                row.seal("x", domain="shared", at=SENT)
            row.save()
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def closing(of, how, side):
    return RemarkClosing(remark=of, how=how, side=side, post="x", by=of.author, at=SENT)


def test_what_was_said_is_never_changed_or_removed(cast, proposal):
    row = proposing.withdraw(proposal, by=cast.liaison, at=SENT)
    for table, pk in (("remark", proposal.pk), ("remarkclosing", row.pk)):
        assert refused(f"UPDATE protocols_{table} SET post = 'y' WHERE id = %s", pk)  # noqa: S608
        assert refused(f"DELETE FROM protocols_{table} WHERE id = %s", pk)  # noqa: S608


@pytest.mark.parametrize(
    ("how", "side", "stands"),
    [
        ("accepted", "site", True),
        ("countered", "site", True),
        ("declined", "site", True),
        ("withdrawn", "police", True),
        ("accepted", "police", False),
        ("declined", "police", False),
        ("withdrawn", "site", False),
        ("resolved", "site", False),
    ],
)
def test_a_proposal_is_decided_by_the_other_side(proposal, how, side, stands):
    assert is_taken(closing(proposal, how, side)) == stands


def test_a_comment_is_resolved_and_nothing_else(comment):
    assert is_taken(closing(comment, "resolved", "site"))
    assert not is_taken(closing(comment, "accepted", "site"))


def test_one_proposal_at_a_time_is_open_on_a_clause(cast, proposal):
    assert not is_taken(remark(proposal, "proposal", revision=1))
    proposing.withdraw(proposal, by=cast.liaison, at=SENT)
    assert is_taken(remark(proposal, "proposal", revision=1))


def test_an_answer_answers_what_was_declined_or_countered(cast, proposal):
    reason, counter = (
        remark(proposal, "reason", answers=proposal),
        remark(proposal, "proposal", revision=1, answers=proposal),
    )
    assert not is_taken(reason)
    closing(proposal, "declined", "site").save()
    assert is_taken(reason)
    assert not is_taken(counter)
    assert not is_taken(remark(proposal, "reason", answers=proposal, side="police"))


def test_a_text_is_not_sent_while_a_proposal_is_open(proposal):
    sent = (
        "UPDATE protocols_version SET stage = 'awaiting_signatures', digest = 'd', scheme = 's', "
        "sent_at = begun_at, sent_by_id = begun_by_id WHERE id = %s"
    )
    assert refused(sent, proposal.version_id)
    closing(proposal, "declined", "site").save()
    assert not refused(sent, proposal.version_id)
    assert refused(STAGE.format("signed"), proposal.version_id)


def test_nothing_is_said_about_what_was_sent(cast, comment):
    sending.send(comment.version, by=cast.liaison, at=SENT)

    assert not is_taken(remark(comment, "comment"))
    assert not is_taken(closing(comment, "resolved", "site"))
