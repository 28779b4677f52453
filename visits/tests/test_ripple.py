"""Before hours change: every visit that would be hit, who would be told, and other times."""

import json
import re
from datetime import time, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from audit.models import Entry
from liaison import opening, timekeeping
from liaison.tests.hours_page import stands, text, typed
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, foreseeing, terms
from visits.lifecycle import Stage
from visits.models import Occupation
from visits.series import changing as series_changing
from visits.series import offering
from visits.series.planning import CannotRepeat
from visits.terms import Asked
from visits.tests.conftest import ELSEWHERE, WED, local, repeated, slot, wish
from visits.tests.ripples import EARLY, LATER, foreseen

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


def test_what_would_be_hit_is_shown_and_nothing_is_saved(cast, manager, confirmed):
    before, entries, told = stands(cast), Entry.objects.count(), Notice.objects.count()

    page = manager.posts(typed(cast, **TYPED_EARLY))

    said = text(page)
    assert page.status_code == 200
    assert "1 visit would need another time" in said
    assert f'<a href="{confirmed.get_absolute_url()}">Check-in</a>' in said
    people = (cast.manager, cast.alternate, cast.liaison, cast.backup, cast.police_leader)
    assert f"<dd>{' · '.join(sorted(person.name for person in people))}</dd>" in said
    assert said.count('<li><span><span class="span">') == 3
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


def test_dates_of_one_series_are_told_together(cast, manager, running):
    booking.propose(cast.partnership, wish(slot(local(2, 13, 6))), by=cast.manager, at=NOW)

    page = manager.posts(typed(cast, **TYPED_EARLY))

    said = text(page)
    assert "7 visits would need another time" in said
    assert f'<a href="{running.get_absolute_url()}">Check-in, a series: 6 dates</a>' in said
    assert said.count(cast.police_leader.name) == 2  # once for the series, once for the visit
    series, visit = page.context["preview"].blocks
    assert (series.is_series, len(series.dates)) == (True, 6)
    assert (visit.is_series, len(visit.dates)) == (False, 1)

    saved = text(manager.sends_on(page))
    assert "7 visits run into the new hours" in saved
    assert f'<a href="{running.get_absolute_url()}">Check-in, a series: 6 dates</a>' in saved
    assert saved.count(">Check-in</a>") == 1  # the visit beside it


@pytest.fixture
def changing(cast, running):
    """From the fourth date on, at seven; it waits for the police side."""
    later = repeated(WED + timedelta(weeks=3), time(7), count=3)
    return series_changing.change(running, later, by=cast.manager, at=NOW)


def test_a_change_of_a_series_on_offer_is_foreseen_too(cast, manager, running, changing):
    shut = [
        {"date": "2025-03-12", "kind": "open", "intervals": [{"opens": "06:30", "closes": "20:00"}]}
    ]
    document = HARBOUR_HOURS | {"exceptions": shut}
    exceptions = [("2025-03-12", "open", "06:30", "20:00")]

    found = foreseen(cast, document)
    [hit], [pending] = found.blocks, found.pending
    assert hit.first.hit.url == running.visits.get(occurs_on="2025-03-12").get_absolute_url()
    assert pending.first.hit.url == changing.get_absolute_url()
    assert [one.hit.starts for one in pending.dates] == [local(3, 12, 7)]
    assert pending.first.told == ()
    assert len(pending.first.offers) == 3

    page = manager.posts(typed(cast, exceptions=exceptions))
    assert "A change of a series waits for an answer" in text(page)
    assert "1 visit would need another time" in text(page)
    manager.sends_on(page)
    with pytest.raises(CannotRepeat) as refused:
        offering.confirm(changing, by=cast.liaison, at=LATER)
    assert [str(one.day) for one in refused.value.plan.failing] == ["2025-03-12"]


def test_a_change_is_not_foreseen_where_its_dates_could_not_stand_anyway(cast, changing):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)

    assert foreseen(cast, EARLY | {"buffer_after_minutes": 50}).foreseen == []


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
    opening.set_lifecycle(cast.site, "pre_opening", opens_on=NOW.date(), by=cast.manager, at=NOW)
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


@pytest.mark.parametrize("most", [None, 31])
def test_the_cost_does_not_grow_with_the_visits_that_are_hit(
    cast, confirmed, most, django_assert_num_queries, django_assert_max_num_queries
):
    asked = Asked(notice=5, usual_minutes=45, longest_minutes=120, largest=5, most_per_month=most)
    terms.set_terms(cast.partnership, "check_in", asked, by=cast.manager, at=NOW)
    with django_assert_max_num_queries(22 if most else 21) as few:
        foreseen(cast)
    for day in (13, 14, 15, 16, 17):
        booking.propose(cast.partnership, wish(slot(local(2, day, 6))), by=cast.manager, at=NOW)

    with django_assert_num_queries(len(few.captured_queries)):
        assert len(foreseen(cast).foreseen) == 6


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
