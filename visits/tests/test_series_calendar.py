"""A series in a feed and in a mail: one entry, and what differs from it."""

from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy

import icalendar
import pytest
import recurring_ical_events
from django.core import mail

from liaison import opening
from notifications import outbox
from tests.cast import NOW
from visits import booking
from visits.calendars import entries, feeds
from visits.lifecycle import Stage
from visits.series import changing, offering
from visits.series import running as series_running
from visits.tests.conftest import WED, local, repeated, slot
from visits.tests.test_series_rescheduling import long_days


@pytest.fixture(autouse=True)
def now(time_machine):
    return time_machine.move_to(NOW, tick=False)


@pytest.fixture
def feed(cast):
    return feeds.make(None, by=cast.liaison, at=NOW)


def read(feed) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(feeds.written(feed.feed, at=NOW))


def expanded(calendar) -> list[tuple]:
    found = recurring_ical_events.of(calendar, skip_bad_series=False).all()
    return sorted((one.start.astimezone(UTC), str(one["status"])) for one in found)


def stand(running, *stages) -> list[tuple]:
    words = {
        Stage.CONFIRMED: "CONFIRMED",
        Stage.CANCELLED: "CANCELLED",
        Stage.PROPOSED: "TENTATIVE",
    }
    visits = running.visits.filter(stage__in=stages or list(words))
    return sorted((visit.starts, words[Stage(visit.stage)]) for visit in visits)


def sent() -> list[tuple]:
    """(address, method, events) of what went out since the last time."""
    mail.outbox = []
    outbox.deliver_due(at=NOW)
    found = []
    for message in mail.outbox:
        whole = message_from_bytes(message.message().as_bytes(), policy=policy.default)
        for part in whole.walk():
            if part.get_content_type() == "text/calendar":
                calendar = icalendar.Calendar.from_ical(part.get_content())
                assert part["content-type"].params["method"] == calendar["method"]
                found.append((message.to[0], str(calendar["method"]), calendar))
    return found


# --- the feed --------------------------------------------------------------------------------


def test_an_offer_of_many_dates_is_one_tentative_entry(feed, on_offer):
    calendar = read(feed)

    (event,) = calendar.walk("VEVENT")
    assert event["uid"] == entries.uid_of(on_offer)
    assert event["status"] == "TENTATIVE"
    assert expanded(calendar) == stand(on_offer)
    assert len(stand(on_offer)) == 6


def test_dates_that_were_called_off_or_moved_differ_from_the_rule(cast, feed, running):
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)
    moved = running.visits.get(occurs_on=WED + timedelta(weeks=1))

    calendar = read(feed)

    assert len(calendar.walk("VEVENT")) == 2
    assert expanded(calendar) == stand(running)
    off = next(event for event in calendar.walk("VEVENT") if "recurrence-id" in event)
    assert off["recurrence-id"].dt == local(2, 12, 6)
    assert off["status"] == "CANCELLED"
    assert moved.stage == Stage.CONFIRMED


def test_a_date_that_comes_back_stands_again_with_a_later_sequence(cast, feed, running):
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)
    back = series_running.restore(running, WED, by=cast.manager, at=NOW)
    booking.confirm(back, by=cast.liaison, at=NOW)

    assert expanded(read(feed)) == stand(running, Stage.CONFIRMED)


def test_a_visit_beside_a_series_keeps_its_own_entry(cast, feed, running):
    booking.propose(
        cast.partnership,
        booking.Wish(kind="tour", party_size=2, time=slot(local(3, 20, 6))),
        by=cast.manager,
        at=NOW,
    )

    assert len({str(event["uid"]) for event in read(feed).walk("VEVENT")}) == 2


def test_a_feed_asks_as_often_for_a_series(client, feed, running, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(f"/visits/feed/{feed.token}.ics")


# --- mails -----------------------------------------------------------------------------------


def test_a_series_that_is_confirmed_comes_as_one_invitation(cast, running):
    found = sent()

    assert len({address for address, _method, _calendar in found}) == 5
    assert {method for _address, method, _calendar in found} == {"REQUEST"}
    for _address, _method, calendar in found:
        (event,) = calendar.walk("VEVENT")
        assert event["uid"] == entries.uid_of(running)
        assert event["rrule"]["FREQ"] == ["WEEKLY"]
        assert expanded(calendar) == stand(running)


def test_a_single_date_that_is_called_off_goes_alone(cast, running):
    sent()
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)

    found = sent()
    assert {method for _address, method, _calendar in found} == {"CANCEL"}
    (event,) = found[0][2].walk("VEVENT")
    assert event["uid"] == entries.uid_of(running)
    assert event["recurrence-id"].dt == local(2, 12, 6)
    cancelled = int(event["sequence"])

    back = series_running.restore(running, WED, by=cast.manager, at=NOW + timedelta(minutes=1))
    booking.confirm(back, by=cast.liaison, at=NOW + timedelta(minutes=2))
    mail.outbox = []
    outbox.deliver_due(at=NOW + timedelta(minutes=3))
    again = [
        icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
        for message in mail.outbox
        for content, _type in message.alternatives
    ]
    assert again
    assert {str(event["status"]) for event in again} == {"CONFIRMED"}
    assert all(int(event["sequence"]) > cancelled for event in again)


def test_a_series_that_ends_early_keeps_what_stands(cast, running):
    sent()
    series_running.end(
        running, reason="A new liaison.", from_day=WED + timedelta(weeks=2), by=cast.liaison, at=NOW
    )

    found = sent()
    assert {method for _address, method, _calendar in found} == {"REQUEST"}
    assert expanded(found[0][2]) == stand(running, Stage.CONFIRMED)


def test_a_date_that_may_move_stays_where_it_was_agreed(cast, feed, running):
    before = stand(running)
    booking.counter_propose(
        running.visits.get(occurs_on=WED), slot(local(2, 13, 6)), by=cast.liaison, at=NOW
    )
    assert expanded(read(feed)) == before
    sent()

    last = WED + timedelta(weeks=2)
    series_running.end(running, reason="Gone.", from_day=last, by=cast.manager, at=NOW)

    assert {tuple(expanded(calendar)) for *_who, calendar in sent()} == {tuple(before[:2])}


def test_a_series_that_ends_at_once_goes(cast, running):
    sent()
    series_running.end(running, reason="A new liaison.", by=cast.liaison, at=NOW)

    found = sent()
    assert {method for _address, method, _calendar in found} == {"CANCEL"}
    assert {str(e["status"]) for _a, _m, c in found for e in c.walk("VEVENT")} == {"CANCELLED"}


def changed_from(cast, running, first_day):
    """Agreed by both sides: another time from *first_day* on."""
    wanted = repeated(first_day, time(7), count=4)
    new = changing.change(running, wanted, by=cast.liaison, at=NOW)
    sent()
    return offering.confirm(new, by=cast.manager, at=NOW)


def taken_in(found):
    """What one calendar shows that took in all mails to one person, by the name of each part."""
    address = found[0][0]
    shown = {}
    for to, method, calendar in found:
        if to == address:
            [uid] = {str(event["uid"]) for event in calendar.walk("VEVENT")}
            shown[uid] = expanded(calendar) if method == "REQUEST" else []
    return shown


def test_a_rule_for_all_dates_takes_the_place_of_the_former(cast, feed, running):
    before = sent()
    new = changed_from(cast, running, WED)

    found = sent()
    assert {method for _address, method, _calendar in found} == {"REQUEST"}
    assert taken_in(found) == {entries.uid_of(running): stand(new)}
    (first,), (later,) = (calendar.walk("VEVENT") for *_, calendar in (before[0], found[0]))
    assert int(later["sequence"]) > int(first["sequence"])
    assert expanded(read(feed)) == sorted(stand(running) + stand(new))


def test_dates_before_another_rule_stay_in_calendars(cast, feed, running):
    sent()
    new = changed_from(cast, running, WED + timedelta(weeks=2))

    shown = taken_in(sent())
    assert shown == {
        entries.uid_of(running): stand(running, Stage.CONFIRMED),
        entries.uid_of(new): stand(new),
    }
    assert len(stand(running, Stage.CONFIRMED)) == 2
    assert expanded(read(feed)) == sorted(stand(running) + stand(new))

    series_running.end(new, reason="A new liaison.", by=cast.liaison, at=NOW)

    assert taken_in(sent()) == {entries.uid_of(new): []}
    assert expanded(read(feed)) == sorted(stand(running) + stand(new))


def test_hours_that_hit_one_date_take_that_one_out(cast, running):
    sent()
    opening.set_hours(cast.site, long_days(0), by=cast.manager, at=NOW)

    found = sent()
    assert {method for _address, method, _calendar in found} == {"CANCEL"}
    ids = {event["recurrence-id"].dt for _a, _m, c in found for event in c.walk("VEVENT")}
    assert {one.astimezone(UTC) for one in ids} == {datetime(2025, 2, 12, 14, tzinfo=UTC)}
