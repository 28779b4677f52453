"""What mails bring for a calendar: read as a calendar program would, out of the mail as sent."""

from email import message_from_bytes, policy

import icalendar
import pytest
from django.core import mail

from liaison import opening
from liaison.models import Mandate
from notifications import choosing, outbox
from notifications.models import Notice
from tests.cast import NOW
from visits import booking
from visits.after import outcomes
from visits.calendars import entries
from visits.tests.conftest import AFTER, local, slot
from visits.tests.test_rescheduling import EARLY


@pytest.fixture(autouse=True)
def now(time_machine):
    return time_machine.move_to(NOW, tick=False)


def sent() -> dict[str, list]:
    """What went out since the last time, by address: the entry in each mail, or None."""
    mail.outbox = []
    outbox.deliver_due(at=NOW)
    found: dict[str, list] = {}
    for message in mail.outbox:
        found.setdefault(message.to[0], []).append(_entry(message))
    return found


def _entry(message):
    whole = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    parts = [part for part in whole.walk() if part.get_content_type() == "text/calendar"]
    if not parts:
        return None
    (part,) = parts
    assert whole.get_content_type() == "multipart/alternative"
    assert next(whole.iter_parts()).get_content_type() == "text/plain"
    calendar = icalendar.Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert part["content-type"].params["method"] == calendar["method"]
    assert event["attendee"] == f"mailto:{message.to[0]}"
    assert event["organizer"] == f"mailto:{message.from_email.rsplit('<')[-1].rstrip('>')}"
    return str(calendar["method"]), int(event["sequence"]), str(event["status"]), event


def said(found) -> set:
    return {one and one[:3] for told in found.values() for one in told}


ACTING = ("manager", "alternate", "liaison", "backup", "police_leader")


def test_whoever_acts_for_a_side_is_invited_to_what_is_confirmed(cast, confirmed):
    found = sent()

    acting = {getattr(cast, part).email for part in ACTING}
    invited = {address for address, told in found.items() if any(told)}
    assert invited == acting
    assert said(found) - {None} == {("REQUEST", 2, "CONFIRMED")}
    event = found[cast.liaison.email][0][3]
    assert event["uid"] == entries.uid_of(confirmed)
    assert event.start == local(2, 12, 6)
    assert event["summary"] == "Check-in · Harbour Street"


def test_a_proposal_invites_nobody(proposed):
    assert said(sent()) == {None}


def test_who_wants_no_invitation_is_told_in_words_alone(cast, proposed):
    choosing.choose(takes_invitations=False, by=cast.liaison)
    choosing.choose(takes_invitations=False, by=cast.manager)
    sent()

    booking.confirm(proposed, by=cast.manager, at=NOW)

    found = sent()
    assert found[cast.liaison.email] == [None]
    assert cast.manager.email not in found, "who did it knows it"
    assert any(found[cast.backup.email])


def test_what_is_called_off_goes_out_of_every_calendar(cast, confirmed):
    first = sent()[cast.liaison.email][0]
    booking.cancel(confirmed, reason="Staff are ill.", by=cast.manager, at=NOW)

    found = sent()
    assert set(found) == {getattr(cast, part).email for part in ACTING}
    assert said(found) == {("CANCEL", 3, "CANCELLED")}
    gone = found[cast.manager.email][0]
    assert gone[3]["uid"] == first[3]["uid"]
    assert "ill" not in gone[3].to_ical().decode()


def test_a_visit_that_is_moved_goes_and_comes_again(cast, confirmed):
    sent()
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)
    confirmed.refresh_from_db()
    assert said(sent()) == {("CANCEL", 3, "CANCELLED")}

    moved = booking.counter_propose(confirmed, slot(local(2, 13, 4)), by=cast.manager, at=NOW)
    assert said(sent()) == {None}
    booking.confirm(moved, by=cast.liaison, at=NOW)

    found = sent()
    assert said(found) == {("REQUEST", 5, "CONFIRMED")}
    assert found[cast.liaison.email][0][3].start == local(2, 13, 4)


def test_asking_to_move_what_was_agreed_leaves_it_in_every_calendar(cast, confirmed):
    first = sent()[cast.liaison.email][0]
    moved = booking.counter_propose(confirmed, slot(local(2, 13, 6)), by=cast.liaison, at=NOW)
    assert said(sent()) == {None}
    answered = booking.counter_propose(moved, slot(local(2, 14, 6)), by=cast.manager, at=NOW)
    assert said(sent()) == {None}
    booking.confirm(answered, by=cast.liaison, at=NOW)

    found = sent()
    assert said(found) == {("REQUEST", 5, "CONFIRMED")}
    event = found[cast.liaison.email][0][3]
    assert (event["uid"], event.start) == (first[3]["uid"], local(2, 14, 6))


def test_a_move_that_comes_to_nothing_brings_what_was_agreed_once_more(cast, confirmed):
    first = sent()[cast.liaison.email][0]
    moved = booking.counter_propose(confirmed, slot(local(2, 13, 6)), by=cast.liaison, at=NOW)
    sent()
    booking.decline(moved, reason="We have no team.", by=cast.manager, at=NOW)

    found = sent()
    assert set(found) == {getattr(cast, part).email for part in ACTING}
    assert said(found) == {("REQUEST", 4, "CONFIRMED")}
    event = found[cast.liaison.email][0][3]
    assert (event["uid"], event.start) == (first[3]["uid"], local(2, 12, 6))


def test_what_was_agreed_goes_out_of_every_calendar_when_new_hours_hit_it(cast, confirmed):
    moved = booking.counter_propose(confirmed, slot(local(2, 13, 4)), by=cast.liaison, at=NOW)
    sent()
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)
    assert said(sent()) == {("CANCEL", 4, "CANCELLED")}
    moved.refresh_from_db()
    booking.confirm(moved, by=cast.manager, at=NOW)

    assert said(sent()) == {("REQUEST", 5, "CONFIRMED")}


def test_a_late_mail_brings_the_visit_as_it_stands_then(cast, confirmed):
    """Called off before the mail about its confirmation went out."""
    booking.cancel(confirmed, reason="Staff are ill.", by=cast.manager, at=NOW)

    assert said(sent()) - {None} == {("CANCEL", 3, "CANCELLED")}


def test_what_never_was_confirmed_is_in_no_calendar(cast, proposed):
    sent()
    booking.cancel(proposed, reason="Another week.", by=cast.liaison, at=NOW)

    found = sent()
    assert said(found) == {None}
    assert cast.liaison.email not in found


def test_what_was_held_stays_in_the_calendar(cast, confirmed):
    outcomes.mark_held(confirmed, note="Parking was agreed.", by=cast.manager, at=AFTER)

    mail.outbox = []
    outbox.deliver_due(at=AFTER)
    assert {_entry(message) for message in mail.outbox} == {None}


def test_an_ended_mandate_brings_nothing(cast, confirmed):
    Mandate.objects.filter(person=cast.liaison).update(ended_at=NOW, ended_by=cast.police_leader)

    assert cast.liaison.email not in sent()


def test_no_word_of_an_invitation_is_kept(confirmed):
    told = Notice.objects.filter(kind="visits/confirmed")
    assert told
    for notice in told:
        assert {"kind", "starts"} <= set(notice.facts)
        assert "VCALENDAR" not in str(notice.facts)
        assert "Harbour" not in str(notice.facts)


def test_a_repeated_mail_is_the_same(cast, confirmed):
    sent()
    before = [message.message().get_payload() for message in mail.outbox]
    ids = [message.message()["Message-ID"] for message in mail.outbox]
    Notice.objects.update(state="new", next_at=NOW, sent_at=None)

    sent()

    assert sorted(message.message()["Message-ID"] for message in mail.outbox) == sorted(ids)
    assert len(mail.outbox) == len(before)
