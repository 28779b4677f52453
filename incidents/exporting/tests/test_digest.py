"""The digest of an export tells nobody what is in it, and does not wait for the paper."""

import json
from io import BytesIO

import pytest
from django.db import connection
from pypdf import PdfReader

from incidents.exporting import document, printing
from incidents.exporting.tests import made
from incidents.models import Export
from incidents.tests import reports


def salt_of(data):
    return json.loads(data)["content"]["salt"]


def on_paper(file):
    """The salt in the data that a PDF carries, and the text of the PDF."""
    reader = PdfReader(BytesIO(file))
    [[data]] = reader.attachments.values()
    return salt_of(data), "".join("".join(one.extract_text() for one in reader.pages).split())


@pytest.fixture
def layer(cast):
    return made.begun(reports.logged(cast), cast.manager)


def test_each_file_is_digested_with_a_random_part_of_its_own(cast, layer):
    files = [made.file_of(layer, cast.manager).file for _time in range(2)]
    salts = {salt_of(file) for file in files}

    assert len(salts) == 2
    assert {len(bytes.fromhex(salt)) for salt in salts} == {32}


def test_the_paper_says_it_too(cast, layer):
    salt, text = on_paper(made.file_of(layer, cast.manager, Export.Form.PDF).file)

    assert len(bytes.fromhex(salt)) == 32
    assert "".join(document.in_groups(salt).split()) in text


def test_the_paper_is_drawn_when_the_incident_is_locked_no_more(cast, layer, monkeypatch):
    seen = []

    def drawn(whole):
        kept = Export.objects.get().digest
        seen.append((list(connection.savepoint_ids), kept == whole.digest))
        return b""

    monkeypatch.setattr(printing, "pdf", drawn)
    before = list(connection.savepoint_ids)
    made.file_of(layer, cast.manager, Export.Form.PDF)

    assert seen == [(before, True)]
