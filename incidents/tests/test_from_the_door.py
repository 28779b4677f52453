"""An incident that begins with a note from the door."""

import pytest
import time_machine

from accounts.models import Person
from incidents.models import Incident
from incidents.tests.log_form import PAGE, typed
from protocols import telling
from protocols.models import DoorNote
from tests.cast import NOW


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def note(cast):
    return telling.tell(cast.partnership, DoorNote.Kind.HANDED_OVER, by=Person.system(), at=NOW)


def test_the_form_begins_with_what_the_note_says(cast, as_, note):
    page = as_(cast.liaison).get(f"{PAGE}?note={note.pk}")
    form = page.context["form"]

    assert form.initial["note"] == note.pk
    assert form.initial["site"] == cast.site.pk
    assert f"{form.initial['occurred_at']:%H:%M}" == "10:00"
    assert form.initial["kind"] == "G3"
    assert str(note.pk) in page.content.decode()


def test_logging_it_settles_the_note(cast, as_, note):
    as_(cast.liaison).post(PAGE, typed(cast, note=str(note.pk)))

    note.refresh_from_db()
    assert (note.became, note.settled_by) == ("logged", cast.liaison)
    assert Incident.objects.count() == 1


@pytest.mark.parametrize("wrong", ["x", "00000000-0000-0000-0000-000000000000", ""])
def test_a_note_that_is_not_there_loses_nothing(cast, as_, wrong):
    assert as_(cast.liaison).get(f"{PAGE}?note={wrong}").status_code == 200
    as_(cast.liaison).post(PAGE, typed(cast, note=wrong))

    assert Incident.objects.count() == 1


def test_the_site_side_reads_no_note_by_its_address(cast, as_, note):
    form = as_(cast.manager).get(f"{PAGE}?note={note.pk}").context["form"]
    as_(cast.manager).post(PAGE, typed(cast, note=str(note.pk)))

    note.refresh_from_db()
    assert "note" not in form.initial
    assert not note.became
