"""Many people at once, each with a connection of their own."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError
from django.db.models import F, Q

import tests.at_once
from accounts.models import Person
from audit import ledger
from liaison.models import Mandate
from liaison.refusal import Refused
from liaison.roles import Role
from notifications.models import Notice
from protocols import document, drafting, editing, in_force, sending, signing
from protocols.editing import Wording
from protocols.lifecycle import Stage
from protocols.models import ClauseText, InForce, Signature, Version
from protocols.tests.conftest import SIGNED_FIRST, SIGNED_SECOND, put_name
from tests import cast as the_cast
from tests.cast import PASSWORD, SINCE

pytestmark = pytest.mark.django_db(transaction=True)

SIGNERS = 20
PROTOCOLS = 6
ROUNDS = 4


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def at_once(*works):
    """Start all of *works* together. What each came to: its result, or why it was refused."""
    came_to = tests.at_once.at_once(*works, refusals=(Refused, IntegrityError))
    assert None not in came_to, "somebody came to nothing"
    return came_to


def colleagues(cast, organisation, role, count):
    """People who may all sign for the organisation."""
    people = [
        Person(email=f"{role}-{n}@example.org", name=f"Signatory {n}", is_active=True)
        for n in range(count)
    ]
    for person in people:
        person.set_password(PASSWORD)
    Person.objects.bulk_create(people)
    Mandate.objects.bulk_create(
        Mandate(
            person=person,
            organisation=organisation,
            role=role,
            starts_on=SINCE,
            given_by=cast.leader,
            given_at=SIGNED_FIRST,
            confirmed_by=cast.admin,
            confirmed_at=SIGNED_FIRST,
        )
        for person in people
    )
    return people


def signs(version, person, at=SIGNED_SECOND):
    digest = version.digest
    return lambda: signing.sign(version, digest=digest, password=PASSWORD, by=person, at=at)


def no_two_overlap():
    rows = list(InForce.objects.filter(Q(ends=None) | Q(ends__gt=F("starts"))).order_by("starts"))
    return all(one.ends and one.ends <= following.starts for one, following in pairwise(rows))


def test_twenty_signatures_at_once_put_one_version_in_force(cast, sent):
    site = colleagues(cast, cast.operator, Role.SITE_MANAGER, SIGNERS // 2)
    police = colleagues(cast, cast.service, Role.POLICE_LEADER, SIGNERS // 2)

    came_to = at_once(*(signs(sent, person) for person in site + police))

    assert sum(isinstance(one, Signature) for one in came_to) == 2
    assert {signature.slot.side for signature in sent.signatures.all()} == {"site", "police"}
    assert InForce.objects.count() == 1
    sent.refresh_from_db()
    assert sent.stage == Stage.SIGNED
    told = Notice.objects.filter(kind="protocols/agreed").values("recipient").distinct()
    assert told.count() == Notice.objects.filter(kind="protocols/agreed").count()
    assert ledger.verify(cast.partnership.chain)


def test_last_signatures_of_many_protocols_at_once_leave_one_in_force(cast):
    versions = []
    for number in range(PROTOCOLS):
        version = drafting.start([cast.partnership], title=f"P{number}", by=cast.manager)
        sending.send(version, by=cast.manager, at=SIGNED_FIRST)
        put_name(version, cast.manager)
        versions.append(version)
    police = colleagues(cast, cast.service, Role.POLICE_LEADER, PROTOCOLS)
    moments = [SIGNED_SECOND + timedelta(seconds=number % 3) for number in range(PROTOCOLS)]

    came_to = at_once(*map(signs, versions, police, moments))

    assert all(isinstance(one, Signature) for one in came_to), came_to
    assert InForce.objects.count() == PROTOCOLS
    assert no_two_overlap()
    assert InForce.objects.filter(ends=None).count() == 1
    assert in_force.in_force(cast.partnership, SIGNED_SECOND + timedelta(days=1))


def test_a_signature_and_a_recall_at_once_leave_one_of_the_two(cast, sent):
    for _round in range(ROUNDS):
        sent.refresh_from_db()
        signed, _recalled = at_once(
            signs(sent, cast.manager), lambda: sending.recall(sent, by=cast.liaison)
        )

        sent.refresh_from_db()
        if isinstance(signed, Signature):
            assert sent.awaits_signatures
            break
        assert sent.is_draft
        assert not sent.signatures.exists()
        sending.send(sent, by=cast.liaison)
    assert all(
        signature.digest == signature.version.digest
        for signature in Signature.objects.select_related("version")
    )


def test_an_edit_and_a_sending_at_once_leave_exactly_what_was_digested(cast, draft):
    clause = draft.clauses.get(number=1)

    def reword(revision, words):
        texts = {code: Wording("Purpose", words) for code in ("en", "fr")}
        return editing.reword(clause, texts=texts, revision=revision, by=cast.manager)

    for number in range(ROUNDS):
        clause.refresh_from_db()
        edited, sent = at_once(
            lambda revision=clause.revision, words=f"Words {number}.": reword(revision, words),
            lambda: sending.send(draft, by=cast.liaison),
        )

        assert isinstance(sent, Version)
        version = Version.objects.get(pk=draft.pk)
        assert document.is_intact(version)
        words = ClauseText.objects.get(clause=clause, language="en").body
        assert (words == f"Words {number}.") == (not isinstance(edited, Exception))
        sending.recall(version, by=cast.liaison)


def test_somebody_who_keeps_editing_in_raw_sql_never_gets_past_the_digest(cast, draft):
    text = ClauseText.objects.get(clause=draft.clauses.get(number=1), language="en")

    def keep_editing():
        for number in range(5000):
            ClauseText.objects.filter(pk=text.pk).update(body=f"Words {number}.")
        return "was never refused"

    stopped, sent = at_once(keep_editing, lambda: sending.send(draft, by=cast.liaison))

    assert isinstance(stopped, IntegrityError)
    assert isinstance(sent, Version)
    assert document.is_intact(Version.objects.get(pk=draft.pk))


def test_two_people_who_begin_the_next_version_at_once_make_one(cast, signed):
    begin = [
        lambda person=person: drafting.start_next(signed.protocol, by=person)
        for person in (cast.manager, cast.leader, cast.liaison, cast.police_leader)
    ]

    came_to = at_once(*begin)

    assert sum(isinstance(one, Version) for one in came_to) == 1
    assert sorted(signed.protocol.versions.values_list("number", flat=True)) == [1, 2]
