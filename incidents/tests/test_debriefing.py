"""After a serious encounter that both sides know of, one of them books a debrief."""

import pytest

from incidents.taxonomy import Severity
from incidents.tests import reports
from incidents.tests.test_incident_detail import shown

WORDS = "Book a debrief"


@pytest.fixture
def serious(cast):
    return reports.released(cast, severity=Severity.SERIOUS)


def test_whoever_arranges_visits_books_one_in_the_finder(cast, as_, serious):
    way = f"/visits/new/?partnership={cast.partnership.pk}&amp;kind=debrief"
    for person in (cast.manager, cast.liaison):
        page = shown(as_(person), serious)
        assert f'<a href="{way}">{WORDS}</a>' in page
    assert WORDS not in shown(as_(cast.staff), serious)


def test_a_milder_one_or_one_that_a_side_keeps_asks_for_none(cast, as_):
    kept = reports.logged(cast, severity=Severity.SERIOUS)
    milder = reports.released(cast, severity=Severity.MODERATE)
    for incident in (kept, milder):
        assert WORDS not in shown(as_(cast.manager), incident)
