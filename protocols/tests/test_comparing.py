"""What a text changes against what is in force."""

from datetime import timedelta

import pytest

from protocols import answering, comparing, declining, drafting, editing, prose, texts
from protocols.answering import Reply
from protocols.differences import What
from protocols.editing import Wording
from protocols.entry import Circumstance, Disposition, SiteState
from protocols.tests.conftest import SIGNED_SECOND
from protocols.tests.test_answering import seen

AT = SIGNED_SECOND + timedelta(days=1)
BOTH = ("en", "fr")


@pytest.fixture
def following(cast, signed):
    return drafting.start_next(signed.protocol, by=cast.manager, at=AT)


def difference(version):
    (found,) = comparing.with_what_stands(texts.of(version), version.begun_by, "en", AT)
    return found


def say(words):
    return {code: Wording(words, words) for code in BOTH}


def test_the_same_words_change_nothing(signed, following):
    assert difference(following).is_none
    assert difference(following).former == signed


def test_clauses_that_came_went_or_changed_are_named_with_their_former_words(cast, following):
    clauses = {clause.number: clause for clause in following.clauses.all()}
    former = {n: clauses[n].texts.get(language="en") for n in (3, 11)}
    editing.reword(clauses[3], texts=say("Other words"), revision=1, by=cast.manager)
    following.rows.filter(clause=clauses[11]).update(clause=clauses[10])
    editing.remove_clause(clauses[11], revision=1, by=cast.manager)
    editing.add_clause(following, texts=say("Drones"), number=1, by=cast.manager)

    found = [(one.what, one.number, one.heading) for one in difference(following).clauses]
    assert found == [
        (What.NEW, 1, "Drones"),
        (What.REWORDED, 4, "Other words"),
        (What.GONE, 11, former[11].heading),
    ]
    assert difference(following).clauses[1].former == prose.render(former[3].body)


def test_a_clause_that_only_moved_changes_nothing(cast, following):
    editing.move_clause(following.clauses.get(number=2), number=5, revision=1, by=cast.manager)

    assert difference(following).is_none


def test_an_answer_that_changed_shows_both(cast, following):
    steps = {code: ["Ask."] for code in BOTH}
    for state, disposition in (
        (SiteState.OPERATING, Disposition.ASK_CONSENT),
        (SiteState.SUSPENDED, Disposition.DO_NOT_ENTER),
    ):
        shown = seen(following, (Circumstance.C13, state))
        answering.answer(following, Reply(disposition, 10, steps), seen=shown, by=cast.manager)

    (answer,) = difference(following).answers
    assert answer.circumstance is Circumstance.C13
    turns = [tuple(map(str, turn)) for turn in answer.turns]
    assert turns[0] == ("Operating hours", "Do not enter", "Ask first")
    assert turns[1][0] == "Service suspended"


def test_a_change_in_the_language_one_does_not_read_counts_as_well(cast, following):
    clause = following.clauses.get(number=3)
    clause.texts.filter(language="fr").update(body="Autrement.")

    assert [one.what for one in difference(following).clauses] == [What.REWORDED]


def test_another_protocol_shares_no_clause_but_its_answers_are_compared(cast, signed):
    other = drafting.start([cast.partnership], title="Another", by=cast.manager, at=AT)

    assert difference(other).is_other
    assert not difference(other).clauses
    assert not difference(other).answers


def test_after_a_refusal_the_next_text_is_held_against_the_declined_one(cast, as_, half_signed):
    draft = declining.decline(half_signed, reason="Why.", by=cast.police_leader, at=AT)
    clause = draft.clauses.get(number=3)
    editing.reword(clause, texts=say("Other words"), revision=1, by=cast.manager)

    assert difference(draft).is_with_declined
    assert [one.number for one in difference(draft).clauses] == [3]
    assert "Against what was declined:" in as_(cast.manager).get(draft.get_absolute_url()).text


def test_where_nothing_is_in_force_there_is_nothing_to_compare(draft):
    assert comparing.with_what_stands(texts.of(draft), draft.begun_by, "en", AT) == []


def test_the_page_says_what_changes_before_the_text(cast, as_, signed, following):
    clause = following.clauses.get(number=3)
    editing.reword(clause, texts=say("Other words"), revision=1, by=cast.manager)
    words = as_(cast.manager).get(following.get_absolute_url()).content.decode()

    begin, changes, clauses = map(words.index, ('id="text"', 'id="changes"', 'id="clauses"'))
    assert begin < changes < clauses
    assert "Reworded" in words[changes:clauses]
    assert signed.get_absolute_url() in words[changes:clauses]
    settled = as_(cast.manager).get(signed.get_absolute_url()).content.decode()
    assert 'id="changes"' not in settled


def test_a_first_text_says_that_all_of_it_is_new(cast, as_, draft):
    words = as_(cast.manager).get(draft.get_absolute_url()).content.decode()

    assert "all of it is new" in words
