"""Hours change, visits follow; offers that nobody answered lapse."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Person
from audit.models import EntryBody
from liaison import opening
from liaison.models import HoursSet
from liaison.tests.hours_page import text, typed
from notifications.models import Notice
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, rescheduling, steps, tasks
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import Occupation
from visits.tests.conftest import ELSEWHERE, MORNING, local, slot, wish

LATER = NOW + timedelta(hours=1)
# Opening at 06:00 puts the usual visit into opening hours.
EARLY = {
    **HARBOUR_HOURS,
    "hours": [{**row, "opens": "06:00", "closes": "23:00"} for row in HARBOUR_HOURS["hours"]],
}


def told(kind: str) -> set[str]:
    return {n.recipient.name for n in Notice.objects.filter(kind=f"visits/{kind}")}


@pytest.mark.parametrize("fixture", ["proposed", "countered", "confirmed"])
def test_a_visit_that_runs_into_new_hours_needs_another_time(cast, request, fixture):
    visit = request.getfixturevalue(fixture)

    opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)

    visit.refresh_from_db()
    assert visit.stage == Stage.NEEDS_RESCHEDULING
    assert visit.turn_side is None
    assert not Occupation.objects.filter(visit=visit).exists()
    move = visit.moves.order_by("-number").first()
    assert (move.stage, move.side, move.by) == (Stage.NEEDS_RESCHEDULING, "", cast.manager)
    entries = [body.read() for body in EntryBody.objects.all()]
    unseated = [entry for entry in entries if entry["verb"] == "visits.unseated"]
    assert [entry["about_id"] for entry in unseated] == [str(visit.pk)]


def test_both_sides_are_told_also_whoever_changed_the_hours(cast, confirmed):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)

    assert told("needs_rescheduling") == {
        person.name
        for person in (cast.manager, cast.alternate, cast.liaison, cast.backup, cast.police_leader)
    }


def test_whoever_changes_the_hours_learns_what_they_hit(cast, confirmed):
    saved = opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)

    [hit] = saved.hit
    assert (hit.what, hit.starts, hit.ends) == ("Check-in", confirmed.starts, confirmed.ends)
    assert hit.url == confirmed.get_absolute_url()


def said_after_saving(as_, cast, name, data):
    with time_machine.travel(LATER, tick=False):
        address = reverse(f"liaison:{name}", args=[cast.site.slug])
        browser = as_(cast.manager)
        # What would be hit is looked at first.
        looked = browser.post(address, data).context["carried"]
        return text(browser.post(address, looked, follow=True))


def test_the_page_after_new_hours_names_the_visits_they_hit(cast, as_, confirmed):
    data = typed(cast, hours=[("daily", "06:00", "23:00")])

    told = said_after_saving(as_, cast, "hours_change", data)

    assert "1 visit runs into the new hours and needs another time." in told
    assert "Both sides have been told:" in told
    assert f'<a href="{confirmed.get_absolute_url()}">Check-in</a>' in told
    assert "Wed 12 Feb 2025, 06:00" in told


def test_the_page_after_new_hours_says_that_they_hit_none(cast, as_, confirmed):
    data = {**typed(cast, buffer_before_minutes="31"), "look": ""}
    told = said_after_saving(as_, cast, "hours_change", data)

    assert "No visit needs another time." in told


def test_a_site_that_opens_tells_its_manager_which_visits_that_hits(cast, as_):
    opening.set_lifecycle(cast.site, "pre_opening", opens_on=NOW.date(), by=cast.manager, at=NOW)
    times = [slot(local(2, day, 12)) for day in (13, 12)]
    later, first = [
        booking.propose(cast.partnership, wish(time), by=cast.liaison, at=NOW) for time in times
    ]

    told = said_after_saving(as_, cast, "lifecycle_change", {"lifecycle": "operating"})

    assert "2 visits run into the new hours" in told
    assert told.index(first.get_absolute_url()) < told.index(later.get_absolute_url())


def test_the_portal_itself_may_bring_the_news(cast, confirmed):
    opening.set_hours(cast.site, EARLY, by=Person.system(), at=LATER)

    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.NEEDS_RESCHEDULING


def test_what_the_new_hours_do_not_touch_stands(cast, confirmed):
    elsewhere = booking.propose(
        cast.partnership, wish(slot(local(2, 12, 12), **ELSEWHERE)), by=cast.liaison, at=NOW
    )
    later = {**HARBOUR_HOURS, "buffer_before_minutes": 60}

    opening.set_hours(cast.site, later, by=cast.manager, at=LATER)

    for visit in (confirmed, elsewhere):
        visit.refresh_from_db()
    assert (confirmed.stage, elsewhere.stage) == (Stage.CONFIRMED, Stage.PROPOSED)


def test_the_other_sites_visits_are_not_asked(cast, confirmed):
    opening.set_hours(cast.other_site, EARLY, by=cast.other_manager, at=LATER)

    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.CONFIRMED


def test_a_visit_that_has_begun_is_left_alone(cast, confirmed):
    at = confirmed.starts + timedelta(minutes=1)
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=at)

    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.CONFIRMED


def test_a_new_buffer_or_blackout_counts_as_much_as_opening_hours(cast, confirmed):
    quiet = [{"weekday": "wednesday", "from": "06:00", "to": "06:30", "why": "Cleaning"}]
    opening.set_hours(cast.site, {**HARBOUR_HOURS, "blackouts": quiet}, by=cast.manager, at=LATER)

    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.NEEDS_RESCHEDULING


@pytest.mark.parametrize("name", ["manager", "liaison"])
def test_either_side_gives_it_a_new_time_and_the_other_answers(cast, confirmed, name):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)
    by = getattr(cast, name)

    visit = booking.counter_propose(confirmed, slot(local(2, 13, 4)), by=by, at=LATER)

    assert visit.stage == Stage.PROPOSED
    assert visit.turn_side is not steps.acting_side(by, cast.partnership)


def test_a_site_that_opened_for_good_is_met_elsewhere(cast, confirmed):
    always = [{**row, "opens": "00:00", "closes": "24:00"} for row in HARBOUR_HOURS["hours"]]
    opening.set_hours(cast.site, {**HARBOUR_HOURS, "hours": always}, by=cast.manager, at=LATER)

    with pytest.raises(booking.Refused, match=r"around the clock.*meet somewhere else") as refused:
        booking.counter_propose(confirmed, slot(MORNING), by=cast.manager, at=LATER)
    assert refused.value.nearest == ()
    call = slot(MORNING, place=Place.VIRTUAL)
    assert booking.counter_propose(confirmed, call, by=cast.manager, at=LATER).place == "virtual"


def test_nothing_is_kept_of_new_hours_when_a_visit_cannot_follow(cast, confirmed, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("visits.notices.needs_rescheduling", broken)
    with pytest.raises(RuntimeError):
        opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)

    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.CONFIRMED
    assert HoursSet.objects.filter(site=cast.site).count() == 1


# --- lapsing ---------------------------------------------------------------------------------


def test_an_offer_nobody_answered_lapses_and_both_sides_hear_of_it(cast, proposed):
    system = Person.system()
    at = proposed.expires_at

    assert rescheduling.lapse_expired(by=system, at=at - timedelta(seconds=1)) == 0
    assert rescheduling.lapse_expired(by=system, at=at) == 1
    assert rescheduling.lapse_expired(by=system, at=at) == 0

    proposed.refresh_from_db()
    assert proposed.stage == Stage.LAPSED
    assert not Occupation.objects.exists()
    assert {cast.manager.name, cast.liaison.name} <= told("lapsed")


def test_the_time_of_an_expired_offer_is_free_before_anybody_says_so(cast):
    soon = booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    at = soon.expires_at

    taken = booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.manager, at=at)

    assert taken.stage == Stage.PROPOSED
    assert list(Occupation.objects.values_list("visit_id", flat=True)) == [taken.pk]
    with pytest.raises(steps.CannotMove, match="Lapsed"):
        booking.confirm(soon, by=cast.manager, at=at)


def test_an_answer_that_came_in_time_stands(cast, proposed):
    booking.confirm(proposed, by=cast.manager, at=proposed.expires_at - timedelta(seconds=1))

    assert not rescheduling.lapse(proposed, by=Person.system(), at=proposed.expires_at)
    proposed.refresh_from_db()
    assert proposed.stage == Stage.CONFIRMED


def test_the_clock_takes_care_of_it(cast, proposed, time_machine):
    time_machine.move_to(proposed.expires_at + timedelta(minutes=1))

    tasks.release_expired()

    proposed.refresh_from_db()
    assert proposed.stage == Stage.LAPSED


def test_the_schedule_asks_for_it():
    from celery import current_app

    assert current_app.conf.beat_schedule["release_expired"]["task"] == tasks.release_expired.name
