"""The one way round closed hours: the site manager's exception, for one time, kept and counted."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from audit.models import EntryBody
from liaison import opening
from liaison.models import Partnership
from tests.at_once import at_once, only_one
from tests.cast import HARBOUR_HOURS, NOW, SINCE
from visits import booking, closures, exceptions
from visits.after import outcomes
from visits.closures import Counted
from visits.kinds import Place
from visits.models import InHoursException, Occupation, Visit
from visits.refusals import CannotBook
from visits.slots import Rule
from visits.tests.conftest import WED, local, slot, wish

# Harbour Street is open from 09:00, gets ready from 08:30 and cleans on Tuesdays from 04:00.
OPEN, READY, CLEANING = local(2, 12, 11), local(2, 12, 8), local(2, 18, 4)
WHY = "The inspector is only there at that hour."


def excepted(starts=OPEN, **over):
    return slot(starts, exception=WHY, **over)


def propose(cast, time, by="manager", at=NOW) -> Visit:
    return booking.propose(cast.partnership, wish(time), by=getattr(cast, by), at=at)


@pytest.fixture
def in_hours(cast):
    """Agreed by both sides, in opening hours."""
    return booking.confirm(propose(cast, excepted()), by=cast.liaison, at=NOW)


@pytest.mark.parametrize(
    ("starts", "minutes", "waives"),
    [
        (OPEN, 60, {"operating"}),
        (READY, 60, {"buffer"}),
        (READY, 90, {"operating", "buffer"}),
        (CLEANING, 60, {"blackout"}),
    ],
)
def test_it_waives_what_the_time_runs_into_and_nothing_else(cast, starts, minutes, waives):
    visit = propose(cast, excepted(starts, minutes=minutes))

    kept = visit.exceptions.get()
    assert {name for name in exceptions.WAIVES if getattr(kept, name)} == waives
    assert (kept.starts, kept.ends, kept.by) == (visit.starts, visit.ends, cast.manager)
    assert kept.reason.words() == WHY
    assert Occupation.objects.get().visit == visit
    assert "inspector" not in "".join(EntryBody.objects.values_list("body", flat=True))


def test_without_a_reason_the_hours_refuse_as_ever(cast):
    with pytest.raises(CannotBook) as refused:
        propose(cast, slot(OPEN))

    assert exceptions.would_help(refused.value.rules)


def test_a_closed_time_needs_none(cast):
    propose(cast, excepted(local(2, 12, 6)))

    assert not InHoursException.objects.exists()


@pytest.mark.parametrize("name", ["liaison", "police_leader"])
def test_only_the_site_manager_makes_one(cast, name):
    with pytest.raises(PermissionDenied):
        propose(cast, excepted(local(3, 12, 11)), by=name)


def test_it_never_waives_another_booking(cast, in_hours):
    with pytest.raises(CannotBook) as refused:
        propose(cast, excepted())

    assert Rule.BOOKED in refused.value.rules
    assert not exceptions.would_help(refused.value.rules)


@pytest.mark.django_db(transaction=True)
def test_of_two_excepted_at_once_one_gets_the_time(cast):
    ended = at_once(
        lambda: propose(cast, excepted()), lambda: propose(cast, excepted(), by="alternate")
    )

    only_one(ended, CannotBook)
    assert InHoursException.objects.count() == 1


def test_it_holds_for_exactly_its_time(cast):
    visit = propose(cast, excepted(), by="manager")
    with pytest.raises(CannotBook):
        booking.counter_propose(visit, slot(OPEN + timedelta(hours=1)), by=cast.liaison, at=NOW)


def test_confirming_accepts_it_and_new_hours_leave_it_standing(cast, in_hours):
    later = {**HARBOUR_HOURS, "hours": [{**r, "opens": "10:00"} for r in HARBOUR_HOURS["hours"]]}
    opening.set_hours(cast.site, later, by=cast.manager, at=NOW)

    in_hours.refresh_from_db()
    assert in_hours.stage == "confirmed"


def test_new_hours_that_it_does_not_waive_unseat_the_visit(cast, in_hours):
    cleaning = [{"weekday": "wednesday", "from": "11:30", "to": "12:00", "why": "Cleaning"}]
    closed = {**HARBOUR_HOURS, "blackouts": cleaning}
    opening.set_hours(cast.site, closed, by=cast.manager, at=NOW)

    in_hours.refresh_from_db()
    assert in_hours.stage == "needs_rescheduling"


def test_the_database_keeps_it_to_the_time_of_its_visit(cast, in_hours):
    kept = InHoursException.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        InHoursException.objects.update(buffer=True)
    kept.pk, kept.starts = None, kept.starts - timedelta(hours=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.save(force_insert=True)


def test_what_becomes_a_call_at_the_same_time_is_in_hours_no_more(cast, in_hours):
    call = slot(OPEN, place=Place.VIRTUAL)
    booking.counter_propose(in_hours, call, by=cast.liaison, at=NOW)

    assert exceptions.marked(Visit.objects.all()).get().excepted == ""


def test_what_took_place_is_counted_for_twelve_months(cast, in_hours):
    def count(day: int, person=cast.manager, site=cast.site) -> int:
        return closures.counted(site, person, OPEN + timedelta(days=day)).in_hours

    assert count(-1) == 0
    outcomes.mark_held(in_hours, note="Fine.", by=cast.manager, at=OPEN + timedelta(hours=2))
    assert (count(-1), count(1), count(364), count(366)) == (0, 1, 1, 0)
    assert count(1, site=cast.other_site) == 0


def test_time_the_site_keeps_for_itself_is_no_time_in_hours(cast, as_, time_machine):
    time = excepted(CLEANING, minutes=60)
    visit = booking.confirm(propose(cast, time), by=cast.liaison, at=NOW)
    time_machine.move_to(NOW, tick=False)
    client = as_(cast.liaison)

    page = client.get(visit.get_absolute_url()).content.decode()
    assert "In time the site keeps for itself, by a recorded exception" in page
    assert "In the site’s hours" not in page
    assert "nobody who uses the site is there" in page
    for address in (
        "/visits/",
        f"/sites/{cast.site.slug}/",
        "/visits/calendar/week/?on=2025-02-17",
    ):
        listed = client.get(address).content.decode()
        assert "In time the site keeps for itself" in listed, address
        assert "In hours" not in listed
    outcomes.mark_held(visit, note="Fine.", by=cast.manager, at=time.ends)
    assert closures.counted(cast.site, cast.manager, time.ends) == Counted()


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ((), ""),
        ({Rule.BLACKOUT}, "own_time"),
        ({Rule.BUFFER_AFTER}, "in_hours"),
        ({Rule.BLACKOUT, Rule.OPERATING}, "in_hours"),
    ],
)
def test_what_rules_that_are_set_aside_come_to(rules, named):
    assert exceptions.stands_in(rules) == named


def test_what_was_only_proposed_is_not_counted(cast):
    propose(cast, excepted())

    after = OPEN + timedelta(hours=1)
    assert closures.counted(cast.site, cast.manager, after) == Counted()


def test_what_another_service_agreed_with_the_site_is_not_counted_for_a_reader(cast, in_hours):
    Partnership.objects.create(site=cast.site, service=cast.other_service, began_on=SINCE)
    after = OPEN + timedelta(hours=1)

    assert closures.counted(cast.site, cast.other_liaison, after) == Counted()
    assert closures.counted(cast.site, cast.liaison, after) == Counted(1, 0)


def test_one_that_was_called_off_is_not_counted(cast, in_hours):
    booking.cancel(in_hours, reason="Ill.", by=cast.manager, at=NOW)

    assert closures.counted(cast.site, cast.manager, OPEN + timedelta(hours=1)).in_hours == 0


# --- pages ----------------------------------------------------------------------------------------


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def form(cast, **over):
    fields = {
        "partnership": cast.partnership.pk,
        "kind": "check_in",
        "place": Place.ON_SITE,
        "day": "2025-02-12",
        "time": "11:00",
        "minutes": "60",
        "party_size": "2",
        "message": "",
        "where": "",
        "key": uuid.uuid4(),
    }
    return {**fields, **over}


def test_the_refusal_tells_a_manager_of_this_way_and_nobody_else(cast, as_, now):
    manager = as_(cast.manager).post("/visits/new/", form(cast))
    liaison = as_(cast.liaison).post("/visits/new/", form(cast))

    assert manager.status_code == liaison.status_code == 422
    assert "Only with a recorded exception" in manager.content.decode()
    assert "Only with a recorded exception" not in liaison.content.decode()
    assert "recorded exception" not in as_(cast.manager).get("/visits/new/").content.decode()


def test_the_exception_stands_on_the_visit_the_list_and_the_site(cast, as_, now, time_machine):
    response = as_(cast.manager).post("/visits/new/", form(cast, exception=WHY))
    visit = Visit.objects.get()
    assert response.status_code == 302
    booking.confirm(visit, by=cast.liaison, at=NOW)
    client = as_(cast.liaison)

    text = client.get(f"/visits/{visit.pk}/").content.decode()
    assert WHY in text
    assert "Set aside: opening hours." in text
    assert "nobody who uses the site is there" not in text
    time_machine.move_to(OPEN + timedelta(hours=1), tick=False)
    site = as_(cast.liaison).get("/sites/harbour-street/").content.decode()
    assert "by a recorded exception: one visit" in site


MARK = ">In hours</span>"


@pytest.mark.parametrize(
    "page",
    [
        "/visits/",
        "/visits/calendar/?on=2025-02-12",
        "/visits/calendar/week/?on=2025-02-12",
        "/sites/harbour-street/",
    ],
)
def test_it_is_marked_wherever_visits_are_listed(cast, as_, now, in_hours, page):
    other = booking.confirm(propose(cast, slot(local(2, 12, 6))), by=cast.liaison, at=NOW)

    text = as_(cast.liaison).get(page).content.decode()

    assert text.count(MARK) == 1
    assert text.index(other.get_absolute_url()) < text.index(in_hours.get_absolute_url())
    assert text.index(in_hours.get_absolute_url()) < text.index(MARK)


def test_a_date_of_a_series_that_was_moved_into_hours_is_marked_there(cast, as_, now, running):
    visit = running.visits.get(occurs_on=WED)
    moved = booking.counter_propose(visit, excepted(), by=cast.manager, at=NOW)
    booking.confirm(moved, by=cast.liaison, at=NOW)

    text = as_(cast.liaison).get(running.get_absolute_url()).content.decode()

    assert text.count(MARK) == 1


def test_a_reason_that_names_somebody_is_asked_about_and_kept(cast, as_, now):
    why = "Ring 604 555 0199 first."
    response = as_(cast.manager).post("/visits/new/", form(cast, exception=why))

    assert response.status_code == 422
    assert "Ring 604 555 0199 first." in response.content.decode()
    assert not Visit.objects.exists()
