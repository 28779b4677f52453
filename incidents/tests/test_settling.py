"""Settling: proposed by one side, accepted by the other, exactly as it stands."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from incidents import settling
from incidents.laying_down import CannotSettle, Promise
from incidents.lifecycle import Stage
from incidents.models import Commitment, Incident, Settlement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Outcome
from incidents.tests import reports
from liaison.roles import Side
from tests.cast import NOW

PROMISE = Promise(
    Side.POLICE, "Liaison officer, Central Division", "Tell every shift.", date(2025, 2, 14)
)


def propose(incident, person, promises=(), **options):
    words = "Patrols park around the corner."
    return settling.propose(
        incident, Outcome.INSTRUCTION, words, promises, by=person, at=NOW, **options
    )


def open_settlement(incident):
    return incident.settlements.open().get()


def test_the_other_side_has_five_business_days_to_answer(cast):
    incident = reports.acknowledged(cast)
    settlement = propose(incident, cast.manager, [PROMISE])
    incident.refresh_from_db()

    assert (incident.stage, incident.turn) == (Stage.DISCUSSION, Side.POLICE)
    assert incident.due_at.isoformat() == "2025-02-12T07:59:59+00:00"
    assert settlement.text.words() == "Patrols park around the corner."
    promise = settlement.commitments.get()
    assert (promise.side, promise.post, promise.due_on) == (
        Side.POLICE,
        PROMISE.post,
        PROMISE.due_on,
    )
    assert promise.what.words() == PROMISE.what


def test_what_the_other_side_accepts_is_settled(cast):
    incident = reports.proposed(cast)
    settlement = settling.accept(incident, open_settlement(incident).pk, by=cast.backup, at=NOW)
    incident.refresh_from_db()

    assert incident.stage == Stage.SETTLED
    assert (incident.turn, incident.due_at) == (None, None)
    assert (settlement.accepted_by, settlement.accepted_at) == (cast.backup, NOW)


def test_the_police_propose_and_the_site_accepts(cast):
    incident = reports.acknowledged(cast)
    settlement = propose(incident, cast.liaison)

    settling.accept(incident, settlement.pk, by=cast.alternate, at=NOW)

    incident.refresh_from_db()
    assert incident.stage == Stage.SETTLED


def test_a_declined_settlement_leads_back_to_the_discussion_with_a_reason(cast):
    incident = reports.proposed(cast)
    settlement = open_settlement(incident)

    settling.decline(incident, settlement.pk, "We need a date.", by=cast.liaison, at=NOW)

    incident.refresh_from_db()
    settlement.refresh_from_db()
    assert (incident.stage, incident.turn) == (Stage.DISCUSSION, Side.SITE)
    assert not settlement.is_open
    assert propose(incident, cast.manager).is_open


def test_a_settlement_can_be_taken_back_by_its_own_side(cast):
    incident = reports.proposed(cast)

    settling.withdraw(incident, open_settlement(incident).pk, by=cast.alternate, at=NOW)

    incident.refresh_from_db()
    assert incident.turn == Side.SITE
    assert not incident.settlements.open().exists()


def test_one_settlement_lies_on_the_table(cast):
    incident = reports.proposed(cast)

    with pytest.raises(NotTheMoment, match="proposed already"):
        propose(incident, cast.liaison)


def test_the_database_holds_that_there_is_one(cast):
    settlement = open_settlement(reports.proposed(cast))
    settlement.pk = uuid.uuid4()
    settlement._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic():
        settlement.save(force_insert=True)


@pytest.mark.parametrize("deed", ["accept", "decline"])
def test_nobody_answers_for_the_own_side(cast, deed):
    incident = reports.proposed(cast)
    more = ("So be it.",) if deed == "decline" else ()

    for part in ("manager", "alternate"):
        with pytest.raises(PermissionDenied, match="for the other side"):
            getattr(settling, deed)(
                incident, open_settlement(incident).pk, *more, by=getattr(cast, part), at=NOW
            )


def test_nobody_takes_back_what_the_other_side_proposed(cast):
    incident = reports.proposed(cast)

    with pytest.raises(PermissionDenied):
        settling.withdraw(incident, open_settlement(incident).pk, by=cast.liaison, at=NOW)


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader"])
def test_those_who_only_read_settle_nothing(cast, part):
    person = getattr(cast, part)
    incident = reports.proposed(cast)

    with pytest.raises(PermissionDenied):
        settling.accept(incident, open_settlement(incident).pk, by=person, at=NOW)
    with pytest.raises(PermissionDenied):
        propose(reports.acknowledged(cast), person)


def test_exactly_what_was_read_is_accepted(cast):
    incident = reports.proposed(cast)
    read = open_settlement(incident)
    settling.withdraw(incident, read.pk, by=cast.manager, at=NOW)
    propose(incident, cast.manager)

    with pytest.raises(NotTheMoment, match="Another settlement"):
        settling.accept(incident, read.pk, by=cast.liaison, at=NOW)


def test_without_a_proposal_there_is_nothing_to_accept(cast):
    with pytest.raises(NotTheMoment, match="No settlement is proposed"):
        settling.accept(reports.discussed(cast), uuid.uuid4(), by=cast.liaison, at=NOW)


@pytest.mark.parametrize("stage", ["released", "settled"])
def test_there_is_a_time_to_propose(cast, stage):
    with pytest.raises(NotTheMoment):
        propose(getattr(reports, stage)(cast), cast.liaison)


def test_a_promise_is_not_due_before_today_at_the_site(cast):
    incident = reports.acknowledged(cast)
    yesterday = Promise(Side.SITE, "Site manager", "Call first.", date(2025, 2, 3))

    with pytest.raises(CannotSettle, match="has passed"):
        propose(incident, cast.manager, [yesterday])
    today = Promise(Side.SITE, "Site manager", "Call first.", date(2025, 2, 4))
    assert propose(incident, cast.manager, [today]).commitments.count() == 1


def test_a_settlement_holds_so_many_promises_and_no_more(cast):
    with pytest.raises(CannotSettle, match="At most 10"):
        propose(reports.acknowledged(cast), cast.manager, [PROMISE] * 11)
    assert not Commitment.objects.exists()


def test_a_fault_on_the_way_leaves_nothing_behind(cast, monkeypatch):
    incident = reports.proposed(cast)

    def broken(*args, **kwargs):
        raise RuntimeError("no notice")

    monkeypatch.setattr("incidents.notices.settled", broken)
    with pytest.raises(RuntimeError):
        settling.accept(incident, open_settlement(incident).pk, by=cast.liaison, at=NOW)

    assert Settlement.objects.get().is_open
    assert Incident.objects.get().stage == Stage.DISCUSSION
