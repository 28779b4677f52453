"""Both sides sign one draft, may think again for twelve days, and then keep what they promised."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit.models import Entry
from incidents import keeping
from incidents.keeping import Answer, Verdict
from incidents.mediation import agreeing, agreement, assigning, leaving, parts
from incidents.mediation.leaving import CannotLeave
from incidents.mediation.lifecycle import CaseStage
from incidents.mediation.page import MediationPage
from incidents.mediation.tests import cases
from incidents.models import AgreementSignature, Commitment, Incident, MediationCase, Settlement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Evidence
from liaison.proof import NotProven
from liaison.refusal import Stale
from notifications.models import Notice
from tests.cast import NOW, PASSWORD

# Signed on Tuesday 4 February in Vancouver; the twelfth day after it ends there, not in UTC.
THOUGHT = datetime(2025, 2, 17, 7, 59, 59, tzinfo=UTC)
OVER = THOUGHT + timedelta(seconds=1)


def case_now():
    return MediationCase.objects.get()


def told(kind):
    return set(Notice.objects.filter(kind=f"incidents/{kind}").values_list("recipient", flat=True))


def all_three(cast):
    names = ("manager", "alternate", "liaison", "backup", "police_leader", "mediator")
    return {getattr(cast, name).pk for name in names}


# Signing ------------------------------------------------------------------------------------
@pytest.mark.parametrize("order", [("manager", "liaison"), ("police_leader", "alternate")])
def test_with_the_second_name_both_have_twelve_days_to_think_again(cast, order):
    case = cases.laid_out(cast)
    for part in order:
        assert case_now().stage == CaseStage.SIGNING
        cases.put_name(case, getattr(cast, part))

    assert (case_now().stage, case_now().due_at) == (CaseStage.COOLING_OFF, THOUGHT)
    assert len(set(AgreementSignature.objects.values_list("digest", flat=True))) == 1
    assert told("agreement_signed") == all_three(cast)
    assert Incident.objects.get().stage == "mediation"
    assert not Commitment.objects.unchecked().exists()


def test_nobody_but_its_own_side_learns_of_the_first_name(cast):
    case = cases.laid_out(cast)
    before = case_now().revision, case.moves.count(), Notice.objects.count(), shared_entries(case)
    cases.put_name(case, cast.manager)

    after = case_now().revision, case.moves.count(), Notice.objects.count(), shared_entries(case)
    assert before == after
    seen = {
        part: MediationPage(
            case_now(), parts.viewer(case, getattr(cast, part)), NOW
        ).agreement.has_signed
        for part in ("alternate", "liaison", "mediator")
    }
    assert seen == {"alternate": True, "liaison": False, "mediator": False}


def shared_entries(case):
    return Entry.objects.filter(chain=case.incident.pair.pk).count()


def test_a_side_signs_once_and_nobody_else_does(cast, torn):
    case = cases.laid_out(cast)
    cases.put_name(case, cast.manager)
    with pytest.raises(NotTheMoment, match="signed already"):
        cases.put_name(case, cast.alternate)
    for person in (cast.leader, cast.staff, cast.mediator, cast.observer, torn):
        with pytest.raises(PermissionDenied):
            cases.put_name(case, person)


def test_the_password_is_asked_and_the_draft_is_the_one_that_was_read(cast):
    case = cases.laid_out(cast)
    digest = cases.digest_of(case)
    with pytest.raises(NotProven):
        agreeing.sign(case, digest=digest, password="not mine", by=cast.manager, at=NOW)
    with pytest.raises(Stale):
        agreeing.sign(case, digest="0" * 64, password=PASSWORD, by=cast.manager, at=NOW)
    assert not AgreementSignature.objects.exists()


def test_another_draft_voids_what_was_signed(cast):
    case = cases.laid_out(cast)
    cases.put_name(case, cast.manager)
    cases.draft(case, cast)

    assert case_now().stage == CaseStage.DRAFTING
    assert not agreement.standing(case).signatures.exists()
    with pytest.raises(NotTheMoment):
        cases.put_name(case, cast.liaison)


def test_a_side_that_has_signed_goes_back_to_the_table_and_does_not_stop_it(cast):
    case = cases.laid_out(cast)
    cases.put_name(case, cast.manager)
    with pytest.raises(CannotLeave, match="back to the table"):
        leaving.leave(case, by=cast.alternate, at=NOW)
    leaving.leave(case, by=cast.liaison, at=NOW)

    assert case_now().stage == CaseStage.WITHDRAWN
    assert not Settlement.objects.open().exists()
    assert Incident.objects.get().stage == "discussion"


def test_a_draft_is_put_aside_with_its_mediator(cast):
    case = cases.drafted(cast)
    assigning.step_back(case, by=cast.mediator, at=NOW)

    assert case_now().stage == CaseStage.AGREED
    assert not Settlement.objects.open().exists()


# Thinking again -----------------------------------------------------------------------------
@pytest.mark.parametrize("stage", ["signing", "cooling_off"])
def test_whoever_goes_back_to_the_table_everybody_reads_the_same(cast, stage):
    """The same moves, shared entries and notices, to all three, whoever did it."""
    left = {}
    for part in ("manager", "liaison", "police_leader"):
        case = (cases.laid_out if stage == "signing" else cases.signed)(cast)
        notices = set(Notice.objects.values_list("pk", flat=True))
        entries = set(Entry.objects.values_list("pk", flat=True))
        agreeing.go_back(case, by=getattr(cast, part), at=NOW)
        case.refresh_from_db()
        new = Notice.objects.exclude(pk__in=notices).values_list("kind", "recipient")
        shared = Entry.objects.exclude(pk__in=entries).filter(chain=case.incident.pair.pk)
        move = case.moves.last()
        left[part] = (
            sorted(new, key=str),
            sorted((json.loads(one.body.body)["verb"], one.vis) for one in shared),
            (case.stage, case.due_at, move.step, move.side, move.by_id),
            agreement.drafts_of(case).filter(ended_at=None).count(),
        )

    assert left["manager"] == left["liaison"] == left["police_leader"]
    assert left["manager"][2][0] == CaseStage.SESSIONS
    assert left["manager"][3] == 0


@pytest.mark.parametrize("part", ["staff", "leader", "mediator", "observer", "other_manager"])
def test_nobody_else_takes_it_back(cast, part):
    case = cases.signed(cast)
    with pytest.raises(PermissionDenied):
        agreeing.go_back(case, by=getattr(cast, part), at=NOW)


def test_back_at_the_table_the_mediator_drafts_again(cast):
    case = cases.signed(cast)
    agreeing.go_back(case, by=cast.liaison, at=NOW)
    cases.draft(case, cast)

    assert case_now().stage == CaseStage.DRAFTING
    assert agreement.drafts_of(case).count() == 2


# Binding ------------------------------------------------------------------------------------
def test_when_the_time_is_over_the_case_is_settled_and_the_promises_count(cast):
    case = cases.signed(cast)
    portal = Person.system()
    assert agreeing.bind_due(by=portal, at=THOUGHT) == 0
    assert agreeing.bind_due(by=portal, at=OVER) == 1
    assert agreeing.bind_due(by=portal, at=OVER) == 0

    incident, settlement = Incident.objects.get(), Settlement.objects.get()
    assert (case_now().stage, incident.stage, incident.turn) == ("follow_up", "settled", None)
    assert (settlement.accepted_at, settlement.accepted_by) == (OVER, portal)
    move = incident.moves.last()
    assert (move.step, move.side, move.by) == ("mediated", None, portal)
    assert Commitment.objects.unchecked().count() == 2
    assert told("agreement_bound") == all_three(cast)
    with pytest.raises(NotTheMoment):
        agreeing.go_back(case, by=cast.manager, at=OVER)


def test_a_run_that_was_missed_catches_up_once(cast):
    cases.signed(cast)
    late = OVER + timedelta(days=40)
    assert [agreeing.bind_due(by=Person.system(), at=late) for _run in range(2)] == [1, 0]
    assert Settlement.objects.get().accepted_at == late


def test_once_the_time_is_over_nobody_goes_back_though_the_portal_is_late(cast):
    case = cases.signed(cast)
    with pytest.raises(NotTheMoment, match="counts"):
        agreeing.go_back(case, by=cast.manager, at=OVER)


def test_a_promise_of_a_mediation_is_kept_as_any_other(cast):
    case = cases.bound(cast)
    promise = Commitment.objects.get(side="police")
    keeping.say_done(case.incident, promise.pk, by=cast.liaison, at=OVER)
    keeping.check(
        case.incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )

    promise.refresh_from_db()
    assert promise.verdict == Verdict.KEPT
