"""One press moves the details of one officer out of a text; nothing is lost and nothing saved."""

import uuid

import pytest

from incidents.apart import Apart, read
from incidents.forms import NoteForm, SayForm
from incidents.models import Statement
from incidents.tests import reports

TEXT = "Badge 4412 waited, then Constable Brown and car 4211 left."
LEFT = (
    "[officer detail kept apart] waited, then [officer detail kept apart] and "
    "[officer detail kept apart] left."
)
NUMBERS = "Badge 4412; Constable Brown; car 4211"


def address(incident, name):
    return f"{incident.get_absolute_url()}{name}/"


def typed(**changes):
    return {"note": TEXT, "key": str(uuid.uuid4()), **changes}


@pytest.mark.parametrize(("name", "field"), [("note", "note"), ("say", "words")])
def test_the_press_moves_them_and_saves_nothing(cast, as_, name, field):
    incident, client = reports.acknowledged(cast), as_(cast.liaison)
    before = Statement.objects.count()
    sent = {field: TEXT, "key": str(uuid.uuid4()), "seen": incident.stamp}

    asked = client.post(address(incident, name), sent)
    assert 'name="apart"' in asked.content.decode()
    moved = client.post(address(incident, name), sent | {"apart": "1"})

    page = moved.content.decode()
    assert moved.status_code == 422
    assert f"{LEFT}</textarea>" in page
    assert f'value="{NUMBERS}"' in page
    assert "Moved here out of your text." in page
    assert Statement.objects.count() == before


def test_sent_again_with_a_reason_they_are_kept_apart(cast, as_):
    incident, client = reports.acknowledged(cast), as_(cast.liaison)
    sent = {"identifiers": NUMBERS, "identifiers_why": "Which shift it was."}

    client.post(address(incident, "note"), typed(note=LEFT, **sent))

    note, kept = incident.statements.filter(lane="police").order_by("kind")
    assert note.words() == LEFT
    assert read(kept.words()) == Apart(NUMBERS, "Which shift it was.")


def test_without_a_reason_it_is_asked_for():
    form = NoteForm(typed(note=LEFT, identifiers=NUMBERS))

    assert not form.is_valid()
    assert list(form.errors) == ["identifiers_why"]
    assert form.shows_apart


def test_what_stands_there_already_stays_first():
    form = NoteForm(typed(identifiers="car 99", apart="1"))
    assert form["identifiers"].value()[0] == f"car 99; {NUMBERS}"


def test_other_marked_words_stay_where_they_are():
    form = SayForm({"words": "Badge 4412 asked a man called Rex.", "apart": "1"})

    assert form["words"].value()[0] == "[officer detail kept apart] asked a man called Rex."
    assert "<mark>Rex</mark>" in (str(form["words"]) if not form.is_valid() else "")


def test_nobody_sees_the_fields_before_there_is_something_in_them():
    assert not NoteForm().shows_apart
    assert not NoteForm(typed(note="Plain.")).shows_apart
