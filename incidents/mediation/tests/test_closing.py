"""A mediation is closed: after what was agreed was followed up, or without an agreement."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from incidents import following_up, keeping
from incidents.keeping import Answer, Verdict
from incidents.laying_down import Terms
from incidents.lifecycle import Stage
from incidents.mediation import closing, forgetting, tending
from incidents.mediation.closing import CannotClose
from incidents.mediation.tests import cases
from incidents.models import Commitment, FollowUp, Incident, MediationCase, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Evidence, Lane, Outcome
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW

KEPT = Answer(Verdict.KEPT, Evidence.SEEN)
NOT_KEPT = Answer(Verdict.NOT_KEPT, Evidence.SEEN)
# After the last day of the promises of ``cases.TERMS``, and before they are asked about again.
CHECKED = NOW.replace(month=3, day=9)


def checker(cast, promise):
    return cast.manager if promise.promiser is Side.POLICE else cast.liaison


def follow(cast, case, *, last=KEPT):
    """The promises of *case* are checked, and followed up at 30 and 90 days: the last of them
    with *last*. Returns the moment of the last answer."""
    promises = list(Commitment.objects.filter(settlement__incident=case.incident))
    for promise in promises:
        keeping.check(case.incident, promise.pk, KEPT, by=checker(cast, promise), at=CHECKED)
    at = CHECKED
    for days in (30, 90):
        at = FollowUp.objects.filter(days=days).latest("due_at").due_at
        for promise in promises:
            is_last = promise == promises[-1] and days == 90
            said = last if is_last else KEPT
            by = checker(cast, promise)
            following_up.answer(case.incident, promise.pk, said, by=by, at=at)
    return at


def tend(at):
    tending.tend_all(by=Person.system(), at=at)
    return MediationCase.objects.get()


def told(kind):
    rows = Notice.objects.filter(kind=f"incidents/{kind}")
    return set(rows.values_list("recipient__email", flat=True))


@pytest.mark.parametrize(
    ("last", "outcome"), [(KEPT, cases.TERMS.outcome), (NOT_KEPT, Outcome.PARTIAL)]
)
def test_it_is_closed_when_its_promises_are_followed_up_at_90_days(cast, last, outcome):
    case = cases.bound(cast)
    at = follow(cast, case, last=last)

    assert MediationCase.objects.get().is_open
    case = tend(at)

    assert (case.stage, case.outcome, case.closed_at) == ("closed", outcome, at)
    assert Incident.objects.get().stage == Stage.SETTLED
    assert not case.assignments.current().exists()
    assert cast.manager.email in told("mediation_closed")
    assert cast.mediator.email in told("mediator_let_go")
    moves = case.moves.count()
    assert tend(at + timedelta(days=1)).moves.count() == moves


def test_it_stays_open_while_somebody_is_asked(cast):
    case = cases.bound(cast)
    for promise in Commitment.objects.all():
        keeping.check(case.incident, promise.pk, KEPT, by=checker(cast, promise), at=CHECKED)

    assert tend(case.stage_since + timedelta(days=119)).is_open
    closed = tend(case.stage_since + timedelta(days=121))
    assert (closed.stage, closed.outcome) == ("closed", cases.TERMS.outcome)


def test_what_nobody_ever_checked_does_not_count_as_kept(cast):
    case = cases.bound(cast)

    assert tend(case.stage_since + timedelta(days=121)).outcome == Outcome.UNRESOLVED


def test_an_agreement_without_promises_is_closed_after_90_days(cast):
    case = cases.bound(cast, Terms(Outcome.EXPLAINED, "It was a misunderstanding.", ()))

    assert tend(case.stage_since + timedelta(days=89)).is_open
    assert tend(case.stage_since + timedelta(days=90)).outcome == Outcome.EXPLAINED


@pytest.mark.parametrize("stage", ["confided", "drafted", "laid_out"])
def test_the_mediator_ends_talks_without_an_agreement(cast, stage):
    case = getattr(cases, stage)(cast)

    closing.close_without(case, Outcome.UNRESOLVED, by=cast.mediator, at=NOW)

    case.refresh_from_db()
    assert (case.stage, case.outcome) == ("closed", Outcome.UNRESOLVED)
    assert Incident.objects.get().stage == Stage.DISCUSSION
    assert not case.incident.settlements.filter(ended_at=None).exists()
    assert {cast.manager.email, cast.police_leader.email} <= told("mediation_closed")


@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader"])
def test_nobody_else_ends_it_so(cast, part):
    with pytest.raises(PermissionDenied, match="mediator"):
        closing.close_without(cases.begun(cast), Outcome.UNRESOLVED, by=getattr(cast, part), at=NOW)


def test_there_is_a_time_and_a_way_to_end_it(cast):
    with pytest.raises(NotTheMoment):
        closing.close_without(cases.signed(cast), Outcome.PARTIAL, by=cast.mediator, at=NOW)
    with pytest.raises(CannotClose):
        closing.close_without(
            MediationCase.objects.get(), Outcome.THANKED, by=cast.mediator, at=NOW
        )


def test_the_notes_of_the_mediator_are_gone_within_30_days_after_it_is_closed(cast):
    case = cases.confided(cast)
    closing.close_without(case, Outcome.PARTIAL, by=cast.mediator, at=NOW)
    notes = Statement.objects.filter(lane=Lane.MEDIATOR, data_key__destroyed_at=None)

    forgetting.forget_due(by=Person.system(), at=NOW + timedelta(days=28))
    assert notes.count() == 1
    forgetting.forget_due(by=Person.system(), at=NOW + timedelta(days=30))
    assert notes.count() == 0


def test_on_its_page_the_mediator_says_how_it_ended(cast, as_):
    case = cases.confided(cast)
    url = f"{case.get_absolute_url()}close/"
    client = as_(cast.mediator)
    assert url in client.get(case.get_absolute_url()).text
    assert client.post(url, {"outcome": ""}).status_code == 422
    assert client.post(url, {"outcome": "thanked"}).status_code == 422

    answer = client.post(url, {"outcome": "explained"}, follow=True)

    assert "The mediation has ended. You no longer read it." in answer.text
    assert client.get(case.get_absolute_url()).status_code == 404
    page = as_(cast.manager).get(case.get_absolute_url()).text
    assert "How it ended" in page
    assert "It was explained or acknowledged" in page
    assert url not in page
