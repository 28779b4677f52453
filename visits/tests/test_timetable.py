"""Lists, page after page, and what waits on somebody's desk."""

import uuid
from datetime import timedelta

import pytest

from liaison import opening
from liaison.agenda import Time, Turn
from liaison.keyset import NoSuchPlace
from liaison.models import Mandate
from tests.cast import NOW
from visits import agenda, booking, timetable
from visits.after import outcomes
from visits.lifecycle import Stage
from visits.models import Visit
from visits.tests.conftest import AFTER, ELSEWHERE, local, slot, wish
from visits.tests.test_rescheduling import EARLY

DAY = timedelta(days=1)


def _call(cast, days: int, *, confirms: bool = True) -> Visit:
    """A meeting elsewhere, noon after noon."""
    time = slot(local(2, 10, 12) + days * DAY, **ELSEWHERE)
    visit = booking.propose(cast.partnership, wish(time), by=cast.manager, at=NOW)
    return booking.confirm(visit, by=cast.liaison, at=NOW) if confirms else visit


def _of_two_services(cast, visit: Visit) -> Visit:
    """One at the moment of *visit* with the other partnership, whose liaison is the same person
    from now on."""
    time = slot(visit.starts, **ELSEWHERE)
    other = booking.propose(cast.other_partnership, wish(time), by=cast.other_manager, at=NOW)
    booking.confirm(other, by=cast.other_liaison, at=NOW)
    given = Mandate.objects.get(person=cast.other_liaison)
    scopes = list(given.scopes.all())
    given.pk, given.person = uuid.uuid4(), cast.liaison
    given.save(force_insert=True)
    for scope in scopes:
        scope.pk, scope.mandate = None, given
        scope.save()
    return other


def _walk(page_of) -> list[Visit]:
    """Every visit of a list, page after page."""
    found, after = [], ""
    while True:
        page = page_of(after=after)
        found += page.visits
        if not page.more:
            return found
        after = page.more


def test_pages_lose_nothing_and_show_nothing_twice(cast, monkeypatch):
    monkeypatch.setattr(timetable, "PAGE", 3)
    visits = [_call(cast, days) for days in range(7)]
    visits += [_of_two_services(cast, visits[3])]  # two at the same moment

    coming = _walk(lambda after: timetable.coming(cast.liaison, NOW, after=after))

    assert len(coming) == len(visits)
    assert {visit.pk for visit in coming} == {visit.pk for visit in visits}
    assert [visit.starts for visit in coming] == sorted(visit.starts for visit in visits)


def test_the_past_is_read_backwards_page_after_page(cast, monkeypatch):
    monkeypatch.setattr(timetable, "PAGE", 2)
    for days in range(5):
        outcomes.mark_missed(_call(cast, days), by=cast.manager, at=local(3, 1, 12))

    past = _walk(lambda after: timetable.past(cast.manager, local(3, 1, 12), after=after))

    assert len(past) == 5
    assert [visit.starts for visit in past] == sorted((v.starts for v in past), reverse=True)


@pytest.mark.parametrize("place", ["x", "1-", "-", "1-zz", "9" * 30 + "-" + "0" * 32, "\0-\0"])
def test_a_place_that_is_none_is_said_to_be_none(cast, place):
    with pytest.raises(NoSuchPlace):
        timetable.coming(cast.manager, NOW, after=place)


def test_the_other_partnership_sees_nothing_of_it(cast, proposed, confirmed):
    for person in (
        cast.other_manager,
        cast.other_liaison,
        cast.stranger,
        cast.admin,
        cast.mediator,
    ):
        assert timetable.waiting(person, NOW) == []
        assert timetable.coming(person, NOW).visits == []
        assert timetable.past(person, AFTER).visits == []
        assert timetable.upcoming(person, cast.site, NOW) == []
        assert agenda.waiting_for(person, NOW) == []


def test_the_site_page_shows_the_next_confirmed_visits(cast, confirmed):
    _call(cast, 5, confirms=False)

    assert timetable.upcoming(cast.staff, cast.site, NOW) == [confirmed]
    assert timetable.upcoming(cast.staff, cast.other_site, NOW) == []


def test_an_expired_offer_is_past_before_the_clock_says_so(cast, proposed):
    at = proposed.expires_at

    assert timetable.waiting(cast.manager, at) == []
    assert timetable.past(cast.manager, at).visits == [proposed]


def test_whose_turn_it_is_has_it_on_the_desk_with_one_press(cast, proposed):
    (item,) = agenda.waiting_for(cast.manager, NOW)

    assert item.turn is Turn.YOURS
    assert str(item.what).endswith(": Wed 12 Feb 2025, 06:00 to 07:00")
    assert (item.due, item.time) == (proposed.expires_at, Time.ANSWER)
    assert item.action.url.endswith(f"{proposed.pk}/confirm/")
    assert item.action.fields == {"seen": "1"}
    (item,) = agenda.waiting_for(cast.liaison, NOW)
    assert (item.turn, item.action, item.who) == (Turn.THEIRS, None, "Harbour Health")
    assert agenda.waiting_for(cast.staff, NOW) == []


def test_a_visit_that_needs_another_time_waits_on_both_desks(cast, confirmed):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)

    for person in (cast.manager, cast.liaison):
        (item,) = agenda.waiting_for(person, NOW)
        assert item.turn is Turn.YOURS
        assert "another time" in item.what
        assert item.action.url.endswith("/another-time/")


def test_a_visit_owes_its_note_when_it_is_over(cast, confirmed):
    (item,) = agenda.waiting_for(cast.staff, NOW)
    assert item.turn is Turn.COMING

    for person in (cast.manager, cast.liaison):
        (item,) = agenda.waiting_for(person, AFTER)
        assert item.turn is Turn.YOURS
        assert item.action.url.endswith("/held/")
    outcomes.mark_held(confirmed, note="It was.", by=cast.liaison, at=AFTER)
    assert agenda.waiting_for(cast.manager, AFTER) == []
    assert Visit.objects.get().stage == Stage.HELD


def test_of_a_series_the_desk_shows_the_next_date_alone(cast, running):
    dates = timetable.coming(cast.manager, NOW).visits
    call = _call(cast, 200)

    for at, first in ((NOW, dates[0]), (dates[0].ends, dates[1])):
        rows = [row for row in agenda.waiting_for(cast.manager, at) if row.turn is Turn.COMING]

        assert [row.url for row in rows] == [first.get_absolute_url(), call.get_absolute_url()]
