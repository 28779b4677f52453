"""Questions in the tests, and what they say."""

from incidents.questions import asking
from incidents.tests import reports
from tests.cast import NOW

QUESTION = "Which unit stood there?"
ANSWER = "It was a unit from another division."


def ask(incident, person, words=QUESTION, at=NOW, **options):
    question = asking.ask(incident, words, by=person, at=at, **options)
    incident.refresh_from_db()
    return question


def answer(incident, question, person, words=ANSWER, at=NOW, **options):
    answered = asking.answer(incident, question.pk, words, by=person, at=at, **options)
    incident.refresh_from_db()
    return answered


def asked_of_police(cast, **changes):
    """An incident in which the site has asked the police something."""
    incident = reports.discussed(cast, **changes)
    return incident, ask(incident, cast.manager)
