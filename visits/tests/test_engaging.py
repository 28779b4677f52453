"""No visit is put where a side has nobody left: on leave, or at another visit at any site."""

from datetime import date, timedelta
from itertools import product

import pytest

from liaison import designation, leave
from liaison.models import Designation, HoursSet, Partnership, Site
from liaison.roles import Side
from tests.at_once import at_once, only_one
from tests.cast import HARBOUR_HOURS, NOW, RECORDED, SINCE, hours_on_record
from visits import booking, engaging
from visits.kinds import Place
from visits.models import Visit
from visits.refusals import CannotBook
from visits.slots import Rule
from visits.tests.conftest import ELSEWHERE, MORNING, local, slot, wish

PLACES = [{}, ELSEWHERE, {"place": Place.VIRTUAL}]
FEBRUARY = date(2025, 2, 10), date(2025, 2, 14)


@pytest.fixture
def second_site(cast):
    """Another site of the same operator; the same two people of each side speak for it."""
    site = Site.objects.create(
        slug="pier", name="Pier", operator=cast.operator, zone="America/Vancouver"
    )
    HoursSet.objects.create(
        site=site,
        schedule=hours_on_record(site, HARBOUR_HOURS),
        recorded_at=RECORDED,
        recorded_by=cast.manager,
    )
    pair = Partnership.objects.create(site=site, service=cast.service, began_on=SINCE)
    pair.divisions.add(cast.division)
    Designation.objects.bulk_create(
        Designation(
            partnership=pair,
            side=side,
            rank=rank,
            person=person,
            post="Somebody",
            starts_on=SINCE,
            made_at=RECORDED,
            made_by=cast.leader,
        )
        for side, rank, person in (
            (Side.SITE, "primary", cast.alternate),
            (Side.POLICE, "primary", cast.liaison),
        )
    )
    return pair


def propose(pair, by, time=None, **over) -> Visit:
    return booking.propose(pair, wish(time, **over), by=by, at=NOW)


def both_away(cast):
    for person in (cast.liaison, cast.backup):
        leave.record(*FEBRUARY, by=person, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("over", PLACES)
def test_a_time_at_which_both_of_a_side_are_away_is_refused_and_says_which(cast, over):
    both_away(cast)

    with pytest.raises(CannotBook) as refused:
        propose(cast.partnership, cast.manager, slot(**over))

    assert refused.value.rules == (Rule.AWAY,)
    said, _space, nearest = str(refused.value).partition(" The nearest that is free: ")
    assert said == "Nobody who speaks for the police side is there then."
    assert nearest
    days = {one.start.astimezone(MORNING.tzinfo).date() for one in refused.value.nearest}
    assert days
    assert not any(FEBRUARY[0] <= day <= FEBRUARY[1] for day in days)


@pytest.mark.django_db
def test_the_backup_stands_in(cast):
    leave.record(*FEBRUARY, by=cast.liaison, at=NOW)

    assert propose(cast.partnership, cast.manager)


@pytest.mark.django_db
def test_a_time_is_not_confirmed_once_everybody_is_away(cast, proposed):
    both_away(cast)

    with pytest.raises(CannotBook) as refused:
        booking.confirm(proposed, by=cast.manager, at=NOW)
    assert refused.value.rules == (Rule.AWAY,)


@pytest.mark.django_db
def test_a_side_for_which_nobody_speaks_is_never_missed(cast):
    both_away(cast)
    for one in cast.partnership.designations.filter(side=Side.POLICE):
        designation.end(one, by=cast.police_leader, at=NOW)

    assert propose(cast.partnership, cast.manager)


@pytest.mark.django_db
def test_whose_mandate_has_run_out_does_not_count(cast):
    cast.partnership.designations.filter(person=cast.backup).update(ended_at=NOW)
    leave.record(*FEBRUARY, by=cast.liaison, at=NOW)

    with pytest.raises(CannotBook) as refused:
        propose(cast.partnership, cast.manager)
    assert refused.value.rules == (Rule.AWAY,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second"),
    list(product(PLACES, repeat=2)),
)
def test_one_liaison_is_not_put_at_two_sites_at_once(cast, second_site, first, second):
    """At Pier nobody stands in; at Harbour Street the backup would."""
    propose(cast.partnership, cast.liaison, slot(**first))

    with pytest.raises(CannotBook) as refused:
        propose(second_site, cast.liaison, slot(**second))
    assert refused.value.rules == (Rule.AWAY,)
    assert len(refused.value.nearest) == 3
    propose(second_site, cast.liaison, slot(MORNING + timedelta(hours=1), minutes=30))


@pytest.mark.django_db
def test_the_backup_goes_while_the_liaison_is_elsewhere(cast, second_site):
    propose(second_site, cast.liaison)

    assert propose(cast.partnership, cast.liaison)


@pytest.mark.django_db
def test_whose_term_ends_that_day_still_goes_in_the_evening(cast, second_site):
    """At six in the evening in Vancouver it is the next day in UTC."""
    place = designation.Place(cast.partnership, Side.POLICE, designation.Rank.PRIMARY)
    last = MORNING.date()
    designation.appoint(
        place, cast.liaison, post="Liaison", ends_on=last, by=cast.police_leader, at=NOW
    )
    evening = slot(local(last.month, last.day, 18), **ELSEWHERE)
    propose(cast.partnership, cast.liaison, evening)

    with pytest.raises(CannotBook) as refused:
        propose(second_site, cast.liaison, evening)
    assert refused.value.rules == (Rule.AWAY,)


@pytest.mark.django_db
def test_what_was_called_off_takes_nobody(cast, second_site):
    first = propose(cast.partnership, cast.liaison)
    booking.cancel(first, reason="", by=cast.liaison, at=NOW)

    assert propose(second_site, cast.liaison)


@pytest.mark.django_db
def test_looking_asks_as_little_however_much_is_planned(
    cast, second_site, django_assert_num_queries
):
    propose(cast.partnership, cast.liaison)
    engaging.missing(cast.partnership, at=NOW)
    with django_assert_num_queries(6):
        engaging.missing(cast.partnership, at=NOW)
    for day in range(13, 21):
        propose(cast.partnership, cast.manager, slot(local(2, day, 6)))
        propose(second_site, cast.alternate, slot(local(2, day, 7)))

    with django_assert_num_queries(6):
        engaging.missing(cast.partnership, at=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_two_sites_that_want_one_liaison_at_once_do_not_both_get_them(cast, second_site, turn):
    """Each books under the lock of its own site; those who speak are locked as well."""
    cast.partnership.designations.filter(person=cast.backup).update(ended_at=NOW)

    ended = at_once(
        lambda: propose(cast.partnership, cast.liaison),
        lambda: propose(second_site, cast.liaison),
    )

    refused = [one for one in ended if isinstance(one, Exception)]
    only_one(ended, CannotBook)
    assert refused[0].rules == (Rule.AWAY,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_leave_said_while_a_visit_is_put_there_is_before_or_after_it(cast, turn):
    leave.record(*FEBRUARY, by=cast.backup, at=NOW)

    said, put = at_once(
        lambda: leave.record(*FEBRUARY, by=cast.liaison, at=NOW),
        lambda: propose(cast.partnership, cast.manager),
    )

    assert not isinstance(said, Exception)
    assert isinstance(put, Visit | CannotBook)
