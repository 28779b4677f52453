"""Both sides put their names to the same text."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit.models import Entry
from liaison.models import Mandate
from liaison.proof import NotProven
from liaison.roles import Role
from notifications.models import Notice
from protocols import drafting, events, in_force, sending, signing
from protocols.lifecycle import Stage
from protocols.models import InForce, Signature
from protocols.signing import CannotSign
from protocols.tests.conftest import SIGNED_FIRST, SIGNED_SECOND, agree, put_name
from tests.cast import PASSWORD, SINCE


def test_the_second_sides_signature_brings_the_version_into_force(cast, half_signed):
    put_name(half_signed, cast.police_leader, at=SIGNED_SECOND)

    half_signed.refresh_from_db()
    assert half_signed.stage == Stage.SIGNED
    row = in_force.in_force(cast.partnership, SIGNED_SECOND)
    assert row.version == half_signed
    assert row.starts == SIGNED_SECOND
    assert in_force.in_force(cast.partnership, SIGNED_SECOND - timedelta(seconds=1)) is None


def test_the_sides_may_sign_in_any_order(cast, sent):
    put_name(sent, cast.police_leader, at=SIGNED_FIRST)
    put_name(sent, cast.alternate, at=SIGNED_SECOND)

    assert in_force.in_force(cast.partnership, SIGNED_SECOND).version == sent


def test_one_side_alone_brings_nothing_into_force(cast, half_signed):
    assert half_signed.stage == Stage.AWAITING_SIGNATURES
    assert not InForce.objects.exists()


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("staff", "Site leader or Site manager"),
        ("officer", "Liaison officer or Police leader"),
        ("observer", "Liaison officer or Police leader or Site leader or Site manager"),
        ("auditor", "Liaison officer or Police leader or Site leader or Site manager"),
    ],
)
def test_only_those_in_charge_may_sign(cast, sent, part, told):
    with pytest.raises(PermissionDenied, match=f"This needs: {told}\\."):
        put_name(sent, getattr(cast, part))


@pytest.mark.parametrize("part", ["other_manager", "other_police_leader", "stranger", "former"])
def test_nobody_else_signs_for_this_partnership(cast, sent, part):
    with pytest.raises(PermissionDenied):
        put_name(sent, getattr(cast, part))


def test_a_wrong_password_signs_nothing(cast, sent):
    with pytest.raises(NotProven) as refused:
        signing.sign(sent, digest=sent.digest, password="a guess", by=cast.manager)

    assert refused.value.field == "password"
    assert not Signature.objects.exists()


def test_after_five_wrong_passwords_even_the_right_one_waits(cast, sent):
    for _try in range(5):
        with pytest.raises(NotProven, match="not your password"):
            signing.sign(sent, digest=sent.digest, password="a guess", by=cast.manager)

    with pytest.raises(NotProven, match="five minutes"):
        put_name(sent, cast.manager)
    assert put_name(sent, cast.alternate).person == cast.alternate


def test_right_passwords_do_not_use_up_the_tries(cast, sent):
    for _try in range(7):
        with pytest.raises(CannotSign, match="changed while"):
            signing.sign(sent, digest="0" * 64, password=PASSWORD, by=cast.manager)


def test_a_text_that_changed_on_the_way_is_not_signed(cast, sent):
    seen = sent.digest
    sending.recall(sent, by=cast.liaison)
    sending.send(sent, by=cast.liaison)
    sent.refresh_from_db()

    assert sent.digest == seen  # the same text has the same digest
    with pytest.raises(CannotSign, match="changed while you were reading"):
        signing.sign(sent, digest=seen[::-1], password=PASSWORD, by=cast.manager)


def test_nobody_signs_twice(cast, half_signed):
    with pytest.raises(CannotSign, match="already signed this version"):
        put_name(half_signed, cast.manager)


def test_a_side_signs_once(cast, half_signed):
    with pytest.raises(CannotSign, match="Your side has already signed"):
        put_name(half_signed, cast.alternate)


@pytest.mark.parametrize("part", ["manager", "police_leader"])
@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.SITE_STAFF, Role.POLICE_LEADER])
def test_nobody_signs_for_both_sides(cast, sent, part, role):
    person = getattr(cast, part)
    other = cast.service if role != Role.SITE_STAFF else cast.operator
    _give(cast, person, other, role)
    both = {m.organisation_id for m in person.mandates.all()} == {cast.operator.pk, cast.service.pk}

    if both:
        with pytest.raises(CannotSign, match="both sides"):
            put_name(sent, person)
    else:
        assert put_name(sent, person).person == person


def test_a_draft_is_not_signed(cast, draft):
    with pytest.raises(CannotSign, match="does not wait for signatures"):
        signing.sign(draft, digest="", password=PASSWORD, by=cast.manager)


def test_a_signature_keeps_name_and_post_as_they_were(cast, half_signed):
    Person.objects.filter(pk=cast.manager.pk).update(name="Somebody else by now")

    signature = half_signed.signatures.get()
    assert signature.name == "Site manager (manager)"
    assert signature.post == "Site manager, Harbour Health"
    assert signature.digest == half_signed.digest


def test_the_agreed_day_counts_by_the_clock_of_the_site(cast, draft):
    draft.starts_on = date(2025, 3, 1)
    draft.save()
    version = agree(draft, cast)

    midnight_in_vancouver = datetime(2025, 3, 1, 8, tzinfo=UTC)
    assert in_force.in_force(cast.partnership, midnight_in_vancouver).version == version
    assert in_force.in_force(cast.partnership, midnight_in_vancouver - timedelta(seconds=1)) is None


def test_an_agreed_day_that_has_passed_does_not_reach_back(cast, draft):
    draft.starts_on = date(2024, 3, 1)
    draft.save()

    assert agree(draft, cast).in_force.get().starts == SIGNED_SECOND


def test_the_next_version_supersedes_the_former_at_one_instant(cast, signed):
    later = SIGNED_SECOND + timedelta(days=30)
    second = agree(drafting.start_next(signed.protocol, by=cast.manager), cast, at=later)

    assert signed.in_force.get().ends == later
    assert in_force.in_force(cast.partnership, later).version == second
    before = later - timedelta(microseconds=1)
    assert in_force.in_force(cast.partnership, before).version == signed


def test_a_version_that_had_not_begun_gives_way_to_one_signed_later(cast, signed):
    soon, day = SIGNED_SECOND + timedelta(days=10), timedelta(days=1)
    waiting = drafting.start_next(signed.protocol, by=cast.manager)
    waiting.starts_on = (soon + 60 * day).date()
    waiting.save()
    agree(waiting, cast, at=soon)
    now = agree(drafting.start_next(signed.protocol, by=cast.manager), cast, at=soon + day)

    assert in_force.in_force(cast.partnership, soon).version == signed
    assert in_force.in_force(cast.partnership, soon + day).version == now
    assert in_force.in_force(cast.partnership, soon + 100 * day).version == now
    never = waiting.in_force.get()
    assert never.starts == never.ends


def test_another_protocol_takes_over_for_the_partnership(cast, signed):
    later = SIGNED_SECOND + timedelta(days=3)
    other = drafting.start([cast.partnership], title="Framework", by=cast.liaison, base=signed)
    agree(other, cast, at=later)

    assert in_force.in_force(cast.partnership, later).version == other
    assert signed.in_force.get().ends == later


def test_everybody_in_charge_on_both_sides_is_told(cast, half_signed):
    put_name(half_signed, cast.police_leader, at=SIGNED_SECOND)

    in_charge = {"manager", "alternate", "leader", "liaison", "backup", "police_leader"}
    everybody = {getattr(cast, part).pk for part in in_charge}
    assert _told("protocols/agreed") == everybody
    first = Notice.objects.filter(kind="protocols/signed", facts__side="site")
    assert set(first.values_list("recipient", flat=True)) == everybody - {cast.manager.pk}


def test_the_ledger_keeps_the_signature_and_no_word_of_the_text(cast, signed):
    verbs = [entry.body.body for entry in Entry.objects.of(cast.partnership.chain).order_by("seq")]

    assert sum('"protocols.signed"' in body for body in verbs) == 2
    assert sum('"protocols.agreed"' in body for body in verbs) == 1
    assert signed.digest in verbs[-1]
    assert not any("overdose" in body for body in verbs)


def test_the_apps_above_hear_of_it_in_the_same_transaction(cast, half_signed):
    heard = []

    def hear(sender, version, in_force, by, at, **kwargs):
        heard.append((version, [row.partnership for row in in_force], by, at))

    events.version_came_into_force.connect(hear)
    try:
        put_name(half_signed, cast.police_leader, at=SIGNED_SECOND)
    finally:
        events.version_came_into_force.disconnect(hear)

    assert heard == [(half_signed, [cast.partnership], cast.police_leader, SIGNED_SECOND)]


def test_nothing_is_kept_when_the_ledger_cannot_be_written(cast, sent, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("no room")

    monkeypatch.setattr("audit.appending.append", broken)
    with pytest.raises(OSError, match="no room"):
        put_name(sent, cast.manager)

    assert not Signature.objects.exists()
    assert not Notice.objects.filter(kind="protocols/signed").exists()


def _told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def _give(cast, person, organisation, role):
    Mandate.objects.create(
        person=person,
        organisation=organisation,
        role=role,
        starts_on=SINCE,
        given_by=cast.leader,
        given_at=SIGNED_FIRST,
        confirmed_by=cast.admin,
        confirmed_at=SIGNED_FIRST,
    )
