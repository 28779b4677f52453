"""A mediation that has ended is looked at once more by both leaders, by what both sides read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit import ledger
from incidents import keeping, settling
from incidents.keeping import Answer, Verdict
from incidents.leading import deciding, reviewing
from incidents.leading.deciding import CannotDecide, Choice
from incidents.leading.reviewing import CannotReview
from incidents.leading.tests import led
from incidents.mediation import closing, leaving
from incidents.mediation.tests import cases
from incidents.models import Escalation, MediationCase
from incidents.models.escalation import Way
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Evidence, Outcome
from incidents.tests import reports
from incidents.tests.test_notices import told
from tests.cast import NOW

WHY = "Kits were taken again, and nobody told the shifts."
MISSED = Answer(Verdict.NOT_KEPT, Evidence.NOTHING)


def without_agreement(cast):
    case = cases.begun(cast)
    closing.close_without(case, Outcome.UNRESOLVED, by=cast.mediator, at=NOW)
    return _fresh(case)


def left(cast):
    return _fresh(leaving.leave(cases.begun(cast), by=cast.liaison, at=NOW))


def missed(cast):
    """What was agreed is followed up, and the first promise was not kept."""
    case = cases.bound(cast)
    promise = case.incident.settlements.get().commitments.get(side="police")
    at = datetime(2025, 3, 3, 18, tzinfo=UTC)
    keeping.check(case.incident, promise.pk, MISSED, by=cast.manager, at=at)
    return _fresh(case)


def _fresh(case):
    return MediationCase.objects.select_related("incident").get(pk=case.pk)


def moment(case):
    return (case.closed_at or datetime(2025, 3, 3, 18, tzinfo=UTC)) + timedelta(days=1)


def ask(case, by, *, at=None):
    escalation = reviewing.ask(case.incident, WHY, by=by, at=at or moment(case))
    case.incident.refresh_from_db()
    return escalation


def decide(cast, case, choice):
    at = moment(case)
    deciding.put_forward(case.incident, choice, by=cast.leader, at=at)
    if choice.way is Way.SETTLE:
        word = case.incident.escalations.get().words.get()
        deciding.agree(case.incident, word.pk, by=cast.police_leader, at=at)
    else:
        deciding.put_forward(case.incident, choice, by=cast.police_leader, at=at)
    case.incident.refresh_from_db()
    case.refresh_from_db()


@pytest.mark.parametrize("part", ["manager", "liaison"])
@pytest.mark.parametrize("make", [without_agreement, left, missed])
def test_either_side_asks_the_leaders_of_both(cast, make, part):
    case = make(cast)

    escalation = ask(case, getattr(cast, part))

    assert (case.incident.stage, case.incident.turn) == ("escalated", None)
    assert escalation.mediation == case
    assert case.incident.moves.last().statement.words() == WHY
    assert {"leader", "police_leader", "manager", "liaison"} - told(cast, "review_asked") == {part}
    assert ledger.verify(cast.partnership.chain)


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader", "officer", "mediator"])
def test_nobody_else_asks(cast, part):
    with pytest.raises(PermissionDenied):
        ask(without_agreement(cast), getattr(cast, part))


def not_begun(cast):
    case = cases.offered(cast)
    for by in (cast.manager, cast.police_leader):
        cases.consenting.answer(case, agrees=False, by=by, at=NOW)
    return _fresh(case)


def never_mediated(cast):
    incident = reports.discussed(cast)
    return MediationCase(incident=incident, closed_at=NOW)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (not_begun, "no mediation that took place"),
        (never_mediated, "no mediation that took place"),
        (cases.bound, "Nothing of what was agreed in it is missed"),
    ],
)
def test_what_is_not_to_be_reviewed_says_why(cast, make, why):
    case = make(cast)
    case.incident.refresh_from_db()

    with pytest.raises(CannotReview, match=why):
        ask(case, cast.manager)


def test_while_it_goes_on_there_is_nothing_to_review(cast):
    case = cases.begun(cast)
    with pytest.raises(NotTheMoment):
        ask(case, cast.manager, at=NOW)


@pytest.mark.parametrize(
    ("at", "is_possible"),
    [
        # 14 days after Tuesday 4 February, the whole day by the site's clock.
        (datetime(2025, 2, 19, 7, 59, tzinfo=UTC), True),
        (datetime(2025, 2, 19, 8, 1, tzinfo=UTC), False),
    ],
)
def test_it_is_asked_for_within_fourteen_days(cast, at, is_possible):
    case = without_agreement(cast)

    if is_possible:
        ask(case, cast.manager, at=at)
    else:
        with pytest.raises(CannotReview, match="until Tue 18 Feb 2025"):
            ask(case, cast.manager, at=at)


@pytest.mark.parametrize("said", [False, True], ids=["nobody spoke", "said to be done"])
def test_a_promise_of_which_nobody_speaks_is_missed_after_fourteen_days(cast, said):
    case = cases.bound(cast)
    case.incident.refresh_from_db()
    last = datetime(2025, 3, 15, 7, tzinfo=UTC)  # 14 days after 28 February, at its midnight
    if said:
        promise = case.incident.settlements.get().commitments.get(side="police")
        keeping.say_done(case.incident, promise.pk, by=cast.liaison, at=last)
        case.incident.refresh_from_db()

    with pytest.raises(CannotReview):
        ask(case, cast.manager, at=last)
    if said:
        with pytest.raises(CannotReview):
            ask(case, cast.manager, at=last + timedelta(hours=2))
    else:
        ask(case, cast.manager, at=last + timedelta(hours=2))


def test_it_is_asked_for_once_whichever_side_did(cast):
    case = without_agreement(cast)
    ask(case, cast.manager)
    decide(cast, case, Choice(Way.BACK))

    with pytest.raises(CannotReview, match="asked once"):
        ask(case, cast.liaison)
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(
            incident=case.incident,
            side="police",
            by=cast.liaison,
            at=NOW,
            turn_before="site",
            due_at=NOW,
            mediation=case,
        )


def test_what_the_clock_brings_to_the_leaders_is_no_review(cast):
    case = without_agreement(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(
            incident=case.incident,
            by=Person.system(),
            at=NOW,
            turn_before="site",
            due_at=NOW,
            mediation=case,
        )


# --- what they decide -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "stage", "stands", "followed_up"),
    [
        (Choice(Way.STAND), "settled", True, "follow_up"),
        (Choice(Way.BACK), "discussion", False, "closed"),
        (Choice(Way.MEDIATE), "mediation", False, "closed"),
        (Choice(Way.REFER), "referred", False, "closed"),
        (
            Choice(Way.SETTLE, "The district tells the shifts.", Outcome.INSTRUCTION),
            "settled",
            False,
            "closed",
        ),
    ],
    ids=lambda one: one.way.value if isinstance(one, Choice) else str(one),
)
def test_what_was_agreed_stays_only_where_both_say_so(cast, choice, stage, stands, followed_up):
    case = missed(cast)
    agreed = case.incident.settlements.get()
    ask(case, cast.manager)

    decide(cast, case, choice)

    agreed.refresh_from_db()
    assert case.incident.stage == stage
    assert (agreed.reopened_at is None) == stands
    assert case.stage == followed_up
    assert agreed.commitments.count() == 2
    assert case.incident.settlements.standing().count() == (stage == "settled")
    assert case.incident.mediations.count() == 1 + (stage == "mediation")


@pytest.mark.parametrize("way", [Way.BACK, Way.MEDIATE, Way.REFER])
def test_without_an_agreement_the_other_ways_are_open(cast, way):
    case = without_agreement(cast)
    ask(case, cast.liaison)

    decide(cast, case, Choice(way))

    assert case.incident.escalations.get().way == way


def test_nothing_can_stay_where_nothing_was_agreed(cast):
    case = without_agreement(cast)
    ask(case, cast.liaison)

    with pytest.raises(CannotDecide, match="Nothing is agreed"):
        deciding.put_forward(case.incident, Choice(Way.STAND), by=cast.leader, at=moment(case))


def test_what_stays_can_still_be_opened_again_by_a_side(cast):
    case = missed(cast)
    ask(case, cast.manager)
    decide(cast, case, Choice(Way.STAND))

    settled = case.incident.settlements.standing().get()
    with pytest.raises(NotTheMoment):
        settling.propose(
            case.incident, Outcome.CLARIFIED, "Anew.", by=cast.manager, at=moment(case)
        )
    assert settled.reopened_at is None


def test_one_leader_alone_decides_nothing(cast):
    case = missed(cast)
    ask(case, cast.manager)
    led.forward(cast, case.incident, Choice(Way.BACK), at=moment(case))

    assert case.incident.stage == "escalated"
    assert case.incident.settlements.standing().exists()


# --- the pages ------------------------------------------------------------------------------------


def test_it_goes_over_the_pages(cast, as_, at_ten):
    case = without_agreement(cast)
    url = f"{case.incident.get_absolute_url()}leaders/review/"
    page = as_(cast.manager).get(case.get_absolute_url()).text
    assert f'href="{url}"' in page
    assert f'href="{url}"' not in as_(cast.leader).get(case.get_absolute_url()).text
    form = as_(cast.manager).get(url).text
    assert "Tue 18 Feb 2025" in form

    given = {"words": WHY, "seen": case.incident.stamp}
    answer = as_(cast.manager).post(url, given, follow=True)

    assert "The leaders of both sides have been told." in answer.text
    for part in ("leader", "police_leader", "liaison"):
        page = as_(getattr(cast, part)).get(case.incident.get_absolute_url()).text
        assert "They look once more at a mediation that has ended." in page
        assert WHY in page
    choose = as_(cast.leader).get(f"{case.incident.get_absolute_url()}leaders/choose/").text
    assert 'value="back"' in choose
    assert 'value="stand"' not in choose


def test_a_missed_promise_leads_there_and_to_opening_it_again(cast, as_, monkeypatch):
    case = missed(cast)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment(case))

    page = as_(cast.manager).get(case.incident.get_absolute_url()).text

    assert f"{case.incident.get_absolute_url()}leaders/review/" in page
    assert f"{case.incident.get_absolute_url()}reopen/" in page
    ask(case, cast.manager)
    choose = as_(cast.leader).get(f"{case.incident.get_absolute_url()}leaders/choose/").text
    assert 'value="stand"' in choose


def test_who_comes_too_late_reads_why_and_keeps_the_words(cast, as_):
    case = without_agreement(cast)  # long ago, by the clock on the wall
    url = f"{case.incident.get_absolute_url()}leaders/review/"

    answer = as_(cast.manager).post(url, {"words": WHY, "seen": case.incident.stamp})

    assert answer.status_code == 422
    assert "This could be asked for until Tue 18 Feb 2025." in answer.text
    assert WHY in answer.text
