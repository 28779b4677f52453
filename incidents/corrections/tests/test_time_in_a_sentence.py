"""A time that was corrected stands in a sentence as plain words, wherever the sentence is told."""

import uuid
from datetime import datetime

import pytest
from django.urls import reverse

from incidents.corrections.facts import Fact
from incidents.corrections.tests.corrected import correct
from incidents.exporting.tests import made
from incidents.grain import TimeGrain
from incidents.mediation.tests import cases
from incidents.models import Release
from incidents.releasing import Manner
from incidents.statements import asking
from tests.cast import NOW

EARLIER = datetime(2025, 2, 3, 8, 10)  # noqa: DTZ001 - the site's clock
EXACTLY = Manner(Release.Recognisable.NO)
BY_THE_DAY = Manner(Release.Recognisable.PERHAPS, time=TimeGrain.DAY)
SAYS = "first “Tue 4 Feb 2025, 09:30 (Vancouver)”, now “Mon 3 Feb 2025, 08:10 (Vancouver)”"
IN_FRENCH = "« mar. 4 févr. 2025, 09:30 (Vancouver) »"
LESS = "When: first “Tue 4 Feb 2025 (Vancouver)”, now “Mon 3 Feb 2025 (Vancouver)”"


def corrected(cast, manner):
    """It is mediated, so that all three read it."""
    incident = cases.confided(cast, manner=manner).incident
    correct(incident, cast.manager, Fact.TIME, occurred_at=EARLIER, precision="exact", at=NOW)
    return incident


def pages(incident, cast, person):
    case = incident.get_absolute_url()
    yield from (case, f"{case}mediation/", reverse("incidents:incident_list"))
    yield from (reverse("desk:home"), reverse("notifications:notice_list"))
    if person is not cast.mediator:
        layer = made.begun(incident, person)
        yield reverse("incidents:export_layer", args=[incident.reference, layer.pk])
    if person is cast.liaison:
        link = asking.ask(incident, "Constable", key=uuid.uuid4(), by=person)
        yield reverse("incidents:statement_give", args=[link.words()])


@pytest.mark.parametrize("part", ["manager", "liaison", "mediator"])
@pytest.mark.parametrize("manner", [EXACTLY, BY_THE_DAY])
def test_no_page_shows_the_markup_of_a_time(cast, as_, part, manner):
    incident, person = corrected(cast, manner), getattr(cast, part)
    read = {page: as_(person).get(page).text for page in pages(incident, cast, person)}

    is_exact = manner is EXACTLY or part == "manager"
    assert (SAYS if is_exact else LESS) in read[incident.get_absolute_url()]
    assert [page for page, text in read.items() if "&lt;" in text] == []


def test_so_it_is_in_french(cast, as_):
    cast.liaison.language = "fr"
    cast.liaison.save()
    page = as_(cast.liaison).get(corrected(cast, EXACTLY).get_absolute_url()).text

    assert IN_FRENCH in page.replace("\xa0", " ")
    assert "&lt;time" not in page
