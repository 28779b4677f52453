"""The site says when it operates; nothing is overwritten, and everybody concerned can know."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Person
from audit.models import Entry
from liaison import events, hours, hours_file, opening, timekeeping
from liaison.models import HoursSet
from liaison.opening import CannotSetHours
from liaison.refusal import Stale
from liaison.strict_json import BadDocument
from liaison.timekeeping import SiteState
from tests.cast import HARBOUR_HOURS, NOW, RECORDED

DAYTIME = {"hours": [{"weekday": "monday", "opens": "09:00", "closes": "17:00"}]}
LATER = NOW + timedelta(days=1)


@contextmanager
def heard():
    """What the apps above are told."""
    news = []

    def receiver(sender, **kwargs):
        news.append(kwargs)

    events.hours_changed.connect(receiver)
    try:
        yield news
    finally:
        events.hours_changed.disconnect(receiver)


def test_the_manager_changes_the_hours_and_the_old_ones_stay_on_record(cast):
    before = timekeeping.hours_known(cast.site)

    after = opening.set_hours(cast.site, DAYTIME, by=cast.manager, at=NOW)

    assert timekeeping.hours_known(cast.site) == after
    assert timekeeping.hours_known(cast.site, NOW - timedelta(seconds=1)) == before
    assert after.schedule["hours"] == DAYTIME["hours"]
    assert after.schedule["buffer_before_minutes"] == 30
    assert (after.recorded_at, after.recorded_by) == (NOW, cast.manager)


@pytest.mark.parametrize(
    "part", ["staff", "leader", "liaison", "police_leader", "other_manager", "admin", "former"]
)
def test_nobody_but_the_site_manager_changes_the_hours(cast, part):
    with pytest.raises(PermissionDenied, match="Site manager"):
        opening.set_hours(cast.site, DAYTIME, by=getattr(cast, part), at=NOW)

    assert HoursSet.objects.filter(site=cast.site).count() == 1


def test_the_portal_itself_may(cast):
    opening.set_hours(cast.site, DAYTIME, by=Person.system(), at=NOW)

    assert timekeeping.hours_known(cast.site).recorded_by.is_system


def test_a_change_is_in_the_chains_of_the_operator_and_of_each_partnership(cast):
    after = opening.set_hours(cast.site, DAYTIME, by=cast.manager, at=NOW)

    chains = {entry.chain_id for entry in Entry.objects.all()}
    bodies = [entry.body.body for entry in Entry.objects.select_related("body")]
    assert chains == {cast.operator.pk, cast.partnership.pk}
    assert all(str(after.pk) in str(body) for body in bodies)
    assert not any("09:00" in str(body) for body in bodies)
    assert {entry.at for entry in Entry.objects.all()} == {NOW}


def test_the_apps_above_hear_of_a_change_in_its_transaction(cast):
    with heard() as news:
        after = opening.set_hours(cast.site, DAYTIME, by=cast.manager, at=NOW)

    assert [(n["site"], n["hours_set"], n["by"], n["at"]) for n in news] == [
        (cast.site, after, cast.manager, NOW)
    ]


def test_nothing_is_changed_when_a_consequence_fails(cast):
    def broken(sender, **kwargs):
        raise RuntimeError

    events.hours_changed.connect(broken)
    try:
        with pytest.raises(RuntimeError):
            opening.set_hours(cast.site, DAYTIME, by=cast.manager, at=NOW)
    finally:
        events.hours_changed.disconnect(broken)

    assert HoursSet.objects.filter(site=cast.site).count() == 1
    assert not Entry.objects.exists()


def test_the_same_hours_again_change_nothing(cast):
    before = timekeeping.hours_known(cast.site)

    with heard() as news:
        after = opening.set_hours(cast.site, HARBOUR_HOURS, by=cast.manager, at=NOW)

    assert after == before
    assert not news
    assert not Entry.objects.exists()


def test_what_somebody_else_has_saved_meanwhile_is_not_overwritten(cast):
    seen = str(timekeeping.hours_known(cast.site).pk)
    theirs = opening.set_hours(cast.site, DAYTIME, by=cast.alternate, at=NOW)

    with pytest.raises(Stale, match="Somebody else"):
        opening.set_hours(cast.site, {"hours": []}, by=cast.manager, at=LATER, expected=seen)

    assert timekeeping.hours_known(cast.site) == theirs


def test_one_may_have_seen_that_no_hours_were_said(cast):
    new = type(cast.site).objects.create(
        slug="new-site", operator=cast.operator, name="New site", zone="America/Vancouver"
    )
    opening.set_hours(new, DAYTIME, by=cast.alternate, at=NOW, expected="")

    with pytest.raises(Stale):
        opening.set_hours(new, {"hours": []}, by=cast.alternate, at=LATER, expected="")


def test_hours_that_contradict_themselves_are_refused(cast):
    twice = {"hours": DAYTIME["hours"] * 2}

    with pytest.raises(BadDocument, match="overlaps"):
        opening.set_hours(cast.site, twice, by=cast.manager, at=NOW)


def test_two_changes_never_share_a_moment(cast):
    first = opening.set_hours(cast.site, DAYTIME, by=cast.manager, at=NOW)
    second = opening.set_hours(cast.site, {"hours": []}, by=cast.manager, at=NOW)

    assert second.recorded_at > first.recorded_at
    assert timekeeping.hours_known(cast.site) == second


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_nobody_rewrite_the_hours(cast):
    known = timekeeping.hours_known(cast.site)

    for attempt in (
        lambda: HoursSet.objects.filter(pk=known.pk).update(schedule={}),
        lambda: HoursSet.objects.filter(pk=known.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()

    assert timekeeping.hours_known(cast.site).schedule["hours"] == known.schedule["hours"]


def state_of(site, at, known_at=None) -> SiteState:
    """At *at*, by what is known now or was known at *known_at*."""
    known = timekeeping.hours_known(site, known_at)
    return timekeeping.state_from(site, known, at, now=known_at is None)


@pytest.mark.parametrize(
    ("lifecycle", "state"),
    [
        ("operating", SiteState.OPERATING),
        ("suspended", SiteState.SUSPENDED),
        ("proposed", SiteState.NON_OPERATIONAL),
        ("pre_opening", SiteState.NON_OPERATIONAL),
        ("relocating", SiteState.NON_OPERATIONAL),
        ("closed", SiteState.NON_OPERATIONAL),
    ],
)
def test_whether_the_hours_count_depends_on_the_stage_of_life(cast, lifecycle, state):
    opening.set_hours(cast.site, {**HARBOUR_HOURS, "blackouts": []}, by=cast.manager, at=NOW)
    opening.set_lifecycle(
        cast.site, lifecycle, opens_on=date(2025, 9, 1), by=cast.manager, at=LATER
    )

    cast.site.refresh_from_db()
    assert state_of(cast.site, NOW) == state
    assert state_of(cast.site, NOW, known_at=LATER) == state
    # What was known before still holds for then.
    assert state_of(cast.site, NOW, known_at=NOW) == SiteState.OPERATING


def test_a_stage_of_life_that_does_not_exist_is_refused(cast):
    with pytest.raises(CannotSetHours, match="no stage"):
        opening.set_lifecycle(cast.site, "asleep", by=cast.manager, at=NOW)


def test_hours_of_the_past_are_read_in_the_zone_they_were_said_in(cast):
    opening.set_hours(cast.site, DAYTIME, by=cast.manager, at=RECORDED + timedelta(days=1))
    type(cast.site).objects.filter(pk=cast.site.pk).update(zone="America/Toronto")
    cast.site.refresh_from_db()
    opening.set_hours(cast.site, DAYTIME, by=cast.manager, at=LATER)
    # Monday 06:30 in Vancouver, 09:30 in Toronto.
    monday = datetime(2025, 2, 3, 14, 30, tzinfo=UTC)

    assert state_of(cast.site, monday) == SiteState.OPERATING
    assert state_of(cast.site, monday, monday) == SiteState.NON_OPERATIONAL


@pytest.mark.parametrize("lifecycle", ["proposed", "pre_opening", "suspended"])
def test_a_site_that_does_not_run_is_free_for_visits_all_the_time(cast, lifecycle):
    opening.set_lifecycle(cast.site, lifecycle, opens_on=date(2025, 9, 1), by=cast.manager, at=NOW)
    cast.site.refresh_from_db()

    free = hours.bookable(timekeeping.schedule_of(cast.site), NOW, LATER)

    assert free == [hours.Span(NOW, LATER)]


def test_a_site_without_hours_counts_as_operating(cast):
    new = type(cast.site)(operator=cast.operator, zone="America/Vancouver", lifecycle="operating")

    assert timekeeping.hours_known(new) is None
    assert state_of(new, NOW) == SiteState.OPERATING
    assert opening.hours_of(None) == hours_file.check({})
