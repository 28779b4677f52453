"""Around the day of a visit: reminders, whether it is still needed, who is there, who was not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Person
from liaison import access
from liaison.roles import Side
from notifications import rendering
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import NOW
from visits import booking
from visits.after import outcomes
from visits.lifecycle import Absent, Stage
from visits.models import SideMark, Visit, VisitReminder
from visits.on_the_day import marking, needed_agenda, reminders, reminding
from visits.on_the_day.marking import CannotMark
from visits.on_the_day.reminders import DAY, NEEDED, WEEK
from visits.tests.conftest import AFTER, MORNING, local, slot, wish

STARTS = datetime(2025, 6, 2, 14, tzinfo=UTC)
DAYS = timedelta(days=1)
SYSTEM_RUNS = [timedelta(0), timedelta(minutes=15)]


def told(kind) -> set[str]:
    found = Notice.objects.filter(kind=f"visits/{kind}")
    return {email.split("@")[0] for email in found.values_list("recipient__email", flat=True)}


# --- which reminder is due: pure ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agreed", "at", "expected"),
    [
        (20, 8, None),
        (20, 7, WEEK),
        (20, 3, WEEK),  # the run was missed for days
        (20, 1, DAY),
        (20, 0.1, DAY),
        (20, 0, None),
        (20, -1, None),
        (5, 4, None),  # agreed within the week
        (5, 1, DAY),
        (0.5, 0.2, None),
        (75, 14, NEEDED),
        (75, 7, WEEK),
        (74, 14, None),  # sixty days before the question, not more
        (74.1, 14, NEEDED),
        (74.1, 15, None),
    ],
)
def test_the_milestone_nearest_to_the_visit_is_told(agreed, at, expected):
    assert reminders.due(STARTS, STARTS - agreed * DAYS, STARTS - at * DAYS) == expected


def test_calling_off_is_late_within_twenty_four_hours():
    assert not reminders.is_late(STARTS, STARTS - DAYS)
    assert reminders.is_late(STARTS, STARTS - DAYS + timedelta(seconds=1))


# --- reminding ------------------------------------------------------------------------------------


def run(at) -> int:
    return reminding.remind_due(by=Person.system(), at=at)


def test_both_sides_are_reminded_once_a_milestone_however_often_it_runs(cast, confirmed):
    for at in (MORNING - 7 * DAYS, MORNING - 6 * DAYS, MORNING - DAYS, MORNING - DAYS / 2):
        for later in SYSTEM_RUNS:
            run(at + later)

    assert [row.kind for row in VisitReminder.objects.order_by("at")] == ["week", "day"]
    assert told("reminder") == {"manager", "alternate", "liaison", "backup", "police-leader"}


def test_a_run_that_was_missed_tells_only_the_nearest(cast, confirmed):
    assert run(MORNING - DAYS / 2) == 1
    assert VisitReminder.objects.get().kind == DAY


@pytest.mark.parametrize("over", ["cancelled", "held", "proposed"])
def test_nobody_is_reminded_of_what_does_not_stand(cast, proposed, over):
    if over != "proposed":
        visit = booking.confirm(proposed, by=cast.manager, at=NOW)
    if over == "cancelled":
        booking.cancel(visit, reason="Ill.", by=cast.manager, at=NOW)
    if over == "held":
        outcomes.mark_held(
            visit, note="Early.", by=cast.manager, at=MORNING + timedelta(minutes=15)
        )

    assert run(MORNING - DAYS) == 0


def test_a_visit_that_moved_meanwhile_is_left_to_the_next_run(cast, confirmed):
    stale = Visit.objects.get(pk=confirmed.pk)
    booking.cancel(confirmed, reason="Ill.", by=cast.manager, at=NOW)

    assert not reminding.remind(stale, DAY, by=Person.system(), at=NOW)


def test_a_run_reads_on_until_it_has_told_as_many_as_it_may(cast, monkeypatch):
    for day in (12, 13, 14):
        visit = booking.propose(
            cast.partnership, wish(slot(local(2, day, 6))), by=cast.manager, at=NOW
        )
        booking.confirm(visit, by=cast.liaison, at=NOW)
    read, agreed = [], reminding.agreed
    monkeypatch.setattr(reminding, "PAGE", 1)
    monkeypatch.setattr(reminding, "agreed", lambda visits: read.append(1) or agreed(visits))
    at = local(2, 7, 18)

    assert reminding.remind_due(by=Person.system(), at=at, limit=1) == 1
    assert len(read) == 1
    assert run(at) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_once(cast, confirmed):
    at = MORNING - DAYS
    ended = at_once(lambda: run(at), lambda: run(at))

    assert sorted(ended) == [0, 1]
    assert Notice.objects.filter(kind="visits/reminder").count() == 5


# --- still needed? --------------------------------------------------------------------------------


@pytest.fixture
def long_agreed(cast):
    """Agreed on 4 February for 12 June."""
    visit = booking.propose(cast.partnership, wish(slot(local(6, 12, 6))), by=cast.manager, at=NOW)
    return booking.confirm(visit, by=cast.liaison, at=NOW)


def asked(cast, name, at) -> int:
    access.forget()
    return len(needed_agenda.waiting_for(getattr(cast, name), at))


def test_what_was_agreed_long_ago_is_asked_about_until_each_side_has_said(cast, long_agreed):
    at = long_agreed.starts - 14 * DAYS
    assert asked(cast, "manager", at - DAYS) == 0
    assert run(at) == 1
    assert told("still_needed") == {"manager", "alternate", "liaison", "backup", "police-leader"}
    assert asked(cast, "manager", at) == asked(cast, "liaison", at) == 1
    assert asked(cast, "staff", at) == asked(cast, "other_manager", at) == 0

    marking.say_needed(long_agreed, by=cast.manager, at=at)

    assert asked(cast, "alternate", at) == 0
    assert asked(cast, "liaison", at) == 1


def test_a_young_visit_is_not_asked_about(cast, confirmed):
    assert asked(cast, "manager", MORNING - 5 * DAYS) == 0


def test_the_page_asks_by_one_press(cast, as_, long_agreed, time_machine):
    time_machine.move_to(long_agreed.starts - 10 * DAYS, tick=False)
    client, page = as_(cast.liaison), f"/visits/{long_agreed.pk}/"

    assert "Is this visit still needed?" in client.get(page).content.decode()
    client.post(f"{page}needed/", {"seen": long_agreed.revision})
    assert "Is this visit still needed?" not in client.get(page).content.decode()
    assert client.post(f"{page}needed/", {"seen": 1}).status_code == 409


@pytest.mark.parametrize("says", [False, True])
def test_a_move_that_came_to_nothing_asks_and_answers_nothing_anew(cast, long_agreed, says):
    at = long_agreed.starts - 5 * DAYS
    if says:
        marking.say_needed(long_agreed, by=cast.manager, at=at)
    time = slot(long_agreed.starts + 7 * DAYS)
    moved = booking.counter_propose(long_agreed, time, by=cast.liaison, at=at)
    booking.cancel(moved, reason="", by=cast.liaison, at=at)

    assert asked(cast, "manager", at) == (not says)


# --- here -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["manager", "staff", "leader", "liaison", "backup"])
def test_anybody_of_a_side_says_that_it_is_there(cast, confirmed, name):
    mark = marking.say_here(confirmed, by=getattr(cast, name), at=MORNING - timedelta(minutes=30))

    assert mark.side == (Side.POLICE if name in ("liaison", "backup") else Side.SITE)
    confirmed.refresh_from_db()
    assert confirmed.stage == "confirmed"


@pytest.mark.parametrize("minutes", [-31, 60])
def test_too_early_and_too_late_nobody_is_there(cast, confirmed, minutes):
    with pytest.raises(CannotMark, match="from 05:30 on Wed 12 Feb 2025"):
        marking.say_here(confirmed, by=cast.manager, at=MORNING + timedelta(minutes=minutes))


@pytest.mark.parametrize("name", ["auditor", "observer", "other_manager", "stranger"])
def test_nobody_else_is_there(cast, confirmed, name):
    with pytest.raises(PermissionDenied):
        marking.say_here(confirmed, by=getattr(cast, name), at=MORNING)


def test_nobody_waits_for_a_visit_that_is_not_confirmed(cast, proposed):
    with pytest.raises(CannotMark, match="Proposed"):
        marking.say_here(proposed, by=cast.manager, at=MORNING)


@pytest.mark.django_db(transaction=True)
def test_a_side_that_presses_twice_at_once_is_there_once(cast, confirmed):
    at_once(
        lambda: marking.say_here(confirmed, by=cast.manager, at=MORNING),
        lambda: marking.say_here(confirmed, by=cast.alternate, at=MORNING),
    )

    assert SideMark.objects.get().side == Side.SITE


def test_the_database_keeps_who_was_there(cast, confirmed):
    marking.say_here(confirmed, by=cast.manager, at=MORNING)

    with pytest.raises(DatabaseError), transaction.atomic():
        SideMark.objects.update(side="police")


def test_the_page_shows_who_is_there(cast, as_, confirmed, time_machine):
    time_machine.move_to(MORNING, tick=False)
    client, page = as_(cast.staff), f"/visits/{confirmed.pk}/"

    assert "We are here" in client.get(page).content.decode()
    client.post(f"{page}here/")
    text = client.get(page).content.decode()
    assert "We are here" not in text
    assert "06:00" in text.split("Who is there")[1]
    assert "We are here" in as_(cast.liaison).get(page).content.decode()


def test_the_page_says_when_it_is_too_early(cast, as_, confirmed, time_machine):
    time_machine.move_to(NOW, tick=False)

    response = as_(cast.staff).post(f"/visits/{confirmed.pk}/here/")

    assert response.status_code == 422
    assert "This can be said from 05:30" in response.content.decode()


# --- nobody came, called off late -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        (Absent.SITE, "Harbour Health did not come"),
        (Absent.POLICE, "Coastal Police did not come"),
        (Absent.BOTH, "Marked as missed"),
        (Absent.UNKNOWN, "Marked as missed"),
    ],
)
def test_who_did_not_come_is_kept_and_shown_to_both(cast, as_, confirmed, absent, words):
    outcomes.mark_missed(confirmed, absent=absent, by=cast.manager, at=AFTER)

    assert words in as_(cast.liaison).get(f"/visits/{confirmed.pk}/").content.decode()
    assert Notice.objects.filter(kind="visits/missed").first().facts["absent"] == absent


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        (Absent.SITE, "It is said that the site side did not come."),
        (Absent.BOTH, "It is said that neither side came."),
        (Absent.UNKNOWN, ""),
    ],
)
def test_who_is_told_reads_who_did_not_come(cast, confirmed, absent, words):
    outcomes.mark_missed(confirmed, absent=absent, by=cast.manager, at=AFTER)

    body = rendering.body(Notice.objects.filter(kind="visits/missed").first())
    assert words in body
    assert ("It is said" in body) == bool(words)
    assert "A side that was there all the same can say so on the page of the visit." in body


def test_what_was_said_of_another_time_counts_no_more(cast, as_, confirmed, time_machine):
    early = MORNING - timedelta(minutes=20)
    marking.say_here(confirmed, by=cast.backup, at=early)
    moved = booking.counter_propose(
        confirmed, slot(MORNING + timedelta(days=7)), by=cast.liaison, at=early
    )
    booking.confirm(moved, by=cast.manager, at=early)
    time_machine.move_to(moved.starts, tick=False)

    page = as_(cast.backup).get(f"/visits/{moved.pk}/").content.decode()
    missed = outcomes.mark_missed(
        moved, absent=Absent.POLICE, by=cast.liaison, at=moved.ends + timedelta(hours=1)
    )

    assert "We are here" in page
    assert missed.stage == Stage.MISSED


def test_the_page_asks_who_did_not_come(cast, as_, confirmed, time_machine):
    time_machine.move_to(AFTER, tick=False)
    client, page = as_(cast.manager), f"/visits/{confirmed.pk}/missed/"

    response = client.post(page, {"seen": confirmed.revision, "reason": "They rang later."})

    assert response.status_code == 422
    assert "They rang later." in response.content.decode()
    assert client.post(page, {"seen": confirmed.revision, "absent": "police"}).status_code == 302


@pytest.mark.parametrize(("hours", "late"), [(24, False), (23, True)])
def test_calling_off_late_is_said_before_and_shown_after(
    cast, as_, confirmed, time_machine, hours, late
):
    at = MORNING - timedelta(hours=hours)
    time_machine.move_to(at, tick=False)
    client = as_(cast.liaison)

    asked_text = client.get(f"/visits/{confirmed.pk}/cancel/").content.decode()
    booking.cancel(confirmed, reason="Ill.", by=cast.liaison, at=at)

    shown = client.get(f"/visits/{confirmed.pk}/").content.decode()
    assert ("called off late" in asked_text) == ("Called off late" in shown) == late


def test_a_proposal_that_is_withdrawn_is_never_late(cast, as_, proposed):
    at = proposed.starts - timedelta(hours=2)
    visit = Visit.objects.get(pk=proposed.pk)
    if not visit.has_expired(at):
        booking.cancel(visit, reason="", by=cast.liaison, at=at)

    assert "Called off late" not in as_(cast.manager).get(f"/visits/{visit.pk}/").content.decode()
