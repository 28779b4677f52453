"""A question of one side puts an answer open against it, and the turn where it belongs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents import agenda, discussing, settling, taking_out
from incidents.apart import Apart
from incidents.lifecycle import Stage
from incidents.models import Removal, Statement
from incidents.questions.tests.asked import ANSWER, QUESTION, answer, ask, asked_of_police
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.taxonomy import Lane, Outcome
from incidents.tests import reports
from incidents.writing import CannotShow
from liaison import access
from liaison.agenda import Turn
from liaison.refusal import Stale
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW

LATER = NOW + timedelta(days=1)


def rows(person):
    return [(item.turn, item.what.partition(":")[0]) for item in agenda.waiting_for(person, NOW)]


def take_out(statement, person):
    return taking_out.take_out(statement, Removal.Why.PERSON, by=person, at=NOW)


def test_a_question_gives_the_other_side_the_turn_and_the_answer_gives_it_back(cast):
    incident, question = asked_of_police(cast)
    assert (question.lane, question.kind) == (Lane.SHARED, Statement.Kind.QUESTION)
    assert (incident.stage, incident.turn) == (Stage.DISCUSSION, Side.POLICE)
    assert incident.statements.owed_by() == {Side.POLICE}

    answered = answer(incident, question, cast.liaison)

    assert (answered.regards, answered.lane) == (question, Lane.SHARED)
    assert incident.turn == Side.SITE
    assert incident.statements.owed_by() == set()
    for person in (cast.manager, cast.liaison):
        assert set(Statement.objects.visible_to(person)) >= {question, answered}


def test_whoever_says_something_else_still_owes_the_answer(cast):
    incident, question = asked_of_police(cast)
    due = incident.due_at

    discussing.say(incident, "We look into it.", by=cast.liaison, at=LATER)
    incident.refresh_from_db()

    assert (incident.turn, incident.due_at) == (Side.POLICE, due)
    answer(incident, question, cast.backup, at=LATER)
    assert incident.turn == Side.SITE


def test_a_second_question_gives_new_time_and_both_are_to_be_answered(cast):
    incident, first = asked_of_police(cast)
    due = incident.due_at

    second = ask(incident, cast.alternate, "And until when?", at=LATER)
    assert incident.due_at > due
    answer(incident, first, cast.liaison, at=LATER)
    assert incident.turn == Side.POLICE
    answer(incident, second, cast.liaison, "Until noon.", at=LATER)

    assert incident.turn == Side.SITE


def test_two_questions_to_and_fro_are_answered_in_turn(cast):
    incident, ours = asked_of_police(cast)
    theirs = ask(incident, cast.liaison, "Was the door blocked?")
    assert incident.turn == Side.SITE
    assert rows(cast.manager) == rows(cast.liaison) == [(Turn.YOURS, "A question to answer")]

    answer(incident, theirs, cast.manager, "No.")
    assert incident.turn == Side.POLICE
    answer(incident, ours, cast.liaison)

    assert incident.turn == Side.SITE


def test_while_a_settlement_is_on_the_table_its_answer_comes_first(cast):
    incident = reports.proposed(cast)
    due = incident.due_at
    question = ask(incident, cast.liaison)
    assert (incident.turn, incident.due_at) == (Side.POLICE, due)
    assert rows(cast.liaison) == [(Turn.YOURS, "Settlement to answer")]
    assert rows(cast.manager) == [(Turn.YOURS, "A question to answer")]

    settling.withdraw(incident, incident.settlements.get().pk, by=cast.manager, at=NOW)
    incident.refresh_from_db()
    assert incident.turn == Side.SITE

    answer(incident, question, cast.manager)
    assert incident.turn == Side.POLICE


def test_what_is_declined_leaves_the_turn_with_the_side_that_was_asked(cast):
    incident, question = asked_of_police(cast)
    settling.propose(incident, Outcome.EXPLAINED, "Explained.", by=cast.liaison, at=NOW)
    incident.refresh_from_db()
    assert incident.turn == Side.SITE

    settling.decline(incident, incident.settlements.get().pk, "No.", by=cast.manager, at=NOW)
    incident.refresh_from_db()

    assert incident.turn == Side.POLICE
    assert rows(cast.liaison) == [(Turn.YOURS, "A question to answer")]
    answer(incident, question, cast.liaison)


def test_the_desks_of_both_sides_say_for_whom_it_waits(cast):
    incident, question = asked_of_police(cast)

    [item] = agenda.waiting_for(cast.liaison, NOW)
    assert (item.turn, item.due) == (Turn.YOURS, incident.due_at)
    assert item.action
    assert item.action.url == f"/incidents/{incident.reference}/questions/{question.pk}/answer/"
    assert rows(cast.manager) == [(Turn.THEIRS, "A question to answer")]
    assert rows(cast.police_leader) == [(Turn.THEIRS, "A question to answer")]
    answer(incident, question, cast.liaison)
    assert rows(cast.manager) == [(Turn.YOURS, "To answer")]


def test_the_desk_takes_no_query_more_for_many_questions(cast, django_assert_num_queries):
    for _ in range(3):
        asked_of_police(cast)

    with access.remembering():
        access.standing(cast.liaison)
        with django_assert_num_queries(3):
            assert len(agenda.waiting_for(cast.liaison, NOW)) == 3


@pytest.mark.parametrize("part", ["manager", "alternate"])
def test_nobody_answers_for_the_side_that_asked(cast, part):
    incident, question = asked_of_police(cast)

    with pytest.raises(PermissionDenied, match="other side"):
        answer(incident, question, getattr(cast, part))


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader", "other_manager", "mediator"])
def test_those_in_charge_of_the_liaison_ask_and_answer(cast, part):
    incident, question = asked_of_police(cast)

    with pytest.raises(PermissionDenied):
        ask(incident, getattr(cast, part))
    with pytest.raises(PermissionDenied):
        answer(incident, question, getattr(cast, part))


def test_whoever_stands_on_both_sides_neither_asks_nor_answers(cast, torn):
    incident, question = asked_of_police(cast)

    with pytest.raises(PermissionDenied, match="both sides"):
        ask(incident, torn)
    with pytest.raises(PermissionDenied, match="both sides"):
        answer(incident, question, torn)


def test_a_question_is_answered_once(cast):
    incident, question = asked_of_police(cast)
    answer(incident, question, cast.liaison)

    with pytest.raises(NotTheMoment, match="is answered"):
        answer(incident, question, cast.backup, "Another.")
    assert Statement.objects.filter(kind=Statement.Kind.ANSWER).count() == 1


def test_one_that_was_taken_out_waits_for_nothing(cast):
    incident, question = asked_of_police(cast)
    take_out(question, cast.manager)

    assert rows(cast.liaison) == [(Turn.YOURS, "To answer")]
    with pytest.raises(NotTheMoment, match="taken out"):
        answer(incident, question, cast.liaison)
    discussing.say(incident, "We look into it.", by=cast.liaison, at=NOW)
    incident.refresh_from_db()
    assert incident.turn == Side.SITE


def test_an_answer_that_was_taken_out_was_given_all_the_same(cast):
    incident, question = asked_of_police(cast)
    take_out(answer(incident, question, cast.liaison), cast.manager)

    assert incident.statements.owed_by() == set()


def test_words_that_are_no_question_of_this_incident_are_not_there(cast):
    incident, _question = asked_of_police(cast)
    _other, elsewhere = asked_of_police(cast)
    said = incident.statements.get(kind=Statement.Kind.DISCUSSION)

    for one in (said, elsewhere):
        with pytest.raises(Statement.DoesNotExist):
            answer(incident, one, cast.liaison)


@pytest.mark.parametrize("stage", ["released", "settled"])
def test_there_is_a_time_to_ask(cast, stage):
    with pytest.raises(NotTheMoment, match="stage: Acknowledged or In discussion"):
        ask(getattr(reports, stage)(cast), cast.liaison)


def test_what_is_settled_leaves_a_question_open_that_nobody_owes(cast):
    incident = reports.proposed(cast)
    question = ask(incident, cast.manager)
    settling.accept(incident, incident.settlements.get().pk, by=cast.liaison, at=NOW)
    incident.refresh_from_db()

    assert rows(cast.liaison) == []
    with pytest.raises(NotTheMoment):
        answer(incident, question, cast.liaison)


@pytest.mark.parametrize("words", ["Ask Jane Smith, jane@example.org.", "Ring 604 555 0134."])
def test_what_may_tell_who_somebody_is_reaches_neither_side(cast, words):
    incident, question = asked_of_police(cast)

    with pytest.raises(CannotShow, match="may tell who somebody is"):
        ask(incident, cast.manager, words)
    with pytest.raises(CannotShow, match="may tell who somebody is"):
        answer(incident, question, cast.liaison, words)


def test_an_older_page_writes_nothing_and_a_second_press_counts_once(cast):
    incident = reports.discussed(cast)
    seen = incident.revision
    question = ask(incident, cast.manager, revision=seen)

    with pytest.raises(PressedTwice):
        ask(incident, cast.manager, revision=seen)
    with pytest.raises(Stale):
        ask(incident, cast.alternate, revision=seen)
    seen = incident.revision
    answer(incident, question, cast.liaison, revision=seen)
    with pytest.raises(PressedTwice):
        answer(incident, question, cast.liaison, revision=seen)
    with pytest.raises(NotTheMoment, match="is answered"):
        answer(incident, question, cast.liaison, "Other words.", revision=seen)


def test_each_side_is_told_and_the_ledger_keeps_no_word(cast):
    incident, question = asked_of_police(cast)
    answered = answer(incident, question, cast.liaison)

    told = Notice.objects.filter(kind__in=["incidents/asked", "incidents/answered"])
    assert {(one.kind, one.recipient) for one in told} == {
        ("incidents/asked", cast.liaison),
        ("incidents/asked", cast.backup),
        ("incidents/answered", cast.manager),
        ("incidents/answered", cast.alternate),
    }
    bodies = [body.read() for body in EntryBody.objects.filter(entry__at=NOW)]
    [entry] = [body for body in bodies if body["verb"] == "incidents.answered"]
    assert entry["facts"]["question"] == str(question.pk)
    assert entry["facts"]["words"][0]["statement"] == str(answered.pk)
    for words in (QUESTION, ANSWER):
        assert words not in str(bodies) + str([one.facts for one in told])


def test_details_of_one_officer_stay_with_the_side_that_asked(cast):
    incident = reports.discussed(cast)
    ask(incident, cast.manager, apart=Apart("badge 4471", "It was read out."))

    kept = incident.statements.get(kind=Statement.Kind.RESTRICTED)
    assert kept.lane == Lane.SITE
