"""Suspending while somebody else suspends or signs: the database decides."""

from datetime import timedelta
from functools import partial

import pytest

from audit import ledger
from liaison.roles import Role
from protocols import drafting, in_force, sending, suspending
from protocols.models import InForce, Signature, Suspension
from protocols.suspending import CannotResume, CannotSuspend
from protocols.tests.conftest import SIGNED_SECOND, agree, put_name
from protocols.tests.test_at_once import colleagues, signs
from tests import cast as the_cast
from tests.at_once import at_once, only_one

pytestmark = pytest.mark.django_db(transaction=True)

AT = SIGNED_SECOND + timedelta(days=10)
MANAGERS = 8


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def suspends(version, cast, person, clause=None, at=AT):
    return lambda: suspending.suspend(
        version, cast.partnership, clause=clause, days=14, reason="Why.", by=person, at=at
    )


def test_many_suspensions_at_once_leave_one_of_a_side(cast, draft):
    signed = agree(draft, cast)
    people = colleagues(cast, cast.operator, Role.SITE_MANAGER, MANAGERS)

    came_to = at_once(
        *(suspends(signed, cast, person) for person in people), refusals=(CannotSuspend,)
    )

    assert sum(isinstance(one, Suspension) for one in came_to) == 1
    assert Suspension.objects.count() == 1
    assert suspending.days_left(signed, cast.partnership, "site", AT) == 0
    assert ledger.verify(cast.partnership.chain)


def test_many_suspensions_of_this_very_moment_leave_one_of_a_side(cast, draft):
    signed = agree(draft, cast)
    people = colleagues(cast, cast.operator, Role.SITE_MANAGER, MANAGERS)
    deeds = [suspends(signed, cast, person, at=None) for person in people]

    came_to = at_once(*deeds, refusals=(CannotSuspend,))

    only_one(came_to, CannotSuspend)


def test_many_who_resume_at_this_very_moment_resume_it_once(cast, draft):
    suspension = suspends(agree(draft, cast), cast, cast.manager, at=None)()
    people = colleagues(cast, cast.operator, Role.SITE_MANAGER, MANAGERS)
    deeds = [partial(suspending.resume, suspension, by=person) for person in people]

    came_to = at_once(*deeds, refusals=(CannotResume,))

    only_one(came_to, CannotResume)
    assert ledger.verify(cast.partnership.chain)


def test_a_suspension_and_a_successor_at_once_never_leave_the_old_one_suspended(cast, draft):
    signed = agree(draft, cast)
    following = drafting.start_next(signed.protocol, by=cast.manager, at=AT)
    sending.send(following, by=cast.liaison, at=AT)
    put_name(following, cast.manager, at=AT)
    following.refresh_from_db()

    signature, suspension = at_once(
        signs(following, cast.police_leader, at=AT),
        suspends(signed, cast, cast.leader),
        refusals=(CannotSuspend,),
    )

    assert isinstance(signature, Signature)
    # Either the suspension came first, over what applied then, or it was refused.
    assert isinstance(suspension, Suspension | CannotSuspend)
    applied = in_force.what_applied(cast.partnership, AT)
    assert applied.version == following
    assert not applied.hold
    assert InForce.objects.filter(ends=None).count() == 1
