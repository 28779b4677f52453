"""Which posts sign, in which order, by when; named by the sender."""

from datetime import date, timedelta

import pytest

from liaison.models import Mandate
from liaison.roles import Role
from notifications.models import Notice
from protocols import canonical, document, sending, signatories
from protocols.lifecycle import Stage
from protocols.models import InForce
from protocols.signatories import CannotName, Order, Plan
from protocols.signing import CannotSign
from protocols.tests.conftest import SENT, SIGNED_FIRST, SIGNED_SECOND, put_name

BY = date(2025, 2, 1)
LEADER, MANAGER = Role.SITE_LEADER, Role.SITE_MANAGER
CHIEF, LIAISON = Role.POLICE_LEADER, Role.LIAISON_OFFICER


def plan(cast, order=Order.ANY, *, site=(MANAGER, LEADER), police=(CHIEF, LIAISON), by=BY):
    chosen = {cast.operator.pk: site, cast.service.pk: police}
    return signatories.planned(cast.protocol, chosen, order, by)


@pytest.fixture
def two_a_side(cast, draft):
    """Sends the draft with two posts a side."""
    cast.protocol = draft.protocol

    def send(order=Order.ANY, **named):
        sending.send(draft, plan=plan(cast, order, **named), by=cast.manager, at=SENT)
        draft.refresh_from_db()
        return draft

    return send


def posts(version):
    return [slot.role for slot in version.slots.all()]


def asked(kind="asked"):
    found = Notice.objects.filter(kind=f"protocols/{kind}")
    return set(found.values_list("recipient", flat=True))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.SITE_FIRST, [MANAGER, LEADER, LIAISON, CHIEF]),
        (Order.POLICE_FIRST, [LIAISON, CHIEF, MANAGER, LEADER]),
        (Order.LEADERS_LAST, [MANAGER, LIAISON, LEADER, CHIEF]),
    ],
)
def test_the_sender_says_who_goes_first(two_a_side, order, expected):
    version = two_a_side(order)

    assert posts(version) == expected
    assert version.in_order


def test_nothing_is_in_force_before_the_last_of_all_posts_has_signed(cast, two_a_side):
    version = two_a_side()
    for person in (cast.police_leader, cast.manager, cast.liaison):
        put_name(version, person)
        version.refresh_from_db()
        assert version.stage == Stage.AWAITING_SIGNATURES
        assert not InForce.objects.exists()
    put_name(version, cast.leader, at=SIGNED_SECOND)

    assert version.in_force.get().starts == SIGNED_SECOND


def test_in_order_nobody_signs_before_their_turn_and_is_told_who_is_next(cast, two_a_side):
    version = two_a_side(Order.LEADERS_LAST)

    for person in (cast.police_leader, cast.leader, cast.liaison):
        with pytest.raises(CannotSign, match="Next to sign: Site manager, Harbour Health"):
            put_name(version, person)
    for person in (cast.manager, cast.liaison, cast.leader, cast.police_leader):
        put_name(version, person)
    assert version.in_force.exists()


def test_in_order_each_post_is_asked_when_its_turn_comes(cast, two_a_side):
    version = two_a_side(Order.LEADERS_LAST)
    assert asked() == {cast.alternate.pk}  # the manager sent it and knows

    put_name(version, cast.manager)
    assert asked() == {cast.alternate.pk, cast.liaison.pk, cast.backup.pk}
    assert not asked("signed") & {cast.liaison.pk, cast.backup.pk}


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("manager", "Site manager, Harbour Health"),
        ("alternate", "Site manager (acting), Harbour Health"),
        ("backup", "Liaison officer (acting), Coastal Police"),
        ("leader", "Site leader, Harbour Health"),
    ],
)
def test_whoever_acts_in_a_post_may_sign_and_it_is_said(cast, two_a_side, part, kept):
    assert put_name(two_a_side(), getattr(cast, part)).post == kept


def test_whoever_holds_two_posts_signs_for_one_of_them(cast, two_a_side):
    _mandate(cast.manager, cast.operator, LEADER, cast)
    version = two_a_side()
    put_name(version, cast.manager)

    with pytest.raises(CannotSign, match="already signed"):
        put_name(version, cast.manager)


def test_posts_are_in_the_signed_text_and_names_are_not(cast, two_a_side):
    written = document.of(two_a_side(Order.LEADERS_LAST))

    assert written["signatories"][0] == {
        "organisation": str(cast.operator.pk),
        "post": "site_manager",
        "side": "site",
    }
    assert [one["post"] for one in written["signatories"]] == [MANAGER, LIAISON, LEADER, CHIEF]
    assert written["words"]["fr"]["posts"]["site_manager"] == "Gestionnaire du site"
    assert cast.manager.name not in canonical.serialise(written)


def test_other_posts_make_another_text(cast, two_a_side):
    first = two_a_side().digest
    sending.recall(cast.protocol.versions.get(), by=cast.manager)

    assert two_a_side(site=(LEADER,)).digest != first


def test_how_it_is_signed_is_no_part_of_the_text(cast, two_a_side):
    first = two_a_side(Order.SITE_FIRST).digest
    sending.recall(cast.protocol.versions.get(), by=cast.manager)
    again = sending.send(
        cast.protocol.versions.get(),
        plan=Plan(plan(cast, Order.SITE_FIRST).posts, BY + timedelta(days=9), in_order=False),
        by=cast.manager,
        at=SENT,
    )

    assert again.digest == first


@pytest.mark.parametrize(
    ("named", "says", "field"),
    [
        ({"by": date(2025, 1, 12)}, "The earliest is Mon 13 Jan 2025", "sign_by"),
        ({"by": date(2026, 1, 14)}, "The latest is Tue 13 Jan 2026", "sign_by"),
        ({"police": (LIAISON,)}, "at least one of these signs: Police leader", "police"),
        ({"site": ()}, "at least one of these signs: Site manager, Site leader", "site"),
    ],
)
def test_a_plan_that_cannot_be_names_what_could(cast, two_a_side, named, says, field):
    with pytest.raises(CannotName, match=says) as refused:
        two_a_side(**named)

    fields = {
        "site": signatories.field_of(cast.operator),
        "police": signatories.field_of(cast.service),
    }
    assert refused.value.field == fields.get(field, field)
    assert refused.value.nearest


def test_what_ends_is_signed_before_its_end(cast, draft, two_a_side):
    draft.ends_on = date(2025, 1, 20)
    draft.save()

    with pytest.raises(CannotName, match="The latest is Mon 20 Jan 2025"):
        two_a_side()


def test_a_post_that_nobody_holds_is_not_named(cast, two_a_side):
    Mandate.objects.filter(person=cast.leader).update(ended_at=SENT, ended_by=cast.admin)

    with pytest.raises(CannotName, match="Nobody is Site leader at Harbour Health now"):
        two_a_side()


def test_two_posts_take_two_people(cast, two_a_side):
    Mandate.objects.filter(organisation=cast.service).exclude(person=cast.officer).update(
        ended_at=SENT, ended_by=cast.admin
    )
    for role in (CHIEF, LIAISON):
        _mandate(cast.officer, cast.service, role, cast)

    with pytest.raises(CannotName, match="One person holds these posts"):
        two_a_side()


def test_a_text_sent_before_posts_were_named_is_signed_by_any_binding_post(cast, draft):
    """As it lies in the database after an upgrade."""
    sending.send(draft, by=cast.liaison, at=SENT)
    slot = draft.slots.get(side="site")
    slot.role = ""

    assert signatories.roles_of(slot) == {MANAGER, LEADER, CHIEF}


def _mandate(person, organisation, role, cast):
    Mandate.objects.create(
        person=person,
        organisation=organisation,
        role=role,
        starts_on=date(2024, 1, 1),
        given_by=cast.other_leader,
        given_at=SIGNED_FIRST,
        confirmed_by=cast.admin,
        confirmed_at=SIGNED_FIRST,
    )
