"""Comments on the clauses of a draft."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from notifications.models import Notice
from protocols import commenting, drafting, editing, proposing, sending
from protocols.commenting import CannotComment
from protocols.editing import ChangedMeanwhile, Wording
from protocols.models import Remark
from protocols.remarks import DoneMeanwhile
from protocols.tests.conftest import BEGUN, SENT


@pytest.fixture
def clause(draft):
    return draft.clauses.get(number=3)


def say(clause, by, words="Who opens the door?", at=SENT):
    return commenting.comment(clause.version, clause.key, words=words, by=by, at=at)


def test_both_sides_read_what_is_said_and_nobody_else(cast, clause):
    remark = say(clause, cast.manager)

    assert remark.words() == "Who opens the door?"
    for reader in (cast.staff, cast.manager, cast.liaison, cast.police_leader):
        assert Remark.objects.visible_to(reader).get() == remark
    for other in (cast.officer, cast.observer, cast.auditor, cast.other_manager, cast.admin):
        assert not Remark.objects.visible_to(other).exists()


def test_the_other_side_hears_once_a_day_however_much_is_said(cast, clause):
    for minutes in (0, 5, 60 * 24):
        say(clause, cast.manager, at=SENT + timedelta(minutes=minutes))

    told = Notice.objects.filter(kind="protocols/commented", recipient=cast.liaison)
    assert told.count() == 2
    assert not Notice.objects.filter(kind="protocols/commented", recipient=cast.leader).exists()


def test_either_side_marks_it_as_resolved_once(cast, clause):
    remark = say(clause, cast.manager)
    closing = commenting.resolve(remark, by=cast.liaison)

    assert (closing.how, closing.side) == ("resolved", "police")
    assert not clause.version.remarks.open().exists()
    with pytest.raises(DoneMeanwhile, match="resolved"):
        commenting.resolve(remark, by=cast.manager)


def test_a_comment_keeps_nobody_from_sending_and_is_then_history(cast, draft, clause):
    remark = say(clause, cast.manager)
    sending.send(draft, by=cast.liaison, at=SENT)

    for write in (
        lambda: say(clause, cast.liaison),
        lambda: commenting.resolve(remark, by=cast.liaison),
    ):
        with pytest.raises(drafting.CannotDraft, match="not a draft any more"):
            write()
    assert remark.words() == "Who opens the door?"


def test_a_proposal_is_decided_and_not_resolved(cast, clause):
    texts = {"en": Wording("A", "B")}
    proposal = proposing.propose(clause, texts=texts, revision=1, by=cast.liaison, at=BEGUN)

    with pytest.raises(CannotComment, match="decided"):
        commenting.resolve(proposal, by=cast.manager)
    with pytest.raises(proposing.CannotDecide, match="no proposal"):
        proposing.withdraw(say(clause, cast.manager), by=cast.manager)


def test_nothing_is_said_about_nothing(cast, draft, clause):
    with pytest.raises(CannotComment, match="Write"):
        say(clause, cast.manager, words=" \n")
    with pytest.raises(ChangedMeanwhile, match="took this clause out"):
        commenting.comment(draft, uuid.uuid4(), words="Hm.", by=cast.manager)


@pytest.mark.parametrize("name", ["staff", "officer", "other_manager"])
def test_only_those_in_charge_comment(cast, clause, name):
    with pytest.raises(PermissionDenied):
        say(clause, getattr(cast, name))


def test_what_was_said_outlives_the_clause(cast, draft):
    free = editing.add_clause(draft, texts={"en": Wording("A", "B")}, number=99, by=cast.manager)
    remark = say(free, cast.liaison)
    editing.remove_clause(free, revision=1, by=cast.manager)

    assert Remark.objects.visible_to(cast.manager).get() == remark
    assert commenting.resolve(remark, by=cast.manager)
