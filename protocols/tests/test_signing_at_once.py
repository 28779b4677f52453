"""Whoever signs, beside whoever else acts on the same text at that moment: the database decides."""

import pytest

from liaison.refusal import Refused
from liaison.roles import Role
from protocols import declining, document, editing, sending, signatories, signing
from protocols.editing import Wording
from protocols.lifecycle import Stage
from protocols.models import InForce, Signature, Version
from protocols.signatories import Order
from protocols.tests.conftest import SENT, SIGNED_FIRST, put_name
from protocols.tests.test_at_once import ROUNDS, at_once, signs
from tests import cast as the_cast
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


@pytest.fixture
def two_a_side(cast, draft):
    """Sends the draft with two posts a side."""

    def send(order):
        chosen = {
            cast.operator.pk: [Role.SITE_MANAGER, Role.SITE_LEADER],
            cast.service.pk: [Role.LIAISON_OFFICER, Role.POLICE_LEADER],
        }
        by = signatories.usual(draft, at=SENT).sign_by
        plan = signatories.planned(draft.protocol, chosen, order, by)
        return sending.send(draft, plan=plan, by=cast.liaison, at=SENT)

    return send


def test_four_posts_at_once_put_it_in_force_once_and_not_before_the_last(cast, two_a_side):
    version = two_a_side(Order.ANY)
    people = (cast.manager, cast.leader, cast.liaison, cast.police_leader)

    came_to = at_once(*(signs(version, person) for person in people))

    assert all(isinstance(one, Signature) for one in came_to), came_to
    assert version.in_force.count() == 1
    assert version.moves.filter(what="agreed").count() == 1


def test_in_order_a_later_post_never_stands_before_an_earlier_one(cast, two_a_side):
    version = two_a_side(Order.LEADERS_LAST)
    people = (cast.police_leader, cast.leader, cast.liaison, cast.manager)

    at_once(*(signs(version, person) for person in people))

    filled = [slot.order for slot in version.slots.filter(signature__isnull=False)]
    assert filled == list(range(1, len(filled) + 1))
    assert version.slots.first().order in filled  # whose turn it was is never turned away
    assert InForce.objects.exists() == (len(filled) == 4)


def test_two_holders_of_one_post_leave_one_signature(cast, sent):
    came_to = at_once(signs(sent, cast.manager), signs(sent, cast.alternate))

    assert sum(isinstance(one, Signature) for one in came_to) == 1
    assert sum(isinstance(one, Refused) for one in came_to) == 1


def test_a_signature_and_a_refusal_at_once_leave_a_story_that_can_be_true(cast, sent):
    signed, declined = at_once(
        signs(sent, cast.manager),
        lambda: declining.decline(sent, reason="Not so.", by=cast.police_leader),
    )

    assert isinstance(declined, Version)  # whoever refuses is always heard
    version = Version.objects.get(pk=sent.pk)
    if isinstance(signed, Signature):
        assert version.stage == Stage.DECLINED
        assert version.signatures.get().digest == version.digest
        assert declined.number == 2
    else:
        assert version.stage == Stage.DRAFT
        assert declined.pk == version.pk
        assert not version.signatures.exists()
    assert not InForce.objects.exists()


def test_the_last_signature_and_a_refusal_at_once_never_both_count(cast, half_signed):
    signed, declined = at_once(
        signs(half_signed, cast.police_leader),
        lambda: declining.decline(
            half_signed, reason="Not so.", by=cast.police_leader, at=SIGNED_FIRST
        ),
    )

    version = Version.objects.get(pk=half_signed.pk)
    assert isinstance(signed, Signature) != isinstance(declined, Version)
    assert version.is_signed == isinstance(signed, Signature)
    assert version.in_force.exists() == version.is_signed


def test_a_signature_and_an_edit_at_once_never_meet_in_one_text(cast, sent):
    """The editor takes it back, rewords a clause and sends it again while somebody signs."""

    def reword(words):
        sending.recall(sent, by=cast.liaison)
        clause = sent.clauses.get(number=1)
        texts = {code: Wording("Purpose", words) for code in ("en", "fr")}
        editing.reword(clause, texts=texts, revision=clause.revision, by=cast.liaison)
        return sending.send(sent, by=cast.liaison)

    for number in range(ROUNDS):
        sent.refresh_from_db()
        seen = sent.digest
        signed, edited = at_once(
            signs(sent, cast.manager), lambda words=f"Words {number}.": reword(words)
        )

        version = Version.objects.get(pk=sent.pk)
        assert document.is_intact(version) or version.is_draft
        if isinstance(signed, Signature):
            assert signed.digest == seen == version.digest
            assert isinstance(edited, Refused)
            return
        assert not version.signatures.exists()
    put_name(sent, cast.manager)
    with pytest.raises(Refused):
        signing.sign(sent, digest=seen, password=PASSWORD, by=cast.police_leader)
