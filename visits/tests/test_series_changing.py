"""Another rule from a day on: shown first, answered by the other side, then one follows another."""

from datetime import date, time, timedelta

import pytest

from liaison.refusal import Stale
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW
from visits import booking, series, series_changing, series_running
from visits.booking import CannotPropose
from visits.lifecycle import SeriesStage, Stage
from visits.models import Occupation, Series, Visit
from visits.series_planning import CannotRepeat, NeverComes
from visits.steps import CannotMove
from visits.tests.conftest import VANCOUVER, WED, local, repeated, slot, wish
from visits.tests.test_series_pages import shown, typed

WEEK = timedelta(weeks=1)
THIRD = WED + 2 * WEEK
pytestmark = pytest.mark.django_db


@pytest.fixture
def running(cast):
    """Six Wednesdays at six."""
    made = series.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)
    return series.confirm(made, by=cast.manager, at=NOW)


def later(**over):
    """From the third date on, at seven."""
    return repeated(**{"starts_on": THIRD, "at": time(7), "count": 4} | over)


def test_what_a_change_does_is_shown_before_it_is_proposed(cast, running):
    booking.propose(cast.partnership, wish(slot(local(3, 5, 7))), by=cast.manager, at=NOW)

    seen = series_changing.preview(running, later(count=5), side=Side.POLICE, at=NOW)

    assert [one.day for one in seen.moved] == [THIRD, THIRD + 2 * WEEK, THIRD + 3 * WEEK]
    assert [one.day for one in seen.added] == [THIRD + 4 * WEEK]
    assert [one.day for one in seen.plan.failing] == [THIRD + WEEK]
    assert (seen.unchanged, seen.dropped) == ((), ())
    assert not seen.only_drops


def test_a_change_waits_for_the_other_side_and_all_stays_until_then(cast, running):
    new = series_changing.change(running, later(), by=cast.manager, message="Seven.", at=NOW)

    assert (new.stage, new.turn, new.replaces) == (SeriesStage.PROPOSED, Side.POLICE, running)
    assert not new.visits.exists()
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6
    kinds = Notice.objects.values_list("kind", flat=True)
    assert list(kinds).count("visits/series_change_proposed") == 3


def test_accepted_one_ends_the_day_before_and_the_other_follows(cast, running):
    new = series_changing.change(running, later(), by=cast.liaison, at=NOW)
    Notice.objects.all().delete()
    new = series.confirm(new, by=cast.manager, at=NOW)

    running.refresh_from_db()
    assert (running.stage, running.last_day) == (SeriesStage.ENDED, THIRD - timedelta(days=1))
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 2
    assert new.visits.filter(stage=Stage.CONFIRMED).count() == 4
    times = {one.starts.astimezone(VANCOUVER).time() for one in new.visits.all()}
    assert times == {time(7)}
    assert Occupation.objects.count() == 6
    assert running.rule.time == time(6)  # the former rule is kept
    told = list(Notice.objects.values_list("kind", flat=True))
    assert set(told) == {"visits/series_changed"}
    assert len(told) == 5  # once each; the calendar of whoever pressed is told by the same mail


@pytest.mark.parametrize(
    "deed",
    [
        lambda cast, new: series.decline(new, reason="No.", by=cast.manager, at=NOW),
        lambda cast, new: series.withdraw(new, by=cast.liaison, at=NOW),
        lambda cast, new: series.lapse(new, by=cast.manager, at=new.expires_at),
    ],
)
def test_a_change_that_is_not_agreed_leaves_all_as_it_was(cast, running, deed):
    deed(cast, series_changing.change(running, later(), by=cast.liaison, at=NOW))

    running.refresh_from_db()
    assert running.stage == SeriesStage.CONFIRMED
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6


def test_where_the_site_only_drops_dates_it_is_decided(cast, running):
    """Every second week instead of every week."""
    fewer = later(at=time(6), interval=2, count=2)
    new = series_changing.change(running, fewer, by=cast.manager, at=NOW)

    assert new.stage == SeriesStage.CONFIRMED
    running.refresh_from_db()
    assert running.stage == SeriesStage.ENDED
    assert list(new.visits.values_list("occurs_on", flat=True)) == [THIRD, THIRD + 2 * WEEK]
    assert Visit.objects.filter(stage=Stage.CONFIRMED).count() == 4


def test_where_the_police_side_drops_dates_the_site_still_decides(cast, running):
    fewer = later(at=time(6), interval=2, count=2)
    new = series_changing.change(running, fewer, by=cast.liaison, at=NOW)

    assert (new.stage, new.turn) == (SeriesStage.PROPOSED, Side.SITE)


def test_what_was_taken_meanwhile_is_named_when_it_is_accepted(cast, running):
    new = series_changing.change(running, later(), by=cast.liaison, at=NOW)
    booking.propose(cast.partnership, wish(slot(local(2, 26, 7))), by=cast.manager, at=NOW)

    with pytest.raises(CannotRepeat) as refused:
        series.confirm(new, by=cast.manager, at=NOW)
    assert [one.day for one in refused.value.plan.failing] == [THIRD]
    running.refresh_from_db()
    assert running.stage == SeriesStage.CONFIRMED

    new = series.confirm(new, by=cast.manager, without={THIRD}, at=NOW)
    assert new.visits.count() == 3


def test_what_was_left_out_of_a_change_stays_left_out(cast, running):
    said = {THIRD: None, THIRD + WEEK: local(3, 6, 7)}
    new = series_changing.change(running, later(said=said), by=cast.liaison, at=NOW)
    new = series.confirm(new, by=cast.manager, at=NOW)

    starts = list(new.visits.order_by("starts").values_list("starts", flat=True))
    assert starts[0] == local(3, 6, 7)
    assert len(starts) == 3


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
        series_changing.change(running, later(**over), by=cast.manager, at=NOW)

    assert Series.objects.count() == 1


def test_one_change_at_a_time(cast, running):
    series_changing.change(running, later(), by=cast.manager, at=NOW)

    with pytest.raises(CannotMove, match="waits for an answer"):
        series_changing.change(running, later(), by=cast.liaison, at=NOW)


def test_the_same_change_sent_twice_is_one(cast, running):
    key = Series().pk
    made = [
        series_changing.change(running, later(), by=cast.manager, key=key, at=NOW) for _ in range(2)
    ]
    assert made[0] == made[1]


def test_what_has_ended_is_not_changed_nor_taken_over(cast, running):
    new = series_changing.change(running, later(), by=cast.liaison, at=NOW)
    series_running.end(running, reason="Enough.", by=cast.manager, at=NOW)

    with pytest.raises(CannotMove, match="ended meanwhile"):
        series.confirm(new, by=cast.manager, at=NOW)
    with pytest.raises(CannotMove, match="Only a series that runs"):
        series_changing.change(running, later(), by=cast.manager, at=NOW)


def test_a_change_of_what_was_not_shown_is_stale(cast, running):
    seen = series_changing.preview(running, later(), side=Side.SITE, at=NOW)
    booking.cancel(
        running.visits.get(occurs_on=THIRD + WEEK), reason="Ill.", by=cast.liaison, at=NOW
    )

    with pytest.raises(Stale):
        series_changing.change(running, later(), by=cast.manager, shown=seen.digest, at=NOW)


# --- the page --------------------------------------------------------------------------------


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_page_begins_with_the_rule_as_it_stands(cast, as_, running, now):
    page = as_(cast.manager).get(f"{running.get_absolute_url()}change/?from={THIRD}")

    text = page.content.decode()
    assert f'value="{THIRD}"' in text
    assert 'value="4"' in text  # of six dates, four are left
    assert "Every Wednesday at 06:00" in text
    first = as_(cast.manager).get(f"{running.get_absolute_url()}change/").content.decode()
    assert f'value="{WED}"' in first


def test_the_page_shows_what_changes_and_then_changes_it(cast, as_, running, now):
    client, url = as_(cast.liaison), f"{running.get_absolute_url()}change/"
    form = typed(day=str(THIRD), time="07:00", count="4")
    page = client.post(url, form | {"look": "1"})
    text = page.content.decode()
    assert "4 dates move to another time." in text
    assert "Propose the change" in text

    done = client.post(url, form | {"propose": "1", "shown": shown(page)})
    new = Series.objects.get(replaces=running)
    assert done.url == new.get_absolute_url()
    text = as_(cast.manager).get(done.url).content.decode()
    assert "4 dates move to another time." in text
    assert "What was agreed stands until you answer." in text
    assert "Change proposed" in client.get(running.get_absolute_url()).content.decode()


def test_the_page_says_when_the_site_only_drops_dates(cast, as_, running, now):
    client, url = as_(cast.manager), f"{running.get_absolute_url()}change/"
    form = typed(day=str(THIRD), interval="2", count="2")
    page = client.post(url, form | {"look": "1"})
    assert "Change it" in page.content.decode()

    done = client.post(url, form | {"propose": "1", "shown": shown(page)}, follow=True)
    assert "Changed. Both sides have been told." in done.content.decode()


@pytest.mark.parametrize(
    ("over", "words", "status"),
    [
        ({"day": "2025-01-02"}, "This day has passed.", 422),
        ({"time": "12:00"}, "The site is open then", 422),
        ({"ends": "count", "count": ""}, "Say how many dates there are.", 422),
        ({}, "The dates have changed since they were shown.", 409),
    ],
)
def test_a_refusal_is_on_the_page(cast, as_, running, now, over, words, status):
    form = typed(**{"day": str(THIRD), "time": "07:00"} | over)
    url = f"{running.get_absolute_url()}change/"
    page = as_(cast.liaison).post(url, form | {"propose": "1", "shown": "nonsense"})

    assert words in page.content.decode()
    assert page.status_code == status
    assert Series.objects.count() == 1
