"""An incident is judged by what was known and what applied when it happened (promise 10)."""

from datetime import UTC, datetime, timedelta

import pytest

from incidents.tests import reports
from liaison.models import Designation, HoursSet
from liaison.roles import Side
from liaison.timekeeping import SiteState
from tests.cast import HARBOUR_HOURS, NOW, RECORDED, SINCE

CLOSED = datetime(2025, 2, 4, 13, tzinfo=UTC)  # 05:00 in Vancouver


@pytest.mark.parametrize(
    ("happened", "state"),
    [(reports.HAPPENED, SiteState.OPERATING), (CLOSED, SiteState.NON_OPERATIONAL)],
)
def test_the_state_of_the_site_then(cast, happened, state):
    assert reports.logged(cast, occurred_at=happened).site_state == state


def test_hours_that_nobody_had_said_yet_count_as_operating(cast):
    incident = reports.logged(cast, occurred_at=RECORDED - timedelta(hours=8))

    assert (incident.hours_set, incident.site_state) == (None, SiteState.OPERATING)


def test_hours_said_later_do_not_reach_back(cast):
    before = reports.logged(cast)
    never = {**HARBOUR_HOURS, "hours": []}
    later = HoursSet.objects.create(
        site=cast.site, schedule=never, recorded_at=NOW, recorded_by=cast.manager
    )

    same_moment = reports.logged(cast, at=NOW + timedelta(hours=1))
    after = reports.logged(
        cast, occurred_at=NOW + timedelta(minutes=1), at=NOW + timedelta(hours=1)
    )

    assert before.hours_set == same_moment.hours_set != later
    assert before.site_state == same_moment.site_state == SiteState.OPERATING
    assert (after.hours_set, after.site_state) == (later, SiteState.NON_OPERATIONAL)


def test_the_version_in_force_then_and_none_before_there_was_one(cast, agreed):
    now = reports.logged(cast)
    earlier = reports.logged(cast, occurred_at=agreed.starts - timedelta(minutes=1))
    at_the_start = reports.logged(cast, occurred_at=agreed.starts)

    assert now.in_force == at_the_start.in_force == agreed
    assert earlier.in_force is None


def test_a_version_that_was_ended_still_judges_its_days(cast, agreed):
    incident = reports.logged(cast)
    ends = reports.ended(cast, agreed).ends

    logged_late = reports.logged(cast, at=ends + timedelta(days=1))
    after = reports.logged(cast, occurred_at=ends, at=ends + timedelta(days=1))

    incident.refresh_from_db()
    assert incident.in_force == logged_late.in_force == agreed
    assert after.in_force is None


def test_who_spoke_for_each_side_that_day(cast):
    incident = reports.logged(cast)

    assert incident.site_speaker.person == cast.manager
    assert incident.police_speaker.person == cast.liaison


def test_somebody_designated_later_did_not_speak_then(cast):
    former = Designation.objects.get(side=Side.POLICE, rank=Designation.Rank.PRIMARY)
    former.ended_at = NOW
    former.save()
    Designation.objects.create(
        partnership=cast.partnership,
        side=Side.POLICE,
        rank=Designation.Rank.PRIMARY,
        person=cast.backup,
        post="New liaison officer",
        starts_on=SINCE,
        made_at=NOW,
        made_by=cast.police_leader,
    )

    then = reports.logged(cast)
    later = reports.logged(
        cast, occurred_at=NOW + timedelta(minutes=1), at=NOW + timedelta(hours=1)
    )

    assert then.police_speaker.person == cast.liaison
    assert later.police_speaker.post == "New liaison officer"


def test_the_backup_speaks_where_there_is_no_primary(cast):
    Designation.objects.filter(side=Side.SITE, rank=Designation.Rank.PRIMARY).update(
        ended_at=RECORDED
    )

    assert reports.logged(cast).site_speaker.person == cast.alternate


def test_with_two_services_it_is_judged_when_it_is_known_between_whom(cast, second, agreed):
    incident = reports.released(cast, to=cast.partnership.pk)

    assert incident.in_force == agreed
    assert incident.police_speaker.person == cast.liaison


def test_logging_asks_one_query_of_what_applied_then(cast, django_assert_num_queries):
    """The transaction, two for standing, one for the site, one for the case, two for its words
    and four for the ledger."""
    reports.logged(cast)  # the queries are worked out

    with django_assert_num_queries(2 + 2 + 1 + 1 + 2 + 4):
        reports.logged(cast)
