"""Somebody is away when a visit takes place: seen before they say so, on the desk of their side
afterwards, settled by the backup or another time."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from liaison import access, designation, leave
from liaison.leave import MissesOthers
from liaison.models import Leave
from liaison.refusal import Stale
from tests.at_once import at_once
from tests.cast import NOW
from visits import absences_agenda, booking
from visits.kinds import Place
from visits.models import SideMark
from visits.on_the_day import marking
from visits.on_the_day.marking import CannotMark
from visits.tests.conftest import WED, local, slot, wish

DAY = timedelta(days=1)
# Around Wednesday 12 February, on which the visit of the fixtures takes place.
DAYS = (WED - DAY, WED + DAY)


def look(cast, name="liaison", days=DAYS):
    return leave.look(*days, by=getattr(cast, name), at=NOW)


def away(cast, name="liaison", days=DAYS) -> Leave:
    return leave.record(*days, by=getattr(cast, name), at=NOW)


def desk(cast, name) -> list:
    return absences_agenda.waiting_for(getattr(cast, name), NOW)


# --- before it is saved -----------------------------------------------------------------------


@pytest.mark.parametrize("over", [{}, {"place": Place.VIRTUAL}])
def test_what_falls_into_the_days_is_shown_with_who_stands_in(cast, over):
    visit = booking.propose(cast.partnership, wish(slot(**over)), by=cast.manager, at=NOW)

    (missed,) = look(cast)

    assert missed.hit.url == visit.get_absolute_url()
    assert (missed.stands_in, missed.zone) == (cast.backup.name, "America/Vancouver")
    assert not Leave.objects.exists()


def test_dates_of_a_series_are_shown_one_by_one_and_in_order(cast, running):
    missed = look(cast, days=(WED, WED + 8 * DAY))

    assert [one.hit.starts for one in missed] == [local(2, 12, 6), local(2, 19, 6)]


@pytest.mark.parametrize(
    ("name", "days", "is_missed"),
    [
        ("liaison", (WED, WED), True),
        ("liaison", (WED - DAY, WED - DAY), False),
        ("liaison", (WED + DAY, WED + DAY), False),
        ("manager", (WED, WED), True),
        ("backup", (WED, WED), False),  # the first one is there
    ],
)
def test_only_whoever_would_go_then_is_missed(cast, confirmed, name, days, is_missed):
    assert bool(look(cast, name, days)) == is_missed


@pytest.mark.parametrize(
    ("starts", "days", "is_missed"),
    [
        # Half past eleven at night to half past midnight, as the site's wall shows it.
        (local(2, 12, 23, 30), (WED, WED), True),
        (local(2, 12, 23, 30), (WED + DAY, WED + DAY), True),
        # The visit ends as the day does.
        (local(2, 12, 23), (WED + DAY, WED + DAY), False),
    ],
)
def test_the_days_are_those_of_the_site(cast, starts, days, is_missed):
    by_call = slot(starts, place=Place.VIRTUAL)
    booking.propose(cast.partnership, wish(by_call), by=cast.manager, at=NOW)

    assert bool(look(cast, days=days)) == is_missed


def test_a_backup_is_missed_where_nobody_else_is_left(cast, confirmed):
    away(cast)

    (missed,) = look(cast, "backup")

    assert missed.stands_in == ""


@pytest.mark.parametrize("over", ["declined", "lapsed"])
def test_what_does_not_stand_is_not_shown(cast, proposed, over):
    if over == "declined":
        booking.decline(proposed, reason="No.", by=cast.manager, at=NOW)
    at = proposed.expires_at if over == "lapsed" else NOW

    assert leave.look(*DAYS, by=cast.liaison, at=at) == []


def test_what_changed_since_it_was_shown_is_shown_again(cast, confirmed):
    shown = leave.mark_of(look(cast))
    booking.cancel(confirmed, reason="Ill.", by=cast.manager, at=NOW)

    with pytest.raises(MissesOthers):
        leave.record(*DAYS, by=cast.liaison, missed=shown, at=NOW)
    assert not Leave.objects.exists()


# --- on the desk --------------------------------------------------------------------------------


def test_it_stands_on_the_desks_of_their_side_until_the_backup_goes(cast, confirmed):
    away(cast)
    (item,) = desk(cast, "backup")
    assert item.action.url == f"/visits/{confirmed.pk}/backup/"
    assert cast.liaison.name in item.what
    assert len(desk(cast, "liaison")) == 1
    for other in ("manager", "staff", "auditor", "other_liaison"):
        assert desk(cast, other) == []

    for _press in range(2):
        marking.say_backup_goes(confirmed, by=cast.backup, at=NOW)

    assert desk(cast, "backup") == []
    assert SideMark.objects.count() == 1
    confirmed.refresh_from_db()
    assert confirmed.stage == "confirmed"


def test_a_backup_who_is_away_as_well_settles_nothing(cast, confirmed):
    away(cast)
    marking.say_backup_goes(confirmed, by=cast.liaison, at=NOW)
    away(cast, "backup")

    (item,) = desk(cast, "liaison")

    assert item.action.url == f"/visits/{confirmed.pk}/another-time/"
    with pytest.raises(CannotMark, match="Move the visit"):
        marking.say_backup_goes(confirmed, by=cast.liaison, at=NOW)


def test_another_time_settles_it(cast, confirmed):
    away(cast)
    moved = booking.counter_propose(confirmed, slot(local(2, 14, 6)), by=cast.liaison, at=NOW)
    booking.confirm(moved, by=cast.manager, at=NOW)

    assert desk(cast, "liaison") == []


def test_so_does_leave_that_is_taken_back(cast, confirmed):
    leave.withdraw(away(cast), by=cast.liaison, at=NOW)

    assert desk(cast, "liaison") == []


def test_without_a_backup_it_says_that_nobody_is_there(cast, confirmed):
    backup = cast.partnership.designations.get(person=cast.backup)
    designation.end(backup, by=cast.liaison, at=NOW)
    away(cast)

    (item,) = desk(cast, "liaison")

    assert "nobody of your side is there" in item.what


@pytest.mark.parametrize(
    ("name", "over", "refusal"),
    [
        ("manager", {}, CannotMark),  # nobody of the site's side is away
        ("staff", {}, PermissionDenied),
        ("liaison", {"seen": 1}, Stale),
        ("liaison", {"at": datetime(2025, 2, 12, 15, tzinfo=UTC)}, CannotMark),
    ],
)
def test_nobody_else_and_never_too_late(cast, confirmed, name, over, refusal):
    away(cast)

    with pytest.raises(refusal):
        marking.say_backup_goes(confirmed, by=getattr(cast, name), **{"at": NOW} | over)


@pytest.mark.django_db(transaction=True)
def test_of_a_backup_who_goes_and_goes_away_at_once_the_desk_knows(cast, confirmed):
    away(cast)
    at_once(
        lambda: marking.say_backup_goes(confirmed, by=cast.liaison, at=NOW),
        lambda: away(cast, "backup"),
    )

    assert len(desk(cast, "liaison")) == 1


def test_the_questions_asked_do_not_grow_with_the_visits(cast, running, django_assert_num_queries):
    for last in (WED, date(2025, 3, 20)):
        made = away(cast, days=(WED, last))
        # Two of them ask what the reader reaches.
        with access.remembering(), django_assert_num_queries(8):
            found = absences_agenda.waiting_for(cast.liaison, NOW)
        leave.withdraw(made, by=cast.liaison, at=NOW)
    assert len(found) == 6


# --- pages --------------------------------------------------------------------------------------


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


TYPED = {"starts_on": DAYS[0].isoformat(), "ends_on": DAYS[1].isoformat()}


def test_the_page_shows_them_first_and_saves_when_they_were_seen(cast, as_, now, confirmed):
    client = as_(cast.liaison)

    first = client.post("/away/", TYPED)

    text = first.content.decode()
    assert first.status_code == 200
    assert "1 visit falls into these days" in text
    assert confirmed.get_absolute_url() in text
    assert not Leave.objects.exists()
    mark = re.search(r'name="missed" value="(\w+)"', text)[1]
    assert client.post("/away/", TYPED | {"missed": mark}).status_code == 302
    assert Leave.objects.get().person == cast.liaison


def test_with_nothing_in_these_days_one_press_saves(cast, as_, now):
    assert as_(cast.liaison).post("/away/", TYPED).status_code == 302


def test_the_visit_says_it_to_their_side_with_the_press_that_settles_it(cast, as_, now, confirmed):
    away(cast)
    client, url = as_(cast.backup), confirmed.get_absolute_url()
    assert "is away then" in client.get(url).content.decode()
    assert "is away then" not in as_(cast.manager).get(url).content.decode()

    done = client.post(f"{url}backup/", {"seen": confirmed.revision}, follow=True)

    assert "Kept: the backup goes." in done.content.decode()
    assert "is away then" not in client.get(url).content.decode()
