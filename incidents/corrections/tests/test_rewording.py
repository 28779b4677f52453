"""Words that both sides read are corrected by new ones; the first ones stay and say so."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents import settling, taking_out
from incidents.apart import Apart
from incidents.corrections import rewording
from incidents.corrections.fitting import CannotCorrect
from incidents.corrections.tests.corrected import reword
from incidents.models import Removal, Statement
from incidents.questions.tests.asked import answer, asked_of_police
from incidents.stepping import PressedTwice
from incidents.taxonomy import Lane
from incidents.tests import reports
from incidents.writing import CannotShow
from liaison.refusal import Stale
from notifications.models import Notice
from tests.cast import NOW

Kind = Statement.Kind


def shared(incident, kind):
    return incident.statements.get(kind=kind, lane=Lane.SHARED)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (Kind.NARRATIVE, "manager"),
        (Kind.NARRATIVE, "alternate"),
        (Kind.DISCUSSION, "backup"),
        (Kind.QUESTION, "manager"),
        (Kind.ANSWER, "liaison"),
    ],
)
def test_each_side_corrects_its_own_words_and_the_first_ones_stay(cast, kind, part):
    incident, question = asked_of_police(cast)
    answer(incident, question, cast.liaison)
    first = shared(incident, kind)
    words, turn = first.words(), incident.turn

    corrected = reword(first, getattr(cast, part))

    assert (corrected.regards, corrected.lane, corrected.kind) == (
        first,
        Lane.SHARED,
        Kind.CORRECTION,
    )
    assert Statement.objects.get(pk=first.pk).words() == words
    incident.refresh_from_db()
    assert incident.turn == turn


@pytest.mark.parametrize(
    ("kind", "part", "says"),
    [
        (Kind.NARRATIVE, "liaison", "side that wrote this"),
        (Kind.DISCUSSION, "manager", "side that wrote this"),
        (Kind.NARRATIVE, "staff", "This needs"),
        (Kind.DISCUSSION, "police_leader", "This needs"),
        (Kind.SETTLEMENT, "manager", "not corrected here"),
    ],
)
def test_nobody_corrects_the_words_of_others(cast, kind, part, says):
    incident = reports.proposed(cast)

    with pytest.raises(PermissionDenied, match=says):
        reword(shared(incident, kind), getattr(cast, part))
    assert not Statement.objects.filter(kind=Kind.CORRECTION).exists()


def test_whoever_stands_on_both_sides_corrects_nothing(cast, torn):
    with pytest.raises(PermissionDenied):
        reword(shared(reports.released(cast), Kind.NARRATIVE), torn)


def test_what_only_one_side_reads_is_not_corrected_here(cast):
    incident = reports.released(cast)
    draft = incident.statements.get(kind=Kind.NARRATIVE, lane=Lane.SITE)

    with pytest.raises(PermissionDenied, match="not corrected here"):
        reword(draft, cast.manager)


@pytest.mark.parametrize("stage", ["released", "settled"])
def test_words_are_corrected_also_when_nobody_has_to_act(cast, stage):
    incident = getattr(reports, stage)(cast)
    assert reword(shared(incident, Kind.NARRATIVE), cast.manager)


def test_what_was_taken_out_is_not_corrected(cast):
    first = shared(reports.released(cast), Kind.NARRATIVE)
    taking_out.take_out(first, Removal.Why.PERSON, by=cast.liaison, at=NOW)

    with pytest.raises(CannotCorrect, match="taken out for good"):
        reword(first, cast.manager)


def test_a_correction_stays_when_the_first_words_are_taken_out(cast):
    first = shared(reports.released(cast), Kind.NARRATIVE)
    corrected = reword(first, cast.manager)
    taking_out.take_out(first, Removal.Why.PERSON, by=cast.liaison, at=NOW)

    assert Statement.objects.get(pk=corrected.pk).words() == "It was twenty minutes."


def test_pressed_twice_it_is_written_once(cast):
    incident = reports.released(cast)
    first, seen = shared(incident, Kind.NARRATIVE), incident.revision
    reword(first, cast.manager, revision=seen)

    with pytest.raises(PressedTwice):
        reword(first, cast.manager, revision=seen)
    with pytest.raises(Stale):
        reword(first, cast.alternate, revision=seen)
    assert Statement.objects.filter(kind=Kind.CORRECTION).count() == 1


def test_whoever_agreed_to_the_first_words_looks_again(cast):
    incident = reports.proposed(cast)
    seen = incident.revision
    reword(shared(incident, Kind.NARRATIVE), cast.manager)

    with pytest.raises(Stale):
        settling.accept(
            incident, incident.settlements.get().pk, by=cast.liaison, revision=seen, at=NOW
        )


def test_the_other_side_is_told_and_the_ledger_keeps_no_word(cast):
    first = shared(reports.released(cast), Kind.NARRATIVE)
    reword(first, cast.manager)

    told = {one.recipient for one in Notice.objects.filter(kind="incidents/corrected")}
    assert told == {cast.liaison, cast.backup}
    bodies = [body.read() for body in EntryBody.objects.filter(entry__at=NOW)]
    [entry] = [body for body in bodies if body["verb"] == "incidents.reworded"]
    assert entry["facts"]["corrects"] == str(first.pk)
    assert "twenty minutes" not in str(bodies)


def test_what_may_tell_who_somebody_is_is_not_shown_and_an_officer_stands_apart(cast):
    first = shared(reports.released(cast), Kind.NARRATIVE)

    with pytest.raises(CannotShow):
        reword(first, cast.manager, "It was jane@example.org.")
    apart = Apart("badge 4471", "It was read out.")
    rewording.reword(first, "It was one officer.", by=cast.manager, apart=apart, at=NOW)
    assert Statement.objects.get(kind=Kind.RESTRICTED).lane == Lane.SITE
