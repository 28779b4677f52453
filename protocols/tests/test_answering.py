"""Changing one answer of a draft's table."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from protocols import answering, reading, texts
from protocols.answering import Reply
from protocols.drafting import CannotDraft
from protocols.editing import CannotEdit, ChangedMeanwhile
from protocols.entry import Circumstance, Disposition, Fault, SiteState
from protocols.models import EntryRow

PATROL = (Circumstance.C13, SiteState.OPERATING)
REPLY = Reply(
    disposition=Disposition.ASK_CONSENT,
    clause=9,
    steps={"en": ["Ask.", "Wait."], "fr": ["Demandez.", "Attendez."]},
)


def test_an_answer_is_given_anew_with_its_steps_in_order(cast, draft):
    answering.answer(draft, PATROL, REPLY, revision=1, by=cast.liaison)

    english, french = (
        reading.table(texts.of(draft), "en")[PATROL],
        reading.table(texts.of(draft), "fr")[PATROL],
    )
    assert (english.disposition, english.clause) == (Disposition.ASK_CONSENT, 9)
    assert english.steps == ("Ask.", "Wait.")
    assert french.steps == ("Demandez.", "Attendez.")


def test_only_that_cell_changes(cast, draft):
    before = reading.table(texts.of(draft), "en")
    answering.answer(draft, PATROL, REPLY, revision=1, by=cast.liaison)

    after = reading.table(texts.of(draft), "en")
    assert {key for key in after if after[key] != before[key]} == {PATROL}


def test_a_missing_answer_is_filled_in(cast, draft):
    EntryRow.objects.filter(version=draft, circumstance="C13", state="operating").delete()
    answering.answer(draft, PATROL, REPLY, revision=0, by=cast.liaison)

    assert reading.gaps(texts.of(draft)) == []


def test_an_answer_given_on_an_old_state_is_refused(cast, draft):
    answering.answer(draft, PATROL, REPLY, revision=1, by=cast.liaison)

    with pytest.raises(ChangedMeanwhile):
        answering.answer(draft, PATROL, REPLY, revision=1, by=cast.manager)


def test_a_language_with_fewer_steps_shows_the_others_in_the_gap(cast, draft):
    reply = Reply(Disposition.ASK_CONSENT, 9, {"en": ["Ask.", "Wait."], "fr": ["Demandez."]})
    answering.answer(draft, PATROL, reply, revision=1, by=cast.liaison)

    assert reading.table(texts.of(draft), "fr")[PATROL].steps == ("Demandez.", "Wait.")


def test_an_answer_that_contradicts_a_fixed_rule_is_refused_with_what_is_possible(cast, draft):
    cell = (Circumstance.C07, SiteState.OPERATING)
    reply = Reply(Disposition.DO_NOT_ENTER, 7, {})

    with pytest.raises(CannotEdit, match="Enter now, Notice first") as refused:
        answering.answer(draft, cell, reply, revision=1, by=cast.manager)
    assert refused.value.field == "disposition"
    assert refused.value.nearest == (Disposition.ENTER_NOW, Disposition.ENTER_AFTER_NOTICE)


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ({"en": ["Ask."] * 9}, "steps_en"),
        ({"fr": ["x" * 301]}, "steps_fr"),
        ({"en": ["hid\u200bden"]}, "steps_en"),
    ],
)
def test_steps_that_do_not_fit_a_card_are_refused(cast, draft, steps, field):
    with pytest.raises(CannotEdit) as refused:
        answering.answer(
            draft, PATROL, Reply(Disposition.ASK_CONSENT, 9, steps), revision=1, by=cast.manager
        )
    assert refused.value.field == field


def test_a_clause_that_is_not_there_is_refused(cast, draft):
    reply = Reply(Disposition.ASK_CONSENT, 99, {})
    with pytest.raises(CannotEdit, match="no clause") as refused:
        answering.answer(draft, PATROL, reply, revision=1, by=cast.manager)
    assert refused.value.field == "clause"


def test_an_answer_without_a_clause_is_a_gap_until_it_has_one(cast, draft):
    reply = Reply(Disposition.ASK_CONSENT, None, {})
    answering.answer(draft, PATROL, reply, revision=1, by=cast.manager)

    (gap,) = reading.gaps(texts.of(draft))
    assert (gap.circumstance, gap.state, gap.fault) == (*PATROL, Fault.NO_CLAUSE)


def test_what_was_sent_is_not_answered_anew(cast, sent):
    with pytest.raises(CannotDraft):
        answering.answer(sent, PATROL, REPLY, revision=1, by=cast.manager)


@pytest.mark.parametrize("part", ["staff", "officer", "other_manager"])
def test_only_people_in_charge_answer(cast, draft, part):
    with pytest.raises(PermissionDenied):
        answering.answer(draft, PATROL, REPLY, revision=1, by=getattr(cast, part))


def test_the_ledger_keeps_the_answer_and_no_step(cast, draft):
    answering.answer(draft, PATROL, REPLY, revision=1, by=cast.liaison)

    last = Entry.objects.of(cast.partnership.chain).last().body.body
    assert '"ask_consent"' in last
    assert "Wait." not in last
