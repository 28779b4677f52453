"""What the database itself refuses about incidents."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from audit import guards
from incidents import keeping, references, taking_out
from incidents.critical import confirming
from incidents.critical.tests import matters
from incidents.exporting import blacking_out
from incidents.exporting.classes import Why
from incidents.exporting.tests import made
from incidents.keeping import Answer, Verdict
from incidents.leading.tests import led
from incidents.lifecycle import MOVES, Stage
from incidents.mediation.tests import cases
from incidents.models import (
    Blackout,
    Commitment,
    CriticalMatter,
    Export,
    Incident,
    Move,
    RedactionLayer,
    Referral,
    Removal,
    Settlement,
    Statement,
    Vouching,
)
from incidents.taxonomy import Evidence, Lane
from incidents.tests import reports
from incidents.tests.test_reopening import by_the_body
from incidents.tests.test_settling import PROMISE
from liaison.fields import Words
from liaison.screening import Kind
from tests.cast import NOW
from vault import TakenOut, sealing


def refused(deed, says=None):
    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        deed()


REACHED = {
    Stage.LOGGED: reports.logged,
    Stage.RELEASED: reports.released,
    Stage.ACKNOWLEDGED: reports.acknowledged,
    Stage.DISCUSSION: reports.discussed,
    Stage.MEDIATION: lambda cast: cases.offered(cast).incident,
    Stage.ESCALATED: led.escalated,
    Stage.SETTLED: reports.settled,
    Stage.REFERRED: matters.reported,
    Stage.CLOSED: by_the_body,
}


@pytest.fixture
def settled(cast):
    words = Words("Ring 604 555 0100.", kinds={Kind.PHONE})
    incident = reports.settled(cast, promises=[PROMISE], narrative=words)
    said = incident.statements.get(kind=Statement.Kind.DISCUSSION)
    taking_out.take_out(said, Removal.Why.PERSON, by=cast.manager, at=NOW)
    return incident


@pytest.fixture
def exported(cast, settled):
    """The settled incident as a file, with the first of two black places shown again."""
    layer = made.begun(settled, cast.manager)
    for words in ("Ring", "555"):
        blacking_out.black_out_wherever(layer, words, Why.PERSON, by=cast.manager, at=NOW)
    blacking_out.lift(layer, layer.blackouts.first().pk, by=cast.manager, at=NOW)
    return made.file_of(layer, cast.manager).export


@pytest.mark.parametrize("model", [Statement, Move, Vouching, Removal, RedactionLayer, Export])
def test_what_was_written_is_neither_changed_nor_removed(exported, model):
    rows = model.objects.filter(pk=model.objects.first().pk)
    field = next(f for f in model._meta.concrete_fields if f.get_internal_type() == "CharField")

    refused(lambda: rows.update(**{field.name: F(field.name)}))
    refused(lambda: rows._raw_delete(rows.db))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts", 1),
        ("ends", None),
        ("why", Why.ADVICE),
        ("statement", None),
        ("at", NOW + timedelta(days=1)),
        ("id", uuid4()),
    ],
)
def test_a_place_stays_as_it_was_blacked_out(exported, field, value):
    for rows in (Blackout.objects.standing(), Blackout.objects.exclude(lifted_at=None)):
        refused(lambda rows=rows: rows.update(**{field: value}), "incidents_blackout is not")
        refused(lambda rows=rows: rows._raw_delete("default"), "incidents_blackout is not")


@pytest.mark.parametrize(
    "change",
    [
        {"lifted_at": None, "lifted_by": None},
        {"lifted_at": NOW + timedelta(days=1)},
        {"lifted_by": None},
    ],
    ids=" ".join,
)
def test_a_place_is_shown_again_once(exported, change):
    refused(
        lambda: Blackout.objects.exclude(lifted_at=None).update(**change),
        "incidents_blackout is not changed",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("occurred_at", timezone.now()),
        ("kind", "K7"),
        ("severity", 0),
        ("side", "police"),
        ("reference", "K7QM-42XT"),
        ("area", "remote"),
        ("hours_set", None),
        ("site_state", "suspended"),
        ("logged_at", timezone.now()),
    ],
)
def test_the_facts_of_an_incident_stay_as_they_were_logged(settled, field, value):
    refused(lambda: Incident.objects.filter(pk=settled.pk).update(**{field: value}))


def test_an_incident_is_not_removed(settled):
    refused(lambda: Incident.objects.filter(pk=settled.pk)._raw_delete("default"))


@pytest.mark.parametrize(
    ("field", "value"), [("post", "Somebody else"), ("side", "site"), ("due_on", "2030-01-01")]
)
def test_a_promise_stays_as_it_was_made(settled, field, value):
    refused(lambda: Commitment.objects.update(**{field: value}))
    refused(lambda: Commitment.objects.all()._raw_delete("default"))


@pytest.mark.parametrize(
    "change",
    [
        {"partnership": None},
        {"in_force": None},
        {"site_speaker": None},
        {"police_speaker": None},
        {"released_at": NOW + timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_between_whom_and_by_what_it_is_judged_is_decided_once(cast, agreed, change):
    incident = reports.released(cast)

    refused(lambda: Incident.objects.filter(pk=incident.pk).update(**change))


@pytest.mark.parametrize("stage", Stage)
def test_an_incident_goes_only_where_the_table_of_moves_lets_it(cast, stage):
    rows = Incident.objects.filter(pk=REACHED[stage](cast).pk)
    assert rows.get().stage == stage

    for to in Stage:
        change = {"stage": to}
        if to is not Stage.LOGGED and stage is Stage.LOGGED:
            change |= {"released_at": NOW, "partnership": cast.partnership}
        if to not in MOVES[stage]:
            # What is referred is critical, which has a rule of its own.
            says = "incidents_incident is not|what is critical is neither settled nor mediated"
            refused(lambda change=change: rows.update(**change), says)
            continue
        with transaction.atomic():
            assert rows.update(**change) == 1
            transaction.set_rollback(True)


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.LOGGED}))
def test_an_incident_begins_in_the_lane_of_its_author(cast, stage):
    row = Incident.objects.get(pk=REACHED[stage](cast).pk)
    row.pk, row.key, row.reference = uuid4(), uuid4(), references.draw()

    refused(lambda: row.save(force_insert=True), "does not begin so")


def test_what_is_told_of_a_critical_matter_stays_as_it_was_told(cast):
    confirming.note(matters.confirmed(cast), by=cast.liaison, at=NOW)
    rows = CriticalMatter.objects.all()

    refused(lambda: rows.update(week_of="2025-01-06"))
    refused(lambda: rows.update(noted_by=cast.backup))
    refused(lambda: rows._raw_delete("default"))


def test_what_the_statutory_body_was_told_stays_as_it_was_kept(cast):
    matters.reported(cast)
    rows = Referral.objects.all()

    refused(lambda: rows.update(body="Another"))
    refused(lambda: rows._raw_delete("default"))


def test_an_answer_to_a_settlement_is_given_once(cast, settled):
    rows = Settlement.objects.all()
    refused(lambda: rows.update(accepted_at=None, accepted_by=None))
    refused(lambda: rows.update(accepted_by=cast.backup))
    refused(
        lambda: rows.update(accepted_at=None, accepted_by=None, ended_at=NOW, ended_by=cast.backup)
    )


def test_what_became_of_a_promise_is_said_once(cast, settled):
    promise = Commitment.objects.get()
    keeping.say_done(settled, promise.pk, by=cast.liaison, at=NOW)
    refused(lambda: Commitment.objects.update(done_at=None))

    keeping.check(settled, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=NOW)
    refused(lambda: Commitment.objects.update(verdict="not_kept"))
    refused(lambda: Commitment.objects.update(verdict="", checked_at=None))


def test_the_terms_of_a_settlement_stay(settled):
    refused(lambda: Settlement.objects.update(outcome="thanked"))


def test_nobody_but_the_portal_moves_an_incident_for_neither_side(cast, settled):
    move = Move(incident=settled, number=99, step="return", stage="discussion", at=NOW)
    move.by = cast.manager

    refused(lambda: move.save(force_insert=True))


def test_no_side_is_put_into_the_lane_of_the_other(cast):
    words = reports.logged(cast).statements.get()
    forged = Statement(
        incident=words.incident,
        lane=Lane.POLICE,
        kind=Statement.Kind.NOTE,
        author=cast.manager,
        author_side="site",
        at=words.at,
    )
    forged.seal("Not mine to say.", domain="police")

    refused(lambda: forged.save(force_insert=True))


def test_taking_words_out_destroys_the_key_and_leaves_the_row(settled):
    words = Statement.objects.filter(lane=Lane.SITE).select_related("data_key").first()
    before = bytes(words.ciphertext)

    sealing.take_out(words.data_key)

    again = Statement.objects.select_related("data_key").get(pk=words.pk)
    assert bytes(again.ciphertext) == before
    with pytest.raises(TakenOut):
        again.words()


def test_every_guard_of_incidents_is_in_place(db):
    from django.db import connection

    ours = [guard for guard in guards.registered() if guard.table.startswith("incidents_")]

    assert len(ours) == 71
    assert guards.missing(connection, ours) == []
