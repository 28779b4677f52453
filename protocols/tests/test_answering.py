"""Changing answers of a draft's table: one, several, for all states, and back."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from protocols import answering, answers, drafting, editing, entry, library, reading, sending, texts
from protocols.answering import Reply
from protocols.checking import Fault
from protocols.drafting import CannotDraft
from protocols.editing import CannotEdit, ChangedMeanwhile
from protocols.entry import Circumstance, Disposition, Log, Post, SiteState
from protocols.inheriting import Origin
from protocols.tests.conftest import agree

OPEN, CLOSED, SUSPENDED = SiteState
PATROL = (Circumstance.C13, OPEN)
VISIT = (Circumstance.C14, CLOSED)
REPLY = Reply(
    disposition=Disposition.ASK_CONSENT,
    clause=9,
    steps={"en": ["Ask.", "Wait."], "fr": ["Demandez.", "Attendez."]},
    call=[Post.LIAISON, Post.IN_CHARGE],
    log=[Log.TELL_LIAISON],
)


def seen(version, *keys):
    """What somebody has on screen who looks at these cells now."""
    rows = answers.of(version)
    return {key: answering.stamp_of(rows[key[0]], key[1]) for key in keys}


def seen_everywhere(version, circumstance=Circumstance.C13):
    return answering.stamp_of(answers.of(version)[circumstance])


def give(version, by, reply=REPLY, *keys):
    return answering.answer(version, reply, seen=seen(version, *(keys or [PATROL])), by=by)


def table(version, language="en"):
    return reading.table(texts.of(version), language)


def origins(version, circumstance=Circumstance.C13):
    row = answers.of(version)[circumstance]
    return [row[state].origin if state in row else None for state in SiteState]


def test_an_answer_is_given_anew_with_its_steps_in_order(cast, draft):
    give(draft, cast.liaison)

    english, french = table(draft, "en")[PATROL], table(draft, "fr")[PATROL]
    assert (english.disposition, english.clause) == (Disposition.ASK_CONSENT, 9)
    assert english.steps == ("Ask.", "Wait.")
    assert french.steps == ("Demandez.", "Attendez.")
    assert english.call == (Post.IN_CHARGE, Post.LIAISON)
    assert english.log == (Log.TELL_LIAISON,)


def test_only_that_cell_changes_and_is_now_its_own(cast, draft):
    before = table(draft)
    assert give(draft, cast.liaison) == [PATROL]

    after = table(draft)
    assert {key for key in after if after[key] != before[key]} == {PATROL}
    assert origins(draft) == [Origin.STATE, Origin.DEFAULT, Origin.DEFAULT]


def test_one_answer_is_given_to_several_cells_at_once(cast, draft):
    give(draft, cast.liaison, REPLY, PATROL, VISIT)

    found = table(draft)
    assert found[PATROL] == found[VISIT]
    assert origins(draft, Circumstance.C14)[1] is Origin.STATE


@pytest.mark.parametrize("count", [1, 33])
def test_however_many_are_answered_it_costs_a_few_queries(
    cast, draft, count, django_assert_max_num_queries
):
    free = [c for c in Circumstance if entry.allowed(c) == frozenset(Disposition)]
    cells = [(circumstance, state) for circumstance in free for state in SiteState][:count]
    on_screen = seen(draft, *cells)

    with django_assert_max_num_queries(23):
        answering.answer(draft, REPLY, seen=on_screen, by=cast.manager)


def test_an_answer_for_all_states_reaches_those_without_their_own(cast, draft):
    give(draft, cast.liaison, REPLY, (Circumstance.C13, CLOSED))
    outside = replace(REPLY, disposition=Disposition.MEET_OUTSIDE)
    answering.answer_everywhere(
        draft, Circumstance.C13, outside, seen=seen_everywhere(draft), by=cast.manager
    )

    assert origins(draft) == [Origin.EVERY, Origin.STATE, Origin.EVERY]
    assert table(draft)[PATROL].disposition is Disposition.MEET_OUTSIDE
    assert table(draft)[Circumstance.C13, CLOSED].disposition is Disposition.ASK_CONSENT


def test_an_answer_for_all_states_takes_the_place_of_those_that_are_named(cast, draft):
    give(draft, cast.liaison, REPLY, (Circumstance.C13, CLOSED))
    answering.answer_everywhere(
        draft,
        Circumstance.C13,
        replace(REPLY, clause=3),
        instead_of=[CLOSED],
        seen=seen_everywhere(draft),
        by=cast.manager,
    )

    assert origins(draft) == [Origin.EVERY] * 3


def test_an_answer_that_no_state_would_follow_is_refused_with_what_it_could_replace(cast, draft):
    give(draft, cast.liaison, REPLY, *((Circumstance.C13, state) for state in SiteState))

    with pytest.raises(CannotEdit, match="answer of its own") as refused:
        answering.answer_everywhere(
            draft, Circumstance.C13, REPLY, seen=seen_everywhere(draft), by=cast.manager
        )
    assert (refused.value.field, refused.value.nearest) == ("instead_of", tuple(SiteState))


def test_one_press_goes_back_to_what_is_inherited(cast, draft):
    before = table(draft)
    give(draft, cast.liaison)
    answering.inherit(draft, seen=seen(draft, PATROL), by=cast.manager)

    assert table(draft) == before
    assert origins(draft) == [Origin.DEFAULT] * 3


def test_one_press_goes_back_to_the_answer_for_all_states_and_one_more_to_the_default(cast, draft):
    before = table(draft)
    everywhere = seen_everywhere(draft)
    answering.answer_everywhere(draft, Circumstance.C13, REPLY, seen=everywhere, by=cast.manager)
    give(draft, cast.liaison, replace(REPLY, disposition=Disposition.DO_NOT_ENTER))
    answering.inherit(draft, seen=seen(draft, PATROL), by=cast.liaison)
    assert table(draft)[PATROL].disposition is Disposition.ASK_CONSENT

    answering.withdraw_everywhere(
        draft, Circumstance.C13, seen=seen_everywhere(draft), by=cast.liaison
    )
    assert table(draft) == before


def test_what_inherits_already_stays_and_the_ledger_is_not_told(cast, draft):
    entries = Entry.objects.of(cast.partnership.chain).count()

    assert answering.inherit(draft, seen=seen(draft, PATROL), by=cast.manager) == []
    assert Entry.objects.of(cast.partnership.chain).count() == entries


def test_an_answer_left_open_is_a_gap_until_somebody_answers(cast, draft):
    answering.leave_open(draft, seen=seen(draft, PATROL), by=cast.manager)
    (gap,) = reading.gaps(texts.of(draft))
    assert (gap.circumstance, gap.state, gap.fault) == (*PATROL, Fault.NO_ANSWER)

    give(draft, cast.liaison)
    assert reading.gaps(texts.of(draft)) == []


def test_an_answer_given_on_an_old_state_is_refused(cast, draft):
    old = seen(draft, PATROL)
    answering.answer(draft, REPLY, seen=old, by=cast.liaison)

    for late in (
        lambda: answering.answer(draft, REPLY, seen=old, by=cast.manager),
        lambda: answering.inherit(draft, seen=old, by=cast.manager),
        lambda: answering.leave_open(draft, seen=old, by=cast.manager),
    ):
        with pytest.raises(ChangedMeanwhile):
            late()


def test_an_answer_that_went_and_came_again_is_not_taken_for_the_old_one(cast, draft):
    give(draft, cast.liaison)
    old = seen(draft, PATROL)
    answering.inherit(draft, seen=old, by=cast.liaison)
    give(draft, cast.liaison, replace(REPLY, disposition=Disposition.KEEP_CLEAR))

    with pytest.raises(ChangedMeanwhile):
        answering.answer(draft, REPLY, seen=old, by=cast.manager)


def test_one_stale_cell_of_several_saves_none(cast, draft):
    old = seen(draft, PATROL, VISIT)
    give(draft, cast.liaison, REPLY, VISIT)
    before = table(draft)

    with pytest.raises(ChangedMeanwhile):
        answering.leave_open(draft, seen=old, by=cast.manager)
    assert table(draft) == before


def test_an_answer_for_all_states_notices_a_change_in_any_of_them(cast, draft):
    old = seen_everywhere(draft)
    give(draft, cast.liaison, REPLY, (Circumstance.C13, SUSPENDED))

    with pytest.raises(ChangedMeanwhile):
        answering.answer_everywhere(draft, Circumstance.C13, REPLY, seen=old, by=cast.manager)
    with pytest.raises(ChangedMeanwhile):
        answering.withdraw_everywhere(draft, Circumstance.C13, seen=old, by=cast.manager)


def test_a_language_with_fewer_steps_shows_the_others_in_the_gap(cast, draft):
    reply = Reply(Disposition.ASK_CONSENT, 9, {"en": ["Ask.", "Wait."], "fr": ["Demandez."]})
    give(draft, cast.liaison, reply)

    assert table(draft, "fr")[PATROL].steps == ("Demandez.", "Wait.")


def test_an_answer_that_contradicts_a_fixed_rule_is_refused_with_what_is_possible(cast, draft):
    reply = Reply(Disposition.DO_NOT_ENTER, 7, {})

    with pytest.raises(CannotEdit, match=r"C07.*Enter now, Notice first") as refused:
        give(draft, cast.manager, reply, PATROL, (Circumstance.C07, OPEN))
    assert refused.value.field == "disposition"
    assert refused.value.nearest == (Disposition.ENTER_NOW, Disposition.ENTER_AFTER_NOTICE)


@pytest.mark.parametrize(
    ("reply", "field"),
    [
        (replace(REPLY, steps={"en": ["Ask."] * 9}), "steps_en"),
        (replace(REPLY, steps={"fr": ["x" * 301]}), "steps_fr"),
        (replace(REPLY, steps={"en": ["hid\u200bden"]}), "steps_en"),
        (replace(REPLY, clause=99), "clause"),
        (replace(REPLY, log=[Log.NOTHING, Log.NOTE]), "log"),
    ],
)
def test_what_does_not_fit_an_answer_is_refused_beside_its_field(cast, draft, reply, field):
    with pytest.raises(CannotEdit) as refused:
        give(draft, cast.manager, reply)
    assert refused.value.field == field


def test_nothing_ticked_is_refused(cast, draft):
    with pytest.raises(CannotEdit, match="at least one"):
        answering.leave_open(draft, seen={}, by=cast.manager)


def test_an_answer_without_a_clause_is_a_gap_until_it_has_one(cast, draft):
    give(draft, cast.manager, replace(REPLY, clause=None))

    (gap,) = reading.gaps(texts.of(draft))
    assert (gap.circumstance, gap.state, gap.fault) == (*PATROL, Fault.NO_CLAUSE)


def test_a_clause_from_the_library_carries_the_default_answers_that_wait_for_it(cast):
    death = library.BY_NUMBER[23]
    topics = [topic for topic in library.TOPICS if topic is not death]
    draft = drafting.start([cast.partnership], title="Entry", topics=topics, by=cast.manager)
    gaps = reading.gaps(texts.of(draft))
    assert {(gap.circumstance, gap.fault) for gap in gaps} == {(Circumstance.C18, Fault.NO_CLAUSE)}

    clause = editing.add_topic(draft, death, number=3, by=cast.liaison)
    assert reading.gaps(texts.of(draft)) == []
    assert table(draft)[Circumstance.C18, OPEN].clause == clause.number == 3


def test_the_next_version_inherits_as_the_former_did(cast, draft):
    give(draft, cast.liaison)
    signed = agree(draft, cast)
    following = drafting.start_next(signed.protocol, by=cast.manager)

    assert table(following) == table(signed)
    assert origins(following) == [Origin.STATE, Origin.DEFAULT, Origin.DEFAULT]
    answering.inherit(following, seen=seen(following, PATROL), by=cast.manager)
    assert table(following)[PATROL].disposition is Disposition.DO_NOT_ENTER


def test_what_is_sent_and_taken_back_still_inherits(cast, draft):
    give(draft, cast.liaison)
    sending.send(draft, by=cast.manager)
    draft.refresh_from_db()
    sending.recall(draft, by=cast.manager)

    assert origins(draft) == [Origin.STATE, Origin.DEFAULT, Origin.DEFAULT]


def test_what_was_sent_is_not_answered_anew(cast, sent):
    with pytest.raises(CannotDraft):
        give(sent, cast.manager)


@pytest.mark.parametrize("part", ["staff", "officer", "other_manager"])
def test_only_people_in_charge_answer(cast, draft, part):
    person, stamps = getattr(cast, part), seen(draft, PATROL)
    for try_it in (
        lambda: answering.answer(draft, REPLY, seen=stamps, by=person),
        lambda: answering.inherit(draft, seen=stamps, by=person),
        lambda: answering.leave_open(draft, seen=stamps, by=person),
        lambda: answering.answer_everywhere(draft, Circumstance.C13, REPLY, seen="", by=person),
        lambda: answering.withdraw_everywhere(draft, Circumstance.C13, seen="", by=person),
    ):
        with pytest.raises(PermissionDenied):
            try_it()


def test_the_ledger_keeps_the_answer_and_no_step(cast, draft):
    give(draft, cast.liaison)

    last = Entry.objects.of(cast.partnership.chain).last().body.body
    assert '"ask_consent"' in last
    assert "C13 operating" in last
    assert "Wait." not in last
