"""Another rule from a day on: shown first, answered by the other side, then one follows another."""

from datetime import date, time, timedelta

import pytest

from liaison.refusal import Stale
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW
from visits import booking
from visits.booking import CannotPropose
from visits.lifecycle import SeriesStage, Stage
from visits.models import Occupation, Series, Visit
from visits.series import changing, offering
from visits.series import running as series_running
from visits.series.planning import CannotRepeat, NeverComes
from visits.steps import CannotMove
from visits.tests.conftest import VANCOUVER, WED, local, repeated, slot, wish

WEEK = timedelta(weeks=1)
THIRD = WED + 2 * WEEK
pytestmark = pytest.mark.django_db


def later(**over):
    """From the third date on, at seven."""
    return repeated(**{"starts_on": THIRD, "at": time(7), "count": 4} | over)


def test_what_a_change_does_is_shown_before_it_is_proposed(cast, running):
    booking.propose(cast.partnership, wish(slot(local(3, 5, 7))), by=cast.manager, at=NOW)

    seen = changing.preview(running, later(count=5), side=Side.POLICE, at=NOW)

    assert [one.day for one in seen.moved] == [THIRD, THIRD + 2 * WEEK, THIRD + 3 * WEEK]
    assert [one.day for one in seen.added] == [THIRD + 4 * WEEK]
    assert [one.day for one in seen.plan.failing] == [THIRD + WEEK]
    assert (seen.unchanged, seen.dropped) == ((), ())
    assert not seen.only_drops


def test_a_change_waits_for_the_other_side_and_all_stays_until_then(cast, running):
    new = changing.change(running, later(), by=cast.manager, message="Seven.", at=NOW)

    assert (new.stage, new.turn, new.replaces) == (SeriesStage.PROPOSED, Side.POLICE, running)
    assert not new.visits.exists()
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6
    kinds = Notice.objects.values_list("kind", flat=True)
    assert list(kinds).count("visits/series_change_proposed") == 3


def test_accepted_one_ends_the_day_before_and_the_other_follows(cast, running):
    new = changing.change(running, later(), by=cast.liaison, at=NOW)
    Notice.objects.all().delete()
    new = offering.confirm(new, by=cast.manager, at=NOW)

    running.refresh_from_db()
    assert (running.stage, running.last_day) == (SeriesStage.ENDED, THIRD - timedelta(days=1))
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 2
    assert new.visits.filter(stage=Stage.CONFIRMED).count() == 4
    times = {one.starts.astimezone(VANCOUVER).time() for one in new.visits.all()}
    assert times == {time(7)}
    assert Occupation.objects.count() == 6
    assert running.rule.time == time(6)  # the former rule is kept
    told = list(Notice.objects.values_list("kind", flat=True))
    # Two mails, as a calendar takes one appointment from each.
    assert set(told) == {"visits/series_changed", "visits/series_cut_short"}
    assert len(told) == 10  # each once; the calendar of whoever pressed is told by the same mails


@pytest.mark.parametrize(
    "deed",
    [
        lambda cast, new: offering.decline(new, reason="No.", by=cast.manager, at=NOW),
        lambda cast, new: offering.withdraw(new, by=cast.liaison, at=NOW),
        lambda cast, new: offering.lapse(new, by=cast.manager, at=new.expires_at),
    ],
)
def test_a_change_that_is_not_agreed_leaves_all_as_it_was(cast, running, deed):
    deed(cast, changing.change(running, later(), by=cast.liaison, at=NOW))

    running.refresh_from_db()
    assert running.stage == SeriesStage.CONFIRMED
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6


def test_where_the_site_only_drops_dates_it_is_decided(cast, running):
    """Every second week instead of every week."""
    fewer = later(at=time(6), interval=2, count=2)
    new = changing.change(running, fewer, by=cast.manager, at=NOW)

    assert new.stage == SeriesStage.CONFIRMED
    running.refresh_from_db()
    assert running.stage == SeriesStage.ENDED
    assert list(new.visits.values_list("occurs_on", flat=True)) == [THIRD, THIRD + 2 * WEEK]
    assert Visit.objects.filter(stage=Stage.CONFIRMED).count() == 4


@pytest.mark.parametrize(
    "over",
    [
        {"until": None},
        {"until": date(2026, 7, 1)},
        # Another time after the dates that are shown, each of which keeps the one it has.
        {
            "at": time(7),
            "said": {THIRD + count * WEEK: local(2, 26, 6) + count * WEEK for count in range(60)},
        },
    ],
)
def test_what_comes_after_the_dates_shown_is_asked_of_the_police_too(cast, over):
    ends = {"count": None, "until": date(2026, 6, 24)}
    made = offering.propose(cast.partnership, repeated(**ends), by=cast.liaison, at=NOW)
    made = offering.confirm(made, by=cast.manager, at=NOW)

    wanted = later(**{"at": time(6), **ends} | over)
    new = changing.change(made, wanted, by=cast.manager, at=NOW)

    assert (new.stage, new.turn) == (SeriesStage.PROPOSED, Side.POLICE)


def test_a_date_that_waits_for_the_police_is_not_agreed_by_a_change(cast, running):
    date_of = running.visits.get(occurs_on=THIRD)
    booking.counter_propose(date_of, slot(local(2, 26, 7)), by=cast.manager, at=NOW)

    wanted = later(at=time(6), count=2, interval=2, said={THIRD: local(2, 26, 7)})
    new = changing.change(running, wanted, by=cast.manager, at=NOW)

    assert new.stage == SeriesStage.PROPOSED


def test_a_visit_that_has_begun_keeps_its_time_when_a_change_begins_that_day(cast, running):
    asked, during = local(2, 7, 12), local(2, 12, 6, 30)
    wanted = repeated(at=time(6, 45))
    new = changing.change(running, wanted, by=cast.manager, at=asked)

    with pytest.raises(CannotRepeat) as refused:
        offering.confirm(new, by=cast.liaison, at=during)
    assert [one.day for one in refused.value.plan.failing] == [WED]
    new = offering.confirm(new, by=cast.liaison, without={WED}, at=during)

    assert running.visits.get(occurs_on=WED).stage == Stage.CONFIRMED
    assert new.visits.filter(stage=Stage.CONFIRMED).count() == 5


def test_where_the_police_side_drops_dates_the_site_still_decides(cast, running):
    fewer = later(at=time(6), interval=2, count=2)
    new = changing.change(running, fewer, by=cast.liaison, at=NOW)

    assert (new.stage, new.turn) == (SeriesStage.PROPOSED, Side.SITE)


def test_what_was_taken_meanwhile_is_named_when_it_is_accepted(cast, running):
    new = changing.change(running, later(), by=cast.liaison, at=NOW)
    booking.propose(cast.partnership, wish(slot(local(2, 26, 7))), by=cast.manager, at=NOW)

    with pytest.raises(CannotRepeat) as refused:
        offering.confirm(new, by=cast.manager, at=NOW)
    assert [one.day for one in refused.value.plan.failing] == [THIRD]
    running.refresh_from_db()
    assert running.stage == SeriesStage.CONFIRMED

    new = offering.confirm(new, by=cast.manager, without={THIRD}, at=NOW)
    assert new.visits.count() == 3


def test_what_was_left_out_of_a_change_stays_left_out(cast, running):
    said = {THIRD: None, THIRD + WEEK: local(3, 6, 7)}
    new = changing.change(running, later(said=said), by=cast.liaison, at=NOW)
    new = offering.confirm(new, by=cast.manager, at=NOW)

    starts = list(new.visits.order_by("starts").values_list("starts", flat=True))
    assert starts[0] == local(3, 6, 7)
    assert len(starts) == 3


def test_dates_that_were_left_out_or_called_off_stay_out_of_a_change(cast):
    wanted = repeated(said={THIRD: None})
    running = offering.propose(cast.partnership, wanted, by=cast.liaison, at=NOW)
    running = offering.confirm(running, by=cast.manager, at=NOW)
    called_off = running.visits.get(occurs_on=THIRD + WEEK)
    booking.cancel(called_off, reason="Court.", by=cast.liaison, at=NOW)

    seen = changing.preview(running, later(), side=Side.POLICE, at=NOW)
    assert (seen.added, seen.kept_out) == ((), (THIRD, THIRD + WEEK))
    new = changing.change(running, later(), by=cast.liaison, at=NOW)
    # Called off while the change waits for its answer.
    booking.cancel(
        running.visits.get(occurs_on=THIRD + 2 * WEEK), reason="Ill.", by=cast.manager, at=NOW
    )
    new = offering.confirm(new, by=cast.manager, at=NOW)

    assert list(new.visits.values_list("occurs_on", flat=True)) == [THIRD + 3 * WEEK]
    assert new.exceptions.filter(starts=None).count() == 2


@pytest.mark.parametrize(
    ("over", "refusal"),
    [
        ({"starts_on": NOW.date() - timedelta(days=1)}, CannotPropose),
        ({"starts_on": date(2027, 1, 6)}, NeverComes),
        ({"at": time(12)}, CannotRepeat),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_saved(cast, running, over, refusal):
    with pytest.raises(refusal):
        changing.change(running, later(**over), by=cast.manager, at=NOW)

    assert Series.objects.count() == 1


def test_one_change_at_a_time(cast, running):
    changing.change(running, later(), by=cast.manager, at=NOW)

    with pytest.raises(CannotMove, match="waits for an answer"):
        changing.change(running, later(), by=cast.liaison, at=NOW)


def test_the_same_change_sent_twice_is_one(cast, running):
    key = Series().pk
    made = [changing.change(running, later(), by=cast.manager, key=key, at=NOW) for _ in range(2)]
    assert made[0] == made[1]


def test_the_key_of_another_series_is_left_to_it(cast, running):
    new = changing.change(running, later(), by=cast.manager, key=running.pk, at=NOW)

    assert new.pk != running.pk


def test_what_has_ended_is_not_changed_nor_taken_over(cast, running):
    new = changing.change(running, later(), by=cast.liaison, at=NOW)
    series_running.end(running, reason="Enough.", by=cast.manager, at=NOW)

    with pytest.raises(CannotMove, match="ended meanwhile"):
        offering.confirm(new, by=cast.manager, at=NOW)
    with pytest.raises(CannotMove, match="Only a series that runs"):
        changing.change(running, later(), by=cast.manager, at=NOW)


def test_a_change_of_what_was_not_shown_is_stale(cast, running):
    seen = changing.preview(running, later(), side=Side.SITE, at=NOW)
    booking.cancel(
        running.visits.get(occurs_on=THIRD + WEEK), reason="Ill.", by=cast.liaison, at=NOW
    )

    with pytest.raises(Stale):
        changing.change(running, later(), by=cast.manager, shown=seen.digest, at=NOW)
