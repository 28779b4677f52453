"""The pages on which a case is exported."""

import json
import re
import uuid

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Read
from incidents import noting, releasing, writing
from incidents.exporting import blacking_out
from incidents.exporting.classes import Why
from incidents.exporting.tests import made
from incidents.models import Blackout, Export, RedactionLayer, Statement
from incidents.tests import reports
from liaison.fields import Words
from liaison.screening import Kind
from tests.cast import NOW, PASSWORD

SECRET = "Zephyrine"


@pytest.fixture
def incident(cast):
    return reports.discussed(cast, narrative=f"{SECRET} saw two officers.")


@pytest.fixture
def layer(cast, incident):
    return made.begun(incident, cast.manager)


def address(name, layer, *more):
    return reverse(f"incidents:export_{name}", args=[layer.incident.reference, layer.pk, *more])


def listed(incident):
    return reverse("incidents:export_list", args=[incident.reference])


def draft_of(layer):
    return layer.incident.statements.get(kind=Statement.Kind.NARRATIVE, lane="site")


def page(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("part", "shown"), [("manager", True), ("police_leader", True), ("staff", False)]
)
def test_the_way_there_stands_on_the_page_of_the_incident(cast, as_, incident, part, shown):
    text = page(as_(getattr(cast, part)).get(incident.get_absolute_url()))

    assert (listed(incident) in text) == shown


def test_an_export_is_begun_for_somebody(cast, as_, incident):
    client = as_(cast.manager)
    answer = client.post(listed(incident), {"recipient": "court", "holds": "own"})

    layer = RedactionLayer.objects.get()
    assert answer["Location"] == address("layer", layer)
    assert (layer.recipient, layer.with_own, layer.by) == ("court", True, cast.manager)
    assert address("layer", layer) in page(client.get(listed(incident)))


@pytest.mark.parametrize("data", [{}, {"recipient": "neighbour", "holds": "own"}])
def test_an_export_for_nobody_is_not_begun(cast, as_, incident, data):
    assert as_(cast.manager).post(listed(incident), data).status_code == 422
    assert not RedactionLayer.objects.exists()


def test_it_begins_with_what_another_one_hides(cast, as_, layer):
    blacking_out.black_out_wherever(layer, SECRET, Why.PERSON, by=cast.manager, at=NOW)
    data = {"recipient": "body", "holds": "shared", "begun_from": layer.pk}
    as_(cast.manager).post(listed(layer.incident), data)

    second = RedactionLayer.objects.get(recipient="body")
    assert second.begun_from == layer
    assert second.blackouts.count() == 1


def test_one_sees_everything_as_it_would_be_exported(cast, as_, layer):
    blacking_out.black_out_wherever(layer, SECRET, Why.PERSON, by=cast.manager, at=NOW)
    text = page(as_(cast.leader).get(address("layer", layer)))

    assert "1 place is blacked out." in text
    assert "[blacked out: a third person]" in text
    assert "saw two officers." in text
    assert SECRET not in text
    assert address("text", layer, draft_of(layer).pk) in text


def test_what_screening_would_ask_about_is_named(cast, as_, layer):
    words = Words("Ring 604 555 0100.", kinds={Kind.PHONE})
    noting.note(layer.incident, words, key=uuid.uuid4(), by=cast.manager, at=NOW)

    text = page(as_(cast.manager).get(address("layer", layer)))
    assert "Worth a look:" in text
    assert "“604 555 0100”" in text


def test_words_are_blacked_out_everywhere(cast, as_, layer):
    client = as_(cast.manager)
    said = {"said": "two officers", "why": "unrelated"}
    answers = [client.post(address("wherever", layer), said, follow=True) for _press in range(2)]

    assert Blackout.objects.get().why == Why.UNRELATED
    assert "Blacked out: 1 place in 1 text." in page(answers[0])
    assert "It was blacked out already wherever it stands." in page(answers[1])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"said": "nobody here", "why": "person"}, "stand in no text"),
        ({"said": "", "why": "person"}, "Write the words"),
        ({"said": "two officers"}, "Say why."),
        ({"said": "x" * 101, "why": "person"}, "100"),
    ],
)
def test_words_that_cannot_be_blacked_out_come_back(cast, as_, layer, data, told):
    answer = as_(cast.manager).post(address("wherever", layer), data)

    assert answer.status_code == 422
    assert told in page(answer)
    assert f'value="{data["said"]}"' in page(answer) or not data["said"]
    assert not Blackout.objects.exists()


def test_words_of_one_text_are_ticked(cast, as_, layer):
    client, text = as_(cast.manager), draft_of(layer)
    where = address("text", layer, text.pk)
    assert f"<span>{SECRET}</span>" in page(client.get(where))

    assert client.post(where, {"numbers": ["0"], "why": "person"}).status_code == 302
    one = Blackout.objects.get()
    assert (one.starts, one.ends) == (0, len(SECRET))

    shown = page(client.get(where))
    assert f"“{SECRET}”" in shown
    client.post(address("lift", layer, one.pk))
    assert not Blackout.objects.standing().exists()


def test_every_word_of_the_longest_text_can_be_ticked_part_by_part(cast, as_):
    incident = reports.logged(cast, narrative="a " * (writing.LONGEST // 2 - 1) + SECRET)
    layer = made.begun(incident, cast.manager)
    client, where = as_(cast.manager), address("text", layer, draft_of(layer).pk)
    found = set(re.findall(r'href="(\?part=\d+)"', page(client.get(where))))

    ticked = 0
    for query in sorted(found, key=lambda one: int(one.partition("=")[2])):
        numbers = re.findall(r'name="numbers" value="(\d+)"', page(client.get(where + query)))
        data = {"numbers": numbers, "why": "person", "csrfmiddlewaretoken": "x"}
        assert client.post(where + query, data).status_code == 302
        ticked += len(numbers)

    assert ticked == writing.LONGEST // 2
    text = page(client.get(address("layer", layer)))
    assert SECRET not in text
    assert text.count("[blacked out: a third person]") == 1


def test_a_text_of_one_part_shows_no_parts_and_has_no_other(cast, as_, layer):
    client, where = as_(cast.manager), address("text", layer, draft_of(layer).pk)

    assert "?part=" not in page(client.get(where))
    for asked in ("2", "0", "x", ""):
        assert client.get(f"{where}?part={asked}").status_code == 404


def test_all_of_a_text_is_ticked(cast, as_, layer):
    where = address("text", layer, draft_of(layer).pk)
    as_(cast.manager).post(where, {"whole": "on", "why": "advice"})

    assert (Blackout.objects.get().starts, Blackout.objects.get().ends) == (None, None)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"why": "person"}, "Choose the words"),
        ({"numbers": ["1"]}, "Say why."),
        ({"numbers": ["900"], "why": "person"}, "Choose words of this text."),
        ({"numbers": ["x"], "why": "person"}, ""),
    ],
)
def test_a_wrong_choice_of_words_comes_back_ticked(cast, as_, layer, data, told):
    where = address("text", layer, draft_of(layer).pk)
    answer = as_(cast.manager).post(where, data)

    assert answer.status_code == 422
    assert told in page(answer)
    assert ('value="1" checked' in page(answer)) == (data.get("numbers") == ["1"])
    assert not Blackout.objects.exists()


@pytest.mark.parametrize("form", ["pdf", "json"])
def test_the_file_comes_back_after_the_password(cast, as_, layer, form):
    answer = as_(cast.manager).post(address("make", layer), {"form": form, "password": PASSWORD})

    code = Export.objects.get().code
    assert answer["Content-Type"] == f"application/{form}"
    assert answer["Content-Disposition"] == f'attachment; filename="{code}.{form}"'
    assert "no-store" in answer["Cache-Control"]
    if form == "json":
        assert json.loads(answer.content)["content"]["code"] == code
    else:
        assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"form": "pdf", "password": "guessed"}, "This is not your password."),
        ({"form": "docx", "password": PASSWORD}, "Choose one of those that are offered."),
        ({"form": "pdf"}, "Type your password."),
    ],
)
def test_no_file_comes_without_it(cast, as_, layer, data, told):
    answer = as_(cast.manager).post(address("make", layer), data)

    assert answer.status_code == 422
    assert told in page(answer)
    assert not Export.objects.exists()


def test_no_file_comes_when_it_cannot_be_noted(cast, as_, layer, monkeypatch):
    def broken(*_args, **_options):
        raise DatabaseError

    monkeypatch.setattr(Read.objects, "create", broken)
    answer = as_(cast.manager).post(address("make", layer), {"form": "json", "password": PASSWORD})

    assert answer.status_code == 503
    assert not Export.objects.exists()


def test_the_page_says_what_happens_before_it_does(cast, as_, layer):
    text = page(as_(cast.manager).get(address("make", layer)))

    assert "Both sides read on the page of the incident that it was made" in text
    assert "is not kept here" in text


def test_both_sides_see_when_by_which_post_and_for_whom(cast, as_, layer):
    blacking_out.black_out_wherever(layer, SECRET, Why.PERSON, by=cast.manager, at=NOW)
    code = made.file_of(layer, cast.manager).export.code

    for person in (cast.manager, cast.liaison, cast.police_leader, cast.staff):
        text = page(as_(person).get(layer.incident.get_absolute_url()))
        assert "Exported for: A court or tribunal" in text
        assert "Site manager ·" in text

    own, theirs = (
        page(as_(one).get(listed(layer.incident))) for one in (cast.leader, cast.liaison)
    )
    assert code in own
    assert "1 place blacked out" in own
    assert address("layer", layer) in own
    assert code in theirs
    assert (
        "blacked out"
        not in theirs.partition("Begin an export")[0].partition("What was exported")[2]
    )
    assert address("layer", layer) not in theirs


def test_what_the_other_side_did_not_read_it_does_not_learn_of(cast, as_):
    incident = reports.logged(cast)
    made.file_of(made.begun(incident, cast.manager), cast.manager)
    releasing.release(incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW)

    assert "Exported for" in page(as_(cast.manager).get(incident.get_absolute_url()))
    assert "Exported for" not in page(as_(cast.liaison).get(incident.get_absolute_url()))
    assert "Nothing yet." in page(as_(cast.liaison).get(listed(incident)))


def test_a_layer_of_which_a_file_was_made_is_only_read(cast, as_, layer):
    made.file_of(layer, cast.manager)
    client = as_(cast.manager)
    text = page(client.get(address("layer", layer)))

    assert "As it was exported" in text
    assert address("wherever", layer) not in text
    assert client.get(address("text", layer, draft_of(layer).pk)).status_code == 404
    answer = client.post(address("wherever", layer), {"said": SECRET, "why": "person"})
    assert answer.status_code == 409
    assert "A file was made of this already." in page(answer)


@pytest.mark.parametrize("name", ["layer", "make"])
def test_the_other_side_finds_no_layer(cast, as_, layer, name):
    assert as_(cast.liaison).get(address(name, layer)).status_code == 404
    assert as_(cast.staff).get(address(name, layer)).status_code == 403


def test_a_page_takes_few_queries_and_no_more_with_more_words(cast, as_, layer):
    client = as_(cast.manager)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(address("layer", layer))
        return len(caught.captured_queries)

    queries()
    few = queries()
    for number in range(8):
        words = f"Note {number} of {SECRET}."
        noting.note(layer.incident, words, key=uuid.uuid4(), by=cast.manager, at=NOW)
    blacking_out.black_out_wherever(layer, SECRET, Why.PERSON, by=cast.manager, at=NOW)

    assert queries() == few <= 24
