"""One side stops a text at once, whole or by clause, for some days; the same side resumes it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from liaison.models import Mandate
from liaison.roles import Role
from notifications.models import Notice
from protocols import drafting, in_force, suspending
from protocols.entry import Circumstance, Disposition, Instrument, Rule, SiteState
from protocols.holding import FREE
from protocols.suspending import CannotResume, CannotSuspend
from protocols.tests.conftest import SIGNED_SECOND, agree
from tests.cast import SINCE

DAY = timedelta(days=1)
AT = SIGNED_SECOND + 10 * DAY
WHY = "The back door is being rebuilt and nobody can meet officers there."
OPEN = SiteState.OPERATING


def suspend(version, cast, *, clause=None, days=5, by=None, at=AT, reason=WHY):
    return suspending.suspend(
        version,
        cast.partnership,
        clause=clause,
        days=days,
        reason=reason,
        by=by or cast.manager,
        at=at,
    )


def held(cast, at):
    return in_force.what_applied(cast.partnership, at).hold


def asked(cast, at, circumstance=Circumstance.C13, **more):
    applied = in_force.what_applied(cast.partnership, at)
    return applied.answer(circumstance, OPEN, language="en", **more)


def test_a_suspended_protocol_is_answered_by_the_floor_for_as_long(cast, signed):
    suspend(signed, cast)

    assert asked(cast, AT - DAY).answer.rule is Rule.TABLE
    during = asked(cast, AT + DAY)
    assert (during.disposition, during.answer.rule) == (Disposition.DO_NOT_ENTER, Rule.SUSPENDED)
    assert "suspended" in str(during.steps[0])
    assert held(cast, AT).until == AT + 5 * DAY
    assert asked(cast, AT + 5 * DAY).answer.rule is Rule.TABLE


def test_a_suspended_clause_is_answered_by_the_floor_and_the_rest_stands(cast, signed):
    suspend(signed, cast, clause=11)

    told = asked(cast, AT)
    assert (told.clause, told.answer.rule) == (11, Rule.CLAUSE_SUSPENDED)
    assert told.disposition is Disposition.DO_NOT_ENTER
    assert "clause is suspended" in str(told.steps[0])
    assert asked(cast, AT, Circumstance.C16).answer.rule is Rule.TABLE
    assert held(cast, AT).clauses == [11]


def test_a_threat_a_paper_and_a_call_keep_their_answer(cast, signed):
    suspend(signed, cast)

    threat = asked(cast, AT, threat_to_life=True)
    paper = asked(cast, AT, instrument=Instrument.ENTRY_WARRANT)
    called = asked(cast, AT, Circumstance.C01)
    assert threat.disposition is Disposition.ENTER_NOW
    assert paper.disposition is Disposition.ENTER_AFTER_NOTICE
    assert called.disposition is Disposition.ENTER_NOW


def test_it_applies_again_when_the_side_that_suspended_resumes(cast, signed):
    suspension = suspend(signed, cast)
    suspending.resume(suspension, by=cast.leader, at=AT + 2 * DAY)

    assert held(cast, AT + DAY).is_suspended  # what was suspended then stays so
    assert held(cast, AT + 2 * DAY) == FREE
    with pytest.raises(CannotResume, match="already over"):
        suspending.resume(suspension, by=cast.manager, at=AT + 3 * DAY)


def test_the_other_side_does_not_resume_it(cast, signed):
    suspension = suspend(signed, cast)

    with pytest.raises(CannotResume, match="other side"):
        suspending.resume(suspension, by=cast.police_leader, at=AT + DAY)


def test_both_sides_may_suspend_and_it_stands_until_the_last_has_resumed(cast, signed):
    first = suspend(signed, cast, days=9)
    suspend(signed, cast, days=3, by=cast.police_leader)
    suspending.resume(first, by=cast.manager, at=AT + DAY)

    assert held(cast, AT + 2 * DAY).until == AT + 3 * DAY


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"days": 0}, "days", "up to 14"),
        ({"days": 15}, "days", "up to 14"),
        ({"clause": 99}, "clause", "no such clause"),
        ({"reason": "  "}, "reason", "Say why"),
        ({"at": SIGNED_SECOND - DAY}, None, "not in force"),
    ],
)
def test_what_cannot_be_suspended_is_refused_with_the_reason(cast, signed, values, field, says):
    with pytest.raises(CannotSuspend, match=says) as refused:
        suspend(signed, cast, **values)
    assert refused.value.field == field


def test_what_is_suspended_already_is_not_suspended_again(cast, signed):
    suspend(signed, cast, clause=11)
    with pytest.raises(CannotSuspend, match="this clause already"):
        suspend(signed, cast, clause=11, at=AT + DAY)
    suspend(signed, cast, at=AT + DAY)

    with pytest.raises(CannotSuspend, match="whole protocol already"):
        suspend(signed, cast, clause=12, at=AT + 2 * DAY)


def test_the_days_are_counted_by_side_and_given_back_when_it_resumes_early(cast, signed):
    first = suspend(signed, cast, days=10)
    suspending.resume(first, by=cast.manager, at=AT + 3 * DAY)
    left = suspending.days_left(signed, cast.partnership, "site", AT + 3 * DAY)
    assert left == 11
    assert suspending.days_left(signed, cast.partnership, "police", AT) == 14
    suspend(signed, cast, days=11, at=AT + 4 * DAY)

    with pytest.raises(CannotSuspend, match="has used the days"):
        suspend(signed, cast, days=1, at=AT + 20 * DAY)


def test_two_clauses_at_the_same_time_count_once(cast, signed):
    suspend(signed, cast, clause=11, days=6)
    suspend(signed, cast, clause=12, days=4, at=AT + DAY)

    assert suspending.days_left(signed, cast.partnership, "site", AT + DAY) == 8


def test_the_next_version_both_signed_is_not_suspended(cast, signed):
    suspend(signed, cast)
    following = drafting.start_next(signed.protocol, by=cast.manager, at=AT)
    agree(following, cast, at=AT + DAY)

    assert held(cast, AT + 2 * DAY) == FREE
    with pytest.raises(CannotSuspend, match="not in force"):
        suspend(signed, cast, at=AT + 2 * DAY, by=cast.police_leader)


@pytest.mark.parametrize("part", ["staff", "liaison", "officer", "auditor", "other_manager"])
def test_only_who_signs_for_a_side_suspends_and_resumes(cast, signed, part):
    suspension = suspend(signed, cast)
    person = getattr(cast, part)
    with pytest.raises(PermissionDenied):
        suspend(signed, cast, clause=11, by=person)
    with pytest.raises(PermissionDenied):
        suspending.resume(suspension, by=person, at=AT)


def test_nobody_suspends_for_both_sides(cast, signed):
    Mandate.objects.create(
        person=cast.manager,
        organisation=cast.service,
        role=Role.POLICE_LEADER,
        starts_on=SINCE,
        given_by=cast.police_leader,
        given_at=SIGNED_SECOND,
        confirmed_by=cast.admin,
        confirmed_at=SIGNED_SECOND,
    )
    with pytest.raises(CannotSuspend, match="both sides"):
        suspend(signed, cast)


def test_everybody_on_both_sides_is_told_at_once_but_who_did_it(cast, signed):
    suspending.resume(suspend(signed, cast, clause=11), by=cast.leader, at=AT + DAY)

    told = Notice.objects.filter(kind="protocols/suspended")
    names = {notice.recipient.email.split("@")[0] for notice in told.select_related("recipient")}
    assert {"liaison", "officer", "staff"} <= {name.replace("-", "_") for name in names}
    assert not told.filter(recipient=cast.manager).exists()
    assert told.first().facts["clause"] == 11
    assert Notice.objects.filter(kind="protocols/resumed", recipient=cast.manager).exists()


def test_the_ledger_says_that_it_was_suspended_and_not_why(cast, signed):
    suspension = suspend(signed, cast, clause=11)

    last = Entry.objects.of(cast.partnership.chain).last().body.body
    assert '"protocols.suspended"' in last
    assert "back door" not in last
    assert suspension.words() == WHY
