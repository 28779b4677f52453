"""When it was released lies close to when it happened: who sees that less exactly reads the day of
the release alone, on every page and in every file."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Person
from incidents import acknowledging
from incidents.exporting.tests import made
from incidents.grain import TimeGrain
from incidents.models import Export, Release, Reminder
from incidents.releasing import Manner
from incidents.reminding import running
from incidents.tests import reports

# Tuesday 08:47, logged eleven minutes later, released 09:13 in Vancouver; read the day after.
AT = datetime(2025, 2, 4, 16, 47, tzinfo=UTC)
RELEASED = AT + timedelta(minutes=26)
STAMPS = ("09:13", "17:13")


def released(cast, time):
    exact = time is TimeGrain.MINUTE
    answer = Release.Recognisable.NO if exact else Release.Recognisable.PERHAPS
    return reports.released(
        cast,
        occurred_at=AT,
        logged_at=AT + timedelta(minutes=11),
        at=RELEASED,
        manner=Manner(answer, time),
        with_identifiers=False,
    )


def exported(incident, person, *, with_own):
    layer = made.begun(incident, person, with_own=with_own)
    text = made.file_of(layer, person).file
    return json.loads(text)["content"]["entries"]


def pages(incident):
    yield incident.get_absolute_url()
    yield reverse("incidents:incident_list")
    yield reverse("desk:home")
    yield incident.site.get_absolute_url()
    yield reverse("notifications:notice_list")


@pytest.mark.parametrize("time", [TimeGrain.DAY_PART, TimeGrain.DAY, TimeGrain.WEEK])
def test_who_sees_the_time_less_exactly_reads_the_day_of_the_release(cast, as_, time):
    incident = released(cast, time)

    read = {page: as_(cast.liaison).get(page).content.decode() for page in pages(incident)}

    for page, text in read.items():
        for stamp in STAMPS:
            assert stamp not in text, (page, stamp)
    assert "Tue 4 Feb 2025" in read[incident.get_absolute_url()]


def test_who_sees_it_exactly_reads_the_minute_of_the_release(cast, as_):
    exact, coarse = released(cast, TimeGrain.MINUTE), released(cast, TimeGrain.DAY)

    for person, incident in ((cast.liaison, exact), (cast.manager, exact), (cast.manager, coarse)):
        text = as_(person).get(incident.get_absolute_url()).content.decode()
        assert "Tue 4 Feb 2025, 09:13 (Vancouver)" in text


def test_what_follows_on_the_day_of_the_release_is_told_by_its_day_too(cast, as_):
    incident = released(cast, TimeGrain.DAY)
    acknowledging.acknowledge(incident, by=cast.liaison, at=RELEASED + timedelta(minutes=4))

    text = as_(cast.liaison).get(incident.get_absolute_url()).content.decode()
    assert "09:17" not in text


def test_a_reminder_at_half_of_the_time_tells_nothing_of_its_start(cast, as_):
    incident = released(cast, TimeGrain.DAY)
    moment = datetime(2025, 2, 5, 19, 7, tzinfo=UTC)
    assert running.remind(incident, by=Person.system(), at=moment) == 1

    text = as_(cast.liaison).get(incident.get_absolute_url()).content.decode()
    assert Reminder.objects.count() == 1
    assert "11:07" not in text


@pytest.mark.parametrize("part", ["liaison", "manager"])
def test_an_export_of_what_both_sides_read_keeps_the_day_alone(cast, part):
    entries = exported(released(cast, TimeGrain.DAY), getattr(cast, part), with_own=False)

    assert [entry["at"] for entry in entries] == ["2025-02-04"]


def test_an_export_of_what_the_own_side_reads_keeps_the_minute(cast):
    entries = exported(released(cast, TimeGrain.DAY), cast.manager, with_own=True)

    assert "2025-02-04T17:13:00.000000Z" in {entry["at"] for entry in entries}


def test_a_layer_and_a_pdf_of_it_are_no_more_exact(cast, as_):
    incident = released(cast, TimeGrain.DAY)
    layer = made.begun(incident, cast.liaison, with_own=False)
    url = reverse("incidents:export_layer", args=[incident.reference, layer.pk])
    paper = made.file_of(layer, cast.liaison, Export.Form.PDF).file
    texts = [
        as_(cast.liaison).get(url).content.decode(),
        "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages),
    ]

    for text in texts:
        assert not any(stamp in text for stamp in STAMPS)


def test_the_form_says_what_cannot_be_hidden(cast, as_):
    incident = reports.logged(cast)
    page = as_(cast.manager).get(reverse("incidents:incident_release", args=[incident.reference]))

    assert b"they learn of it at the moment of release" in page.content
