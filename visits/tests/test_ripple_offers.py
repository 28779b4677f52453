"""The other times that are offered for what new hours would hit."""

from datetime import timedelta

from liaison import opening, timekeeping
from liaison.hours import Span
from liaison.hours_rows import WEEKDAYS
from liaison.roles import Side
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, closures, foreseeing, occupying, slots, terms
from visits.models import Visit
from visits.terms import Asked
from visits.tests.conftest import MORNING, local, slot, wish
from visits.tests.ripples import EARLY, LATER, foreseen


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
    for start in times:
        booking.propose(cast.partnership, wish(slot(start)), by=cast.manager, at=NOW)

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


def test_what_is_offered_says_whether_the_site_closes_for_it(cast, confirmed):
    """It opens at noon from now on, and cleans when the visit was to be, on other days longer."""
    cleaning = {"from": "05:00", "to": "11:30", "why": "Cleaning"}
    shorter = {"wednesday": {"to": "08:30"}, "friday": {"from": "08:30"}}
    late = {
        "hours": [row | {"opens": "12:00"} for row in HARBOUR_HOURS["hours"]],
        "blackouts": [{"weekday": day, **cleaning, **shorter.get(day, {})} for day in WEEKDAYS],
    }
    [one] = foreseen(cast, late).foreseen
    opening.set_hours(cast.site, late, by=cast.manager, at=LATER)

    closing = set()
    for offer in one.offers:
        time = booking.Time(starts=offer.start, ends=offer.end)
        visit = Visit.objects.get(pk=confirmed.pk)
        by = cast.liaison if visit.turn != "site" else cast.manager
        if closures.made_for(booking.counter_propose(visit, time, by=by, at=LATER)):
            closing.add(offer)

    assert one.closing == closing
    assert 0 < len(closing) < len(one.offers)


def test_a_visit_that_is_hit_may_stay_in_its_month_though_that_is_full(cast, confirmed):
    asked = Asked(notice=5, usual_minutes=45, longest_minutes=120, largest=5, most_per_month=1)
    terms.set_terms(cast.partnership, "check_in", asked, by=cast.manager, at=NOW)

    (one,) = foreseen(cast).foreseen
    assert {offer.start.astimezone(cast.site.tz).month for offer in one.offers} == {2}


def test_what_is_offered_keeps_clear_of_the_new_hours(cast, confirmed):
    schedule = timekeeping.schedule_if(cast.site, opening.hours_file.check(EARLY), "operating")
    frame = occupying.limits(terms.of(cast.partnership, "check_in"), side=Side.POLICE, at=LATER)

    offers = foreseen(cast).foreseen[0].offers
    assert len(offers) == foreseeing.OFFERED
    for offer in offers:
        assert not slots.clashes(offer, frame, slots.Diary(schedule))
