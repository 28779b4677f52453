"""What is to be taken out goes, or is read no more, between its page and the press."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from incidents import taking_out
from incidents.attachments import removing
from incidents.patterns import destroying
from tests.architecture import doors
from tests.cast import NOW


@pytest.mark.parametrize(
    ("page", "module"),
    [
        ("words_take_out", taking_out),
        ("attachment_take_out", removing),
        ("pattern_end_take_out", destroying),
    ],
)
def test_it_is_as_an_address_that_is_not_there(cast, as_, monkeypatch, time_machine, page, module):
    time_machine.move_to(NOW, tick=False)
    door = doors.table()[f"incidents:{page}"]
    address = reverse(f"incidents:{page}", args=door.args(doors.furnish(cast)))

    def is_gone(*_about, **_said):
        raise ObjectDoesNotExist

    monkeypatch.setattr(module, "take_out", is_gone)

    assert as_(cast.manager).post(address, {"why": "person"}).status_code == 404
