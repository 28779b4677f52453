"""Each side is told once of a step it owes when its day is near, and once when it is over."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from accounts.models import Person
from audit.models import EntryBody
from liaison import access, opening_day
from liaison.models import Lifecycle, Site
from liaison.roles import Side
from notifications import rendering
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import NOW
from visits import tasks
from visits.kinds import Kind
from visits.models import TrackReminder
from visits.tests import openings
from visits.tests.conftest import local
from visits.tests.openings import DAY, WEEK, meet
from visits.track import reminding as track_reminding
from visits.track.table import STEPS, Code

pytestmark = pytest.mark.django_db
# The walk-through and the test calls are due two weeks before: on 18 March.
OPENS = date(2025, 4, 1)
SITE = {"manager", "alternate"}
POLICE = {"liaison", "backup", "police_leader"}


def run(at=NOW):
    return track_reminding.remind_due(by=Person.system(), at=at)


def told(kind):
    return {one.recipient.email.partition("@")[0] for one in Notice.objects.filter(kind=kind)}


def names(people):
    return {name.replace("_", "-") for name in people}


@pytest.fixture
def late(cast):
    """Everything but the last steps lies behind its day."""
    openings.get_ready(cast, opens_on=OPENS)
    return cast


def rows(kind=None, side=None):
    found = TrackReminder.objects.all()
    if kind:
        found = found.filter(kind=kind)
    if side:
        found = found.filter(side=side)
    return {one.code for one in found}


def test_each_side_is_told_of_what_it_owes_in_one_notice_each(late):
    assert run() == len(TrackReminder.objects.all()) > 8

    assert told("visits/step_overdue") == names(SITE | POLICE)
    assert Notice.objects.filter(kind="visits/step_overdue").count() == 5
    # Who speaks stands on record, and what lies further ahead is not asked for.
    assert Code.SITE_SPEAKS not in rows()
    assert Code.WALK_THROUGH not in rows()
    assert Code.LEGAL_BASIS in rows("overdue", Side.SITE) - rows("overdue", Side.POLICE)
    assert Code.ENDORSED in rows("soon", Side.POLICE) - rows("soon", Side.SITE)
    said = EntryBody.objects.latest("entry__seq").read()
    assert said["verb"] == "visits.step_reminded"


def test_a_second_run_tells_nothing(late):
    run()

    assert run() == run(NOW + timedelta(hours=3)) == 0
    assert Notice.objects.filter(kind="visits/step_overdue").count() == 5


def test_first_when_the_day_is_near_then_when_it_is_over(late):
    near, over = local(3, 4, 12), local(3, 19, 0)
    run(near - DAY)
    assert Code.WALK_THROUGH not in rows()

    run(near)
    assert {Code.WALK_THROUGH, Code.SITE_CALLS} <= rows("soon", Side.SITE)
    assert {Code.WALK_THROUGH, Code.POLICE_CALLS} <= rows("soon", Side.POLICE)
    run(over - timedelta(seconds=1))
    assert Code.WALK_THROUGH not in rows("overdue")
    run(over)
    assert Code.WALK_THROUGH in rows("overdue", Side.SITE) & rows("overdue", Side.POLICE)


def test_a_run_that_was_missed_catches_up_once(late):
    run(local(3, 19, 12))

    assert Code.WALK_THROUGH in rows("overdue")
    assert Code.WALK_THROUGH not in rows("soon")
    assert run(local(3, 20, 12)) == 0


def test_what_is_done_or_agreed_is_not_told(late):
    meet(late, Kind.TRAINING, local(2, 12, 6), upto="agreed")
    meet(late, Kind.JOINT_MEETING, local(2, 13, 6))

    run(local(3, 19, 12))

    assert not {Code.TRAINING, Code.NEIGHBOURS} & rows()


def test_another_opening_day_dates_everything_anew_and_is_told_anew(late):
    run()
    before = TrackReminder.objects.count()

    opening_day.set_day(late.site, OPENS + 2 * WEEK, by=late.manager, at=NOW)

    assert run() > 0
    assert TrackReminder.objects.count() > before
    assert run() == 0


def test_a_site_that_is_open_or_has_no_day_is_left_alone(late):
    for facts in ({"opens_on": None}, {"lifecycle": "suspended"}):
        Site.objects.filter(pk=late.site.pk).update(**facts)
        assert run() == 0


def test_after_the_opening_the_reviews_are_told(late):
    Site.objects.filter(pk=late.site.pk).update(lifecycle=Lifecycle.OPERATING, opens_on=NOW.date())

    assert run() == 2
    assert rows("soon") == {Code.REVIEW_2}
    run(NOW + 15 * DAY)
    assert rows("overdue") == {Code.REVIEW_2}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_every_step_is_told_by_name(late, step):
    notice = Notice(kind="visits/step_soon", recipient=late.manager, path="/")
    notice.facts = {"step": step.code.value, "due_on": "2025-03-04", "others": 2}
    for language in ("en", "fr"):
        with translation.override(language):
            body = rendering.body(notice)
            assert str(step.code.label) in body
            assert "2025" in body


def test_rows_are_never_changed(late):
    run()

    with pytest.raises(DatabaseError), transaction.atomic():
        TrackReminder.objects.update(kind="soon")
    with pytest.raises(DatabaseError), transaction.atomic():
        TrackReminder.objects.all().delete()


def test_the_clock_of_the_portal_does_it(late, time_machine):
    time_machine.move_to(NOW, tick=False)

    tasks.remind_of_openings()

    assert TrackReminder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_once(late):
    access.forget()

    ended = at_once(run, run, refusals=())

    assert sorted(ended)[0] == 0
    assert Notice.objects.filter(kind="visits/step_overdue").count() == 5
