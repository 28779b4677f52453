"""On which day a site opens: the manager says it, it lies ahead, and both sides are told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Person
from liaison import hours_export, hours_file, loading, opening, opening_day, timekeeping
from liaison.models import Lifecycle, Partnership, Site
from liaison.opening_day import CannotSetDay
from liaison.refusal import Stale
from tests.at_once import at_once, only_one
from tests.cast import NOW

pytestmark = pytest.mark.django_db
# NOW is 4 February in Vancouver.
TODAY, AUTUMN = date(2025, 2, 4), date(2025, 9, 1)
BEFORE, READY = Lifecycle.PROPOSED, Lifecycle.PRE_OPENING


def stage(cast, lifecycle, day=None):
    Site.objects.filter(pk=cast.site.pk).update(lifecycle=lifecycle, opens_on=day)
    cast.site.refresh_from_db()


def say(cast, day, *, by="manager", seen=None, at=NOW):
    return opening_day.set_day(cast.site, day, seen=seen, by=getattr(cast, by), at=at)


@pytest.mark.parametrize("lifecycle", [BEFORE, READY])
def test_the_manager_says_it_and_both_sides_are_told(cast, told, written, lifecycle):
    stage(cast, lifecycle)
    Partnership.objects.filter(pk=cast.partnership.pk).update(reviews_held=2)

    assert say(cast, AUTUMN).opens_on == AUTUMN

    assert told("liaison/opening_day_set") == {
        cast.alternate,
        cast.leader,
        cast.liaison,
        cast.backup,
        cast.police_leader,
    }
    said = written("liaison.opening_day_set")
    assert {one[0] for one in said} == {cast.operator.pk, cast.partnership.pk}
    assert said[0][2]["facts"] == {"day": "2025-09-01", "former": None}
    cast.partnership.refresh_from_db()
    assert cast.partnership.reviews_held == 0


@pytest.mark.parametrize(
    "by", ["staff", "leader", "liaison", "police_leader", "observer", "other_manager", "admin"]
)
def test_nobody_else_says_it(cast, by):
    stage(cast, READY)

    with pytest.raises(PermissionDenied):
        say(cast, AUTUMN, by=by)


def test_the_same_day_again_changes_nothing(cast, written):
    stage(cast, READY, AUTUMN)

    say(cast, AUTUMN)

    assert not written("liaison.opening_day_set")


@pytest.mark.parametrize(
    ("lifecycle", "day", "words"),
    [
        (READY, None, "has an opening day"),
        (READY, TODAY - timedelta(days=1), "The first that can be said is Tue 4 Feb 2025"),
        (BEFORE, TODAY - timedelta(days=1), "This day is over"),
        (READY, TODAY + timedelta(days=1826), "The last that can be said is Sun 3 Feb 2030"),
        *((one, AUTUMN, "not opened yet") for one in Lifecycle if one not in (BEFORE, READY)),
    ],
)
def test_what_is_no_opening_day_is_refused_with_the_nearest(cast, lifecycle, day, words):
    stage(cast, lifecycle, AUTUMN + timedelta(days=1) if lifecycle in (BEFORE, READY) else None)

    with pytest.raises(CannotSetDay, match=words) as refused:
        say(cast, day)

    assert refused.value.field == "opens_on"


def test_the_day_is_that_of_the_sites_own_calendar(cast):
    stage(cast, READY)
    # 23:30 on the 4th in Vancouver, the 5th everywhere east of it.
    late = datetime(2025, 2, 5, 7, 30, tzinfo=UTC)

    assert say(cast, TODAY, at=late).opens_on == TODAY
    with pytest.raises(CannotSetDay, match="Wed 5 Feb 2025"):
        say(cast, TODAY - timedelta(days=1), at=late + timedelta(hours=1))


def test_a_proposed_site_may_take_its_day_back(cast):
    stage(cast, BEFORE, AUTUMN)

    assert say(cast, None).opens_on is None


@pytest.mark.django_db(transaction=True)
def test_two_who_say_it_at_once_leave_one_day(cast, written):
    stage(cast, READY)
    seen = opening_day.stamp(cast.site)

    ended = at_once(
        lambda: say(cast, AUTUMN, seen=seen),
        lambda: say(cast, AUTUMN + timedelta(days=7), by="alternate", seen=seen),
    )

    won = only_one(ended, Stale)
    assert Site.objects.get(pk=cast.site.pk).opens_on == won.opens_on
    assert len(written("liaison.opening_day_set")) == 2  # the operator's chain, the partnership's


# --- moving on in life ---------------------------------------------------------------------------


def move(cast, lifecycle, day=None, at=NOW):
    opening.set_lifecycle(cast.site, lifecycle, opens_on=day, by=cast.manager, at=at)
    return Site.objects.get(pk=cast.site.pk)


def test_who_gets_ready_to_open_says_for_which_day(cast):
    with pytest.raises(CannotSetDay, match="has an opening day"):
        move(cast, READY)
    assert Site.objects.get(pk=cast.site.pk).lifecycle == Lifecycle.OPERATING

    assert move(cast, READY, AUTUMN).opens_on == AUTUMN
    assert move(cast, BEFORE).opens_on == AUTUMN


@pytest.mark.parametrize(
    ("said", "opened"),
    [(AUTUMN, TODAY), (TODAY, TODAY), (TODAY - timedelta(days=3), TODAY - timedelta(days=3))],
    ids=["early", "that day", "said late"],
)
def test_a_site_that_opens_keeps_the_day_on_which_it_did(cast, said, opened):
    stage(cast, READY, said)

    assert move(cast, Lifecycle.OPERATING).opens_on == opened
    assert move(cast, Lifecycle.SUSPENDED, AUTUMN).opens_on == opened


def test_a_site_of_which_nobody_said_the_day_opens_without_one(cast):
    stage(cast, READY)

    assert move(cast, Lifecycle.OPERATING).opens_on is None


# --- the file, and the pages ---------------------------------------------------------------------


def test_the_file_carries_it_there_and_back(cast, told):
    stage(cast, Lifecycle.OPERATING, date(2024, 3, 1))
    text = hours_export.exported(cast.site, timekeeping.hours_known(cast.site))
    file = hours_file.read(text.encode())
    assert file.opens_on == date(2024, 3, 1)

    by = Person.system()
    loading.load(file, by=by, at=NOW)  # the hours of the cast are not in their canonical form

    assert loading.load(file, by=by, at=NOW).did == ()
    stage(cast, Lifecycle.OPERATING)
    assert loading.load(file, by=by, at=NOW).did == ("opening day recorded",)
    assert Site.objects.get(pk=cast.site.pk).opens_on == date(2024, 3, 1)
    assert cast.liaison in told("liaison/opening_day_set")


def address(cast, name):
    return reverse(f"liaison:{name}", args=[cast.site.slug])


@pytest.fixture
def manager(cast, as_, frozen):
    return as_(cast.manager)


def test_it_is_said_on_a_page_of_its_own(cast, manager):
    stage(cast, READY)
    page = manager.get(address(cast, "opening_day_set"))
    sent = {"opens_on": "2025-09-01", "seen": page.context["stamp"]}

    assert manager.post(address(cast, "opening_day_set"), sent).status_code == 302
    assert "Mon 1 Sep 2025" in manager.get(address(cast, "site_settings")).content.decode()
    again = manager.post(address(cast, "opening_day_set"), sent | {"opens_on": "2025-10-01"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("opening_day_set", {"opens_on": "2025-02-03"}),
        ("lifecycle_change", {"lifecycle": "pre_opening", "opens_on": "2025-02-03"}),
        ("lifecycle_change", {"lifecycle": "pre_opening", "opens_on": ""}),
    ],
)
def test_what_is_refused_stands_beside_its_field_and_keeps_what_was_typed(
    cast, manager, name, data
):
    stage(cast, BEFORE)
    page = manager.get(address(cast, name))

    answer = manager.post(address(cast, name), data | {"seen": page.context.get("stamp", "")})

    assert answer.status_code == 422
    assert answer.context["form"].errors["opens_on"]
    assert answer.context["form"]["opens_on"].value() == data["opens_on"]


def test_the_stage_of_life_and_the_day_are_said_together(cast, manager):
    data = {"lifecycle": "pre_opening", "opens_on": "2025-09-01"}

    assert manager.post(address(cast, "lifecycle_change"), data).status_code == 302
    cast.site.refresh_from_db()
    assert (cast.site.lifecycle, cast.site.opens_on) == (READY, AUTUMN)
