"""A critical matter: those in charge of its side are told at once, and one of them takes it up."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from incidents import taking_up
from incidents.models import Incident, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Lane, Severity
from incidents.tests import reports
from incidents.tests.conftest import mandate
from incidents.tests.test_notices import told
from liaison.models import Site
from liaison.refusal import Stale
from liaison.roles import Role
from notifications.models import Notice
from tests.cast import NOW

CALLED = "The director, at 14:20; the duty inspector, at 14:30."


@pytest.fixture
def critical(cast):
    return reports.logged(cast, severity=Severity.CRITICAL)


def test_those_in_charge_of_the_own_side_are_told_at_once_and_nobody_else(cast, critical):
    assert told(cast, "critical") == {"manager", "alternate", "leader"}
    assert critical.turn == "site"
    assert (critical.turn_since, (critical.due_at - NOW).total_seconds()) == (NOW, 24 * 3600)


def test_what_the_police_log_is_told_to_the_police(cast):
    reports.logged(cast, by=cast.liaison, kind="X1", severity=Severity.CRITICAL)

    assert told(cast, "critical") == {"backup", "police_leader"}


def test_a_site_with_several_services_is_told_too(cast, second):
    reports.logged(cast, severity=Severity.CRITICAL)

    assert told(cast, "critical") == {"manager", "alternate", "leader"}


def test_a_manager_of_another_site_is_not_told(cast, second):
    """Before it is settled with which service, it is with the people of its site."""
    elsewhere = Site.objects.create(
        slug="pier", name="Pier", operator=cast.operator, zone="America/Vancouver"
    )
    mandate(cast.stranger, Role.SITE_MANAGER, cast.operator, giver=cast.leader, site=elsewhere)

    reports.logged(cast, severity=Severity.CRITICAL)

    recipients = set(Notice.objects.values_list("recipient", flat=True))
    assert recipients == {cast.manager.pk, cast.alternate.pk, cast.leader.pk}


def test_what_is_not_critical_alarms_nobody(cast):
    incident = reports.logged(cast)

    assert incident.turn is None
    assert not Notice.objects.exists()


def test_the_line_stays_in_the_own_lane_and_in_the_own_ledger(cast, critical):
    statement = taking_up.take_up(critical, CALLED, by=cast.manager, at=NOW)

    critical.refresh_from_db()
    assert (critical.stage, critical.turn, critical.due_at) == ("logged", None, None)
    assert (statement.lane, statement.kind, statement.words()) == (Lane.SITE, "call", CALLED)
    assert critical.moves.get().statement == statement
    entry = Entry.objects.latest("at", "seq")
    assert entry.vis == 1
    assert Notice.objects.exclude(kind="incidents/critical").count() == 0


def test_more_calls_are_kept_too(cast, critical):
    for who in (cast.manager, cast.alternate):
        taking_up.take_up(critical, CALLED, by=who, at=NOW)

    assert critical.moves.count() == 2


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "other_manager", "admin"])
def test_only_those_who_decide_for_the_own_side_take_it_up(cast, critical, part):
    with pytest.raises((PermissionDenied, Incident.DoesNotExist)):
        taking_up.take_up(critical, CALLED, by=getattr(cast, part), at=NOW)
    assert not Statement.objects.filter(kind="call").exists()


def test_what_is_not_critical_is_not_taken_up_like_this(cast):
    with pytest.raises(NotTheMoment):
        taking_up.take_up(reports.logged(cast), CALLED, by=cast.manager, at=NOW)


def test_whoever_looks_at_an_old_page_is_told(cast, critical):
    taking_up.take_up(critical, CALLED, by=cast.manager, at=NOW)

    with pytest.raises(Stale):
        taking_up.take_up(critical, CALLED, by=cast.alternate, revision=0, at=NOW)


def test_the_page_says_whom_to_ring_and_keeps_the_line(cast, critical, as_):
    manager = as_(cast.manager)
    page = manager.get(critical.get_absolute_url()).content.decode()
    for words in ("Your turn", "+1 604 555 0150", "call 911", "Police Complaint Commissioner"):
        assert words in page, words
    assert "Those in charge of this site at Harbour Health" in page

    answer = manager.post(
        f"{critical.get_absolute_url()}take-up/",
        {"words": CALLED, "seen": critical.stamp},
        follow=True,
    )
    page = answer.content.decode()
    assert "Taken up: whom we told" in page
    assert "The director, at 14:20" in page
    assert "Your turn" not in page


def test_site_staff_see_that_it_is_taken_care_of_and_are_asked_for_nothing(cast, critical, as_):
    taking_up.take_up(critical, CALLED, by=cast.manager, at=NOW)

    page = as_(cast.staff).get(critical.get_absolute_url()).content.decode()
    assert "Taken up" in page
    assert "take-up/" not in page


@pytest.mark.parametrize("words", ["", "call 604 555 1234"])
def test_a_line_that_is_empty_or_may_tell_too_much_comes_back(cast, critical, as_, words):
    address = f"{critical.get_absolute_url()}take-up/"
    answer = as_(cast.manager).post(address, {"words": words, "seen": critical.stamp})

    assert answer.status_code == 422
    assert not Statement.objects.filter(kind="call").exists()
