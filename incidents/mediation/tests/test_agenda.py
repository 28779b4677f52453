"""What waits on the desk: for each of the three, by what their own part has done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Person
from incidents.mediation import agenda, agreeing, consenting
from incidents.mediation.tests import cases
from liaison.agenda import Time, Turn
from tests.cast import NOW


def rows(person):
    return [(one.turn, str(one.who)) for one in agenda.waiting_for(person, NOW)]


def test_whoever_answers_is_asked_until_their_own_side_has_answered(cast):
    case = cases.offered(cast)
    assert rows(cast.manager) == [(Turn.YOURS, "")]
    assert rows(cast.leader) == [(Turn.THEIRS, "the site manager of your side")]
    consenting.answer(case, agrees=True, by=cast.alternate, at=NOW)

    assert rows(cast.manager) == [(Turn.THEIRS, "both sides")]
    assert rows(cast.police_leader) == [(Turn.YOURS, "")]


@pytest.mark.parametrize("stage", [cases.begun, cases.drafted])
def test_while_all_three_talk_the_mediator_has_the_turn_to_draft(cast, stage):
    stage(cast)

    assert rows(cast.mediator) == [(Turn.YOURS, "")]
    assert rows(cast.manager) == rows(cast.liaison) == [(Turn.THEIRS, "the mediator")]


def test_while_the_talks_go_on_the_mediator_is_led_to_the_draft(cast, as_):
    case = cases.begun(cast)
    [row] = agenda.waiting_for(cast.mediator, NOW)
    draft = reverse("incidents:mediation_draft", args=[case.incident.reference])

    assert (row.time, row.action.url) == (Time.BY, draft)
    page = as_(cast.mediator).get(case.get_absolute_url()).text
    assert "Your turn" in page
    assert draft in page
    assert "Your turn" not in as_(cast.manager).get(case.get_absolute_url()).text


def test_who_has_signed_the_terms_waits_for_who_has_not(cast):
    case = cases.unopposed(cast)
    cases.sign(case, cast.manager)
    assert rows(cast.manager) == [(Turn.THEIRS, "whoever has not signed yet")]


@pytest.mark.parametrize("part", ["manager", "liaison", "mediator"])
def test_where_nobody_is_waited_for_it_comes_up_with_its_day(cast, part):
    person = getattr(cast, part)
    case = cases.signed(cast)
    [row] = agenda.waiting_for(person, NOW)
    assert (row.turn, row.who, row.due) == (Turn.COMING, "", case.due_at)
    agreeing.bind(case, by=Person.system(), at=case.due_at + timedelta(seconds=1))

    [row] = agenda.waiting_for(person, NOW)
    assert (row.turn, row.who) == (Turn.COMING, "")
    # It counts from 17 February; ninety days later the promises are asked about for the last time.
    assert row.due.astimezone(case.incident.tz).date() == date(2025, 5, 18)
    [row] = agenda.waiting_for(person, row.due + timedelta(days=1))
    assert (row.turn, row.due) == (Turn.COMING, None)


def test_a_mediator_who_only_waits_for_a_day_is_told_of_that_alone(cast, as_, time_machine):
    case = cases.signed(cast)
    time_machine.move_to(case.due_at, tick=False)

    page = as_(cast.mediator).get("/").text

    assert case.incident.reference in page
    assert "You are on no case" not in page


@pytest.mark.parametrize("part", ["staff", "officer", "observer", "other_manager"])
def test_nobody_else_finds_a_mediation_on_their_desk(cast, part):
    cases.unopposed(cast)
    assert rows(getattr(cast, part)) == []


def test_the_mediators_desk_lists_what_they_are_named_for(cast, as_):
    cases.unopposed(cast)
    assert rows(cast.mediator) == [(Turn.YOURS, "")]
    assert "You are on no case" not in as_(cast.mediator).get("/").content.decode()
