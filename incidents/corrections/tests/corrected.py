"""Corrections in the tests."""

from incidents.corrections import correcting, rewording
from incidents.corrections.correcting import Right
from incidents.corrections.facts import Fact
from tests.cast import NOW

WHY = "The shift looked at its own notes."
PLACE = {"area": "entrance", "distance": "0-15"}


def correct(incident, person, fact=Fact.PLACE, words=WHY, at=NOW, revision=None, **now):
    right = Right(fact, now or PLACE, words)
    made = correcting.correct(incident, right, by=person, revision=revision, at=at)
    incident.refresh_from_db()
    return made


def weigh(incident, person, severity, **options):
    return correct(incident, person, Fact.SEVERITY, severity=severity, **options)


def reword(statement, person, words="It was twenty minutes.", at=NOW, revision=None):
    return rewording.reword(statement, words, by=person, revision=revision, at=at)
