"""Who speaks for a side."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.ledger import Vis
from liaison import account_closing, designation, mandates
from liaison.designation import CannotDesignate, Place, Rank
from liaison.models import Designation
from liaison.refusal import Stale
from liaison.roles import Role, Side
from liaison.tests.conftest import TODAY
from tests.cast import RECORDED, SINCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def place(cast):
    return Place(cast.partnership, Side.POLICE, Rank.PRIMARY)


def held_by(cast, side, rank):
    places = Designation.objects.filter(partnership=cast.partnership, ended_at=None)
    return places.get(side=side, rank=rank).person


def appoint(place, person, **more):
    more.setdefault("post", "Liaison officer")
    return designation.appoint(place, person, **more)


def third_liaison(cast, appointment):
    mandate = mandates.give(
        cast.stranger, appointment(Role.LIAISON_OFFICER, cast.service), by=cast.police_leader
    )
    mandates.confirm(mandate, by=cast.liaison)
    return cast.stranger


def test_a_new_one_ends_the_former(cast, place, appointment, frozen):
    former = place.partnership.designations.get(side=Side.POLICE, rank=Rank.PRIMARY)

    made = appoint(place, third_liaison(cast, appointment), by=cast.police_leader)

    former.refresh_from_db()
    assert former.ended_at == frozen
    assert (made.person, made.starts_on) == (cast.stranger, TODAY)
    assert held_by(cast, Side.POLICE, Rank.PRIMARY) == cast.stranger


@pytest.mark.parametrize(
    ("side", "part"),
    [
        (Side.SITE, "staff"),
        (Side.SITE, "liaison"),
        (Side.SITE, "other_manager"),
        (Side.POLICE, "officer"),
        (Side.POLICE, "manager"),
        (Side.POLICE, "former"),
        (Side.POLICE, "other_liaison"),
        (Side.POLICE, "stranger"),
    ],
)
def test_only_somebody_with_a_fitting_mandate_speaks(cast, side, part):
    by = cast.leader if side is Side.SITE else cast.police_leader

    with pytest.raises(CannotDesignate, match="with a current mandate"):
        appoint(Place(cast.partnership, side, Rank.PRIMARY), getattr(cast, part), by=by)


def test_one_person_is_not_both(cast, place):
    with pytest.raises(CannotDesignate, match="not both"):
        appoint(place, cast.backup, by=cast.police_leader)


@pytest.mark.parametrize(
    ("side", "part"),
    [
        (Side.POLICE, "manager"),
        (Side.POLICE, "leader"),
        (Side.POLICE, "officer"),
        (Side.POLICE, "other_police_leader"),
        (Side.SITE, "police_leader"),
        (Side.SITE, "staff"),
        (Side.SITE, "admin"),
    ],
)
def test_a_side_says_who_speaks_for_it(cast, side, part):
    with pytest.raises(PermissionDenied):
        appoint(Place(cast.partnership, side, Rank.BACKUP), cast.backup, by=getattr(cast, part))


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), date.max])
def test_a_last_day_lies_ahead_and_not_at_the_end_of_time(cast, place, day):
    with pytest.raises(CannotDesignate) as refused:
        appoint(place, cast.liaison, ends_on=day, by=cast.police_leader)

    assert refused.value.field == "ends_on"


def test_a_place_is_emptied_once(cast):
    one = cast.partnership.designations.get(side=Side.SITE, rank=Rank.BACKUP)
    designation.end(one, by=cast.leader)

    with pytest.raises(Stale, match="already"):
        designation.end(one, by=cast.leader)


def test_a_designation_ends_with_the_mandate_it_rests_on(cast, told):
    mandates.end(cast.liaison.mandates.get(), by=cast.police_leader)

    with pytest.raises(Designation.DoesNotExist):
        held_by(cast, Side.POLICE, Rank.PRIMARY)
    assert {cast.manager, cast.leader, cast.backup} <= told("liaison/designation_ended")


def test_a_designation_outlives_a_mandate_it_does_not_rest_on(cast, appointment):
    mandate = mandates.give(
        cast.manager, appointment(Role.SITE_STAFF, scopes=(cast.site,)), by=cast.leader
    )
    mandates.confirm(mandate, by=cast.alternate)
    mandates.end(mandate, by=cast.leader)

    assert held_by(cast, Side.SITE, Rank.PRIMARY) == cast.manager


# --- who speaks at a moment -------------------------------------------------------------------


def speakers(cast, at):
    return {
        (one.place.side, one.place.rank): one.speaker.person if one.speaker else None
        for one in designation.standing([cast.partnership], at=at)
    }


def test_every_place_is_shown_filled_or_not(cast, frozen, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = speakers(cast, frozen)

    assert found == {
        (Side.SITE, Rank.PRIMARY): cast.manager,
        (Side.SITE, Rank.BACKUP): cast.alternate,
        (Side.POLICE, Rank.PRIMARY): cast.liaison,
        (Side.POLICE, Rank.BACKUP): cast.backup,
    }


def put(cast, person, **days):
    """*person* as the primary of the police side, from before today."""
    designation.end(
        cast.partnership.designations.get(side=Side.POLICE, rank=Rank.PRIMARY, ended_at=None),
        by=cast.police_leader,
    )
    Designation.objects.create(
        partnership=cast.partnership,
        side=Side.POLICE,
        rank=Rank.PRIMARY,
        person=person,
        post="Liaison officer",
        starts_on=SINCE,
        made_at=RECORDED,
        made_by=cast.police_leader,
        **days,
    )


@pytest.mark.parametrize("what", ["mandate ran out", "account closed", "own last day"])
def test_a_designation_without_ground_speaks_for_nobody(cast, frozen, what):
    if what == "mandate ran out":
        put(cast, cast.former)
    elif what == "account closed":
        account_closing.close(cast.liaison, by=cast.admin)
    else:
        put(cast, cast.liaison, ends_on=TODAY - timedelta(days=1))

    assert speakers(cast, frozen)[Side.POLICE, Rank.PRIMARY] is None
    assert speakers(cast, frozen)[Side.POLICE, Rank.BACKUP] == cast.backup


def test_where_both_are_gone_nobody_speaks(cast, frozen):
    for person in (cast.liaison, cast.backup):
        mandates.end(person.mandates.get(), by=cast.police_leader)

    assert not any(speakers(cast, frozen)[Side.POLICE, rank] for rank in Rank)


def test_both_sides_see_it_and_the_other_side_is_told(cast, place, appointment, told, written):
    appoint(place, third_liaison(cast, appointment), by=cast.police_leader)

    assert told("liaison/designated") == {
        cast.stranger,
        cast.liaison,
        cast.manager,
        cast.alternate,
        cast.leader,
    }
    ((chain, vis, body),) = written("liaison.designation_made")
    assert (chain, vis) == (cast.partnership.pk, Vis.SHARED)
    assert (body["facts"]["side"], body["facts"]["rank"]) == ("police", "primary")


def test_pressed_twice_it_is_one(cast, place, frozen, told):
    person = cast.liaison
    first = appoint(place, person, post="Liaison", by=cast.police_leader)
    again = appoint(place, person, post="Liaison", by=cast.police_leader)
    other = appoint(place, person, post="Liaison, Central", by=cast.police_leader)

    assert again == first
    assert other != first
    assert Designation.objects.filter(person=person, ended_at=None).get() == other


def test_somebody_on_both_sides_speaks_for_neither(cast, place, appointment):
    mandate = mandates.give(
        cast.manager, appointment(Role.LIAISON_OFFICER, cast.service), by=cast.police_leader
    )
    mandates.confirm(mandate, by=cast.liaison)

    with pytest.raises(CannotDesignate, match="on both sides speaks for neither"):
        appoint(place, cast.manager, by=cast.police_leader)
