"""Before hours change: every visit that would be hit, who would be told, and other times."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from audit.models import Entry
from liaison import opening, previewing, timekeeping
from liaison.hours import Span
from liaison.roles import Side
from liaison.tests.hours_page import stands, text, typed
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, foreseeing, occupying, slots, terms
from visits.lifecycle import Stage
from visits.models import Occupation, Visit
from visits.tests.conftest import ELSEWHERE, MORNING, local, slot, wish

LATER = NOW + timedelta(hours=1)
EARLY = {
    **HARBOUR_HOURS,
    "hours": [{**row, "opens": "06:00", "closes": "23:00"} for row in HARBOUR_HOURS["hours"]],
}
TYPED_EARLY = {"hours": [("daily", "06:00", "23:00")]}


@pytest.fixture
def manager(cast, as_):
    """The manager's browser, an hour after the visit was confirmed."""

    class Manager:
        def posts(self, data, name="hours_change", follow=False):
            with time_machine.travel(LATER, tick=False):
                address = reverse(f"liaison:{name}", args=[cast.site.slug])
                return as_(cast.manager).post(address, data, follow=follow)

        def sends_on(self, page, *, button="confirm", follow=True):
            return self.posts({**carried(page), button: ""}, follow=follow)

    return Manager()


def carried(page):
    inputs = re.findall(r'type="hidden" name="(\w+)" value="(.*?)">', text(page))
    return {name: unescape(value) for name, value in inputs if name != "csrfmiddlewaretoken"}


def foreseen(cast, document=EARLY):
    return previewing.of_hours(cast.site, opening.hours_file.check(document), at=LATER)


def test_what_would_be_hit_is_shown_and_nothing_is_saved(cast, manager, confirmed):
    before, entries, told = stands(cast), Entry.objects.count(), Notice.objects.count()

    page = manager.posts(typed(cast, **TYPED_EARLY))

    said = text(page)
    assert page.status_code == 200
    assert "1 visit would need another time" in said
    assert f'<a href="{confirmed.get_absolute_url()}">Check-in</a>' in said
    people = (cast.manager, cast.alternate, cast.liaison, cast.backup, cast.police_leader)
    assert f"<dd>{', '.join(sorted(person.name for person in people))}</dd>" in said
    assert said.count('<li><span class="span">') == 3
    assert stands(cast) == before
    assert (Entry.objects.count(), Notice.objects.count()) == (entries, told)
    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.CONFIRMED


def test_having_looked_the_manager_saves_it_all_at_once(cast, manager, confirmed):
    page = manager.posts(typed(cast, **TYPED_EARLY))

    saved = manager.sends_on(page)

    assert "1 visit runs into the new hours" in text(saved)
    assert stands(cast)["hours"] == EARLY["hours"]
    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.NEEDS_RESCHEDULING


def test_the_offered_times_can_really_be_taken(cast, confirmed):
    [one] = foreseen(cast).foreseen
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)

    for offer in one.offers:
        time = booking.Time(starts=offer.start, ends=offer.end)
        visit = Visit.objects.get(pk=confirmed.pk)
        by = cast.liaison if visit.turn != "site" else cast.manager
        assert booking.counter_propose(visit, time, by=by, at=LATER).starts == offer.start
    assert len(one.offers) == 3


def test_no_two_visits_are_offered_the_same_time_first(cast, confirmed):
    times = [local(2, 13, 6), local(2, 14, 6)]
    for time in times:
        booking.propose(cast.partnership, wish(slot(time)), by=cast.manager, at=NOW)

    first_offers = [one.offers[0] for one in foreseen(cast).foreseen]

    assert [one.hit.starts for one in foreseen(cast).foreseen] == sorted([MORNING, *times])
    assert not any(a.overlaps(b) for i, a in enumerate(first_offers) for b in first_offers[i + 1 :])
    assert not any(a.overlaps(Span(t, t + timedelta(hours=1))) for a in first_offers for t in times)


def test_no_month_is_offered_that_takes_no_more_of_the_kind(cast, confirmed):
    asked = terms.Asked(
        notice=3, usual_minutes=45, longest_minutes=120, largest=8, most_per_month=1
    )
    other = booking.propose(cast.partnership, wish(slot(local(3, 5, 4))), by=cast.manager, at=NOW)
    terms.set_terms(cast.partnership, "check_in", asked, by=cast.manager, at=NOW)

    hit = {one.hit.starts: one.offers for one in foreseen(cast).foreseen}

    assert other.starts not in hit  # the site is closed at that hour all the same
    assert {offer.start.astimezone(cast.site.tz).month for offer in hit[MORNING]} == {2}


def test_going_back_keeps_what_was_typed(cast, manager, confirmed):
    page = manager.posts(
        typed(cast, **TYPED_EARLY, exceptions=[("2025-02-14", "closed", "", "", "Staff day")])
    )

    again = text(manager.sends_on(page, button="edit", follow=False))

    assert 'name="hours-0-opens" value="06:00"' in again
    assert 'value="Staff day"' in again
    assert f'name="expected" value="{opening.mark_of(timekeeping.hours_known(cast.site))}"' in again


def test_the_manager_may_look_although_nothing_is_hit(cast, manager):
    before = stands(cast)
    typed_hours = [("daily", "10:00", "03:00")]
    exceptions = [("2025-02-20", "round_the_clock", "", "", "Cold night")]

    page = text(
        manager.posts({**typed(cast, hours=typed_hours, exceptions=exceptions), "look": ""})
    )

    assert "0 visits would need another time" in page
    assert "Nobody has to be told" in page
    assert "The next seven days" in page
    # The week with the exception is drawn, those without are not.
    assert "Seven days from Tue 18 Feb 2025" in page
    assert page.count("Seven days from") == 1
    assert stands(cast) == before


def test_hours_that_hit_nothing_are_saved_at_once(cast, manager, confirmed):
    response = manager.posts(typed(cast, buffer_before_minutes="31"))

    assert response.url == reverse("liaison:hours_show", args=[cast.site.slug])


def test_what_is_hit_meanwhile_is_shown_before_it_is_saved(cast, manager, confirmed):
    page = manager.posts(typed(cast, **TYPED_EARLY))
    booking.propose(cast.partnership, wish(slot(local(2, 14, 6))), by=cast.manager, at=NOW)
    before = stands(cast)

    refused = manager.sends_on(page)

    assert refused.status_code == 409
    assert "has changed since you looked at it" in text(refused)
    assert "2 visits would need another time" in text(refused)
    assert stands(cast) == before
    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.CONFIRMED

    manager.sends_on(refused)
    assert stands(cast)["hours"] == EARLY["hours"]


def test_hours_that_changed_meanwhile_are_shown_beside_what_was_typed(cast, manager, confirmed):
    page = manager.posts(typed(cast, **TYPED_EARLY))
    opening.set_hours(cast.site, {"hours": []}, by=cast.alternate, at=NOW)

    refused = manager.sends_on(page)

    assert refused.status_code == 409
    assert "Somebody else has changed the hours" in text(refused)
    assert 'name="hours-0-opens" value="06:00"' in text(refused)
    assert stands(cast)["hours"] == []


@pytest.mark.parametrize("document", ["", "{", "[]", "3", '{"hours": [1]}', '{"lunch": 1}', "\0"])
def test_hours_that_did_not_arrive_whole_are_refused(cast, manager, document):
    before = stands(cast)

    response = manager.posts({"document": document, "expected": "x", "confirm": ""})

    assert response.status_code == 422
    assert "did not arrive whole" in text(response)
    assert stands(cast) == before


def test_whoever_may_not_change_the_hours_may_not_send_them_on(cast, as_, confirmed):
    address = reverse("liaison:hours_change", args=[cast.site.slug])
    data = {"document": json.dumps(EARLY), "confirm": "", "expected": "", "foreseen": ""}

    assert as_(cast.liaison).post(address, data).status_code == 403


def test_a_stage_of_life_is_looked_at_first_as_well(cast, manager):
    opening.set_lifecycle(cast.site, "pre_opening", by=cast.manager, at=NOW)
    visit = booking.propose(cast.partnership, wish(slot(local(2, 12, 12))), by=cast.liaison, at=NOW)

    page = manager.posts({"lifecycle": "operating"}, "lifecycle_change")
    cast.site.refresh_from_db()
    assert "1 visit would need another time" in text(page)
    assert cast.site.lifecycle == "pre_opening"

    booking.decline(visit, reason="No.", by=cast.manager, at=NOW)
    refused = manager.posts(carried(page), "lifecycle_change")
    assert refused.status_code == 409
    saved = manager.posts(carried(refused), "lifecycle_change")
    cast.site.refresh_from_db()
    assert saved.status_code == 302
    assert cast.site.lifecycle == "operating"


def test_a_stage_that_hits_nothing_counts_at_once(cast, manager, confirmed):
    assert manager.posts({"lifecycle": "suspended"}, "lifecycle_change").status_code == 302
    cast.site.refresh_from_db()
    assert cast.site.lifecycle == "suspended"


def test_round_the_clock_says_what_it_means_and_offers_no_time_on_site(cast, manager, confirmed):
    page = text(manager.posts(typed(cast, hours=[("daily", "00:00", "24:00")])))

    assert "This site has no closed hours" in page
    assert "No time on site within a year; somewhere else, or by telephone or video." in page


def test_a_visit_elsewhere_or_one_whose_offer_is_over_is_not_hit(cast, proposed):
    booking.propose(
        cast.partnership, wish(slot(local(2, 12, 12), **ELSEWHERE)), by=cast.liaison, at=NOW
    )
    document = opening.hours_file.check(EARLY)
    schedule = timekeeping.schedule_if(cast.site, document, "operating")

    assert not foreseeing.foreseen(cast.site, schedule, at=proposed.expires_at)
    assert len(foreseeing.foreseen(cast.site, schedule, at=LATER)) == 1


def test_the_cost_does_not_grow_with_the_visits_that_are_hit(
    cast, confirmed, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16) as few:
        foreseen(cast)
    for day in (13, 14, 15, 16, 17):
        booking.propose(cast.partnership, wish(slot(local(2, day, 6))), by=cast.manager, at=NOW)

    with django_assert_num_queries(len(few.captured_queries)):
        assert len(foreseen(cast).foreseen) == 6


def test_what_is_offered_keeps_clear_of_the_new_hours(cast, confirmed):
    schedule = timekeeping.schedule_if(cast.site, opening.hours_file.check(EARLY), "operating")
    frame = occupying.limits(terms.of(cast.partnership, "check_in"), side=Side.POLICE, at=LATER)

    for offer in foreseen(cast).foreseen[0].offers:
        assert not slots.clashes(offer, frame, slots.Diary(schedule))


@pytest.mark.django_db(transaction=True)
def test_hours_saved_while_a_visit_is_proposed_hit_what_was_shown_or_nothing(cast, confirmed):
    """Whoever is first: the visit is there and the hours are refused, or the other way round."""
    document = opening.hours_file.check(EARLY)
    shown = foreseen(cast)

    def saves():
        return opening.set_hours(
            cast.site, document, by=cast.manager, at=LATER, foreseen=shown.mark
        )

    def proposes():
        time = slot(local(2, 14, 6))
        return booking.propose(cast.partnership, wish(time), by=cast.liaison, at=LATER)

    saved, proposed = at_once(saves, proposes, refusals=(opening.Refused,))

    assert isinstance(saved, Exception) != isinstance(proposed, Exception)
    confirmed.refresh_from_db()
    if isinstance(saved, opening.HitsOthers):
        assert confirmed.stage == Stage.CONFIRMED
        assert Occupation.objects.count() == 2
    else:
        assert confirmed.stage == Stage.NEEDS_RESCHEDULING
        assert not Occupation.objects.exists()
