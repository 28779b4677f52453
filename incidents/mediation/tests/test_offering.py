"""Offering: what cannot be mediated, who may offer, and what an offer changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents.lifecycle import Stage
from incidents.mediation import consenting, eligibility, leaving, offering
from incidents.mediation.eligibility import Code, Instead
from incidents.mediation.offering import CannotOffer
from incidents.mediation.tests import cases
from incidents.models import Incident, MediationCase, Move
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.taxonomy import Severity
from incidents.tests import reports
from liaison import mandates
from liaison.roles import Side
from notifications.models import Notice
from tests.at_once import at_once, only_one
from tests.cast import NOW


def codes(refused):
    return [row.code for row in refused.value.rows]


@pytest.mark.parametrize("row", eligibility.TABLE, ids=lambda row: row.code)
def test_every_row_says_why_and_what_is_open_instead(row):
    assert eligibility.in_the_way({row.code}) == [row]
    assert str(row.says)
    assert row.instead
    grave = {Code.CRITICAL, Code.FORCE, Code.HARM, Code.CRIME, Code.PROCEEDINGS, Code.BREACH}
    if row.code in grave:
        assert Instead.BODY in row.instead


def test_nothing_in_the_way_is_nothing():
    assert eligibility.in_the_way(set()) == []


@pytest.mark.parametrize("row", eligibility.ASKED, ids=lambda row: row.code)
def test_what_only_people_know_is_asked_and_keeps_it_from_being_offered(cast, row):
    incident = reports.acknowledged(cast)

    with pytest.raises(CannotOffer) as refused:
        offering.offer(incident, {row.code}, by=cast.manager, at=NOW)

    assert codes(refused) == [row.code]
    assert not MediationCase.objects.exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "K7", "severity": Severity.SERIOUS}, Code.FORCE),
        ({"kind": "I3", "severity": Severity.SERIOUS}, Code.DISCLOSED),
        ({"kind": "G1"}, Code.GOOD),
    ],
)
def test_what_the_portal_knows_is_not_asked(cast, facts, code):
    incident = reports.acknowledged(cast, **facts)

    with pytest.raises(CannotOffer) as refused:
        offering.offer(incident, by=cast.liaison, at=NOW)

    assert codes(refused) == [code]


def test_what_is_critical_is_known_to_be_in_the_way(cast):
    incident = reports.logged(cast, severity=Severity.CRITICAL)
    assert Code.CRITICAL in offering.known(incident, NOW)


def test_nothing_is_offered_where_no_mediator_is_on_the_roster(cast):
    mandates.end(cast.mediator.mandates.get(), by=cast.leader)

    with pytest.raises(CannotOffer) as refused:
        cases.offered(cast)

    assert codes(refused) == [Code.NOBODY]
    assert set(eligibility.ROWS[Code.NOBODY].instead) == {Instead.TALK, Instead.LEADERS}


@pytest.mark.parametrize("part", ["manager", "alternate", "liaison", "backup"])
def test_either_side_offers_and_both_are_asked(cast, part):
    by = getattr(cast, part)
    case = cases.offered(cast, by=by)

    incident = Incident.objects.get()
    assert (incident.stage, incident.turn, incident.due_at) == (Stage.MEDIATION, None, None)
    assert case.offered_side == (Side.SITE if part in ("manager", "alternate") else Side.POLICE)
    # Tuesday, and five business days of British Columbia, where the 10th is no holiday.
    assert case.consent_until.astimezone(incident.tz).date().isoformat() == "2025-02-11"
    told = set(
        Notice.objects.filter(kind="incidents/mediation_offered").values_list(
            "recipient__email", flat=True
        )
    )
    asked = {"manager", "alternate", "liaison", "backup", "police_leader"} - {part}
    assert told == {getattr(cast, one).email for one in asked}


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader", "mediator", "other_manager"])
def test_nobody_else_offers(cast, part):
    incident = reports.acknowledged(cast)
    with pytest.raises(PermissionDenied):
        offering.offer(incident, by=getattr(cast, part), at=NOW)


def test_whoever_stands_on_both_sides_offers_for_neither(cast, torn):
    with pytest.raises(PermissionDenied, match="act for neither"):
        cases.offered(cast, by=torn)


def test_what_is_only_released_or_already_settled_is_not_offered(cast):
    for incident in (reports.released(cast), reports.settled(cast)):
        with pytest.raises(NotTheMoment, match="possible at the stage"):
            offering.offer(incident, by=cast.manager, at=NOW)


def test_a_settlement_on_the_table_is_answered_first(cast):
    with pytest.raises(NotTheMoment, match="answered first"):
        offering.offer(reports.proposed(cast), by=cast.manager, at=NOW)


def test_the_same_press_a_second_time_offers_once(cast):
    incident = reports.acknowledged(cast)
    revision = incident.revision
    offering.offer(incident, by=cast.manager, revision=revision, at=NOW)
    with pytest.raises(PressedTwice):
        offering.offer(incident, by=cast.manager, revision=revision, at=NOW)


@pytest.mark.parametrize("how", ["silence", "withdrawal"])
def test_nobody_is_asked_again_at_once(cast, how):
    case = cases.agreed(cast) if how == "withdrawal" else cases.offered(cast)
    ended = case.consent_until + timedelta(hours=1)
    if how == "withdrawal":
        leaving.leave(case, by=cast.liaison, at=ended)
    else:
        consenting.close(case, by=cast.admin, at=ended)
    incident = Incident.objects.get()

    with pytest.raises(CannotOffer, match="again from Fri 14 Mar 2025 on"):
        offering.offer(incident, by=cast.liaison, at=ended + timedelta(days=29))
    assert offering.offer(incident, by=cast.liaison, at=ended + timedelta(days=30))


def test_the_ledger_says_who_offered_and_nothing_of_the_case(cast):
    cases.offered(cast)
    [body] = [b for b in EntryBody.objects.values_list("body", flat=True) if "n_offered" in b]
    assert '"side":"site"' in body
    assert reports.SHOWN not in body
    assert Move.objects.get(step="offer").side == "site"


@pytest.mark.django_db(transaction=True)
def test_of_two_offers_at_once_one_stands(transactional_db):
    from tests import cast as the_cast

    cast = the_cast.build()
    incident = reports.acknowledged(cast)

    ended = at_once(
        lambda: offering.offer(incident, by=cast.manager, at=NOW),
        lambda: offering.offer(incident, by=cast.liaison, at=NOW),
    )

    only_one(ended, NotTheMoment)
    assert MediationCase.objects.count() == 1
