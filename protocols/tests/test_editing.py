"""Changing the prose of a draft."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from liaison.fields import Words
from protocols import editing, reading, sending, settling, texts
from protocols.drafting import CannotDraft
from protocols.editing import CannotEdit, ChangedMeanwhile, Wording
from protocols.settling import Terms
from protocols.tests.conftest import put_name

TEXTS = {"en": Wording("Calls", "Call first."), "fr": Wording("Appels", "Appelez d’abord.")}


def headings(version, language="en"):
    return [clause.heading for clause in reading.clauses(texts.of(version), language)]


def clause(version, number):
    return version.clauses.get(number=number)


def test_a_clause_gets_new_words_in_both_languages(cast, draft):
    editing.reword(clause(draft, 2), texts=TEXTS, revision=1, by=cast.liaison)

    assert headings(draft)[1] == "Calls"
    assert headings(draft, "fr")[1] == "Appels"


def test_words_are_kept_as_they_will_be_signed(cast, draft):
    typed = {"en": Wording("  Calls ", "Cafe\u0301  \r\nopen\n\n")}
    editing.reword(clause(draft, 2), texts=typed, revision=1, by=cast.liaison)

    text = clause(draft, 2).texts.get(language="en")
    assert (text.heading, text.body) == ("Calls", "Café\nopen")


def test_a_language_that_was_emptied_is_gone_and_the_other_is_shown_in_its_place(cast, draft):
    editing.reword(clause(draft, 2), texts={"fr": TEXTS["fr"]}, revision=1, by=cast.manager)

    shown = reading.clauses(texts.of(draft), "en")[1]
    assert (shown.heading, shown.other) == ("Appels", "fr")


def test_a_change_made_on_an_old_state_is_refused_and_changes_nothing(cast, draft):
    editing.reword(clause(draft, 2), texts=TEXTS, revision=1, by=cast.liaison)

    late = {"en": Wording("Late", "Too late.")}
    with pytest.raises(ChangedMeanwhile):
        editing.reword(clause(draft, 2), texts=late, revision=1, by=cast.manager)
    assert headings(draft)[1] == "Calls"

    editing.reword(clause(draft, 2), texts=late, revision=2, by=cast.manager)
    assert headings(draft)[1] == "Late"


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({}, None),
        ({"en": Wording("", "")}, None),
        ({"en": Wording("Heading", "")}, "body_en"),
        ({"fr": Wording("", "Texte")}, "heading_fr"),
        ({"en": Wording("Heading", "hid\u200bden")}, "body_en"),
        ({"en": Wording("Head\u202eing", "text")}, "heading_en"),
    ],
)
def test_a_clause_without_words_one_can_read_is_refused(cast, draft, texts, field):
    with pytest.raises(CannotEdit) as refused:
        editing.reword(clause(draft, 2), texts=texts, revision=1, by=cast.manager)

    assert refused.value.field == field


@pytest.mark.parametrize(("asked", "place"), [(1, 1), (3, 3), (22, 22), (999, 22), (0, 1)])
def test_a_new_clause_takes_its_number_and_the_others_make_room(cast, draft, asked, place):
    before = headings(draft)
    editing.add_clause(draft, texts=TEXTS, number=asked, by=cast.manager)

    assert headings(draft) == [*before[: place - 1], "Calls", *before[place - 1 :]]
    assert [c.number for c in reading.clauses(texts.of(draft), "en")] == list(range(1, 23))


@pytest.mark.parametrize(("start", "to"), [(1, 21), (21, 1), (5, 6), (6, 5), (3, 3), (2, 999)])
def test_a_clause_moves_and_its_answers_go_with_it(cast, draft, start, to):
    moving = clause(draft, start)
    citing = {row.pk for row in moving.rows.all()}
    before = headings(draft)
    editing.move_clause(moving, number=to, revision=1, by=cast.manager)

    expected = [*before]
    expected.insert(min(to, 21) - 1, expected.pop(start - 1))
    assert headings(draft) == expected
    moved = draft.clauses.get(key=moving.key)
    assert {row.pk for row in moved.rows.all()} == citing
    assert reading.gaps(texts.of(draft)) == []


def test_a_clause_that_no_answer_cites_can_go(cast, draft):
    editing.remove_clause(clause(draft, 2), revision=1, by=cast.manager)

    assert len(headings(draft)) == 20
    assert "Purpose" not in headings(draft)
    assert reading.gaps(texts.of(draft)) == []


def test_a_clause_that_answers_cite_stays(cast, draft):
    with pytest.raises(CannotEdit, match="C01, C02"):
        editing.remove_clause(clause(draft, 5), revision=1, by=cast.manager)


def test_the_last_clause_stays(cast, draft):
    draft.rows.update(clause=None)
    for number in range(21, 1, -1):
        editing.remove_clause(clause(draft, number), revision=1, by=cast.manager)

    with pytest.raises(CannotEdit, match="at least one"):
        editing.remove_clause(clause(draft, 1), revision=1, by=cast.manager)


def test_whoever_edits_a_clause_that_is_gone_is_told(cast, draft):
    gone = clause(draft, 2)
    editing.remove_clause(gone, revision=1, by=cast.manager)

    with pytest.raises(ChangedMeanwhile, match="took this clause out"):
        editing.reword(gone, texts=TEXTS, revision=1, by=cast.liaison)


def every_change(version):
    return [
        lambda by: editing.reword(clause(version, 2), texts=TEXTS, revision=1, by=by),
        lambda by: editing.add_clause(version, texts=TEXTS, number=1, by=by),
        lambda by: editing.remove_clause(clause(version, 2), revision=1, by=by),
        lambda by: editing.move_clause(clause(version, 2), number=1, revision=1, by=by),
        lambda by: settling.settle(version, Terms(["en"]), revision=1, by=by),
    ]


@pytest.mark.parametrize("change", range(5))
def test_what_was_sent_is_not_edited(cast, sent, change):
    with pytest.raises(CannotDraft, match="not a draft any more"):
        every_change(sent)[change](cast.manager)


@pytest.mark.parametrize("change", range(5))
@pytest.mark.parametrize("part", ["staff", "officer", "auditor", "other_manager"])
def test_only_people_in_charge_edit(cast, draft, change, part):
    with pytest.raises(PermissionDenied):
        every_change(draft)[change](getattr(cast, part))


def test_the_ledger_says_that_it_was_changed_and_not_what_it_says(cast, draft):
    texts = {"en": Wording(Words("Calls", vouched=True), "A sentence nobody should find.")}
    editing.reword(clause(draft, 2), texts=texts, revision=1, by=cast.liaison)

    last = Entry.objects.of(cast.partnership.chain).last().body.body
    assert '"protocols.clause_reworded"' in last
    assert '"vouched":true' in last
    assert "sentence" not in last


def test_a_draft_that_was_edited_can_still_be_signed(cast, draft):
    editing.reword(clause(draft, 2), texts=TEXTS, revision=1, by=cast.liaison)
    editing.move_clause(clause(draft, 2), number=14, revision=2, by=cast.liaison)
    sending.send(draft, by=cast.liaison)
    put_name(draft, cast.manager)
    put_name(draft, cast.police_leader)

    assert draft.in_force.exists()
