"""The manager sends a week by one press; it never changes; the liaison notes it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from audit.models import Entry
from incidents.models import PresenceWeek
from incidents.presence import agenda, sending, tapping
from incidents.presence.sending import CannotSend
from incidents.presence.tests.test_tapping import tapped
from incidents.presence.weeks import Tapped
from notifications.models import Notice
from tests.cast import NOW

MONDAY = date(2025, 2, 3)
# A Tuesday, eight days after that Monday.
AFTER = NOW + timedelta(days=7)


@pytest.fixture
def week(cast):
    for kind in (Tapped.VEHICLE, Tapped.VEHICLE, Tapped.WELL):
        tapped(cast, kind)
    tapping.undo(tapped(cast), by=cast.staff, at=NOW)
    tapped(cast, at=AFTER)  # of the next week
    return MONDAY


def send(cast, monday=MONDAY, *, by=None, at=AFTER, partnership=None):
    return sending.send(partnership or cast.partnership, monday, by=by or cast.manager, at=at)


def test_a_week_is_summed_without_what_was_undone_and_what_came_after(cast, week):
    sent = send(cast)

    assert sent.counts == {"vehicle": {"morning": 2}, "well": {"morning": 1}}
    assert sent.total == 3
    assert Entry.objects.filter(chain_id=cast.partnership.pk).count() == 1


def test_the_liaison_officers_are_told_and_not_in_what(cast, week):
    sent = send(cast)

    notices = Notice.objects.all()
    assert {notice.recipient for notice in notices} == {cast.liaison, cast.backup}
    assert {(notice.path, str(notice.facts)) for notice in notices} == {
        (sent.get_absolute_url(), "{}")
    }


def test_sent_again_it_is_what_it_was(cast, week):
    first = send(cast)

    assert send(cast, by=cast.alternate, at=AFTER + timedelta(days=1)) == first
    assert PresenceWeek.objects.count() == 1
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    "change", [{"counts": {}}, {"total": 0}, {"starts_on": "2025-01-27"}, {"sent_at": NOW}]
)
def test_the_database_lets_no_week_be_changed(cast, week, change):
    send(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        PresenceWeek.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        PresenceWeek.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2025, 2, 10), "not over yet"),
        (date(2025, 2, 4), "Monday"),
        (date(2024, 12, 23), "too long ago"),
    ],
)
def test_only_a_week_that_is_over_can_be_sent_and_the_last_one_is_named(cast, monday, words):
    with pytest.raises(CannotSend, match=words) as refused:
        send(cast, monday)

    assert refused.value.nearest == (MONDAY,)


def test_a_week_is_over_once_nothing_of_it_can_be_undone(cast):
    # Monday 00:00 in Vancouver is 08:00 in UTC.
    ends = AFTER.replace(day=10, hour=8)
    with pytest.raises(CannotSend):
        send(cast, at=ends + timedelta(minutes=4))

    assert send(cast, at=ends + timedelta(minutes=5)).total == 0


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "other_manager", "admin"])
def test_only_the_manager_sends(cast, week, part):
    with pytest.raises(PermissionDenied):
        send(cast, by=getattr(cast, part))


@pytest.mark.parametrize(
    ("part", "sees"),
    [
        ("manager", True),
        ("leader", True),
        ("liaison", True),
        ("police_leader", True),
        ("staff", False),
        ("other_liaison", False),
        ("admin", False),
        ("observer", False),
    ],
)
def test_both_sides_in_charge_see_what_was_sent(cast, week, part, sees):
    send(cast)

    assert PresenceWeek.objects.visible_to(getattr(cast, part)).exists() is sees


def test_the_liaison_notes_it_once(cast, week):
    sent = send(cast)
    for part in ("manager", "police_leader"):
        with pytest.raises(PermissionDenied):
            sending.note(sent, by=getattr(cast, part), at=AFTER)

    sending.note(sent, by=cast.liaison, at=AFTER)
    noted = sending.note(sent, by=cast.backup, at=AFTER + timedelta(days=1))

    assert (noted.noted_by, noted.noted_at) == (cast.liaison, AFTER)


def test_it_waits_on_the_desk_of_the_manager_then_of_the_liaison(cast, week):
    def waits(person):
        return [str(item.what) for item in agenda.waiting_for(person, AFTER)]

    assert waits(cast.manager) == ["Police presence last week: 3 taps, not sent yet"]
    assert waits(cast.staff) == waits(cast.liaison) == waits(cast.other_manager) == []

    sent = send(cast)
    assert waits(cast.manager) == []
    assert waits(cast.liaison) == ["Police presence of a week, to read"]

    sending.note(sent, by=cast.liaison, at=AFTER)
    assert waits(cast.liaison) == []


def test_a_site_with_two_services_sends_to_each_by_itself(cast, week, second):
    send(cast)

    [item] = agenda.waiting_for(cast.manager, AFTER)
    assert item.where.endswith("Transit Police")
    send(cast, partnership=second)
    assert agenda.waiting_for(cast.manager, AFTER) == []


def test_the_manager_sees_the_weeks_by_kind_and_part_of_the_day(cast, week):
    send(cast)

    now, last, *rest = sending.weeks_of(cast.site, cast.manager, at=AFTER)
    assert (now.total, now.is_over, now.sent) == (1, False, {})
    assert (last.monday, last.total, last.is_over) == (MONDAY, 3, True)
    assert set(last.sent) == {cast.partnership.pk}
    assert len(rest) == sending.MOST_WEEKS - 1
    assert all(week.total == 0 for week in rest)
