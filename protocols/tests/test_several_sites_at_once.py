"""Protocols that share some of their sites, signed by many at the same moment."""

from itertools import pairwise

import pytest
from django.db.models import F, Q

from audit import ledger
from audit.models import EntryBody
from liaison.roles import Role
from protocols import drafting, endorsing, sending, signing
from protocols.endorsing import CannotEndorse
from protocols.models import Endorsement, InForce, Signature
from protocols.tests import frames
from protocols.tests.conftest import SIGNED_FIRST, SIGNED_SECOND, put_name
from protocols.tests.frames import framework, second_site
from protocols.tests.test_at_once import at_once, colleagues, signs
from tests import cast as the_cast
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_frameworks_that_overlap_leave_one_in_force_for_each_partnership(cast):
    """A chain of sites, each framework over two neighbours and one over all, in turned order."""
    quay, pier = second_site(cast), second_site(cast, name="Pier House")
    covers = [(quay,), (quay, pier), (pier,), (pier, quay)]
    versions = [framework(cast, *pairs, title=f"F{n}") for n, pairs in enumerate(covers)]
    for version in versions:
        frames.by_leaders(version, by=cast.police_leader, at=SIGNED_FIRST)
        put_name(version, cast.leader)
        put_name(version, cast.other_leader)
    police = colleagues(cast, cast.service, Role.POLICE_LEADER, len(versions))

    came_to = at_once(*map(signs, versions, police))

    assert all(isinstance(one, Signature) for one in came_to), came_to
    for pair in (cast.partnership, quay, pier):
        own = InForce.objects.filter(partnership=pair)
        ranges = own.filter(Q(ends=None) | Q(ends__gt=F("starts"))).order_by("starts")
        assert all(one.ends and one.ends <= later.starts for one, later in pairwise(ranges))
        assert own.filter(ends=None).count() == 1
        assert ledger.verify(pair.chain)


def test_nobody_endorses_what_has_just_been_replaced(cast, signed):
    """Whoever is later in the record knew what the other had done."""
    version = signed
    for _round in range(ROUNDS):
        following = drafting.start_next(version.protocol, by=cast.manager, at=SIGNED_SECOND)
        sending.send(following, by=cast.manager, at=SIGNED_SECOND)
        put_name(following, cast.manager, at=SIGNED_SECOND)
        at = SIGNED_SECOND

        def endorse(version=version, at=at):
            return endorsing.endorse(
                version, form="letter", given_on=at.date(), by=cast.leader, at=at
            )

        endorsed, came = at_once(
            endorse,
            lambda following=following, at=at: signing.sign(
                following,
                digest=following.digest,
                password=PASSWORD,
                by=cast.police_leader,
                at=at,
            ),
        )

        assert isinstance(came, Signature)
        assert isinstance(endorsed, Endorsement | CannotEndorse)
        if isinstance(endorsed, Endorsement):
            assert _place("protocols.endorsed", version) < _place("protocols.agreed", following)
        version = following
        version.refresh_from_db()


def _place(verb, version):
    """Where the record says it, last, of *version*."""
    said = EntryBody.objects.filter(
        Q(body__contains=f'"{verb}"') & Q(body__contains=str(version.pk))
    )
    return max(body.entry.seq for body in said)
