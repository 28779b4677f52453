"""Calendar feeds: whose they are, what they show, and that their secret stays one."""

import logging
from datetime import timedelta

import icalendar
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.module_loading import import_string

from accounts import guessing
from audit.models import EntryBody
from liaison.models import Mandate
from liaison.refusal import Stale
from tests.cast import NOW
from visits import booking, rescheduling
from visits.calendars import feeds
from visits.models import CalendarFeed
from visits.tests.conftest import AFTER, ELSEWHERE, local, slot, wish

FEEDS = "/visits/feeds/"


@pytest.fixture(autouse=True)
def now(time_machine):
    return time_machine.move_to(NOW, tick=False)


@pytest.fixture
def made(cast):
    """All visits of the liaison officer."""
    return feeds.make(None, by=cast.liaison, at=NOW)


def events(client, made, **headers) -> list:
    answer = client.get(f"/visits/feed/{made.token}.ics", headers=headers)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def told(client, made) -> list[tuple]:
    return [(str(one["status"]), int(one["sequence"]), one.start) for one in events(client, made)]


# --- what it shows ---------------------------------------------------------------------------


def test_a_feed_shows_an_offer_then_what_came_of_it(cast, client, made, proposed):
    assert told(client, made) == [("TENTATIVE", 1, local(2, 12, 6))]

    visit = booking.confirm(proposed, by=cast.manager, at=NOW)
    assert told(client, made) == [("CONFIRMED", 2, local(2, 12, 6))]

    booking.cancel(visit, reason="Staff are ill.", by=cast.manager, at=NOW)
    assert told(client, made) == [("CANCELLED", 3, local(2, 12, 6))]


def test_a_visit_that_may_move_stands_where_it_was_agreed(cast, client, made, confirmed):
    moved = booking.counter_propose(confirmed, slot(local(2, 13, 6)), by=cast.liaison, at=NOW)
    assert told(client, made) == [("CONFIRMED", 3, local(2, 12, 6))]

    booking.decline(moved, reason="We have no team.", by=cast.manager, at=NOW)
    assert told(client, made) == [("CONFIRMED", 4, local(2, 12, 6))]


def test_a_visit_keeps_its_name_and_says_no_words(cast, client, made, confirmed):
    event = events(client, made)[0]

    assert str(event["uid"]) == f"{confirmed.pk}@localhost"
    assert event["summary"] == "Check-in · Harbour Street"
    assert event["location"] == "Harbour Street"
    assert event["url"].endswith(f"/visits/{confirmed.pk}/")
    whole = event.to_ical().decode()
    for word in ("usual", "officer", cast.liaison.name, cast.liaison.email):
        assert word not in whole


def test_what_happened_is_not_told_to_a_calendar_outside(cast, client, made):
    time = slot(local(2, 12, 12), **ELSEWHERE)
    booking.propose(cast.partnership, wish(time, kind="debrief"), by=cast.manager, at=NOW)

    event = events(client, made)[0]
    assert event["summary"] == "Meeting · Harbour Street"
    assert event["location"] == "The library"


def test_an_offer_that_ran_out_has_lapsed_before_the_clock_says_so(
    client, made, proposed, time_machine
):
    time_machine.move_to(proposed.expires_at, tick=False)
    before = told(client, made)

    rescheduling.lapse_expired(by=type(proposed.proposed_by).system(), at=proposed.expires_at)

    assert before == told(client, made) == [("CANCELLED", 2, local(2, 12, 6))]


def test_what_was_called_off_is_told_for_ninety_days(cast, client, made, time_machine):
    time = slot(local(9, 10, 12), **ELSEWHERE)
    visit = booking.propose(cast.partnership, wish(time), by=cast.manager, at=NOW)
    booking.decline(visit, reason="No need.", by=cast.liaison, at=NOW)

    for days, count in ((89, 1), (91, 0)):
        time_machine.move_to(NOW + timedelta(days=days), tick=False)
        assert len(events(client, made)) == count


def test_a_feed_looks_ninety_days_back(client, made, confirmed, time_machine):
    for days, count in ((89, 1), (91, 0)):
        time_machine.move_to(AFTER + timedelta(days=days), tick=False)
        assert len(events(client, made)) == count


def test_a_feed_of_a_site_shows_no_other(cast, client, confirmed):
    assert len(events(client, feeds.make(cast.site, by=cast.auditor, at=NOW))) == 1
    assert events(client, feeds.make(None, by=cast.other_liaison, at=NOW)) == []


def test_a_feed_speaks_the_language_of_its_person(cast, client, made, confirmed):
    cast.liaison.language = "fr"
    cast.liaison.save()

    (event,) = events(client, made, **{"accept-language": "en"})
    assert event["summary"] == "Point de suivi · Harbour Street"


def test_a_feed_asks_as_often_however_many_visits_there_are(
    cast, client, made, confirmed, django_assert_num_queries
):
    for day in (13, 14, 17):
        booking.propose(cast.partnership, wish(slot(local(2, day, 6))), by=cast.liaison, at=NOW)

    with django_assert_num_queries(4):
        client.get(f"/visits/feed/{made.token}.ics")


# --- it follows the mandate, and the secret ---------------------------------------------------


def test_an_ended_mandate_empties_the_feed_at_once(cast, client, made, confirmed):
    Mandate.objects.filter(person=cast.liaison).update(ended_at=NOW, ended_by=cast.police_leader)

    assert events(client, made) == []


def test_a_closed_account_empties_the_feed_at_once(cast, client, made, confirmed):
    cast.liaison.is_active = False
    cast.liaison.save()

    assert events(client, made) == []


def test_a_revoked_secret_opens_an_empty_calendar_so_that_programs_drop_what_they_have(
    cast, client, made, confirmed
):
    had = client.get(f"/visits/feed/{made.token}.ics")
    feeds.revoke(made.feed, by=cast.liaison, at=NOW)

    assert events(client, made) == []
    # Also a program that asks whether anything is new.
    asked = {"if-none-match": had["ETag"]}
    assert client.get(f"/visits/feed/{made.token}.ics", headers=asked).status_code == 200
    # It stays empty: what is agreed later is for nobody who holds the old secret.
    booking.propose(cast.partnership, wish(slot(local(2, 14, 6))), by=cast.liaison, at=NOW)
    assert events(client, made) == []


def test_a_secret_that_never_was_finds_nothing(client, made):
    assert client.get(f"/visits/feed/{made.token[:-1]}.ics").status_code == 404


def test_a_renewed_feed_opens_by_its_new_secret_alone(cast, client, made, confirmed):
    anew = feeds.renew(made.feed, by=cast.liaison, at=NOW)

    assert len(events(client, anew)) == 1
    assert events(client, made) == []
    with pytest.raises(Stale):
        feeds.renew(made.feed, by=cast.liaison, at=NOW)


def test_guessing_is_slowed_and_keeps_nobody_from_their_own(made):
    # From an address of its own: guesses are counted in a cache that other tests fill too.
    client = Client(REMOTE_ADDR="192.0.2.17")
    for guess in range(guessing.MOST):
        assert client.get(f"/visits/feed/{guess}.ics").status_code == 404

    assert client.get("/visits/feed/one-more.ics").status_code == 429
    assert client.get(f"/visits/feed/{made.token}.ics").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_is_only_read(client, made, method):
    assert getattr(client, method)(f"/visits/feed/{made.token}.ics").status_code == 405


def test_a_program_that_has_it_already_is_told_so(client, made, confirmed):
    first = client.get(f"/visits/feed/{made.token}.ics")
    again = client.get(f"/visits/feed/{made.token}.ics", headers={"if-none-match": first["ETag"]})
    head = client.head(f"/visits/feed/{made.token}.ics")

    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Referrer-Policy"] == "no-referrer"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert not first.cookies


def test_the_secret_is_in_no_log_no_ledger_and_no_column(cast, client, made, caplog):
    caplog.set_level(logging.DEBUG)
    client.get(f"/visits/feed/{made.token}.ics")
    client.get(f"/visits/feed/{made.token}x.ics")

    without_paths = import_string("config.log_lines.WithoutPaths")()
    written = [one for one in caplog.records if without_paths.filter(one)]
    assert not [one for one in written if made.token in one.getMessage()]
    row = CalendarFeed.objects.filter(pk=made.feed.pk).values().get()
    assert made.token not in str(row)
    assert len(made.token) * 6 >= 128
    assert not EntryBody.objects.filter(body__contains=made.token).exists()


# --- the page --------------------------------------------------------------------------------


def test_the_address_is_shown_once(cast, as_):
    officer = as_(cast.liaison)

    page = officer.post(f"{FEEDS}new/", {"which": str(cast.site.pk)})

    address = page.context["made"].address
    assert address in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "webcal://" in page.content.decode()
    later = officer.get(FEEDS).content.decode()
    assert address not in later
    assert "Harbour Street" in later


def test_the_address_can_be_copied_by_one_press_where_a_script_runs(as_, cast):
    page = as_(cast.liaison).post(f"{FEEDS}new/", {"which": "all"}).content.decode()

    assert '<button type="button" class="btn btn-quiet" data-copy="address"' in page
    assert 'data-refused="Your browser did not copy it. The address is marked' in page
    assert 'id="address"' in page
    assert "js/handy" in page


def test_what_is_there_already_is_not_made_again(cast, as_, made):
    page = as_(cast.liaison).post(f"{FEEDS}new/", {"which": "all"})

    assert page.status_code == 409
    assert "You have this calendar already" in page.content.decode()


@pytest.mark.parametrize("which", ["", "nonsense", "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_no_feed_is_made_of_what_is_not_among_the_choices(cast, as_, which):
    page = as_(cast.liaison).post(f"{FEEDS}new/", {"which": which})

    assert page.status_code == 422
    assert not CalendarFeed.objects.exists()


def test_the_site_of_others_is_not_among_the_choices(cast, as_):
    page = as_(cast.liaison).post(f"{FEEDS}new/", {"which": str(cast.other_site.pk)})

    assert page.status_code == 422


def test_a_press_on_the_page_of_before_is_told(cast, as_, made):
    officer = as_(cast.liaison)
    assert officer.post(f"{FEEDS}{made.feed.pk}/revoke/").status_code == 302

    for press in ("revoke", "renew"):
        page = officer.post(f"{FEEDS}{made.feed.pk}/{press}/")
        assert page.status_code == 409
        assert "has been revoked already" in page.content.decode()


def test_somebody_without_a_mandate_can_still_revoke(cast, as_, made):
    Mandate.objects.filter(person=cast.liaison).update(ended_at=NOW, ended_by=cast.police_leader)
    officer = as_(cast.liaison)

    assert "All my visits" in officer.get(FEEDS).content.decode()
    officer.post(f"{FEEDS}{made.feed.pk}/revoke/")
    assert officer.get(FEEDS).status_code == 404


# --- what the database holds -------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{"token_hash": "0" * 64}, {"revoked_at": None}, {"made_at": AFTER}]
)
def test_a_feed_that_was_revoked_opens_nothing_again(cast, made, change):
    feeds.revoke(made.feed, by=cast.liaison, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.filter(pk=made.feed.pk).update(**change)
