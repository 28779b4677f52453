"""What is to be taken out goes, or is read no more, between its page and the press."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from incidents import taking_out
from incidents.attachments import removing
from incidents.patterns import destroying
from tests.architecture import doors


@pytest.mark.parametrize(
    ("page", "module"),
    [
        ("words_take_out", taking_out),
        ("attachment_take_out", removing),
        ("pattern_end_take_out", destroying),
    ],
)
def test_it_is_as_an_address_that_is_not_there(furnished, db, as_, monkeypatch, page, module):
    door = doors.table()[f"incidents:{page}"]
    address = reverse(f"incidents:{page}", args=door.args(furnished))

    def is_gone(*_about, **_said):
        raise ObjectDoesNotExist

    monkeypatch.setattr(module, "take_out", is_gone)

    assert as_(furnished.cast.manager).post(address, {"why": "person"}).status_code == 404
