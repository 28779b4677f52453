"""The two sides of one partnership meet once at a time, wherever and for whatever."""

import contextlib
import uuid
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison import week
from liaison.hours import Span
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits import availability, booking, engaging
from visits.availability import Away
from visits.kinds import Kind, Place
from visits.lifecycle import OCCUPYING, Stage
from visits.models import Visit
from visits.recurrence import Frequency
from visits.refusals import CannotBook
from visits.series import offering
from visits.series.planning import CannotRepeat
from visits.slots import Rule
from visits.tests.conftest import ELSEWHERE, MORNING, local, repeated, slot, wish
from visits.tests.test_visit_new import NEW, typed

BY_CALL = {"place": Place.VIRTUAL}
PLACES = [{}, ELSEWHERE, BY_CALL]
HOUR = timedelta(hours=1)


def propose(cast, time=None, by=None, at=NOW, **over) -> Visit:
    return booking.propose(cast.partnership, wish(time, **over), by=by or cast.manager, at=at)


@pytest.mark.parametrize(("first", "second"), list(product(PLACES, repeat=2)))
def test_two_visits_never_overlap_whatever_their_places(cast, first, second):
    propose(cast, slot(**first))

    with pytest.raises(CannotBook) as refused:
        propose(cast, slot(MORNING + HOUR / 2, **second), kind=Kind.JOINT_MEETING)

    on_site = not first and not second
    assert refused.value.rules == ((Rule.BOOKED,) if on_site else (Rule.TOGETHER,))
    assert len(refused.value.nearest) == 3
    if not on_site:
        assert str(refused.value).startswith(
            "The two sides meet then already. The nearest that is free: "
        )
    propose(cast, slot(MORNING + HOUR, **second))


def test_what_they_meet_for_is_not_told(cast):
    propose(cast, slot(**BY_CALL), kind=Kind.MEDIATION)

    with pytest.raises(CannotBook) as refused:
        propose(cast, slot(**BY_CALL), by=cast.backup)
    assert "ediation" not in str(refused.value)


def test_a_mediation_meeting_gives_way_as_any_other(cast):
    propose(cast, slot(**BY_CALL))

    with pytest.raises(CannotBook) as refused:
        propose(cast, slot(), kind=Kind.MEDIATION)
    assert refused.value.rules == (Rule.TOGETHER,)


def test_where_nobody_stands_in_that_they_meet_is_the_only_reason(cast):
    cast.partnership.designations.filter(person=cast.backup).update(ended_at=NOW)
    propose(cast, slot(**BY_CALL))

    with pytest.raises(CannotBook) as refused:
        propose(cast, slot(**ELSEWHERE))
    assert refused.value.rules == (Rule.TOGETHER,)


def test_an_offer_that_has_lapsed_and_one_that_was_called_off_keep_nothing(cast):
    first = propose(cast, slot(local(2, 20, 6), **BY_CALL))
    propose(cast, slot(local(2, 20, 6), **ELSEWHERE), at=first.expires_at)
    second = propose(cast, slot(**BY_CALL))
    booking.cancel(second, reason="", by=cast.manager, at=NOW)

    assert propose(cast, slot(**ELSEWHERE))


def test_its_own_time_stands_in_no_visits_way(cast):
    visit = propose(cast, slot(**BY_CALL))

    moved = booking.counter_propose(
        visit, slot(MORNING + HOUR / 2, **BY_CALL), by=cast.liaison, at=NOW
    )
    assert booking.confirm(moved, by=cast.manager, at=NOW).stage == Stage.CONFIRMED


def test_what_overlaps_from_before_is_not_confirmed(cast, monkeypatch):
    visit = propose(cast, slot(**BY_CALL))
    with monkeypatch.context() as before:
        before.setattr(engaging, "together", lambda *_args, **_over: [])
        propose(cast, slot(**BY_CALL))

    with pytest.raises(CannotBook) as refused:
        booking.confirm(visit, by=cast.liaison, at=NOW)
    assert refused.value.rules == (Rule.TOGETHER,)


@pytest.mark.parametrize("over", [BY_CALL, {}])
def test_every_date_of_a_series_is_held_against_it(cast, over):
    propose(cast, slot(local(2, 26, 6), **ELSEWHERE))

    with pytest.raises(CannotRepeat) as refused:
        offering.propose(cast.partnership, repeated(**over), by=cast.manager, at=NOW)

    (failing,) = refused.value.plan.failing
    assert failing.day == date(2025, 2, 26)
    assert failing.rules == {Rule.TOGETHER}
    assert failing.reasons == ("The two sides meet then already.",)
    assert failing.nearest


def test_two_dates_of_a_series_by_call_do_not_overlap_either(cast):
    daily = {"frequency": Frequency.DAILY, "weekdays": (), "count": 2, "time": time(6)}
    said = {date(2025, 2, 13): local(2, 12, 6, 30)}

    with pytest.raises(CannotRepeat) as refused:
        offering.propose(
            cast.partnership, repeated(said=said, **daily, **BY_CALL), by=cast.manager, at=NOW
        )
    assert [one.rules for one in refused.value.plan.failing] == [{Rule.TOGETHER}]


def test_the_finder_says_so_by_colour_and_in_words(cast, as_, time_machine):
    time_machine.move_to(NOW, tick=False)
    propose(cast, slot(**BY_CALL))

    page = as_(cast.liaison).post(NEW, typed(look="1", place="off_site", where="The library"))

    days = {day.date: day for day in page.context["finder"].picture}
    (piece,) = [one for one in days[MORNING.date()].refused if one.kind == week.Kind.TOGETHER]
    assert (piece.starts, piece.ends) == ("06:00", "07:00")
    text = page.content.decode()
    assert "The two sides meet already" in text
    assert "-together)" in text


def test_a_form_for_elsewhere_sent_from_two_tabs_is_one_visit(cast, as_, time_machine):
    time_machine.move_to(NOW, tick=False)
    client = as_(cast.liaison)
    sent = {"place": "off_site", "where": "The library", "time": "10:00"}

    first = client.post(NEW, typed(**sent, key=str(uuid.uuid4())))
    second = client.post(NEW, typed(**sent, key=str(uuid.uuid4())))

    assert first.status_code == 302
    assert second.status_code == 422
    text = second.content.decode()
    assert "The two sides meet then already." in text
    assert text.count('name="take"') == 3
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(2))
def test_of_three_at_once_two_are_told_that_they_meet_already(cast, turn):
    ended = at_once(
        lambda: propose(cast, slot(**BY_CALL), by=cast.liaison),
        lambda: propose(cast, slot(**ELSEWHERE), by=cast.manager),
        lambda: propose(cast, slot(), by=cast.alternate),
    )

    only_one(ended, CannotBook)
    refused = [one for one in ended if isinstance(one, CannotBook)]
    assert {one.rules for one in refused} == {(Rule.TOGETHER,)}


def test_what_they_have_together_is_no_absence_as_well():
    six, eight = local(2, 12, 6), local(2, 12, 8)
    away = [Away(Span(six, eight), "site")]

    assert availability.cut(away, []) == tuple(away)
    assert availability.cut(away, [Span(six, eight)]) == ()
    assert availability.cut(away, [Span(six + HOUR / 4, six + HOUR / 2)]) == (
        Away(Span(six, six + HOUR / 4), "site"),
        Away(Span(six + HOUR / 2, eight), "site"),
    )


NOON = datetime(2025, 2, 12, 12, tzinfo=UTC)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.integers(-40, 40),
            st.sampled_from([15, 45, 90]),
            st.sampled_from(PLACES),
            st.booleans(),
            st.sampled_from([Kind.CHECK_IN, Kind.MEDIATION, Kind.DEBRIEF]),
            st.none() | st.integers(-40, 40),
        ),
        min_size=2,
        max_size=7,
    )
)
def test_no_minute_is_given_twice(cast, asked):
    with transaction.atomic():
        for quarter, minutes, place, confirms, kind, to in asked:
            time = slot(NOON + quarter * timedelta(minutes=15), minutes, **place)
            try:
                visit = propose(cast, time, kind=kind)
            except CannotBook:
                continue
            if confirms:
                booking.confirm(visit, by=cast.liaison, at=NOW)
                if to is not None:
                    _ask_to_move(cast, visit, NOON + to * timedelta(minutes=15), minutes)
        minutes_taken = [
            minute
            for visit in Visit.objects.filter(stage__in=OCCUPYING)
            for minute in _minutes(visit) | (_minutes(visit.agreed) if visit.agreed else set())
        ]
        assert len(minutes_taken) == len(set(minutes_taken))
        transaction.set_rollback(True)


def _ask_to_move(cast, visit, starts, minutes) -> None:
    """What was agreed stays taken until that is answered."""
    with contextlib.suppress(CannotBook):
        booking.counter_propose(visit, slot(starts, minutes, **BY_CALL), by=cast.manager, at=NOW)


def _minutes(one) -> set[datetime]:
    length = (one.ends - one.starts) // timedelta(minutes=1)
    return {one.starts + count * timedelta(minutes=1) for count in range(length)}
