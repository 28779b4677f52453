"""A series on offer is answered with another rule or time; each names the other."""

import uuid
from datetime import time, timedelta

import pytest

from liaison import opening
from liaison.refusal import Refused, Stale
from liaison.roles import Side
from notifications.models import Notice
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits import booking
from visits.booking import CannotPropose
from visits.lifecycle import SeriesStage, Stage
from visits.models import Deed, Occupation, Series
from visits.series import agenda as series_agenda
from visits.series import changing, countering, offering
from visits.series import running as series_running
from visits.series.countering import Answer
from visits.series.planning import CannotRepeat
from visits.steps import CannotMove
from visits.tests.conftest import WED, local, repeated, slot, wish
from visits.tests.test_rescheduling import EARLY
from visits.tests.test_series_pages import shown, typed

WEEK = timedelta(weeks=1)
THURSDAY = WED + timedelta(days=1)
pytestmark = pytest.mark.django_db


def rather(**over) -> Answer:
    """The same on Thursdays at five."""
    return Answer(
        wanted=repeated(**{"starts_on": THURSDAY, "at": time(5)} | over), message="Rather."
    )


def counter(one, *, by, answer=None, **over) -> Series:
    return countering.counter(one, answer or rather(), by=by, at=NOW, **over)


def standing(one) -> set[str]:
    return set(one.visits.values_list("stage", flat=True))


def test_the_answer_is_on_offer_in_its_place(cast, on_offer):
    Notice.objects.all().delete()
    new = counter(on_offer, by=cast.manager)

    on_offer.refresh_from_db()
    assert (on_offer.stage, on_offer.turn, on_offer.expires_at) == (SeriesStage.COUNTERED, "", None)
    assert (new.stage, new.turn, new.answers) == (SeriesStage.PROPOSED, Side.POLICE, on_offer)
    assert (standing(on_offer), standing(new)) == ({Stage.DECLINED}, {Stage.PROPOSED})
    assert Occupation.objects.count() == new.visits.count() == 6
    assert on_offer.moves.last().deed == Deed.COUNTERED
    told = Notice.objects.values_list("kind", "recipient_id")
    assert {kind for kind, _person in told} == {"visits/series_countered"}
    assert cast.liaison.pk in {person for _kind, person in told}
    (item,) = series_agenda.waiting_for(cast.liaison, NOW)
    assert item.url == new.get_absolute_url()


def test_answers_go_to_and_fro_until_one_is_confirmed(cast, on_offer):
    once = counter(on_offer, by=cast.manager)
    with pytest.raises(CannotMove, match="other side"):
        counter(once, by=cast.manager)
    twice = counter(once, by=cast.liaison, answer=rather(at=time(6)))
    agreed = offering.confirm(twice, by=cast.manager, at=NOW)

    assert (agreed.stage, standing(agreed)) == (SeriesStage.CONFIRMED, {Stage.CONFIRMED})
    assert agreed.answers == once
    with pytest.raises(CannotMove):
        counter(on_offer, by=cast.manager)


def test_its_own_times_do_not_stand_in_the_way_and_others_do(cast, on_offer):
    booking.propose(cast.partnership, wish(slot(local(2, 20, 5))), by=cast.manager, at=NOW)
    with pytest.raises(CannotRepeat):
        counter(on_offer, by=cast.manager)
    on_offer.refresh_from_db()
    assert on_offer.stage == SeriesStage.PROPOSED

    half_past = rather(starts_on=WED, at=time(6, 30))
    new = counter(on_offer, by=cast.manager, answer=half_past)
    assert new.visits.count() == 6


@pytest.mark.parametrize(
    ("over", "error"),
    [
        ({"answer": Answer(wanted=repeated())}, CannotPropose),
        ({"answer": rather(at=time(12))}, CannotRepeat),
        ({"seen": 99}, Stale),
        ({"answer": Answer(wanted=repeated(at=time(5)), shown="other")}, Stale),
    ],
    ids=["the same", "in hours", "seen", "shown"],
)
def test_what_is_refused_leaves_the_offer_as_it_is(cast, on_offer, over, error):
    with pytest.raises(error):
        counter(on_offer, by=cast.manager, **over)

    on_offer.refresh_from_db()
    assert (on_offer.stage, on_offer.moves.count()) == (SeriesStage.PROPOSED, 1)
    assert Series.objects.count() == 1


def test_leaving_a_date_out_is_an_answer(cast, on_offer):
    without = Answer(wanted=repeated(said={WED + WEEK: None}))
    assert counter(on_offer, by=cast.manager, answer=without).visits.count() == 5


def test_all_dates_are_an_answer_to_an_offer_that_left_one_out(cast):
    wanted = repeated(said={WED + WEEK: None})
    fewer = offering.propose(cast.partnership, wanted, by=cast.liaison, at=NOW)

    answer = counter(fewer, by=cast.manager, answer=Answer(wanted=repeated()))
    assert answer.visits.count() == 6


def test_the_same_answer_sent_twice_is_one(cast, on_offer):
    answer = Answer(wanted=repeated(at=time(5)), key=uuid.uuid4())
    once, again = (
        counter(on_offer, by=cast.manager, answer=answer, seen=on_offer.revision) for _time in "12"
    )
    assert once == again
    assert Series.objects.count() == 2


def test_a_change_is_answered_with_another_change(cast, running):
    later = repeated(WED + 2 * WEEK, time(7), count=4)
    change = changing.change(running, later, by=cast.liaison, at=NOW)
    new = counter(
        change, by=cast.manager, answer=Answer(wanted=repeated(WED + 3 * WEEK, time(7), count=3))
    )

    assert (new.replaces, new.replaces_from, new.answers) == (running, WED + 3 * WEEK, change)
    assert not new.visits.exists()
    assert standing(running) == {Stage.CONFIRMED}
    agreed = offering.confirm(new, by=cast.liaison, at=NOW)
    running.refresh_from_db()
    assert (running.stage, running.last_day) == (
        SeriesStage.ENDED,
        WED + 3 * WEEK - timedelta(days=1),
    )
    assert standing(agreed) == {Stage.CONFIRMED}


def test_a_change_is_not_answered_once_what_it_would_change_has_ended(cast, running):
    later = repeated(WED + 2 * WEEK, time(7), count=4)
    change = changing.change(running, later, by=cast.liaison, at=NOW)
    series_running.end(running, reason="Enough.", by=cast.manager, at=NOW)

    with pytest.raises(CannotMove, match="Only a series that runs"):
        counter(change, by=cast.manager, answer=rather(starts_on=WED + 3 * WEEK))

    change.refresh_from_db()
    assert (change.stage, change.moves.count()) == (SeriesStage.PROPOSED, 1)


def test_the_site_that_would_rather_only_drop_dates_has_decided(cast, running):
    later = repeated(WED + 2 * WEEK, time(7), count=4)
    change = changing.change(running, later, by=cast.liaison, at=NOW)
    fewer = Answer(wanted=repeated(WED + 2 * WEEK, interval=2, count=2))

    new = counter(change, by=cast.manager, answer=fewer)

    assert (new.stage, new.answers) == (SeriesStage.CONFIRMED, change)


@pytest.mark.django_db(transaction=True)
def test_one_answer_counts_whatever_else_is_pressed(cast):
    offered = offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)
    ended = at_once(
        lambda: counter(offered, by=cast.manager),
        lambda: counter(offered, by=cast.alternate, answer=rather(at=time(6))),
        lambda: offering.confirm(offered, by=cast.manager, at=NOW),
        lambda: offering.withdraw(offered, by=cast.liaison, at=NOW),
    )

    only_one(ended, Refused)
    offered.refresh_from_db()
    assert offered.moves.count() == 2
    held = Occupation.objects.count()
    assert held == (0 if offered.stage == SeriesStage.WITHDRAWN else 6)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_a_series_ends_or_a_change_of_it_is_answered_and_each_saw_what_stood(cast, turn):
    """Answered with fewer dates, the change takes over at once: then it is no longer the former
    that ends."""
    offered = offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)
    running = offering.confirm(offered, by=cast.manager, at=NOW)
    later = repeated(WED + 2 * WEEK, time(7), count=4)
    change = changing.change(running, later, by=cast.liaison, at=NOW)
    fewer = Answer(wanted=repeated(WED + 2 * WEEK, interval=2, count=2))

    ended, answered = at_once(
        lambda: series_running.end(running, reason="Enough.", by=cast.liaison, at=NOW),
        lambda: counter(change, by=cast.manager, answer=fewer),
    )

    assert isinstance(ended, Series)
    running.refresh_from_db()
    change.refresh_from_db()
    if isinstance(answered, Refused):
        assert (change.stage, change.replacements.count()) == (SeriesStage.PROPOSED, 0)
        assert not Occupation.objects.exists()
    else:
        assert (change.stage, answered.stage) == (SeriesStage.COUNTERED, SeriesStage.CONFIRMED)
        assert Occupation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_hours_that_change_meanwhile_never_leave_an_answer_standing(cast):
    offered = offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)
    at_once(
        lambda: opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW),
        lambda: counter(offered, by=cast.manager, answer=rather(at=time(6, 30))),
    )

    assert not Occupation.objects.exists()


# --- the page --------------------------------------------------------------------------------


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_page_shows_the_dates_and_then_proposes_them(cast, as_, on_offer, now):
    client, url = as_(cast.manager), f"{on_offer.get_absolute_url()}another-rule/"
    assert url in client.get(on_offer.get_absolute_url()).content.decode()
    begins = client.get(url).content.decode()
    assert 'value="2025-02-12"' in begins
    assert "Every Wednesday at 06:00" in begins

    form = typed(day=str(THURSDAY), time="05:00", seen=str(on_offer.revision), message="Rather.")
    page = client.post(url, form | {"look": "1"})
    assert "6 dates stand." in page.content.decode()
    assert Series.objects.count() == 1
    done = client.post(url, form | {"propose": "1", "shown": shown(page)}, follow=True)

    text = done.content.decode()
    assert "Proposed. The other side has been told." in text
    assert "Every Thursday at 05:00" in text
    assert f'In answer to</dt><dd><a href="{on_offer.get_absolute_url()}">' in text
    former = client.get(on_offer.get_absolute_url()).content.decode()
    assert "Answered with another rule" in former
    assert "Answered with</dt><dd><a href=" in former
    assert "To the answer" in former
    again = client.post(url, form | {"key": str(uuid.uuid4()), "propose": "1"})
    assert again.status_code == 409
    assert "Rather." in again.content.decode()


def test_the_page_of_an_answer_to_a_change_shows_what_it_would_change(cast, as_, running, now):
    later = repeated(WED + 2 * WEEK, time(7), count=4)
    change = changing.change(running, later, by=cast.liaison, at=NOW)
    url = f"{change.get_absolute_url()}another-rule/"
    form = typed(day=str(WED + 3 * WEEK), time="07:00", count="3", seen=str(change.revision))

    page = as_(cast.manager).post(url, form | {"look": "1"}).content.decode()

    assert "What changes" in page
    assert "3 dates move to another time." in page


@pytest.mark.parametrize("who", ["liaison", "staff", "stranger"])
def test_only_whoever_answers_can(cast, as_, on_offer, now, who):
    form = typed(day=str(THURSDAY), time="05:00", seen=str(on_offer.revision))
    client, url = as_(getattr(cast, who)), f"{on_offer.get_absolute_url()}another-rule/"

    answer = client.post(url, form | {"propose": "1"})

    assert answer.status_code == {"liaison": 422, "staff": 403, "stranger": 404}[who]
    assert Series.objects.count() == 1
