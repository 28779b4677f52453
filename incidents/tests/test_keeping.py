"""Promises: said to be done by their side, checked by the other."""

from datetime import date, timedelta

import pytest
from celery import current_app
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit.models import Entry
from incidents import keeping, tasks
from incidents.keeping import Answer, CannotCheck, Verdict
from incidents.laying_down import Promise
from incidents.models import Commitment, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Evidence, Lane
from incidents.tests import reports
from incidents.tests.test_notices import POLICE_HANDLES, SITE_HANDLES, told
from liaison.refusal import Stale
from liaison.roles import Side
from tests.cast import NOW

OURS = Promise(Side.SITE, "Site manager", "Put up the map.", date(2025, 2, 10))
THEIRS = Promise(Side.POLICE, "Liaison officer", "Tell every shift.", date(2025, 2, 14))
# Its last second in Vancouver, and the first of the day after.
LAST = NOW.replace(day=15, hour=7, minute=59, second=59)
OVER = LAST + timedelta(seconds=1)


@pytest.fixture
def incident(cast):
    return reports.settled(cast, promises=[OURS, THEIRS])


@pytest.fixture
def promise(incident):
    return incident.settlements.get().commitments.get(side=Side.POLICE)


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("part", ["manager", "alternate"])
def test_after_its_day_the_other_side_says_whether_it_was_kept(
    cast, incident, promise, part, verdict
):
    by = getattr(cast, part)
    keeping.check(
        incident, promise.pk, Answer(verdict, Evidence.SEEN, "Seen it twice."), by=by, at=OVER
    )

    promise.refresh_from_db()
    assert (promise.verdict, promise.evidence) == (verdict, Evidence.SEEN)
    assert promise.checked_at == OVER
    move = incident.moves.latest("number")
    assert (move.step, move.side, move.by, move.commitment) == (verdict, Side.SITE, by, promise)
    assert (move.statement.lane, move.statement.words()) == (Lane.SHARED, "Seen it twice.")
    assert told(cast, "promise_checked") == POLICE_HANDLES


def test_a_word_about_it_is_not_owed(cast, incident, promise):
    before = Statement.objects.count()
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN, "  "), by=cast.manager, at=OVER
    )

    assert Statement.objects.count() == before
    assert incident.moves.latest("number").statement is None


def test_it_is_checked_when_its_day_is_over_by_the_clock_of_the_site(cast, incident, promise):
    with pytest.raises(CannotCheck, match="from Sat 15 Feb 2025 on"):
        keeping.check(
            incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=LAST
        )


def test_it_is_checked_sooner_where_its_side_says_that_it_is_done(cast, incident, promise):
    keeping.say_done(incident, promise.pk, "Said at both roll-calls.", by=cast.liaison, at=NOW)
    assert told(cast, "promise_done") == SITE_HANDLES

    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=NOW
    )
    promise.refresh_from_db()
    assert (promise.done_at, promise.verdict) == (NOW, Verdict.KEPT)


@pytest.mark.parametrize("part", ["liaison", "backup"])
def test_nobody_checks_the_promise_of_their_own_side(cast, incident, promise, part):
    with pytest.raises(PermissionDenied, match="other side"):
        keeping.check(
            incident,
            promise.pk,
            Answer(Verdict.KEPT, Evidence.SEEN),
            by=getattr(cast, part),
            at=OVER,
        )


def test_nobody_says_for_the_other_side_that_it_is_done(cast, incident, promise):
    with pytest.raises(PermissionDenied, match="other side"):
        keeping.say_done(incident, promise.pk, by=cast.manager, at=NOW)


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader", "other_manager", "former"])
def test_only_those_who_answer_for_a_side_say_what_became_of_it(cast, incident, promise, part):
    with pytest.raises(PermissionDenied):
        keeping.check(
            incident,
            promise.pk,
            Answer(Verdict.KEPT, Evidence.SEEN),
            by=getattr(cast, part),
            at=OVER,
        )
    with pytest.raises(PermissionDenied):
        keeping.say_done(incident, promise.pk, by=getattr(cast, part), at=NOW)


def test_it_is_checked_once(cast, incident, promise):
    keeping.check(
        incident, promise.pk, Answer(Verdict.NOT_KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )

    with pytest.raises(NotTheMoment, match="already"):
        keeping.check(
            incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.alternate, at=OVER
        )
    with pytest.raises(NotTheMoment, match="already"):
        keeping.say_done(incident, promise.pk, by=cast.liaison, at=OVER)


def test_it_is_said_to_be_done_once(cast, incident, promise):
    keeping.say_done(incident, promise.pk, by=cast.liaison, at=NOW)

    with pytest.raises(NotTheMoment, match="said already"):
        keeping.say_done(incident, promise.pk, by=cast.backup, at=NOW)


def test_whoever_looks_at_an_old_page_is_told(cast, incident, promise):
    seen = incident.revision
    keeping.say_done(incident, promise.pk, by=cast.liaison, at=NOW)

    with pytest.raises(Stale):
        keeping.check(
            incident,
            promise.pk,
            Answer(Verdict.KEPT, Evidence.SEEN),
            by=cast.manager,
            revision=seen,
            at=NOW,
        )


def test_a_promise_that_is_only_proposed_is_not_checked(cast):
    incident = reports.proposed(cast, promises=[THEIRS])
    promise = incident.settlements.get().commitments.get()

    with pytest.raises(Commitment.DoesNotExist):
        keeping.check(
            incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
        )


def test_a_promise_of_another_incident_is_not_found(cast, promise):
    other = reports.settled(cast)

    with pytest.raises(Commitment.DoesNotExist):
        keeping.check(
            other, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
        )


def test_the_incident_itself_stays_settled_and_nobodys_turn(cast, incident, promise):
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )

    incident.refresh_from_db()
    assert (incident.stage, incident.turn) == ("settled", None)


def test_nothing_is_kept_when_the_ledger_cannot_be_written(cast, incident, promise, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("audit.ledger.record", broken)
    with pytest.raises(RuntimeError):
        keeping.check(
            incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
        )

    promise.refresh_from_db()
    assert not promise.verdict


def test_the_database_refuses_a_verdict_without_a_time(promise):
    rows = Commitment.objects.filter(pk=promise.pk)
    for wrong in ({"verdict": "kept"}, {"checked_at": NOW}, {"verdict": "x", "checked_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_the_day_after_the_other_side_is_asked_once(cast, incident, promise):
    by = Person.system()
    before = Entry.objects.count()

    assert keeping.ask_about_due(by=by, at=LAST) == 1  # only that of the site, due before
    assert told(cast, "promise_due") == POLICE_HANDLES
    assert keeping.ask_about_due(by=by, at=OVER) == 1
    assert told(cast, "promise_due") == POLICE_HANDLES | SITE_HANDLES
    assert keeping.ask_about_due(by=by, at=OVER + timedelta(days=30)) == 0
    assert Entry.objects.count() == before + 2


def test_who_was_asked_because_it_is_done_is_not_asked_again(cast, incident, promise):
    keeping.say_done(incident, promise.pk, by=cast.liaison, at=NOW)
    keeping.ask_about_due(by=Person.system(), at=OVER)

    assert told(cast, "promise_due") == POLICE_HANDLES


@pytest.mark.parametrize("stage", ["proposed", "settled"])
def test_nothing_is_asked_about_what_is_not_promised_or_not_due(cast, stage):
    getattr(reports, stage)(cast, promises=[THEIRS])

    at = OVER if stage == "proposed" else NOW
    assert keeping.ask_about_due(by=Person.system(), at=at) == 0


def test_the_task_asks_and_the_clock_calls_it(cast, incident):
    tasks.ask_about_promises()

    assert told(cast, "promise_due") == POLICE_HANDLES | SITE_HANDLES
    scheduled = current_app.conf.beat_schedule["ask_about_promises"]
    assert scheduled["task"] == tasks.ask_about_promises.name


def test_asking_about_a_checked_promise_does_nothing(cast, incident, promise):
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )
    promise.refresh_from_db()

    assert not keeping.ask(promise, by=Person.system(), at=OVER)


def test_in_discussion_there_is_nothing_to_check(cast, promise):
    other = reports.discussed(cast)

    with pytest.raises((NotTheMoment, Commitment.DoesNotExist)):
        keeping.say_done(other, promise.pk, by=cast.liaison, at=NOW)
