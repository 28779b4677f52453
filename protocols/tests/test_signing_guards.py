"""The order in which a text is signed, and that all its posts do, held by the database itself."""

import pytest
from django.db import IntegrityError, transaction

from liaison.roles import Role
from protocols import sending, signatories
from protocols.models import InForce, Signature, Version
from protocols.signatories import Order
from protocols.tests.conftest import SENT, SIGNED_SECOND, put_name


@pytest.fixture
def in_order(cast, draft):
    chosen = {
        cast.operator.pk: [Role.SITE_MANAGER, Role.SITE_LEADER],
        cast.service.pk: [Role.POLICE_LEADER],
    }
    by = signatories.usual(draft, at=SENT).sign_by
    plan = signatories.planned(draft.protocol, chosen, Order.SITE_FIRST, by)
    return sending.send(draft, plan=plan, by=cast.liaison, at=SENT)


def put_raw(version, order, person):
    Signature.objects.create(
        version=version,
        slot=version.slots.get(order=order),
        person=person,
        name="x",
        post="x",
        digest=version.digest,
        signed_at=SIGNED_SECOND,
    )


def test_a_name_is_not_put_before_its_turn(cast, in_order):
    with pytest.raises(IntegrityError, match="text that awaits it"), transaction.atomic():
        put_raw(in_order, 2, cast.leader)
    put_raw(in_order, 1, cast.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        put_raw(in_order, 3, cast.police_leader)
    put_raw(in_order, 2, cast.leader)


def test_nothing_is_in_force_while_one_of_several_posts_waits(cast, in_order):
    put_name(in_order, cast.manager)
    put_name(in_order, cast.leader)
    for act in (
        lambda: InForce.objects.create(
            version=in_order, partnership=cast.partnership, starts=SIGNED_SECOND
        ),
        lambda: Version.objects.filter(pk=in_order.pk).update(stage="signed"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize("change", [{"in_order": False}, {"sign_by": "2030-01-01"}])
def test_how_it_is_signed_does_not_change_on_the_way(in_order, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=in_order.pk).update(**change)
