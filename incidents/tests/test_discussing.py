"""Both sides talk, in words that both read; the turn passes to and fro."""

import pytest
from django.core.exceptions import PermissionDenied

from incidents import discussing
from incidents.lifecycle import Stage
from incidents.models import Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Lane
from incidents.tests import reports
from liaison.refusal import Stale
from liaison.roles import Side
from tests.cast import NOW

SAID = "The shift was asked to park around the corner."


def say(incident, person, words=SAID, **options):
    return discussing.say(incident, words, by=person, at=NOW, **options)


def test_both_sides_read_it_and_the_turn_passes(cast):
    incident = reports.acknowledged(cast)

    statement = say(incident, cast.liaison)
    incident.refresh_from_db()
    assert (statement.lane, incident.stage, incident.turn) == (
        Lane.SHARED,
        Stage.DISCUSSION,
        Side.SITE,
    )

    say(incident, cast.manager, "Thank you, it was quiet since.")
    incident.refresh_from_db()
    assert incident.turn == Side.POLICE
    for person in (cast.manager, cast.liaison, cast.police_leader):
        words = Statement.objects.visible_to(person).filter(kind=Statement.Kind.DISCUSSION)
        assert words.count() == 2


def test_while_a_settlement_is_open_its_answer_stays_due(cast):
    incident = reports.proposed(cast)
    due = incident.due_at

    say(incident, cast.liaison, "One question first.")
    say(incident, cast.manager, "Of course.")

    incident.refresh_from_db()
    assert (incident.turn, incident.due_at) == (Side.POLICE, due)


@pytest.mark.parametrize("stage", ["released", "settled"])
def test_there_is_a_time_to_talk_and_a_refusal_says_which(cast, stage):
    incident = getattr(reports, stage)(cast)

    with pytest.raises(NotTheMoment, match="stage: Acknowledged or In discussion") as refused:
        say(incident, cast.liaison)
    assert str(refused.value).endswith(f"is at: {stage.capitalize()}.")


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader"])
def test_those_in_charge_of_the_liaison_speak_for_their_side(cast, part):
    with pytest.raises(PermissionDenied):
        say(reports.acknowledged(cast), getattr(cast, part))


def test_whoever_stands_on_both_sides_speaks_for_neither(cast, torn):
    with pytest.raises(PermissionDenied, match="both sides"):
        say(reports.acknowledged(cast), torn)


def test_whoever_saw_an_older_state_is_told_and_nothing_is_written(cast):
    incident = reports.acknowledged(cast)
    say(incident, cast.manager, revision=incident.revision)

    with pytest.raises(Stale):
        say(incident, cast.liaison, revision=incident.revision)
    assert Statement.objects.filter(kind=Statement.Kind.DISCUSSION).count() == 1
