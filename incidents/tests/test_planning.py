"""A release on a later day is carried out by the clock, as the decision of whoever planned it."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit.models import Entry
from incidents import agenda, counting, keeping_back, planning, taking_out
from incidents.grain import TimeGrain
from incidents.lifecycle import Stage
from incidents.models import Incident, Release, Removal, Statement
from incidents.releasing import CannotRelease, Manner
from incidents.stepping import NotTheMoment
from incidents.tests import reports
from incidents.tests.conftest import mandate
from incidents.writing import CannotShow
from liaison.agenda import Turn
from liaison.roles import Role, Side
from notifications.models import Notice
from tests.cast import NOW

PERHAPS = Manner(Release.Recognisable.PERHAPS)
DAY = date(2025, 2, 10)
MORNING = datetime.fromisoformat("2025-02-10T17:00+00:00")  # 09:00 in Vancouver


def plan(incident, by, words=reports.SHOWN, *, manner=PERHAPS, on=DAY):
    return planning.plan(incident, words, manner=manner, on=on, by=by, at=NOW)


def run(at):
    planning.release_due(by=Person.system(), at=at)


@pytest.fixture
def incident(cast):
    return reports.logged(cast)


@pytest.fixture
def planned(cast, incident):
    return plan(incident, cast.manager)


def fresh(incident):
    return Incident.objects.get(pk=incident.pk)


def verbs(chain):
    rows = Entry.objects.filter(chain_id=chain.id).order_by("seq").select_related("body")
    return "".join(entry.body.body for entry in rows)


def test_before_its_moment_nobody_of_the_other_side_learns_of_it(cast, as_, incident, planned):
    run(MORNING - timedelta(seconds=1))

    assert fresh(incident).stage == Stage.LOGGED
    assert not Incident.objects.visible_to(cast.liaison).exists()
    assert not Notice.objects.exists()
    assert "release" not in verbs(cast.partnership.chain)
    assert as_(cast.liaison).get(incident.get_absolute_url()).status_code == 404


def test_at_its_moment_it_is_released_once_by_whoever_planned_it(cast, incident):
    plan(incident, cast.manager, manner=Manner(Release.Recognisable.PERHAPS, TimeGrain.DAY))
    for late in (0, 1):
        run(MORNING + timedelta(hours=late))

    held = fresh(incident)
    assert (held.stage, held.turn, held.released_at) == (Stage.RELEASED, Side.POLICE, MORNING)
    assert held.time_grain == TimeGrain.DAY
    [said] = Statement.objects.visible_to(cast.liaison)
    assert (said.words(), said.author) == (reports.SHOWN, cast.manager)
    assert [move.step for move in held.moves.all()] == ["plan", "release"]
    release = Release.objects.get()
    assert (release.ended_as, release.ended_at) == (Release.End.RELEASED, MORNING)
    assert Notice.objects.filter(kind="incidents/released").count() == 2


def test_it_can_be_taken_back_before_and_is_asked_about_anew(cast, incident, planned):
    coming = agenda.waiting_for(cast.manager, NOW)
    assert [(item.turn, item.due) for item in coming] == [(Turn.COMING, MORNING)]

    planning.recall(incident, by=cast.alternate, at=NOW)
    run(MORNING)

    assert fresh(incident).stage == Stage.LOGGED
    assert Release.objects.get().ended_as == Release.End.RECALLED
    [asked] = agenda.waiting_for(cast.manager, NOW)
    assert asked.turn is Turn.YOURS
    with pytest.raises(NotTheMoment):
        planning.recall(incident, by=cast.manager, at=NOW)
    plan(incident, cast.manager)


@pytest.mark.parametrize("gone", ["account", "words"])
def test_what_is_not_possible_any_more_lapses_and_the_own_side_decides_anew(
    cast, incident, planned, gone
):
    if gone == "account":
        Person.objects.filter(pk=cast.manager.pk).update(is_active=False)
    else:
        draft = incident.statements.get(kind=Statement.Kind.NARRATIVE)
        taking_out.take_out(draft, Removal.Why.PERSON, by=cast.alternate, at=NOW)
    for late in (0, 1):
        run(MORNING + timedelta(hours=late))

    held = fresh(incident)
    assert (held.stage, held.released_at) == (Stage.LOGGED, None)
    assert Release.objects.get().ended_as == Release.End.LAPSED
    assert held.moves.last().step == "lapse"
    told = Notice.objects.filter(kind="incidents/release_lapsed")
    assert cast.alternate in [notice.recipient for notice in told]
    assert not told.filter(recipient__in=[cast.liaison, cast.staff]).exists()
    [asked] = agenda.waiting_for(cast.alternate, MORNING)
    assert asked.turn is Turn.YOURS


def test_while_it_waits_nothing_else_is_decided(cast, incident, planned):
    for decide in (
        lambda: reports.releasing.release(
            incident, "Now.", manner=reports.PLAIN, by=cast.manager, at=NOW
        ),
        lambda: plan(incident, cast.manager),
        lambda: keeping_back.keep_back(incident, by=cast.manager, at=NOW),
        lambda: counting.count_only(incident, by=cast.manager, at=NOW),
    ):
        with pytest.raises(NotTheMoment, match="Take it back first"):
            decide()


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "other_manager", "admin"])
def test_only_those_who_release_plan_and_take_back(cast, incident, part):
    person = getattr(cast, part)
    for decide in (
        lambda: plan(incident, person),
        lambda: planning.recall(incident, by=person, at=NOW),
        lambda: counting.count_only(incident, by=person, at=NOW),
    ):
        with pytest.raises((PermissionDenied, Incident.DoesNotExist)):
            decide()
    assert not fresh(incident).moves.exists()


@pytest.mark.parametrize("day", [date(2025, 2, 4), date(2025, 5, 6)])
def test_the_day_is_to_come_and_within_ninety(cast, incident, day):
    with pytest.raises(CannotRelease, match="The nearest is") as refused:
        plan(incident, cast.manager, on=day)
    assert refused.value.field == "on"


def test_words_that_could_not_be_shown_are_refused_when_they_are_planned(cast, incident):
    with pytest.raises(CannotShow):
        plan(incident, cast.manager, "Call 604 555 1234 about it.")
    with pytest.raises(CannotRelease, match="what the other side is to read"):
        plan(incident, cast.manager, " ")
    with pytest.raises(NotTheMoment, match="statutory body"):
        plan(reports.logged(cast, kind="K7"), cast.manager)


def test_with_two_services_it_goes_to_the_one_that_was_chosen(cast, second):
    incident = reports.logged(cast)
    to = Manner(Release.Recognisable.PERHAPS, partnership_id=second.pk)
    plan(incident, cast.manager, manner=to)
    assert fresh(incident).partnership is None
    run(MORNING)

    assert fresh(incident).partnership == second
    assert not Incident.objects.visible_to(cast.liaison).exists()


def test_somebody_who_came_to_stand_on_both_sides_releases_nothing(cast, incident, planned):
    mandate(cast.manager, Role.LIAISON_OFFICER, cast.service, giver=cast.police_leader)
    run(MORNING)

    assert Release.objects.get().ended_as == Release.End.LAPSED


def test_the_page_says_what_is_planned_and_offers_to_take_it_back(cast, as_, incident, planned):
    manager, address = as_(cast.manager), incident.get_absolute_url()
    page = manager.get(address).content.decode()
    for words in ("To be released, as Site manager (manager) planned", reports.SHOWN):
        assert words in page, words
    page = manager.get(f"{address}release/").content.decode()
    assert "To be released <time" in page
    assert "See what they will see" not in page

    seen = fresh(incident).stamp
    page = manager.post(f"{address}recall/", {"seen": seen}, follow=True).content.decode()
    assert "Taken back. The other side has not seen anything." in page
    assert "See what they will see" in manager.get(f"{address}release/").content.decode()
