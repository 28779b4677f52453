"""Where somebody asks, where somebody answers, and where both are read together."""

import uuid

import pytest

from incidents import taking_out
from incidents.models import Removal, Statement
from incidents.questions.tests.asked import ANSWER, QUESTION, answer, asked_of_police
from incidents.tests import reports


def address(question):
    return f"{question.incident.get_absolute_url()}questions/{question.pk}/answer/"


def test_it_is_asked_and_answered_and_both_stand_together(cast, as_):
    incident = reports.discussed(cast)
    site, police = as_(cast.manager), as_(cast.liaison)
    where = f"{incident.get_absolute_url()}ask/"
    assert where in site.get(incident.get_absolute_url()).text
    assert "Both sides: those in charge" in site.get(where).text

    page = site.post(where, {"words": QUESTION, "seen": incident.stamp}, follow=True).text
    assert "Asked. The other side has been told." in page
    assert "The other side answers the question that your side put to it." in page
    assert "Waits for an answer" in page
    question = Statement.objects.get(kind=Statement.Kind.QUESTION)

    page = police.get(incident.get_absolute_url()).text
    assert page.count(f'href="{address(question)}"') == 2  # what leads, and beneath the question
    assert "Your side answers the question that was put to it." in page
    page = police.get(address(question)).text
    assert QUESTION in page

    incident.refresh_from_db()
    page = police.post(
        address(question), {"words": ANSWER, "seen": incident.stamp}, follow=True
    ).text
    assert "Answered. The other side has been told." in page
    words = Statement.objects.get(kind=Statement.Kind.ANSWER)
    assert f'href="#words-{words.pk}">The answer</a>' in page
    _before, _id, entry = page.partition(f'id="words-{words.pk}"')
    entry = entry.partition("</li>")[0]
    assert entry.index(QUESTION) < entry.index(ANSWER)


def test_what_screening_asks_about_comes_back_with_what_was_typed(cast, as_):
    incident, question = asked_of_police(cast)
    for person, where in (
        (cast.manager, f"{incident.get_absolute_url()}ask/"),
        (cast.liaison, address(question)),
    ):
        given = {"words": "Ring jane@example.org.", "seen": incident.stamp}
        answered = as_(person).post(where, given)
        assert answered.status_code == 422
        assert "Ring jane@example.org.</textarea>" in answered.text
    assert Statement.objects.filter(kind=Statement.Kind.ANSWER).count() == 0


def test_an_older_page_keeps_what_was_typed(cast, as_):
    incident, question = asked_of_police(cast)
    seen = incident.stamp
    answer(incident, question, cast.backup)

    page = as_(cast.liaison).post(address(question), {"words": "Mine.", "seen": seen})

    assert page.status_code == 409
    assert "Mine.</textarea>" in page.text


def test_an_answered_question_leads_back_to_the_incident(cast, as_):
    incident, question = asked_of_police(cast)
    answer(incident, question, cast.liaison)

    page = as_(cast.backup).get(address(question), follow=True)
    assert page.redirect_chain == [(incident.get_absolute_url(), 302)]


@pytest.mark.parametrize(
    ("part", "status"), [("manager", 403), ("police_leader", 403), ("other_manager", 404)]
)
def test_those_who_may_not_have_no_way_to_answer(cast, as_, part, status):
    incident, question = asked_of_police(cast)
    client = as_(getattr(cast, part))

    assert client.get(address(question)).status_code == status
    assert address(question) not in client.get(incident.get_absolute_url()).text


def test_what_is_no_question_is_not_there(cast, as_):
    incident, question = asked_of_police(cast)
    said = incident.statements.get(kind=Statement.Kind.DISCUSSION)

    for pk in (said.pk, uuid.uuid4()):
        where = address(question).replace(str(question.pk), str(pk))
        assert as_(cast.liaison).get(where).status_code == 404


def test_an_answer_stays_readable_when_its_question_was_taken_out(cast, as_):
    incident, question = asked_of_police(cast)
    answer(incident, question, cast.liaison)
    taking_out.take_out(question, Removal.Why.PERSON, by=cast.liaison)

    page = as_(cast.manager).get(incident.get_absolute_url()).text
    assert QUESTION not in page
    assert ANSWER in page
    assert page.count("This text was taken out for good.") == 2  # where it stood, and above this
