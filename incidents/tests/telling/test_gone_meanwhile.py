"""What was told goes while somebody is at its page: another manager takes it out, or the clock."""

import pytest

from incidents.models import Removal, Told
from incidents.telling import destroying, into_incident, reading
from incidents.tests import reports
from incidents.tests.late import TYPED
from incidents.tests.telling.conftest import TOMORROW

pytestmark = pytest.mark.django_db


@pytest.fixture
def goes(cast, told, monkeypatch):
    """It is found once more, and gone right after that."""
    find = reading.find

    def found(*args):
        one = find(*args)
        destroying.take_out(one, Removal.Why.PERSON, by=cast.alternate)
        return one

    monkeypatch.setattr(reading, "find", found)


def test_to_whoever_answers_it_is_not_there_and_their_words_are(cast, as_, told, goes):
    sent = {"answer": "within", "words": TYPED}

    answers = [as_(cast.manager).post(told.get_absolute_url(), sent) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert all(f"{TYPED}</textarea>" in answer.text for answer in answers)


def test_to_whoever_opens_it_is_not_there(cast, as_, told, goes):
    assert as_(cast.manager).get(told.get_absolute_url()).status_code == 404


def test_to_whoever_takes_it_out_too_it_is_not_there(cast, as_, told, goes):
    page = f"{told.get_absolute_url()}take-out/"

    answers = [as_(cast.manager).post(page, {"why": "person"}) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_an_incident_that_was_logged_from_it_stays(cast, told, goes):
    incident = reports.logged(cast)

    into_incident.settle(told.pk, incident, by=cast.manager, at=TOMORROW)

    assert not Told.objects.exists()
