"""Whoever speaks for a side says when they are away."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import EntryBody
from liaison import designation, leave
from liaison.leave import CannotRecordLeave
from liaison.models import Leave
from liaison.refusal import Stale
from liaison.roles import Side
from notifications.models import Notice
from tests.at_once import at_once, only_one
from tests.cast import NOW

MONDAY, FRIDAY = date(2025, 2, 10), date(2025, 2, 14)


@pytest.fixture
def away(cast):
    return leave.record(MONDAY, FRIDAY, by=cast.liaison, at=NOW)


@pytest.mark.django_db
def test_both_sides_are_told_and_the_ledger_holds_the_days(cast, away):
    told = {one.recipient for one in Notice.objects.filter(kind="liaison/leave_recorded")}

    assert {cast.manager, cast.alternate, cast.leader, cast.backup} <= told
    assert cast.liaison not in told
    said = EntryBody.objects.latest("entry__seq").read()
    assert said["verb"] == "liaison.leave_recorded"
    assert said["facts"] == {"first": "2025-02-10", "last": "2025-02-14"}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["police_leader", "staff", "leader", "officer", "stranger"])
def test_only_somebody_who_speaks_for_a_side_is_away(cast, who):
    with pytest.raises(PermissionDenied):
        leave.record(MONDAY, FRIDAY, by=getattr(cast, who), at=NOW)


@pytest.mark.django_db
def test_nobody_waits_to_be_told_that_they_speak_for_no_side(cast):
    with CaptureQueriesContext(connection) as asked, pytest.raises(PermissionDenied):
        leave.record(MONDAY, FRIDAY, by=cast.staff, at=NOW)

    assert not [one for one in asked.captured_queries if 'FROM "accounts_person"' in one["sql"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "field", "says"),
    [
        ((FRIDAY, MONDAY), "ends_on", "Fri 14 Feb 2025"),
        ((date(2025, 1, 1), date(2025, 2, 3)), "ends_on", "Tue 4 Feb 2025"),
        ((MONDAY, date(2026, 2, 11)), "ends_on", "Tue 10 Feb 2026"),
        ((date(9999, 12, 1), date(9999, 12, 31)), "starts_on", "Tue 31 Dec 2199"),
        ((date(2199, 12, 1), date(2200, 1, 1)), "ends_on", "Tue 31 Dec 2199"),
    ],
)
def test_days_that_do_not_fit_are_refused_with_what_would(cast, days, field, says):
    with pytest.raises(CannotRecordLeave, match=says) as refused:
        leave.record(*days, by=cast.liaison, at=NOW)

    assert refused.value.field == field


@pytest.mark.django_db
def test_days_said_already_are_not_said_again(cast, away):
    with pytest.raises(CannotRecordLeave, match="Mon 10 Feb 2025 to Fri 14 Feb 2025"):
        leave.record(FRIDAY, date(2025, 2, 20), by=cast.liaison, at=NOW)

    leave.withdraw(away, by=cast.liaison, at=NOW)
    leave.record(FRIDAY, date(2025, 2, 20), by=cast.liaison, at=NOW)


@pytest.mark.django_db
def test_it_is_taken_back_by_the_person_alone_and_once(cast, away):
    with pytest.raises(PermissionDenied):
        leave.withdraw(away, by=cast.backup, at=NOW)
    leave.withdraw(away, by=cast.liaison, at=NOW)

    with pytest.raises(Stale):
        leave.withdraw(away, by=cast.liaison, at=NOW)
    assert not Leave.objects.ahead(MONDAY).exists()


@pytest.mark.django_db
def test_the_days_never_change(away):
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.filter(pk=away.pk).update(ends_on=date(2025, 3, 1))


@pytest.mark.django_db
def test_days_on_which_nobody_is_left_are_named(cast, away):
    assert leave.unspoken(away, at=NOW) == []

    second = leave.record(date(2025, 2, 13), date(2025, 2, 20), by=cast.backup, at=NOW)

    (found,) = leave.unspoken(second, at=NOW)
    assert (found.side, found.first, found.last) == (Side.POLICE, date(2025, 2, 13), FRIDAY)


@pytest.mark.django_db
def test_without_a_backup_nobody_is_left_at_once(cast):
    backup = cast.partnership.designations.get(person=cast.alternate)
    designation.end(backup, by=cast.leader, at=NOW)

    made = leave.record(MONDAY, FRIDAY, by=cast.manager, at=NOW)

    (found,) = leave.unspoken(made, at=NOW)
    assert (found.side, found.first, found.last) == (Side.SITE, MONDAY, FRIDAY)


@pytest.mark.django_db(transaction=True)
def test_the_same_days_said_twice_at_once_stand_once(cast):
    ended = at_once(*[lambda: leave.record(MONDAY, FRIDAY, by=cast.liaison, at=NOW)] * 3)

    only_one(ended, CannotRecordLeave)
    assert Leave.objects.count() == 1


# --- the pages -------------------------------------------------------------------------------


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.mark.django_db
def test_one_says_it_on_a_page_and_hears_at_once_that_nobody_is_left(cast, as_, now, away):
    client = as_(cast.backup)

    answer = client.post(
        "/away/", {"starts_on": "2025-02-12", "ends_on": "2025-02-21"}, follow=True
    )

    text = answer.content.decode()
    assert "From Wed 12 Feb 2025 to Fri 14 Feb 2025 nobody speaks for your side" in text
    assert "Fri 21 Feb 2025" in text


@pytest.mark.django_db
def test_it_stands_beside_the_post_on_the_pages_of_the_site(cast, as_, now, away):
    leave.record(date(2025, 3, 3), date(2025, 3, 7), by=cast.liaison, at=NOW)
    for address in ("/sites/harbour-street/", "/sites/harbour-street/settings/"):
        person = cast.manager if "settings" not in address else cast.police_leader
        text = as_(person).get(address).content.decode()
        assert "Mon 10 Feb 2025" in text, address
        assert text.count("away from") == 1


@pytest.mark.django_db
def test_what_was_typed_is_kept_when_it_is_refused(cast, as_, now):
    page = as_(cast.liaison).post("/away/", {"starts_on": "2025-02-14", "ends_on": "2025-02-10"})

    assert page.status_code == 422
    assert 'value="2025-02-14"' in page.content.decode()


@pytest.mark.django_db
def test_it_is_taken_back_on_the_page(cast, as_, now, away):
    page = as_(cast.liaison).post(f"/away/{away.pk}/withdraw/", follow=True)

    assert "You have not said that you are away." in page.content.decode()
    assert as_(cast.backup).post(f"/away/{away.pk}/withdraw/").status_code == 404
