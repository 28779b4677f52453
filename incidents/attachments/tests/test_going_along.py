"""Whoever releases an incident chooses which of its files go along, now or on a later day."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Person
from incidents import planning, releasing
from incidents.attachments import removing
from incidents.attachments.releasing import CannotGoAlong
from incidents.attachments.tests import files, steps
from incidents.models import Attachment, Incident, Release, Removal
from incidents.releasing import Manner
from incidents.tests import reports
from tests.cast import NOW

NO = Release.Recognisable.NO


@pytest.fixture
def logged(cast):
    """An incident with a photo that may go and a document that stays."""
    incident = reports.logged(cast)
    incident.photo = steps.attached(incident, cast.staff, caption="The car by the door")
    incident.letter = steps.attached(
        incident, cast.staff, name="a.pdf", content=files.pdf(), caption="CNRY what stays"
    )
    return incident


def manner(*chosen):
    return Manner(NO, files=tuple(one.pk for one in chosen))


def release(incident, cast, *chosen):
    return releasing.release(
        incident, reports.SHOWN, manner=manner(*chosen), by=cast.manager, at=NOW
    )


def shared():
    return [*Attachment.objects.filter(lane="shared").values_list("released_from", flat=True)]


def test_those_that_are_chosen_go_along_and_no_others(cast, as_, logged):
    incident = release(logged, cast, logged.photo)

    assert shared() == [logged.photo.pk]
    page = as_(cast.liaison).get(incident.get_absolute_url()).content.decode()
    assert "The car by the door" in page
    assert "CNRY what stays" not in page
    assert Release.objects.get().files == [str(logged.photo.pk)]


@pytest.mark.parametrize("which", ["held", "gone", "foreign", "other side"])
def test_what_cannot_go_stops_the_release(cast, logged, scans, which):
    scans.answer = None
    one = {
        "held": lambda: steps.attached(logged, cast.staff),
        "gone": lambda: logged.photo,
        "foreign": lambda: steps.attached(reports.logged(cast), cast.staff),
        "other side": lambda: steps.attached(reports.released(cast), cast.liaison),
    }[which]()
    if which == "gone":
        removing.take_out(one, Removal.Why.PERSON, by=cast.staff, at=NOW)

    with pytest.raises(CannotGoAlong, match="cannot go any more"):
        release(logged, cast, one)
    assert not shared()
    assert Incident.objects.get(pk=logged.pk).released_at is None


def planned(cast, incident, *chosen):
    on = (NOW + timedelta(days=3)).date()
    plan = planning.plan(
        incident, reports.SHOWN, manner=manner(*chosen), on=on, by=cast.manager, at=NOW
    )
    return plan.due_at


def test_on_a_later_day_they_go_along_then(cast, logged):
    due = planned(cast, logged, logged.photo)
    assert not shared()

    planning.release_due(by=Person.system(), at=due)
    assert shared() == [logged.photo.pk]


def test_what_was_taken_out_meanwhile_is_asked_about_anew(cast, logged):
    due = planned(cast, logged, logged.photo)
    removing.take_out(logged.photo, Removal.Why.PERSON, by=cast.staff, at=NOW)

    planning.release_due(by=Person.system(), at=due)
    assert not shared()
    assert Release.objects.get().ended_as == Release.End.LAPSED


def send(client, incident, **changes):
    where = reverse("incidents:incident_release", args=[incident.reference])
    given = {
        "seen": incident.stamp,
        "words": reports.SHOWN,
        "recognisable": "no",
        "time": "minute",
        "place": "distance",
        "on": "",
    }
    return client.post(where, given | changes, follow=True)


def test_the_releaser_looks_at_them_sees_what_the_other_side_will_and_may_change_it(
    cast, as_, logged
):
    client, chosen = as_(cast.manager), [str(logged.letter.pk)]
    where = reverse("incidents:incident_release", args=[logged.reference])
    page = client.get(where).content.decode()
    assert "Photo 1 – The car by the door" in page
    for one in (logged.photo, logged.letter):
        assert reverse("incidents:attachment_file", args=[logged.reference, one.pk]) in page

    preview = send(client, logged, attachments=chosen).content.decode()
    assert "Document 1</a> – CNRY what stays" in preview
    assert "The car by the door" not in preview
    again = send(client, logged, attachments=chosen, change="1").content.decode()
    assert re.search(f'value="{chosen[0]}"[^>]*\\bchecked', again)
    assert not re.search(f'value="{logged.photo.pk}"[^>]*\\bchecked', again)
    assert not shared()

    send(client, logged, attachments=chosen, release="1")
    assert shared() == [logged.letter.pk]


def test_one_that_was_never_there_is_refused_by_its_field(cast, as_, logged):
    other = steps.attached(reports.logged(cast), cast.staff)
    answer = send(as_(cast.manager), logged, attachments=[str(other.pk)], release="1")

    assert answer.status_code == 422
    assert "cannot go any more" in answer.content.decode()
    assert not shared()
