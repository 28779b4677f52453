"""The file of an export: what is in it, what is truly not, and what is kept of it."""

import json
import re
import uuid
import zlib
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pypdf import PdfReader

from audit import ledger
from audit.models import EntryBody, Read
from incidents import noting
from incidents.apart import Apart
from incidents.attachments.tests import steps
from incidents.exporting import blacking_out, making
from incidents.exporting.classes import Recipient, Why
from incidents.exporting.making import TooMany
from incidents.exporting.tests import made
from incidents.grain import TimeGrain
from incidents.mediation.tests import cases
from incidents.models import Export, Release, Statement
from incidents.recusal import declaring
from incidents.releasing import Manner
from incidents.taxonomy import Lane
from incidents.tests import reports
from liaison import proof
from liaison.fields import Words
from liaison.roles import Side
from liaison.screening import Kind
from notifications import rendering
from notifications.models import Notice
from tests.cast import NOW

PDF, JSON = Export.Form.PDF, Export.Form.JSON
SECRET, HIDDEN, BADGE, THEIRS = "Zephyrine", "quillwort", "badge-4471", "CNRY-POLICE"


@pytest.fixture
def incident(cast):
    """With a name in three texts, a text to hide, an officer's badge and a note of each side."""
    incident = reports.discussed(
        cast,
        narrative=f"{SECRET} saw two officers at the door.",
        answer="We asked the shift to park elsewhere.\nAnd to ring first.",
        identifiers=BADGE,
        identifiers_why="CNRY-why",
    )
    for words in (f"{SECRET} will write to us.", f"Our lawyer says: {HIDDEN}."):
        noting.note(incident, words, key=uuid.uuid4(), by=cast.manager, at=NOW)
    noting.note(incident, THEIRS, key=uuid.uuid4(), by=cast.liaison, at=NOW)
    steps.attached(incident, cast.manager, caption=f"{SECRET} at the door")
    return incident


@pytest.fixture
def layer(cast, incident):
    """The name blacked out wherever it stands, and all of the lawyer's text."""
    layer = made.begun(incident, cast.manager)
    blacking_out.black_out_wherever(layer, SECRET, Why.PERSON, by=cast.manager, at=NOW)
    advice = next(
        one.pk for one in incident.statements.filter(lane="site") if HIDDEN in one.words()
    )
    blacking_out.black_out(layer, advice, None, Why.ADVICE, by=cast.manager, at=NOW)
    return layer


def everything_in(pdf):
    """All that a PDF holds: its bytes, each stream unpacked, the text, tags, metadata and files."""
    found = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            found.append(match[1])
    reader = PdfReader(BytesIO(pdf))
    told = [page.extract_text() for page in reader.pages]
    told += [str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.dc_title)]
    told += [content.decode() for files in reader.attachments.values() for content in files]
    told += [str(reader.get_object(number)) for number in _objects(reader)]
    return b"".join(found).decode("latin-1") + "".join(told)


def _objects(reader):
    return [
        reader.trailer["/Root"].raw_get("/StructTreeRoot").idnum,
        *(number for table in reader.xref.values() for number in table),
    ]


def read_pdf(file):
    return " ".join(
        "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages).split()
    )


def told(file):
    return json.loads(file)["content"]


def words_in(content):
    return "".join(run.get("words", "") for entry in content["entries"] for run in entry["text"])


@pytest.mark.parametrize("form", [PDF, JSON])
def test_what_is_blacked_out_is_nowhere_in_the_file(cast, layer, form):
    file = made.file_of(layer, cast.manager, form).file
    text = everything_in(file) if form is PDF else file.decode()

    for gone in (SECRET, SECRET.lower(), HIDDEN, BADGE, "CNRY-why", THEIRS):
        assert gone not in text
    for part in ("lawyer", "will write", "saw two officers"):
        assert (part in text) == (part != "lawyer"), part


def test_the_document_says_how_much_is_black_and_why_and_what_it_is(cast, layer):
    export, file = (result := made.file_of(layer, cast.manager, PDF)).export, result.file
    text = read_pdf(file)

    assert "4 places are blacked out." in text
    assert "It may tell who a third person is: 3" in text
    assert "It is legal advice: 1" in text
    assert text.count("[blacked out: a third person]") == 3
    assert export.code in text
    assert export.digest[:8] in text
    assert "A court or tribunal" in text
    assert "Site manager, Harbour Health" in text
    assert export.places == 4


def test_the_document_is_tagged_and_names_nothing_of_the_case(cast, incident, layer):
    result = made.file_of(layer, cast.manager, PDF)
    reader = PdfReader(BytesIO(result.file))

    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in result.file
    assert root["/Lang"] == "en"
    assert reader.metadata
    assert reader.metadata.title == f"Export {result.export.code}"
    assert result.file_name == f"{result.export.code}.pdf"
    assert incident.reference not in str(reader.metadata) + result.file_name
    assert list(reader.attachments) == [f"{result.export.code}.json"]


def test_the_digest_is_over_the_content_and_the_document_carries_the_same(cast, layer):
    result = made.file_of(layer, cast.manager, PDF)
    [data] = PdfReader(BytesIO(result.file)).attachments[f"{result.export.code}.json"]
    text = data.decode()
    content = text[len('{"content":') : text.rindex(',"digest"')]

    assert sha256(content.encode()).hexdigest() == json.loads(text)["digest"]
    assert json.loads(text)["digest"] == result.export.digest


def test_the_data_says_whose_each_entry_is_and_names_nobody(cast, incident, layer):
    content = told(made.file_of(layer, cast.manager).file)

    assert content["made_by"] == {
        "side": "site",
        "post": "site_manager",
        "organisation": "Harbour Health",
    }
    assert content["recipient"] == "court"
    assert content["holds"] == "own_and_shared"
    assert content["blacked_out"] == {"advice": 1, "person": 3}
    assert {entry["read_by"] for entry in content["entries"]} == {"both", "site"}
    assert {entry["side"] for entry in content["entries"]} == {"site", "police"}
    for person in (cast.manager, cast.staff, cast.liaison):
        assert person.name not in json.dumps(content)
    assert ["Logged by", "Site"] in content["facts"]


def test_the_texts_themselves_stay_as_they_are(cast, incident, layer):
    before = {one.pk: bytes(one.ciphertext) for one in incident.statements.all()}

    made.file_of(layer, cast.manager)

    assert before == {one.pk: bytes(one.ciphertext) for one in incident.statements.all()}
    assert SECRET in incident.statements.get(lane="site", kind=Statement.Kind.NARRATIVE).words()


def test_what_both_sides_read_is_told_as_the_other_side_sees_it(cast):
    manner = Manner(Release.Recognisable.PERHAPS, time=TimeGrain.WEEK)
    incident = reports.released(cast, manner=manner)
    whole, shared = (
        dict(
            told(made.file_of(made.begun(incident, cast.manager, with_own=own), cast.manager).file)[
                "facts"
            ]
        )
        for own in (True, False)
    )

    assert "09:30" in whole["When"]
    assert "in the week from" in shared["When"]
    assert "09:30" not in json.dumps(shared)


def test_nothing_that_was_confided_to_a_mediator_is_exported(cast):
    incident = cases.confided(cast).incident
    for person in (cast.manager, cast.liaison):
        content = told(made.file_of(made.begun(incident, person), person).file)
        for confided in (cases.SITE_SAYS, cases.POLICE_SAY, cases.NOTED):
            assert confided not in json.dumps(content)


def test_what_was_agreed_is_exported_with_its_promises(cast):
    incident = reports.settled(cast, promises=[cases.KITS], terms="Kits stay.")
    content = told(made.file_of(made.begun(incident, cast.liaison), cast.liaison).file)

    assert "Kits stay." in words_in(content)
    assert cases.KITS.what in words_in(content)
    assert any("Promise of Police, by" in entry["title"] for entry in content["entries"])


def test_a_detail_of_an_officer_that_came_in_later_is_black_too(cast, incident, layer):
    words = Words("Badge 9982 rang.", kinds={Kind.OFFICER})
    noting.note(incident, words, key=uuid.uuid4(), by=cast.manager, at=NOW)

    content = told(made.file_of(layer, cast.manager).file)
    assert "9982" not in words_in(content)
    assert content["blacked_out"]["officer"] == 1
    assert layer.blackouts.filter(why=Why.OFFICER).count() == 1


def test_the_own_chain_and_the_shared_one_each_keep_their_part(cast, incident, layer):
    result = made.file_of(layer, cast.manager)

    def facts(verb, chain):
        bodies = EntryBody.objects.filter(entry__chain=chain).values_list("body", flat=True)
        [one] = [json.loads(body) for body in bodies if json.loads(body)["verb"] == verb]
        return one["facts"]

    own = facts("incidents.exported", cast.operator.pk)
    shared = facts("incidents.shared_exported", cast.partnership.pk)
    lane_of = {str(one.pk): one.lane for one in incident.statements.all()}
    assert {lane_of[one] for one in own["words"]} == {"site"}
    assert {lane_of[one] for one in shared["words"]} == {"shared"}
    assert own["digest"] == shared["digest"] == result.export.digest
    assert own["places"] == 4
    assert "places" not in shared
    assert "layer" not in shared
    for kind, chain in (("organisation", cast.operator.pk), ("partnership", cast.partnership.pk)):
        assert ledger.verify(ledger.ChainRef(kind, chain))


def test_what_was_not_released_leaves_nothing_in_the_shared_chain_and_tells_nobody(cast):
    incident = reports.logged(cast)
    told_before = Notice.objects.filter(recipient=cast.liaison).count()
    made.file_of(made.begun(incident, cast.manager), cast.manager)

    bodies = "".join(
        EntryBody.objects.filter(entry__chain=cast.partnership.pk).values_list("body", flat=True)
    )
    assert str(incident.pk) not in bodies
    assert Notice.objects.filter(recipient=cast.liaison).count() == told_before
    assert not Export.objects.known_to(incident.pk, Side.POLICE)


def test_an_export_counts_as_a_reading_of_each_lane(cast, incident, layer):
    made.file_of(layer, cast.manager)

    lanes = Read.objects.filter(person=cast.manager.pk, lane__endswith=":export")
    assert set(lanes.values_list("lane", flat=True)) == {"shared:export", "site:export"}


def test_both_sides_are_told_without_a_word(cast, incident, layer):
    declaring.declare(incident, cast.backup, by=cast.backup, at=NOW)
    made.file_of(layer, cast.manager)

    notices = Notice.objects.filter(kind="incidents/exported").select_related("recipient")
    told_to = {one.recipient for one in notices}
    assert told_to == {cast.alternate, cast.leader, cast.liaison}
    for one in notices:
        text = rendering.subject(one) + rendering.body(one) + str(one.facts)
        assert not [
            word for word in (SECRET, "court", "Harbour", incident.reference) if word in text
        ]


def test_it_is_made_with_the_own_password_alone(cast, incident, layer):
    for wrong in ("", "guessed"):
        with pytest.raises(proof.NotProven):
            made.file_of(layer, cast.manager, password=wrong)

    assert not Export.objects.exists()
    assert not Read.objects.filter(lane__endswith=":export").exists()


def test_somebody_off_the_case_makes_no_file_any_more(cast, incident, layer):
    declaring.declare(incident, cast.manager, by=cast.manager, at=NOW)

    with pytest.raises(PermissionDenied):
        made.file_of(layer, cast.manager)


def test_a_second_file_of_one_layer_hides_the_same(cast, layer):
    first, second = (told(made.file_of(layer, cast.manager, at=NOW).file) for _time in range(2))

    assert first["code"] != second["code"]
    assert first["entries"] == second["entries"]


def test_twenty_within_an_hour_are_enough(cast, layer, monkeypatch):
    monkeypatch.setattr(making, "MOST_WITHIN", 2)
    for _time in range(2):
        made.file_of(layer, cast.manager)

    with pytest.raises(TooMany, match="2 exports within an hour"):
        made.file_of(layer, cast.manager)
    made.file_of(layer, cast.leader)
    made.file_of(layer, cast.manager, at=NOW + timedelta(hours=1))


def test_signs_that_no_font_holds_are_written_out_on_paper_and_kept_in_the_data(cast, incident):
    noting.note(incident, "They said 中.", key=uuid.uuid4(), by=cast.manager, at=NOW)
    result = made.file_of(made.begun(incident, cast.manager), cast.manager, PDF)

    assert "They said [U+4E2D]." in read_pdf(result.file)
    [data] = PdfReader(BytesIO(result.file)).attachments[f"{result.export.code}.json"]
    assert "They said 中." in data.decode()


def test_both_lanes_of_police_stay_with_police(cast, incident):
    content = told(made.file_of(made.begun(incident, cast.police_leader), cast.police_leader).file)

    assert THEIRS in words_in(content)
    assert SECRET not in json.dumps(content)
    assert {entry["read_by"] for entry in content["entries"]} == {"both", Lane.POLICE}
    assert content["made_by"]["post"] == "police_leader"


def test_details_kept_apart_by_police_are_no_part_of_theirs(cast, incident):
    apart = Apart("CNRY-9911", "CNRY-because")
    noting.note(incident, "Ours.", key=uuid.uuid4(), by=cast.liaison, apart=apart, at=NOW)
    layer = made.begun(incident, cast.liaison, recipient=Recipient.BODY)

    for form in (PDF, JSON):
        file = made.file_of(layer, cast.liaison, form).file
        text = everything_in(file) if form is PDF else file.decode()
        assert "CNRY-9911" not in text
        assert "CNRY-because" not in text
        assert BADGE not in text
