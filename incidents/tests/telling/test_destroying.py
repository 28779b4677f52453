"""What was told goes after its time, for good; that it went stays. And who hears that it came."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit import ledger
from audit.models import EntryBody
from incidents import tasks
from incidents.models import Told, ToldCount, ToldReply
from incidents.telling import announcing, answering, destroying, numbers
from incidents.telling.answers import Answer
from incidents.telling.asked import What, Wish
from incidents.tests.telling.conftest import ends_at
from liaison import access
from liaison.templatetags import time_tags
from notifications import outbox
from notifications.models import Notice, State
from vault.models import DataKey

pytestmark = pytest.mark.django_db
SYSTEM = Person.system
DAY = timedelta(days=1)


def test_it_is_destroyed_after_ninety_days_with_its_keys(cast, told):
    answering.answer(told, Answer.WITHIN, "Come by.", by=cast.manager)
    keys = [told.data_key_id, told.reply.data_key_id]
    due = ends_at(told)

    assert destroying.destroy_due(by=SYSTEM(), at=due - timedelta(seconds=1)) == 0
    assert destroying.destroy_due(by=SYSTEM(), at=due) == 1

    assert not Told.objects.exists()
    assert not ToldReply.objects.exists()
    assert set(DataKey.objects.filter(pk__in=keys).values_list("wrapped", flat=True)) == {None}
    said = [row.read() for row in EntryBody.objects.all()]
    gone = [body for body in said if body["verb"] == "incidents.told_destroyed"]
    assert [(body["about_id"], body["by"]) for body in gone] == [(str(told.pk), str(SYSTEM().pk))]
    assert ledger.verify(ledger.ChainRef("site", told.site_id))
    counted = ToldCount.objects.values_list("week", "what")
    assert list(counted) == [(date(2025, 2, 3), "outside")]


@pytest.mark.parametrize(
    ("told_at", "last_moment"),
    [
        # Told late on a Tuesday: the ninetieth day begins in summer time, an hour earlier in UTC.
        (datetime(2025, 2, 5, 7, 30, tzinfo=UTC), datetime(2025, 5, 5, 7, 0, tzinfo=UTC)),
        # Told early on a Wednesday, half an hour into the day.
        (datetime(2025, 2, 5, 8, 30, tzinfo=UTC), datetime(2025, 5, 6, 7, 0, tzinfo=UTC)),
        # In summer time, and destroyed in winter time.
        (datetime(2025, 9, 2, 6, 59, tzinfo=UTC), datetime(2025, 11, 30, 8, 0, tzinfo=UTC)),
    ],
)
def test_text_date_and_sweep_name_one_day(cast, as_, tell, clock, told_at, last_moment):
    clock.move_to(told_at)
    tell(seed="boundary")
    told = Told.objects.get()
    before = last_moment - timedelta(seconds=1)

    clock.move_to(before)
    access.forget()
    page = as_(cast.manager).get(told.get_absolute_url()).text
    day = time_tags.day_in_words(last_moment.astimezone(told.site.tz).date())
    assert f"{day}</time>, whatever became of it" in page
    assert (destroying.ends_on(told) - told.received_on).days == 90
    assert destroying.destroy_due(by=SYSTEM(), at=before) == 0
    assert destroying.destroy_due(by=SYSTEM(), at=last_moment) == 1


def test_a_run_goes_so_far_and_the_next_one_on(tell, monkeypatch, clock):
    monkeypatch.setattr(destroying, "_MOST", 2)
    for number in range(3):
        tell(seed=str(number))
    at = ends_at(Told.objects.first())

    assert [destroying.destroy_due(by=SYSTEM(), at=at) for _run in range(3)] == [2, 1, 0]


def test_the_database_lets_nothing_go_before_its_key(cast, told):
    answering.answer(told, Answer.WITHIN, "Come by.", by=cast.manager)

    for rows in (ToldReply.objects.all(), Told.objects.filter(pk=told.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


@pytest.mark.parametrize(
    "change",
    [
        {"stage": "taken_up"},
        {"wish": Wish.SITE},
        {"received_on": date(2025, 1, 1)},
        {"slip_hash": "f"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_keeps_it_as_it_was_told(told, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Told.objects.update(**change)


def test_an_answer_is_not_changed(cast, told):
    answering.answer(told, Answer.WITHIN, "Come by.", by=cast.manager)

    with pytest.raises(IntegrityError), transaction.atomic():
        Told.objects.update(answer=Answer.DEALT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ToldReply.objects.update(ciphertext=b"")


def test_its_readers_hear_of_a_day_once_it_is_over(cast, tell, clock):
    for seed in ("one", "two"):
        tell(seed=seed)
    at = Told.objects.first().shown_from
    assert announcing.announce(by=SYSTEM(), at=at - timedelta(seconds=1)) == 0

    for _run in range(2):
        clock.move_to(at)
        announcing.announce(by=SYSTEM(), at=at)

    notices = Notice.objects.filter(kind="incidents/told")
    assert {notice.recipient for notice in notices} == {cast.manager, cast.alternate}
    assert len(notices) == 2
    assert [notice.facts for notice in notices] == [{}, {}]


def test_whoever_reads_it_no_longer_is_not_told_of_it(cast, told):
    announcing.announce(by=SYSTEM(), at=told.shown_from + DAY)
    cast.alternate.mandates.update(ended_at=told.shown_from, ended_by=cast.leader)
    access.forget()

    outbox.deliver_due(at=told.shown_from + 2 * DAY)

    states = dict(Notice.objects.values_list("recipient__name", "state"))
    assert states[cast.alternate.name] == State.DROPPED
    assert states[cast.manager.name] == State.SENT


def test_what_was_only_counted_is_shown_when_its_week_is_over(cast, tell, clock):
    for seed in ("one", "two"):
        tell(seed=seed, wish=Wish.COUNT)
    tell(seed="three", wish=Wish.COUNT, what=What.GOOD)
    clock.shift(6 * 86_400)
    access.forget()
    assert numbers.by_week(cast.manager, at=timezone.now()) == []
    clock.shift(3 * 86_400)
    tell(seed="four", wish=Wish.COUNT)

    [table] = numbers.by_week(cast.manager, at=timezone.now())

    assert (table.site, table.weeks) == (cast.site, (date(2025, 2, 3),))
    assert table.rows == ((What.OUTSIDE, (2,)), (What.GOOD, (1,)))
    assert numbers.by_week(cast.liaison, at=timezone.now()) == []


def test_the_clock_does_both(cast, told, clock):
    tasks.tell_of_what_was_told()
    assert Notice.objects.filter(kind="incidents/told").exists()
    clock.shift(95 * 86_400)
    tasks.destroy_what_was_told()
    assert not Told.objects.exists()
