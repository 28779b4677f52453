"""A leader ends a protocol with the notice agreed; one with a last day ends by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from notifications.models import Notice
from protocols import drafting, in_force, settling, terminating
from protocols.models import InForce
from protocols.settling import Terms
from protocols.signing import CannotSign
from protocols.terminating import CannotTerminate
from protocols.tests.conftest import SIGNED_SECOND, agree

AT = datetime(2025, 2, 3, 18, tzinfo=UTC)
LAST = date(2025, 3, 5)
# The first instant of 6 March in Vancouver.
OVER = datetime(2025, 3, 6, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def terminate(version, cast, *, last_day=LAST, by=None, reason="We start anew.", at=AT):
    return terminating.terminate(
        version,
        cast.partnership,
        last_day=last_day,
        reason=reason,
        by=by or cast.police_leader,
        at=at,
    )


@pytest.mark.parametrize("part", ["leader", "police_leader"])
def test_it_applies_to_the_end_of_the_last_day_by_the_sites_clock(cast, signed, part):
    termination = terminate(signed, cast, by=getattr(cast, part))

    assert in_force.in_force(cast.partnership, OVER - SECOND).version == signed
    assert in_force.in_force(cast.partnership, OVER) is None
    assert termination.words() == "We start anew."
    told = Notice.objects.filter(kind="protocols/terminated")
    assert {notice.facts["last_day"] for notice in told} == {"2025-03-05"}


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"last_day": LAST - timedelta(days=1)}, "last_day", "Wed 5 Mar 2025"),
        ({"last_day": date.max}, "last_day", "Sun 29 Jan 2045"),
        ({"reason": ""}, "reason", "Say why"),
    ],
)
def test_notice_is_kept_and_says_why(cast, signed, values, field, says):
    with pytest.raises(CannotTerminate, match=says) as refused:
        terminate(signed, cast, **values)
    assert refused.value.field == field


def test_notice_is_given_once(cast, signed):
    terminate(signed, cast)

    with pytest.raises(CannotTerminate, match="already"):
        terminate(signed, cast, by=cast.leader)


def test_what_is_not_in_force_is_not_ended(cast, draft):
    with pytest.raises(CannotTerminate, match="not in force"):
        terminate(draft, cast)


def test_what_ends_sooner_by_its_successor_is_not_ended_later(cast, signed):
    following = drafting.start_next(signed.protocol, by=cast.manager, at=AT)
    settling.settle(
        following, Terms(["en"], starts_on=date(2025, 2, 20)), revision=1, by=cast.manager, at=AT
    )
    agree(following, cast, at=AT)

    with pytest.raises(CannotTerminate, match="sooner"):
        terminate(signed, cast)
    # What is still to come can be ended too: then it never applies.
    terminate(following, cast)
    assert in_force.in_force(cast.partnership, OVER) is None


@pytest.mark.parametrize("part", ["manager", "liaison", "staff", "other_leader", "auditor"])
def test_only_leaders_give_notice(cast, signed, part):
    with pytest.raises(PermissionDenied):
        terminate(signed, cast, by=getattr(cast, part))


def test_after_notice_both_sides_may_still_sign_another(cast, signed):
    terminate(signed, cast)
    following = drafting.start_next(signed.protocol, by=cast.manager, at=AT)
    agree(following, cast, at=AT + timedelta(days=3))

    assert in_force.in_force(cast.partnership, OVER).version == following


# Expiry --------------------------------------------------------------------------------------


def dated(draft, cast, ends_on):
    settling.settle(draft, Terms(["en"], ends_on=ends_on), revision=1, by=cast.manager)


def test_a_version_with_a_last_day_ends_after_it(cast, draft):
    dated(draft, cast, LAST)
    agree(draft, cast)

    assert in_force.in_force(cast.partnership, OVER - SECOND).version == draft
    assert in_force.in_force(cast.partnership, OVER) is None
    assert InForce.objects.get().ends == OVER


def test_a_version_whose_last_day_has_passed_does_not_come_into_force(cast, draft):
    dated(draft, cast, SIGNED_SECOND.date() - timedelta(days=1))

    with pytest.raises(CannotSign, match="last day"):
        agree(draft, cast)
    assert not InForce.objects.exists()
