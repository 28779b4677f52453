"""How often the two sides want to meet: set by either side, and the pages that say so."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import EntryBody
from liaison.models import Lifecycle
from liaison.refusal import Stale
from notifications.models import Notice
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits.contact import contacts, goals
from visits.contact.contacts import Spoke
from visits.contact.goals import CannotSetGoal, Wanted
from visits.kinds import ONCE, Kind
from visits.models import ContactGoal

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def aim(cast, kind=Kind.CHECK_IN, times=1, per="month", *, by="manager", at=NOW, seen=None):
    wanted = Wanted(times, per)
    setter = getattr(cast, by)
    return goals.set_goal(cast.partnership, kind, wanted, by=setter, seen=seen, at=at)


def end(cast, kind=Kind.CHECK_IN, *, by="manager", seen=None):
    return goals.end_goal(cast.partnership, kind, by=getattr(cast, by), seen=seen, at=NOW)


def spoke(cast, at):
    spoken = Spoke(way="call", at=at)
    return contacts.log(cast.partnership, spoken, by=cast.staff, at=at)


# --- setting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("manager", {"liaison", "backup", "police_leader"}),
        ("alternate", {"liaison", "backup", "police_leader"}),
        ("liaison", {"manager", "alternate"}),
        ("backup", {"manager", "alternate"}),
    ],
)
def test_either_side_sets_one_and_the_other_is_told(cast, by, told):
    goal = aim(cast, times=2, by=by)

    assert (goal.number, goal.often, goal.stands_from) == (1, "2 times a month", date(2025, 2, 4))
    notices = Notice.objects.filter(kind="visits/goal_set")
    assert {one.recipient for one in notices} == {getattr(cast, name) for name in told}
    said = EntryBody.objects.latest("entry__seq").read()
    assert said["verb"] == "visits.goal_set"
    assert (said["facts"]["times"], said["facts"]["per"]) == (2, "month")


@pytest.mark.parametrize(
    "by", ["staff", "leader", "police_leader", "auditor", "other_manager", "admin"]
)
def test_nobody_else_sets_or_ends_one(cast, by):
    aim(cast)

    with pytest.raises(PermissionDenied):
        aim(cast, times=2, by=by)
    with pytest.raises(PermissionDenied):
        end(cast, by=by)


def test_a_change_is_a_row_the_same_again_is_none_and_ending_is_one(cast):
    first = aim(cast)

    assert aim(cast, by="liaison") == first
    aim(cast, times=2, by="liaison")
    ended = end(cast)
    assert (ended.number, ended.is_ended) == (3, True)
    assert not ContactGoal.objects.standing().exists()
    assert EntryBody.objects.latest("entry__seq").read()["verb"] == "visits.goal_ended"
    with pytest.raises(CannotSetGoal):
        end(cast)
    assert aim(cast, times=2).number == 4


@pytest.mark.parametrize(
    "over",
    [
        {"times": 0},
        {"times": 61},
        {"per": "week"},
        {"kind": "party"},
        *({"kind": kind} for kind in ONCE),
        {"kind": Kind.PRE_OPENING},
    ],
    ids=str,
)
def test_what_is_no_goal_is_refused(cast, over):
    with pytest.raises(CannotSetGoal):
        aim(cast, **over)

    assert not ContactGoal.objects.exists()


def test_rows_are_never_changed(cast):
    aim(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        ContactGoal.objects.update(times=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        ContactGoal.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_two_sides_that_set_one_at_once_leave_one_row(cast):
    seen = goals.stamp(None)

    ended = at_once(
        lambda: aim(cast, times=2, by="manager", seen=seen),
        lambda: aim(cast, times=3, by="liaison", seen=seen),
    )

    only_one(ended, Stale)
    assert ContactGoal.objects.count() == 1


# --- the pages -----------------------------------------------------------------------------------


@pytest.fixture
def address(cast):
    return reverse("visits:goal_list", args=[cast.partnership.pk])


def test_only_what_can_still_be_held_at_the_site_is_offered_as_a_goal(cast, as_, now, address):
    client = as_(cast.liaison)
    assert "Walk-through before opening" not in client.get(address).content.decode()

    cast.site.lifecycle = Lifecycle.PRE_OPENING
    cast.site.save()
    assert "Walk-through before opening" in client.get(address).content.decode()


def test_a_usual_goal_is_offered_and_set_only_when_it_is_sent(cast, as_, now, address):
    client = as_(cast.liaison)
    assert "What many sites aim for" in client.get(address).content.decode()
    page = client.get(f"{address}tour/")
    assert page.context["form"].initial == {"times": 1, "per": "quarter"}
    assert not ContactGoal.objects.exists()

    sent = client.post(
        f"{address}tour/", {"times": 1, "per": "quarter", "seen": page.context["stamp"]}
    )

    assert sent.url == address
    shown = as_(cast.manager).get(address).content.decode()
    assert "0 of 1 in quarter 1 of 2025" in shown
    assert f"{cast.liaison.name} · Police" in shown


def test_who_only_looks_on_changes_nothing(cast, as_, now, address):
    aim(cast)

    page = as_(cast.staff).get(address).content.decode()
    assert "check_in" not in page
    assert "What many sites aim for" not in page
    assert as_(cast.other_manager).get(address).status_code == 404


@pytest.mark.parametrize(("over", "status"), [({"times": "0"}, 422), ({"seen": "old"}, 409)])
def test_what_is_refused_keeps_what_was_typed(cast, as_, now, address, over, status):
    aim(cast)
    data = {"times": "7", "per": "year", "seen": goals.stamp(ContactGoal.objects.get())} | over

    page = as_(cast.manager).post(f"{address}check_in/", data)

    assert page.status_code == status
    assert f'value="{data["times"]}"' in page.content.decode()
    assert ContactGoal.objects.get().times == 1


def test_it_is_ended_with_one_press(cast, as_, now, address):
    aim(cast)
    client, seen = as_(cast.manager), goals.stamp(ContactGoal.objects.get())

    assert client.post(f"{address}check_in/end/", {"seen": "old"}).status_code == 409
    assert client.post(f"{address}check_in/end/", {"seen": seen}).url == address
    assert client.post(f"{address}party/end/").status_code == 404
    assert "no goal any more" in client.get(address).content.decode()


@pytest.mark.parametrize("page", ["/visits/", "/sites/harbour-street/"])
def test_what_is_missing_stands_on_the_pages_with_the_way_to_a_time(cast, as_, now, page):
    aim(cast, Kind.TOUR, per="quarter")

    text = as_(cast.liaison).get(page).content.decode()

    assert "0 of 1 in quarter 1 of 2025" in text
    assert f"/visits/new/?partnership={cast.partnership.pk}&amp;kind=tour" in text


@pytest.mark.parametrize(("asked", "kind"), [("tour", "tour"), ("party", Kind.CHECK_IN)])
def test_the_finder_begins_with_the_kind_of_the_link(cast, as_, now, asked, kind):
    page = as_(cast.liaison).get(f"/visits/new/?partnership={cast.partnership.pk}&kind={asked}")

    assert page.context["form"]["kind"].value() == kind
    assert page.context["asked"].kind == kind


def test_the_pages_ask_as_little_however_many_goals_there_are(
    cast, as_, now, address, django_assert_num_queries
):
    client = as_(cast.liaison)
    aim(cast)
    pages = [address, "/", "/visits/", "/sites/harbour-street/"]
    before = [_queries(client, page) for page in pages]
    for kind in (Kind.TOUR, Kind.TRAINING, Kind.LEADERSHIP, "any"):
        aim(cast, kind, per="year")
    for days in range(5):
        spoke(cast, NOW - days * DAY)

    assert [_queries(client, page) for page in pages] == before
    # session, person, standing (2), the partnership, goals, visits, contacts, changes, notices
    with django_assert_num_queries(10):
        client.get(address)


def _queries(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)
