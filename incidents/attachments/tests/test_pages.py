"""Who sees and opens a file, in every lane; and what stands on the page when one is added."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Read
from incidents.attachments.tests import files, steps
from incidents.models import Attachment
from incidents.tests import reports
from tests.architecture import doors
from tests.cast import NOW

LANES = ("site", "police", "shared")
READERS = {"site": doors.SITE, "police": doors.POLICE, "shared": doors.BOTH_SIDES}


@pytest.fixture
def kept(cast):
    """A file in each lane of one incident."""
    incident = reports.acknowledged(cast)
    site = steps.attached(incident, cast.staff, caption="CNRY caption of site")
    police = steps.attached(incident, cast.liaison, caption="CNRY caption of police")
    shared = steps.shown(incident, cast.manager, caption="CNRY caption of shared")
    return {"site": site, "police": police, "shared": shared}


def address(one, what="file"):
    return reverse(f"incidents:attachment_{what}", args=[one.incident.reference, one.pk])


def send(client, incident, *, name="a.jpg", content=None, caption="", follow=False):
    sent = SimpleUploadedFile(name, files.jpeg() if content is None else content)
    data = {"file": sent, "caption": caption, "key": uuid.uuid4()}
    where = reverse("incidents:incident_attach", args=[incident.reference])
    return client.post(where, data, follow=follow)


@pytest.mark.parametrize("part", sorted(doors.EVERYONE))
def test_each_role_opens_the_files_of_the_lanes_it_reads_and_finds_no_others(cast, as_, kept, part):
    client, person = as_(getattr(cast, part)), getattr(cast, part)
    page = client.get(kept["site"].incident.get_absolute_url()).content.decode()
    listed = set(Attachment.objects.visible_to(person).values_list("pk", flat=True))

    for lane in LANES:
        reads = part in READERS[lane]
        answer = client.get(address(kept[lane]))
        assert answer.status_code == (200 if reads else 404), lane
        assert (b"JFIF" in answer.content) == reads, lane
        assert (f"CNRY caption of {lane}" in page) == reads, lane
        assert (address(kept[lane]) in page) == reads, lane
        assert (kept[lane].pk in listed) == reads, lane
        for what in ("show", "take_out"):
            assert (client.get(address(kept[lane], what)).status_code == 404) != reads, lane


def test_a_file_of_another_incident_is_not_found_under_this_one(cast, as_, kept):
    other = reports.acknowledged(cast)
    where = reverse("incidents:attachment_file", args=[other.reference, kept["site"].pk])

    assert as_(cast.manager).get(where).status_code == 404


def test_a_file_is_handed_over_to_be_kept_and_never_to_be_run(cast, as_, kept):
    answer = as_(cast.liaison).get(address(kept["shared"]))

    assert answer["Content-Disposition"] == 'attachment; filename="photo-1.jpg"'
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert set(answer["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}
    assert Read.objects.filter(person=cast.liaison.pk, lane="shared").count() == 1


def test_what_cannot_be_noted_is_not_handed_over(cast, as_, kept, monkeypatch):
    def broken(**fields):
        raise DatabaseError

    monkeypatch.setattr(Read.objects, "create", broken)
    answer = as_(cast.manager).get(address(kept["shared"]))

    assert answer.status_code == 503
    assert b"JFIF" not in answer.content


def test_a_file_that_is_lost_is_said_to_be(cast, as_, kept, folder):
    for path in folder.iterdir():
        path.unlink()

    answer = as_(cast.manager).get(address(kept["site"]))
    assert answer.status_code == 503
    assert "Tell whoever runs the portal" in answer.content.decode()


def test_what_is_held_back_is_seen_to_be_and_opened_by_nobody(cast, as_, scans):
    scans.answer = None
    one = steps.attached(reports.acknowledged(cast), cast.manager)
    client = as_(cast.manager)
    page = client.get(one.incident.get_absolute_url()).content.decode()

    assert "Held back until it is scanned" in page
    assert address(one) not in page.replace(address(one, "take_out"), "")
    assert client.get(address(one)).status_code == 404
    assert client.get(address(one, "show")).status_code == 302


def test_it_is_added_from_the_page_of_the_incident(cast, as_):
    incident = reports.logged(cast)
    page = send(as_(cast.staff), incident, caption="The car", follow=True).content.decode()

    assert "Kept for your own side." in page
    assert "Photo 1" in page
    assert "The car" in page
    assert "Not scanned for viruses" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.jpg", b"", "This file is empty."),
        ("a.gif", b"GIF89a....", "no JPEG or PNG picture and no PDF document"),
        ("a.pdf", files.jpeg(), "let it end in .jpg"),
        ("large.jpg", files.jpeg() + bytes(12 * 1024 * 1024), "more than 10 MB"),
        ("locked.pdf", files.locked_pdf(), "This document is locked."),
    ],
)
def test_a_refusal_stands_by_the_field_and_what_was_typed_stays(cast, as_, name, content, words):
    incident = reports.logged(cast)
    answer = send(as_(cast.staff), incident, name=name, content=content, caption="The car")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert page.count(words) == 2  # in the summary, which leads to the field, and by the field
    assert '<a href="#id_file">' in page
    assert 'id="attach" open' in page
    assert "The car" in page
    assert name not in page
    assert not Attachment.objects.exists()


def test_what_is_said_of_it_is_screened(cast, as_):
    answer = send(as_(cast.staff), reports.logged(cast), caption="Call 604-555-0143")

    assert answer.status_code == 422
    assert "<mark>604-555-0143</mark>" in answer.content.decode()


def test_without_a_file_it_asks_for_one(cast, as_):
    incident = reports.logged(cast)
    where = reverse("incidents:incident_attach", args=[incident.reference])
    answer = as_(cast.staff).post(where, {"caption": "The car"})

    assert answer.status_code == 422
    assert "Choose a file" in answer.content.decode()


def test_it_is_shown_to_the_other_side_after_a_look_and_one_press(cast, as_, kept):
    client, where = as_(cast.manager), address(kept["site"], "show")
    page = client.get(where).content.decode()
    assert "could someone who was there know which person this is?" in page
    assert "CNRY caption of site" in page

    page = client.post(where, follow=True).content.decode()
    assert "Both sides can see it now." in page
    assert "Both sides see it as Photo 2." in page
    assert client.get(where).status_code == 200
    assert (
        "CNRY caption of site"
        in as_(cast.liaison).get(kept["site"].incident.get_absolute_url()).content.decode()
    )


def test_it_is_taken_out_for_good_after_a_reason(cast, as_, kept):
    client, where = as_(cast.liaison), address(kept["shared"], "take_out")
    assert client.post(where, {}).status_code == 422

    page = client.post(where, {"why": "person"}, follow=True).content.decode()
    assert "Taken out for good." in page
    assert "This file was taken out for good." in page
    assert "CNRY caption of shared" not in page
    assert client.get(address(kept["shared"])).status_code == 404
    assert client.get(where).status_code == 302
    own = as_(cast.manager).get(kept["shared"].incident.get_absolute_url()).content.decode()
    assert own.count("This file was taken out for good.") == 2


def test_the_page_takes_no_more_queries_with_more_files(cast, as_):
    incident, client = reports.acknowledged(cast), as_(cast.manager)
    steps.attached(incident, cast.manager)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(incident.get_absolute_url())
        return len(caught)

    queries()
    few = queries()
    for _time in range(4):
        steps.shown(incident, cast.manager, at=NOW)
    assert queries() == few
