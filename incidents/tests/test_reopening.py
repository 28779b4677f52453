"""What came to an end is opened again: by either side, once, with a reason both read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit import ledger
from incidents import ending, keeping, reopening, settling
from incidents.keeping import Answer, Verdict
from incidents.leading import deciding
from incidents.leading.deciding import Choice
from incidents.leading.tests import led
from incidents.mediation import forgetting
from incidents.mediation.tests import cases
from incidents.models import Commitment, Move, Statement
from incidents.models.escalation import Way
from incidents.referring import Told
from incidents.reopening import CannotReopen
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Evidence, Outcome
from incidents.tests import reports
from incidents.tests.world import PROMISE
from incidents.writing import CannotShow
from notifications.models import Notice
from tests.cast import NOW

WHY = "A car stood in front of the door again on two evenings."
LATER = NOW + timedelta(days=20)
SEEN = Answer(Verdict.KEPT, Evidence.SEEN)
MISSED = Answer(Verdict.NOT_KEPT, Evidence.NOTHING)


def by_discussion(cast):
    return reports.settled(cast, promises=[PROMISE])


def by_mediation(cast):
    incident = cases.bound(cast).incident
    incident.refresh_from_db()
    return incident


def by_leaders(cast):
    incident = led.escalated(cast)
    terms = Choice(Way.SETTLE, "Cars wait at the corner.", Outcome.INSTRUCTION)
    word = led.forward(cast, incident, terms)
    deciding.agree(incident, word.pk, by=cast.police_leader, at=NOW)
    incident.refresh_from_db()
    return incident


def by_the_body(cast):
    incident = led.referred(cast)
    told = Told("The commissioner", NOW.date())
    ending.report(incident, told, by=cast.liaison, at=NOW)
    return ending.close(incident, "Nothing further is done.", by=cast.liaison, at=NOW)


ENDS = [by_discussion, by_mediation, by_leaders, by_the_body]


def reopen(incident, by, *, at=LATER, words=WHY, **more):
    reopening.reopen(incident, words, by=by, at=at, **more)
    incident.refresh_from_db()
    return incident


def told(kind):
    rows = Notice.objects.filter(kind=f"incidents/{kind}")
    return set(rows.values_list("recipient", flat=True))


@pytest.mark.parametrize("part", ["manager", "liaison"])
@pytest.mark.parametrize("ended", ENDS)
def test_either_side_opens_again_what_ended_in_any_way(cast, ended, part):
    incident, person = ended(cast), getattr(cast, part)
    before = list(incident.moves.values_list("number", "step", "at"))

    reopen(incident, person)

    side = "site" if part == "manager" else "police"
    other = "police" if part == "manager" else "site"
    assert incident.stage == "discussion"
    assert (incident.turn, incident.turn_since) == (other, LATER)
    assert incident.due_at > LATER
    move = incident.moves.last()
    assert (move.step, move.side, move.by) == ("reopen", side, person)
    assert move.statement.words() == WHY
    assert (move.statement.lane, move.statement.kind) == ("shared", Statement.Kind.REASON)
    assert list(incident.moves.values_list("number", "step", "at"))[:-1] == before
    both = {cast.manager.pk, cast.alternate.pk, cast.liaison.pk, cast.backup.pk}
    assert told("reopened") | told("reopened_here") == both - {person.pk}
    assert ledger.verify(incident.pair.chain)


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader", "officer", "mediator"])
def test_nobody_else_does(cast, part):
    incident = by_discussion(cast)

    with pytest.raises(PermissionDenied):
        reopen(incident, getattr(cast, part))


@pytest.mark.parametrize("make", [reports.discussed, led.referred, led.escalated])
def test_what_has_not_ended_is_not_opened_again(cast, make):
    with pytest.raises(NotTheMoment):
        reopen(make(cast), cast.manager)


def test_a_critical_matter_stays_closed_with_its_side(cast):
    incident = reports.logged(cast, severity=4)
    ending.close(incident, "The director deals with it.", by=cast.manager, at=NOW)

    with pytest.raises(NotTheMoment, match="not discussed here"):
        reopen(incident, cast.manager)


def test_each_side_does_it_once(cast):
    incident = reopen(by_discussion(cast), cast.manager)
    settling.propose(incident, Outcome.CLARIFIED, "Agreed anew.", by=cast.manager, at=LATER)
    settling.accept(incident, incident.settlements.open().get().pk, by=cast.liaison, at=LATER)

    with pytest.raises(CannotReopen, match="opened this again once"):
        reopen(incident, cast.alternate)
    reopen(incident, cast.backup)
    assert list(incident.settlements.values_list("reopened_at", flat=True)) == [LATER, LATER]


def test_the_database_holds_that_too(cast):
    incident = reopen(by_discussion(cast), cast.manager)
    move = incident.moves.last()

    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.create(
            incident=incident,
            number=move.number + 1,
            step="reopen",
            stage="discussion",
            side="site",
            by=cast.alternate,
            at=LATER,
        )


@pytest.mark.parametrize(
    ("at", "is_possible"),
    [
        # 90 days after Tuesday 4 February, the whole day by the site's clock.
        (datetime(2025, 5, 6, 6, 59, tzinfo=UTC), True),
        (datetime(2025, 5, 6, 7, 1, tzinfo=UTC), False),
    ],
)
def test_it_is_possible_for_ninety_days(cast, at, is_possible):
    incident = reports.settled(cast)

    if is_possible:
        reopen(incident, cast.manager, at=at)
    else:
        with pytest.raises(CannotReopen, match="more than 90 days ago"):
            reopen(incident, cast.manager, at=at)


def test_a_promise_that_was_not_kept_opens_the_time_anew(cast):
    incident = by_discussion(cast)
    missed = NOW + timedelta(days=85)
    keeping.check(incident, _promise(incident).pk, MISSED, by=cast.manager, at=missed)
    incident.refresh_from_db()

    reopen(incident, cast.manager, at=NOW + timedelta(days=150))


def test_words_are_owed_and_screened(cast, as_):
    incident = by_discussion(cast)

    with pytest.raises(CannotShow):
        reopen(incident, cast.manager, words="Ring 604 555 1234 about it.")
    answer = as_(cast.manager).post(f"{incident.get_absolute_url()}reopen/", {"words": ""})
    assert answer.status_code == 422
    assert "Say in a few words why." in answer.text


def test_whoever_comes_second_reads_that_it_is_open_already(cast):
    incident = by_discussion(cast)
    seen = incident.revision
    reopen(incident, cast.manager)

    with pytest.raises(NotTheMoment):
        reopen(incident, cast.liaison, revision=seen)


def test_nothing_is_kept_when_the_ledger_cannot_be_written(cast, monkeypatch):
    incident = by_mediation(cast)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("incidents.reopening.ledger.record", broken)
    with pytest.raises(RuntimeError):
        reopen(incident, cast.manager)

    incident.refresh_from_db()
    assert incident.stage == "settled"
    assert not incident.settlements.exclude(reopened_at=None).exists()
    assert incident.mediations.get().stage == "follow_up"


# --- what was promised ----------------------------------------------------------------------------


def _promise(incident):
    return Commitment.objects.get(settlement__incident=incident)


def test_a_promise_stays_and_is_asked_about_on_its_day(cast):
    incident = reopen(by_discussion(cast), cast.manager, at=NOW + timedelta(days=1))
    promise = _promise(incident)
    assert keeping.ask_about_due(by=cast.admin, at=NOW + timedelta(days=11)) == 1

    keeping.check(incident, promise.pk, SEEN, by=cast.manager, at=NOW + timedelta(days=11))

    incident.refresh_from_db()
    promise.refresh_from_db()
    assert promise.verdict == "kept"
    assert incident.stage == "discussion"
    assert (incident.turn, incident.turn_since) == ("police", NOW + timedelta(days=1))
    assert ledger.verify(incident.pair.chain)


def test_what_was_said_of_a_promise_stays(cast):
    incident = by_discussion(cast)
    checked = NOW + timedelta(days=11)
    keeping.check(incident, _promise(incident).pk, MISSED, by=cast.manager, at=checked)
    incident.refresh_from_db()
    reopen(incident, cast.manager)

    promise = _promise(incident)
    assert (promise.verdict, promise.checked_at) == ("not_kept", checked)
    assert promise.follow_ups.count() == 2


def test_it_can_be_settled_anew_and_both_agreements_stand_in_the_record(cast):
    incident = reopen(by_discussion(cast), cast.manager)
    terms = "Cars wait further off."
    settling.propose(incident, Outcome.INSTRUCTION, terms, by=cast.liaison, at=LATER)
    settling.accept(incident, incident.settlements.open().get().pk, by=cast.manager, at=LATER)

    incident.refresh_from_db()
    assert incident.stage == "settled"
    assert incident.settlements.accepted().count() == 2
    assert incident.settlements.standing().get().text.words() == terms


# --- after a mediation ----------------------------------------------------------------------------


def test_a_mediation_is_over_when_what_it_settled_is_open_again(cast):
    incident = by_mediation(cast)
    case = incident.mediations.get()

    reopen(incident, cast.liaison)

    case.refresh_from_db()
    assert (case.stage, case.closed_at, case.outcome) == ("closed", LATER, "unresolved")
    assert case.moves.last().side is None
    assert not case.assignments.current().exists()
    assert cast.mediator.pk in told("mediator_let_go")


def test_its_notes_are_destroyed_all_the_same(cast):
    case = cases.confided(cast)
    cases.draft(case, cast)
    cases.drafting.lay_out(case, digest=cases.digest_of(case), by=cast.mediator, at=NOW)
    for part in ("manager", "police_leader"):
        cases.put_name(case, getattr(cast, part))
    case.refresh_from_db()
    cases.agreeing.bind(case, by=Person.system(), at=case.due_at + timedelta(seconds=1))
    incident = reopen(case.incident, cast.manager)

    assert forgetting.forget_due(by=cast.admin, at=LATER + timedelta(days=28)) == 0
    assert forgetting.forget_due(by=cast.admin, at=LATER + timedelta(days=29)) == 1
    noted = incident.statements.get(lane="mediator")
    assert noted.data_key.destroyed_at


def test_what_it_settled_can_be_mediated_again_with_nothing_carried_over(cast):
    incident = reopen(by_mediation(cast), cast.liaison)
    case = cases.offering.offer(incident, by=cast.manager, at=LATER)
    for part in ("manager", "police_leader"):
        cases.consenting.answer(case, agrees=True, by=getattr(cast, part), at=LATER)

    named = case.assignments.get()
    assert named.mediator == cast.mediator
    assert not named.statements.exists()
