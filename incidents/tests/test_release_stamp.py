"""When it was released lies close to when it happened: who sees that less exactly reads the day of
the release alone, on every page and in every file."""

import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Person
from incidents import acknowledging
from incidents.exporting.tests import made
from incidents.grain import TimeGrain
from incidents.mediation import offering
from incidents.mediation.tests import cases
from incidents.models import Export, Release, Reminder, Statement
from incidents.recusal import declaring
from incidents.releasing import Manner
from incidents.reminding import running
from incidents.statements import asking
from incidents.taxonomy import Lane
from incidents.tests import reports
from tests.cast import NOW

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


@pytest.mark.parametrize("page", ["report/", "mediation/meeting/"])
def test_whoever_is_led_back_reads_no_more(cast, as_, page):
    incident = released(cast, TimeGrain.DAY)
    at = RELEASED + timedelta(minutes=4)
    acknowledging.acknowledge(incident, by=cast.liaison, at=at)
    offering.offer(incident, by=cast.liaison, at=at)

    for part, clock in (("liaison", ""), ("manager", ", 09:17 (Vancouver)")):
        answer = as_(getattr(cast, part)).get(f"{incident.get_absolute_url()}{page}", follow=True)
        said = re.search(r"What happened last: ([^.]*)\.", answer.text)
        assert said
        assert said[1].endswith(f"Tue 4 Feb 2025{clock}")


def _signed_once(cast, **changes):
    case = cases.unopposed(cast, **changes)
    cases.sign(case, cast.manager, at=changes["at"])
    return case


@pytest.mark.parametrize("make", [_signed_once, cases.begun, cases.drafted])
@pytest.mark.parametrize("part", ["liaison", "mediator"])
def test_a_mediation_of_that_day_tells_the_day_alone(cast, as_, make, part):
    """Neither when it was signed or drafted, nor until when there is time, counted from then."""
    at = NOW + timedelta(minutes=7)
    incident = make(
        cast, at=at, manner=Manner(Release.Recognisable.PERHAPS, TimeGrain.DAY)
    ).incident
    client = as_(getattr(cast, part))

    for page in (
        f"{incident.get_absolute_url()}mediation/",
        f"{incident.get_absolute_url()}mediation/terms/",
        f"{incident.get_absolute_url()}mediation/agreement/",
        reverse("desk:home"),
    ):
        with time_machine.travel(at, tick=False):
            text = client.get(page, follow=True).text
        assert [told for told in ("10:07", "18:07") if told in text] == [], page


def test_where_something_said_in_it_is_taken_out_it_tells_the_day_alone(cast, as_):
    manner = Manner(Release.Recognisable.PERHAPS, TimeGrain.DAY)
    case = cases.confided(cast, at=NOW + timedelta(minutes=7), manner=manner)
    said = Statement.objects.get(lane=Lane.POLICE_MEDIATOR)
    url = reverse("incidents:confided_take_out", args=[case.incident.reference, said.pk])

    text = as_(cast.liaison).get(url).text
    assert "Tue 4 Feb 2025" in text
    assert "10:07" not in text


def test_links_and_conflicts_of_that_day_tell_the_day_alone(cast, as_):
    incident = released(cast, TimeGrain.DAY)
    at = RELEASED + timedelta(minutes=4)
    link = asking.ask(incident, "Constable", key=uuid.uuid4(), by=cast.liaison, at=at)
    asking.revoke(link, by=cast.liaison, at=at)
    asking.ask(incident, "Sergeant", key=uuid.uuid4(), by=cast.liaison, at=at)
    declaring.declare(incident, cast.backup, by=cast.backup, at=at)

    for page in ("statements/", "conflict/"):
        text = as_(cast.liaison).get(f"{incident.get_absolute_url()}{page}").text
        assert "Feb 2025" in text, page
        assert "09:17" not in text, page


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
