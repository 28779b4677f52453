"""Gaps before an opening stand on the desks of both sides: the turn of the side that owes them."""

from datetime import date

import pytest

from liaison import access
from liaison.agenda import Turn
from liaison.models import Lifecycle, Partnership
from protocols.tests.conftest import agree
from protocols.tests.frames import second_site
from tests.cast import NOW
from visits.kinds import Kind
from visits.tests import openings
from visits.tests.conftest import local
from visits.tests.openings import DAY, OPENS, WEEK, meet
from visits.track import agenda as track_agenda
from visits.track.table import STEPS, Code

pytestmark = pytest.mark.django_db
BY_CODE = {step.code: step for step in STEPS}
IN_CHARGE = ["manager", "alternate", "leader", "liaison", "backup", "police_leader"]


@pytest.fixture
def ready(cast):
    openings.get_ready(cast)
    openings.without_backups(cast)
    return cast


def rows(person, at):
    return track_agenda.waiting_for(person, at)


def by_step(person, at):
    """Each row by the words of its step."""
    return {row.what.partition(": ")[2]: row for row in rows(person, at)}


def due(code):
    return local(1, 1, 12) + (BY_CODE[code].due_on(OPENS) - date(2025, 1, 1))


@pytest.mark.parametrize("step", [one for one in STEPS if one.weeks < 0], ids=lambda one: one.code)
def test_a_gap_stands_on_both_desks_as_the_turn_of_who_owes_it(ready, step):
    # Whatever was due earlier is done.
    for code, deed in openings.DEEDS.items():
        if BY_CODE[code].weeks < step.weeks and code is not Code.DRAFT:
            deed(ready)
    at = due(step.code) - DAY

    for part, side in (("manager", "site"), ("liaison", "police")):
        row = by_step(getattr(ready, part), at)[str(step.code.label)]
        assert row.turn is (Turn.YOURS if side in step.owed else Turn.THEIRS)
        assert row.where == str(ready.partnership)
        assert row.url == "/sites/harbour-street/opening/"
        assert (row.due.astimezone(ready.site.tz).date()) == step.due_on(OPENS)
        if row.turn is Turn.THEIRS:
            assert row.action is None
            assert row.who in ("Coastal Police", "Harbour Health")


@pytest.mark.parametrize(
    ("code", "part", "url"),
    [
        (Code.SITE_SPEAKS, "manager", "/sites/harbour-street/settings/speaker/{pk}/site/"),
        (Code.POLICE_SPEAKS, "liaison", "/sites/harbour-street/settings/speaker/{pk}/police/"),
        (Code.DIALOGUE, "liaison", "/visits/new/?partnership={pk}&kind=check_in"),
        (Code.LEGAL_BASIS, "manager", "/sites/harbour-street/settings/legal-basis/"),
        (
            Code.EXCHANGE,
            "manager",
            "/visits/new/?partnership={pk}&kind=exchange&place=off_site",
        ),
        (Code.DRAFT, "liaison", "/protocols/new/"),
        (Code.DIALOGUE, "leader", None),
        (Code.LEGAL_BASIS, "leader", None),
    ],
)
def test_the_next_step_is_one_press_away_for_whoever_may(ready, code, part, url):
    action = by_step(getattr(ready, part), due(code))[str(code.label)].action

    assert (action and action.url) == (url and url.format(pk=ready.partnership.pk))


def test_later_steps_go_on_from_what_is_there(ready):
    for code in (Code.SITE_SPEAKS, Code.POLICE_SPEAKS, Code.DIALOGUE):
        openings.DEEDS[code](ready)
    draft = openings.draft(ready)
    found = by_step(ready.police_leader, due(Code.SIGNED))
    assert found[str(Code.SIGNED.label)].action.url == draft.get_absolute_url()
    assert found[str(Code.ENDORSED.label)].action is None

    agree(draft, ready, at=NOW)
    found = by_step(ready.police_leader, due(Code.SIGNED))
    assert found[str(Code.ENDORSED.label)].action.url.endswith("/briefing/#endorsements")
    openings.endorse(ready)
    found = by_step(ready.liaison, due(Code.BRIEFED))
    assert found[str(Code.BRIEFED.label)].action.url.endswith("/briefing/#open-one")


@pytest.mark.parametrize(
    ("days", "shown"), [(-15, False), (-14, True), (0, True), (40, True)], ids=str
)
def test_it_comes_up_two_weeks_before_and_stays(ready, days, shown):
    at = due(Code.LEGAL_BASIS) + days * DAY

    assert (str(Code.LEGAL_BASIS.label) in by_step(ready.manager, at)) is shown


def test_what_is_done_agreed_or_on_offer_is_not_asked_for(ready):
    at = due(Code.SITE_SPEAKS)
    before = set(by_step(ready.manager, at))

    meet(ready, Kind.CHECK_IN, local(4, 2, 6), upto="agreed")

    assert before - set(by_step(ready.manager, at)) == {str(Code.DIALOGUE.label)}


def test_many_gaps_are_one_line_more(ready):
    found = rows(ready.manager, local(8, 30, 12))

    assert len(found) == track_agenda.MOST + 1
    assert found[-1].what == "Further steps around the opening: 9"
    assert found[-1].turn is Turn.YOURS


@pytest.mark.parametrize("part", ["staff", "officer", "observer", "auditor", "mediator", "admin"])
def test_on_no_other_desk(ready, part):
    assert rows(getattr(ready, part), local(8, 30, 12)) == []


@pytest.mark.parametrize("part", ["other_manager", "other_liaison", "other_police_leader"])
def test_nor_on_those_of_another_partnership(ready, part):
    assert rows(getattr(ready, part), local(8, 30, 12)) == []


@pytest.mark.parametrize("part", IN_CHARGE)
def test_after_the_opening_a_review_that_is_due_is_the_turn_of_both(cast, part):
    openings.get_ready(cast, opens_on=NOW.date(), lifecycle=Lifecycle.OPERATING)

    (row,) = rows(getattr(cast, part), NOW + WEEK)

    assert row.what == "After the opening: Review after two weeks"
    assert row.turn is Turn.YOURS
    meet(cast, Kind.CHECK_IN, local(2, 18, 6))
    assert rows(getattr(cast, part), NOW + 3 * WEEK) == []


def test_it_costs_one_query_where_nothing_is_on_the_way(cast, django_assert_num_queries):
    with access.remembering():
        assert access.standing(cast.liaison).reaches
        with django_assert_num_queries(1):
            assert rows(cast.liaison, NOW) == []


def test_it_asks_as_little_however_many_sites_get_ready(ready, django_assert_num_queries):
    for number in range(3):
        pair = second_site(ready, name=f"Quay {number}", operator=ready.operator)
        pair.site.lifecycle, pair.site.opens_on = Lifecycle.PROPOSED, OPENS
        pair.site.save()
    assert Partnership.objects.count() == 5

    with access.remembering():
        assert access.standing(ready.backup).reaches
        # the partnerships, visits, speakers (3), legal basis, drafts, what is signed, calls (2)
        with django_assert_num_queries(10):
            assert len(rows(ready.backup, local(8, 30, 12))) == 4 * (track_agenda.MOST + 1)
