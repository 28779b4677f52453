"""Delivery: at least once, under one Message-ID, and nobody waits for somebody else's fault."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core import mail
from django.db import IntegrityError

from notifications import outbox
from notifications.models import State
from notifications.tests.conftest import AT

pytestmark = pytest.mark.django_db


def after(**time):
    return AT + timedelta(**time)


def message_ids():
    parsed = [message_from_bytes(sent.message().as_bytes()) for sent in mail.outbox]
    return [message["Message-ID"] for message in parsed]


def test_a_notice_arrives_once_however_often_the_clock_strikes(told, cast):
    notice = told(cast.liaison)

    assert outbox.deliver_due(at=AT) == 1
    assert outbox.deliver_due(at=after(days=2)) == 0

    notice.refresh_from_db()
    assert (notice.state, notice.sent_at) == (State.SENT, AT)
    assert [sent.to for sent in mail.outbox] == [[cast.liaison.email]]


def test_the_mail_says_who_it_is_for_and_where_to_read_on(told, cast):
    told(cast.liaison)

    outbox.deliver_due(at=AT)

    sent = mail.outbox[0]
    assert sent.subject == "Told on Tue 4 Feb 2025 (en)"
    assert f"Hello {cast.liaison.name}," in sent.body
    assert f"It's 3 on Tue 4 Feb 2025, for {cast.liaison.name}." in sent.body
    assert "https://portal.example.org/sites/harbour-street/" in sent.body
    assert "not an emergency channel" in sent.body


def test_the_mail_is_in_the_language_of_its_reader(told, cast):
    cast.liaison.language = "fr"
    cast.liaison.save()
    told(cast.liaison)

    outbox.deliver_due(at=AT)

    assert mail.outbox[0].subject.startswith("Told on mar")  # mardi
    assert mail.outbox[0].subject.endswith("(fr)")


def broken(person, kind, about):
    raise ValueError("words that nobody may read")


@pytest.mark.parametrize("path", ["notifications.tests.test_outbox.broken", "nowhere.at_all"])
def test_a_broken_calendar_costs_only_itself(told, cast, settings, caplog, path):
    settings.NOTICE_CALENDAR = path
    notice = told(cast.liaison)

    outbox.deliver_due(at=AT)

    notice.refresh_from_db()
    assert (notice.state, len(mail.outbox)) == (State.SENT, 1)
    assert not mail.outbox[0].alternatives
    assert "A notice rehearsal/told goes without its calendar" in caplog.text
    assert "words that nobody may read" not in caplog.text


def test_what_is_not_due_yet_waits(told, cast):
    told(cast.liaison, at=after(minutes=1))

    assert outbox.deliver_due(at=AT) == 0


@pytest.mark.parametrize("loss", ["access", "account"])
def test_who_lost_access_or_account_is_told_nothing(told, cast, access_allows, loss):
    notice = told(cast.liaison)
    access_allows.everything = loss != "access"
    cast.liaison.is_active = loss != "account"
    cast.liaison.save()

    outbox.deliver_due(at=AT)

    notice.refresh_from_db()
    assert notice.state == State.DROPPED
    assert not mail.outbox


def test_what_may_not_be_seen_is_never_rendered(told, cast, access_allows, monkeypatch):
    told(cast.liaison)
    access_allows.everything = False
    monkeypatch.setattr("notifications.rendering.body", lambda notice: pytest.fail("rendered"))

    outbox.deliver_due(at=AT)


def test_a_mandate_that_ended_before_delivery_stops_the_mail(told, cast):
    told(cast.former)
    told(cast.liaison)

    outbox.deliver_due(at=AT)

    assert [sent.to for sent in mail.outbox] == [[cast.liaison.email]]


def test_a_crash_between_sending_and_marking_repeats_the_same_message(told, cast, monkeypatch):
    notice = told(cast.liaison)
    with monkeypatch.context() as crash:
        crash.setattr(outbox, "_settle", _die)
        with pytest.raises(KeyboardInterrupt):
            outbox.deliver_due(at=AT)

    assert outbox.deliver_due(at=after(seconds=119)) == 0, "the lease still holds"
    assert outbox.deliver_due(at=after(seconds=120)) == 1

    notice.refresh_from_db()
    assert notice.state == State.SENT
    assert message_ids() == [f"<{notice.pk}@portal.example.org>"] * 2


def _die(*_args, **_kwargs):
    raise KeyboardInterrupt


def test_a_late_worker_does_not_undo_what_another_did(told, cast, monkeypatch):
    notice = told(cast.liaison)
    late = outbox._claim(AT)
    outbox.deliver_due(at=after(minutes=3))

    outbox._try_later(late, after(minutes=4))

    notice.refresh_from_db()
    assert notice.state == State.SENT


def test_a_poison_row_stands_in_nobodys_way(told, cast):
    poison = told(cast.liaison, kind="rehearsal/poison", day="no day", at=AT)
    told(cast.manager, at=after(seconds=1))

    outbox.deliver_due(at=after(seconds=1))

    poison.refresh_from_db()
    assert (poison.state, poison.attempts) == (State.NEW, 1)
    assert [sent.to for sent in mail.outbox] == [[cast.manager.email]]


def test_a_fault_is_logged_by_its_kind_and_without_a_word_of_it(told, cast, caplog):
    told(cast.liaison, kind="rehearsal/poison", day="secret words")

    outbox.deliver_due(at=AT)

    assert "rehearsal/poison was not sent: ValueError" in caplog.text
    assert "secret words" not in caplog.text
    assert cast.liaison.email not in caplog.text


def test_the_waits_double_up_to_an_hour_and_end_after_a_day(told, cast):
    poison = told(cast.liaison, kind="rehearsal/poison", day="no day")
    waits = []
    while poison.state == State.NEW:
        at = poison.next_at
        outbox.deliver_due(at=at)
        poison.refresh_from_db()
        waits.append((poison.next_at - at).total_seconds() if poison.next_at else "given up")

    assert waits[:10] == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]
    assert set(waits[10:-1]) == {3600}
    assert waits[-1] == "given up"
    assert poison.state == State.DEAD
    assert at - poison.created_at >= timedelta(hours=24)


def test_one_run_takes_no_more_than_it_was_allowed(told, cast):
    for part in (cast.liaison, cast.manager, cast.leader):
        told(part)

    assert outbox.deliver_due(limit=2, at=AT) == 2
    assert len(mail.outbox) == 2


def test_the_longest_waiting_goes_first(told, cast):
    told(cast.manager, at=after(seconds=5))
    told(cast.liaison, at=AT)

    assert outbox.oldest_due_at(after(minutes=1)) == AT
    outbox.deliver_due(at=after(minutes=1))

    assert [sent.to[0] for sent in mail.outbox] == [cast.liaison.email, cast.manager.email]


def test_the_rule_about_leases_is_the_databases_own(told, cast):
    notice = told(cast.liaison)
    notice.state = State.SENT

    with pytest.raises(IntegrityError, match=r"an_open_notice|only_a_sent"):
        notice.save()
