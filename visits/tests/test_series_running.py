"""A series that runs: its single dates, its end, and the dates that come within the year."""

from datetime import date, datetime, time, timedelta

import pytest

from accounts.models import Person
from liaison import opening
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, timetable
from visits.lifecycle import SeriesStage, Stage
from visits.models import Occupation
from visits.recurrence import Frequency
from visits.series import offering
from visits.series import running as series_running
from visits.steps import CannotMove, OwesReason
from visits.tests.conftest import VANCOUVER, WED, local, repeated, slot


def told() -> list[tuple[str, str]]:
    return sorted(Notice.objects.values_list("kind", "recipient__name"))


# --- its single visits -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "deed",
    [
        lambda cast, one: booking.confirm(one, by=cast.manager, at=NOW),
        lambda cast, one: booking.decline(one, reason="No.", by=cast.manager, at=NOW),
        lambda cast, one: booking.cancel(one, reason="No.", by=cast.liaison, at=NOW),
        lambda cast, one: booking.counter_propose(
            one, slot(local(2, 13, 6)), by=cast.manager, at=NOW
        ),
    ],
)
def test_one_of_a_series_on_offer_is_answered_with_the_others(cast, on_offer, deed):
    with pytest.raises(CannotMove, match="one of a series"):
        deed(cast, on_offer.visits.first())


def test_while_it_is_on_offer_its_visits_wait_on_no_list(cast, on_offer):
    assert timetable.waiting(cast.manager, NOW) == []
    assert timetable.coming(cast.manager, NOW).visits == []


def test_one_date_is_called_off_and_the_series_goes_on(cast, running):
    visit = running.visits.get(occurs_on=WED)
    booking.cancel(visit, reason="Court.", by=cast.liaison, at=NOW)

    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 5
    running.refresh_from_db()
    assert running.stage == SeriesStage.CONFIRMED


def test_hours_that_change_hit_single_dates_and_the_series_goes_on(cast, running):
    nine = {"date": "2025-02-19", "kind": "open",
            "intervals": [{"opens": "05:00", "closes": "23:00"}]}  # fmt: skip
    opening.set_hours(cast.site, HARBOUR_HOURS | {"exceptions": [nine]}, by=cast.manager, at=NOW)

    hit = running.visits.get(stage=Stage.NEEDS_RESCHEDULING)
    assert hit.occurs_on == date(2025, 2, 19)
    moved = booking.counter_propose(hit, slot(local(2, 20, 6)), by=cast.liaison, at=NOW)
    moved = booking.confirm(moved, by=cast.manager, at=NOW)
    assert (moved.series, moved.occurs_on) == (running, date(2025, 2, 19))


# --- ending, and bringing a date back --------------------------------------------------------


def test_it_ends_from_a_day_on_with_the_reason(cast, running):
    ended = series_running.end(
        running, reason="A new liaison.", from_day=WED + timedelta(weeks=2), by=cast.liaison, at=NOW
    )

    assert (ended.stage, ended.last_day) == (SeriesStage.ENDED, WED + timedelta(days=13))
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 2
    assert running.visits.filter(stage=Stage.CANCELLED).count() == 4
    assert Occupation.objects.count() == 2
    assert ended.moves.last().note.words() == "A new liaison."
    # Whoever ended it knows it; their calendar is told by the same mail.
    assert [kind for kind, _ in told()].count("visits/series_ended") == 5
    assert "visits/cancelled" not in [kind for kind, _ in told()]


@pytest.mark.parametrize(
    "over",
    [
        lambda cast, one: offering.decline(one, reason="", by=cast.manager, at=NOW),
        lambda cast, one: series_running.end(
            offering.confirm(one, by=cast.manager, at=NOW), reason="", by=cast.liaison, at=NOW
        ),
    ],
    ids=["declined", "ended"],
)
def test_it_is_given_up_for_a_reason(cast, on_offer, over):
    with pytest.raises(OwesReason):
        over(cast, on_offer)

    assert on_offer.visits.filter(stage__in=[Stage.DECLINED, Stage.CANCELLED]).count() == 0


def test_a_day_that_has_passed_ends_nothing(cast, as_, running, time_machine):
    time_machine.move_to(NOW, tick=False)
    typed = {"seen": running.revision, "day": "2024-02-12", "reason": "A new liaison."}

    answer = as_(cast.liaison).post(f"{running.get_absolute_url()}end/", typed)

    assert answer.status_code == 422
    assert "it can end from today, Tue 4 Feb 2025, on" in answer.text
    assert 'value="2024-02-12"' in answer.text
    assert "A new liaison." in answer.text
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6


def test_one_that_ends_later_ends_sooner_while_a_date_remains(cast, running):
    third = WED + timedelta(weeks=2)
    ended = series_running.end(running, reason="New.", from_day=third, by=cast.liaison, at=NOW)
    with pytest.raises(CannotMove, match="No date of this series is left"):
        series_running.end(ended, reason="Enough.", from_day=third, by=cast.manager, at=NOW)

    ended = series_running.end(ended, reason="Enough.", by=cast.manager, at=NOW)

    assert (ended.stage, ended.last_day) == (SeriesStage.ENDED, NOW.date() - timedelta(days=1))
    assert not running.visits.filter(stage=Stage.CONFIRMED).exists()
    assert ended.moves.last().visits == 2


def test_up_to_its_last_day_a_date_of_one_that_ends_later_comes_back(cast, running):
    third = WED + timedelta(weeks=2)
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)
    ended = series_running.end(running, reason="New.", from_day=third, by=cast.liaison, at=NOW)

    back = series_running.restore(ended, WED, by=cast.manager, at=NOW)

    assert booking.confirm(back, by=cast.liaison, at=NOW).occurs_on == WED
    with pytest.raises(series_running.CannotRestore):
        series_running.restore(ended, third, by=cast.manager, at=NOW)


def test_one_that_ends_later_goes_on_until_its_last_date(cast, as_, running, time_machine):
    time_machine.move_to(NOW, tick=False)
    third = WED + timedelta(weeks=2)
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)
    series_running.end(running, reason="New.", from_day=third, by=cast.liaison, at=NOW)
    client, url = as_(cast.manager), running.get_absolute_url()

    text = client.get(url).content.decode()
    assert "Goes on until Wed 19 Feb 2025" in text
    assert running.visits.get(stage=Stage.CONFIRMED).get_absolute_url() in text
    assert f"{url}end/" in text
    assert "Propose it again" in text
    listed = client.get("/visits/").content.decode()
    assert "Goes on until Wed 19 Feb 2025" in listed
    assert f'href="{url}"' in listed

    time_machine.move_to(local(2, 19, 8), tick=False)
    client = as_(cast.manager)
    text = client.get(url).content.decode()
    assert "Nothing is left to do" in text
    assert f"{url}end/" not in text
    assert f'href="{url}"' not in client.get("/visits/").content.decode()


def test_ending_it_leaves_what_has_been(cast, running):
    after = datetime(2025, 2, 13, 18, tzinfo=VANCOUVER)
    series_running.end(running, reason="Enough.", by=cast.manager, at=after)

    assert running.visits.get(stage=Stage.CONFIRMED).occurs_on == WED


def test_a_date_that_was_called_off_comes_back_with_the_other_sides_yes(cast, running):
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)

    back = series_running.restore(running, WED, by=cast.manager, at=NOW)

    assert (back.stage, back.turn, back.occurs_on) == (Stage.PROPOSED, Side.POLICE, WED)
    assert booking.confirm(back, by=cast.liaison, at=NOW).stage == Stage.CONFIRMED
    assert running.visits.filter(occurs_on=WED).count() == 2


@pytest.mark.parametrize("day", [WED, WED + timedelta(days=1), date(2025, 3, 26)])
def test_only_a_date_that_was_left_out_comes_back(cast, running, day):
    with pytest.raises(series_running.CannotRestore):
        series_running.restore(running, day, by=cast.manager, at=NOW)


def test_no_date_of_a_series_that_is_over_comes_back(cast, on_offer):
    offering.decline(on_offer, reason="No.", by=cast.manager, at=NOW)
    with pytest.raises(CannotMove):
        series_running.restore(on_offer, WED, by=cast.manager, at=NOW)


# --- the horizon -----------------------------------------------------------------------------


@pytest.fixture
def forever(cast):
    made = offering.propose(cast.partnership, repeated(count=None), by=cast.manager, at=NOW)
    return offering.confirm(made, by=cast.liaison, at=NOW)


def test_dates_join_the_calendar_as_they_come_within_the_year(cast, forever):
    before = forever.visits.count()
    later = NOW + timedelta(days=22)
    Notice.objects.all().delete()

    assert series_running.roll_due(by=Person.system(), at=later) == 3
    assert series_running.roll_due(by=Person.system(), at=later) == 0

    assert before == 51
    assert set(forever.visits.values_list("stage", flat=True)) == {Stage.CONFIRMED}
    assert forever.visits.count() == Occupation.objects.count() == 54
    assert not Notice.objects.exists()
    last = forever.visits.order_by("starts").last()
    assert last.starts.astimezone(VANCOUVER).time() == time(6)


@pytest.mark.parametrize(
    "over",
    [{}, {"count": None, "frequency": Frequency.YEARLY, "weekdays": ()}],
    ids=["is over", "comes once a year"],
)
def test_one_with_nothing_to_join_keeps_nobody_waiting(cast, over):
    earlier = NOW - timedelta(days=1)
    made = offering.propose(cast.partnership, repeated(**over), by=cast.manager, at=earlier)
    offering.confirm(made, by=cast.liaison, at=earlier)
    weekly = repeated(date(2025, 2, 13), count=None)
    live = offering.propose(cast.partnership, weekly, by=cast.manager, at=NOW)
    offering.confirm(live, by=cast.liaison, at=NOW)

    later = NOW + timedelta(days=8)
    assert series_running.roll_due(by=Person.system(), at=later, limit=1) == 1


def test_dates_that_cannot_stand_are_left_out_and_both_sides_told_once(cast, forever):
    hit = date(2026, 2, 4)
    until_noon = {"date": hit.isoformat(), "kind": "open",
                  "intervals": [{"opens": "05:00", "closes": "12:00"}]}  # fmt: skip
    opening.set_hours(
        cast.site, HARBOUR_HOURS | {"exceptions": [until_noon]}, by=cast.manager, at=NOW
    )

    assert series_running.roll_due(by=Person.system(), at=NOW + timedelta(days=15)) == 1

    assert forever.exceptions.get().day == hit
    assert [kind for kind, _ in told()].count("visits/series_extended") == 5


def test_what_has_ended_is_not_rolled_on(cast, forever):
    series_running.end(forever, reason="Enough.", by=cast.manager, at=NOW)

    assert series_running.roll(forever, by=Person.system(), at=NOW + timedelta(days=60)) == 0
