"""Whose desk a draft lies on: what was said about it waits for an answer, or it is to go on."""

from datetime import timedelta

import pytest

from liaison import access
from liaison.agenda import Turn
from protocols import (
    agenda,
    commenting,
    declining,
    discarding,
    drafting,
    drafting_agenda,
    editing,
    library,
    open_points,
    progress,
    proposing,
    reading,
    sending,
)
from protocols import texts as texts_of
from protocols.editing import Wording
from protocols.models import EntryStep
from protocols.tests.conftest import BEGUN, SENT
from protocols.tests.frames import framework, second_site

TEXTS = {"en": Wording("Gate", "By the back gate.")}


@pytest.fixture
def proposal(cast, draft):
    clause = draft.clauses.get(number=3)
    return proposing.propose(clause, texts=TEXTS, revision=1, by=cast.liaison, at=SENT)


def items(person):
    return drafting_agenda.waiting_for(person, SENT)


def tell(person):
    (item,) = items(person)
    return item.turn, item.what.partition(": ")[2], item.action and item.action.url


def test_a_draft_lies_with_whoever_began_it_and_is_coming_to_everybody_else(cast, draft):
    send = f"{draft.get_absolute_url()}send/"
    assert tell(cast.manager) == (Turn.YOURS, "it can be sent for signature", send)
    for part in ("alternate", "leader", "liaison", "backup", "police_leader"):
        assert tell(getattr(cast, part)) == (Turn.COMING, "it can be sent for signature", None)


def test_its_row_says_what_is_open_and_leads_to_the_first(cast, draft):
    clause = draft.clauses.get(number=3)
    texts = {"en": Wording("Gate", "By the [which] gate.")}
    editing.reword(clause, texts=texts, revision=1, by=cast.liaison)
    finish = f"{draft.get_absolute_url()}#still-open"
    assert tell(cast.manager) == (Turn.YOURS, "one clause is still open", finish)

    draft.rows.filter(circumstance="C13").delete()

    turn, words, address = tell(cast.manager)
    assert (turn, address) == (Turn.YOURS, f"{draft.get_absolute_url()}entry/")
    missing = "3 answers of the table are missing or wrong"
    assert words == f"{missing}, one clause is still open"
    assert tell(cast.liaison) == (Turn.COMING, words, None)


def test_what_was_declined_or_discarded_has_no_second_row(cast, sent):
    draft = declining.decline(sent, reason="No.", by=cast.police_leader)
    assert items(cast.manager) == []
    assert [item.turn for item in agenda.waiting_for(cast.manager, SENT)] == [Turn.YOURS]

    discarding.discard(draft, reason="No.", by=cast.manager, at=SENT)
    assert items(cast.manager) == agenda.waiting_for(cast.manager, SENT) == []


def test_what_is_counted_is_what_the_pages_name(cast):
    """Every library text with its blanks, a gap of each kind, an annex that one side reads."""
    plain = drafting.start([cast.partnership], title="A", by=cast.manager, topics=library.TOPICS)
    framed = framework(cast, second_site(cast, name="Pier House"))
    blank = {"en": Wording("Cars", "Cars stand on [street]."), "fr": Wording("Autos", "Rue.")}
    editing.add_to_annex(framed, cast.partnership, texts=blank, by=cast.manager)
    plain.rows.filter(circumstance="C02").delete()
    plain.rows.filter(circumstance="C05").update(clause=None)
    plain.rows.filter(circumstance="C16").update(disposition="keep_clear")
    EntryStep.objects.filter(row__version=plain, row__circumstance="C16").delete()
    plain.rows.filter(circumstance="C14").update(log=["nothing", "incident"])
    plain.clauses.filter(topic=library.ALWAYS[1].number).update(topic=None)

    for person in (cast.manager, cast.liaison):
        annexes = plain.annexes_read_by(person) | framed.annexes_read_by(person)
        for version, left in zip((plain, framed), _left((plain, framed), annexes), strict=True):
            text = texts_of.whole(version)
            assert left.gaps == len(reading.gaps(text))
            assert left.points == len(open_points.read_by(person, text)) > 0


def _left(versions, annexes):
    left = progress.of(versions, annexes)
    return [left[version.pk] for version in versions]


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

    drafting.start([cast.partnership], title="Quiet", by=cast.manager, at=BEGUN)
    with django_assert_max_num_queries(12) as before:
        ask()
    for number in range(3):
        drafting.start([cast.partnership], title=f"Q{number}", by=cast.liaison, at=BEGUN)
        more = drafting.start([cast.partnership], title=f"P{number}", by=cast.manager, at=BEGUN)
        for clause in more.clauses.all()[:2]:
            commenting.comment(more, clause.key, words="Hm.", by=cast.liaison, at=SENT)
    with django_assert_max_num_queries(len(before)):
        assert len(ask()) == 8
