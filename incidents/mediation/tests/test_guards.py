"""What the database itself refuses about mediations."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit import guards
from incidents.mediation import agreement
from incidents.mediation.lifecycle import CASE_MOVES, ENDED, CaseStage
from incidents.mediation.tests import cases
from incidents.models import (
    AgreementSignature,
    Consent,
    MediationCase,
    MediationMove,
    MediatorAnswer,
    MediatorAssignment,
    Settlement,
    Statement,
    TermsSignature,
)
from incidents.taxonomy import Lane
from tests.cast import NOW


def refused(deed, says=None):
    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        deed()


@pytest.fixture
def case(cast):
    return cases.offered(cast)


def named(case, mediator, **more):
    return MediatorAssignment.objects.create(
        case=case, mediator=mediator, number=1, named_at=NOW, **more
    )


def at_stage(case, stage):
    """The row that *stage* would be, put there behind the back of the guards' table."""
    change = {"stage": stage}
    if stage not in (CaseStage.OFFERED, CaseStage.NOT_PROCEEDING):
        change["agreed_at"] = NOW
    return change | ({"closed_at": NOW} if stage in ENDED else {})


@pytest.mark.parametrize("stage", CaseStage)
def test_an_offer_goes_only_where_the_table_of_moves_lets_it(case, stage):
    rows = MediationCase.objects.filter(pk=case.pk)
    if stage in CASE_MOVES[CaseStage.OFFERED]:
        assert rows.update(**at_stage(case, stage)) == 1
    else:
        refused(lambda: rows.update(**at_stage(case, stage)), "incidents_mediationcase is not")


def test_an_incident_has_one_open_mediation(cast, case):
    again = MediationCase.objects.get(pk=case.pk)
    again.pk = None
    again._state.adding = True

    refused(again.save)


@pytest.mark.parametrize(
    "change",
    [
        {"stage": CaseStage.AGREED},
        {"stage": CaseStage.NOT_PROCEEDING},
        {"stage": CaseStage.AGREED, "agreed_at": NOW, "closed_at": NOW},
        {"stage": CaseStage.AGREED, "agreed_at": NOW, "outcome": "agreement"},
        {"stage": CaseStage.AGREED, "agreed_at": NOW, "offered_side": "police"},
    ],
    ids=["no time", "no end", "an end too early", "an outcome too early", "somebody else's offer"],
)
def test_a_mediation_says_what_its_stage_says(case, change):
    refused(lambda: MediationCase.objects.filter(pk=case.pk).update(**change))


def test_each_side_has_one_consent_and_it_keeps_its_key(cast, case):
    consent = Consent(case=case, side="site")
    consent.say(agrees=True, by=cast.manager, at=NOW)
    consent.save(force_insert=True)
    other = Consent(case=case, side="site")
    other.say(agrees=False, by=cast.alternate, at=NOW)

    assert consent.agrees
    refused(lambda: other.save(force_insert=True))
    refused(lambda: Consent.objects.update(side="police"))
    refused(lambda: Consent.objects.all()._raw_delete("default"))


def test_yes_and_no_look_alike_where_they_are_kept(cast, case):
    kept = []
    for side, agrees in (("site", True), ("police", False)):
        consent = Consent(case=case, side=side)
        consent.say(agrees=agrees, by=cast.manager, at=NOW)
        consent.save(force_insert=True)
        kept.append(bytes(consent.ciphertext))

    assert len(kept[0]) == len(kept[1])
    assert kept[0] != kept[1]


def test_one_mediator_at_a_time_and_nobody_twice(cast, case):
    first = named(case, cast.mediator)

    refused(lambda: named(case, cast.observer))
    refused(lambda: MediatorAssignment.objects.update(mediator=cast.observer))
    refused(lambda: MediatorAssignment.objects.update(ended_at=NOW))
    MediatorAssignment.objects.update(ended_at=NOW, ended_why="challenged")
    refused(lambda: MediatorAssignment.objects.update(ended_at=None, ended_why=""))
    refused(
        lambda: MediatorAssignment.objects.create(
            case=case, mediator=first.mediator, number=2, named_at=NOW
        )
    )


def test_a_side_challenges_once_in_a_mediation(cast, case):
    first = named(case, cast.mediator, ended_at=NOW, ended_why="challenged")
    second = MediatorAssignment.objects.create(
        case=case, mediator=cast.auditor, number=2, named_at=NOW
    )

    def answer(assignment, side, *, challenges):
        return MediatorAnswer.objects.create(
            case=case,
            assignment=assignment,
            side=side,
            challenges=challenges,
            by=cast.manager,
            at=NOW,
        )

    answer(first, "site", challenges=True)
    refused(lambda: answer(second, "site", challenges=True))
    answer(second, "police", challenges=True)
    refused(lambda: answer(second, "police", challenges=False))
    refused(lambda: MediatorAnswer.objects.update(challenges=False))


def test_terms_carry_three_names_of_three_people(cast, case):
    assignment = named(case, cast.mediator)

    def sign(who, by):
        return TermsSignature.objects.create(
            assignment=assignment, who=who, by=by, at=NOW, digest="0" * 64
        )

    sign("site", cast.manager)
    refused(lambda: sign("site", cast.alternate))
    refused(lambda: sign("police", cast.manager))
    refused(lambda: sign("observer", cast.observer))
    sign("police", cast.liaison)
    sign("mediator", cast.mediator)
    refused(lambda: TermsSignature.objects.update(digest="1" * 64))


def test_the_portal_moves_a_mediation_for_neither_side(cast, case):
    from accounts.models import Person

    def move(number, side, by):
        return MediationMove.objects.create(
            case=case, number=number, step="agree", stage="agreed", side=side, by=by, at=NOW
        )

    move(1, None, Person.system())
    move(2, None, cast.mediator)
    refused(lambda: move(3, "site", Person.system()))
    refused(lambda: move(2, "site", cast.manager))


@pytest.mark.parametrize(
    ("lane", "side", "has_assignment"),
    [
        (Lane.SITE_MEDIATOR, "police", True),
        (Lane.POLICE_MEDIATOR, "site", True),
        (Lane.MEDIATOR, "site", True),
        (Lane.SITE, None, True),
        (Lane.POLICE, None, True),
        (Lane.SHARED, None, False),
        (Lane.SITE_MEDIATOR, "site", False),
        (Lane.MEDIATOR, None, False),
    ],
)
def test_words_in_confidence_keep_to_their_lane(cast, case, lane, side, has_assignment):
    assignment = named(case, cast.mediator)
    words = Statement(
        incident=case.incident,
        lane=lane,
        kind=Statement.Kind.CONFIDED,
        author=cast.manager,
        author_side=side,
        assignment=assignment if has_assignment else None,
        at=NOW,
    )
    words.seal("Not mine to say.", domain=lane)

    refused(lambda: words.save(force_insert=True))


@pytest.mark.parametrize("names", [(), ("manager",)], ids=["no name", "one name"])
def test_an_agreement_counts_only_under_both_names(cast, names):
    case = cases.laid_out(cast)
    for part in names:
        cases.put_name(case, getattr(cast, part))
    counts = {"accepted_at": NOW, "accepted_by": cast.manager}

    refused(lambda: Settlement.objects.update(**counts), "under the names of both sides")


def test_a_name_stands_under_the_draft_that_lies_before_both_sides(cast):
    case = cases.laid_out(cast)
    settlement = agreement.standing(case)
    cases.draft(case, cast)
    name = AgreementSignature(
        settlement=settlement, side="site", by=cast.manager, at=NOW, digest="0" * 64
    )

    refused(name.save, "while it lies before both sides")


def test_what_a_mediator_drafted_belongs_to_no_side(cast):
    cases.drafted(cast)
    refused(lambda: Settlement.objects.update(side="site"))


def test_every_guard_of_mediation_is_in_place(db):
    names = ("mediation", "consent", "mediator", "terms", "agreement")
    ours = [
        guard
        for guard in guards.registered()
        if guard.table.startswith(tuple(f"incidents_{name}" for name in names))
    ]

    assert len(ours) == 12
    assert guards.missing(connection, ours) == []
