"""Protocols that share some of their sites, signed by many at the same moment."""

from itertools import pairwise
from threading import Event

import pytest
from django.db.models import F, Q

from audit import ledger
from audit.models import EntryBody
from liaison.roles import Role
from protocols import drafting, endorsing, sending
from protocols.models import Endorsement, InForce, Signature
from protocols.tests import frames
from protocols.tests.conftest import SIGNED_FIRST, SIGNED_SECOND, put_name
from protocols.tests.frames import framework, second_site
from protocols.tests.test_at_once import at_once, colleagues, signs
from tests import cast as the_cast

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_what_is_being_endorsed_is_not_replaced_meanwhile(cast, signed, monkeypatch):
    """Between the look and the word the other waits: whoever is later in the record knew what the
    other had done."""
    following = drafting.start_next(signed.protocol, by=cast.manager, at=SIGNED_SECOND)
    sending.send(following, by=cast.manager, at=SIGNED_SECOND)
    put_name(following, cast.manager, at=SIGNED_SECOND)
    following.refresh_from_db()
    looked, replaced, mandate_of = Event(), Event(), endorsing._mandate
    overtaken = []

    def look_and_hesitate(version, by):
        looked.set()
        overtaken.append(replaced.wait(timeout=2))
        return mandate_of(version, by)

    def replace():
        assert looked.wait(timeout=60)
        made = signs(following, cast.police_leader, at=SIGNED_SECOND)()
        replaced.set()
        return made

    monkeypatch.setattr(endorsing, "_mandate", look_and_hesitate)
    day, by = SIGNED_SECOND.date(), cast.leader
    endorsed, came = at_once(
        lambda: endorsing.endorse(signed, form="letter", given_on=day, by=by, at=SIGNED_SECOND),
        replace,
    )

    assert overtaken == [False]
    assert isinstance(endorsed, Endorsement), endorsed
    assert isinstance(came, Signature), came
    assert _place("protocols.endorsed", signed) < _place("protocols.agreed", following)


def _place(verb, version):
    """Where the record says it, last, of *version*."""
    said = EntryBody.objects.filter(
        Q(body__contains=f'"{verb}"') & Q(body__contains=str(version.pk))
    )
    return max(body.entry.seq for body in said)
