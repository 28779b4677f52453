"""Several press at the same moment: what is kept is counted once, and a file that the scan refuses
never reaches the other side."""

import uuid

import pytest

from accounts.models import Person
from incidents.attachments import attaching, releasing, removing, scanning
from incidents.attachments.formats import CannotTake
from incidents.attachments.tests import files, steps
from incidents.models import Attachment, Removal
from incidents.taking_out import CannotTakeOut
from incidents.tests import reports
from liaison.refusal import Refused
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_one_key_pressed_by_many_fingers_adds_one_file(cast, folder):
    incident, key = reports.logged(cast), uuid.uuid4()

    ended = at_once(*[lambda: steps.attached(incident, cast.staff, key=key)] * 4)

    assert {one.pk for one in ended} == {Attachment.objects.get().pk}
    assert Attachment.objects.get().content() == ended[0].content()
    assert len([*folder.iterdir()]) == 1


def test_the_last_place_is_given_once_and_no_number_twice(cast, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 3)
    incident = reports.logged(cast)

    ended = at_once(*[lambda: steps.attached(incident, cast.staff)] * 5, refusals=(CannotTake,))

    assert len([one for one in ended if isinstance(one, CannotTake)]) == 2
    assert [*Attachment.objects.values_list("number", flat=True)] == [1, 2, 3]


def test_a_file_is_shown_once_however_many_press(cast):
    own = steps.attached(reports.acknowledged(cast), cast.staff)

    at_once(
        lambda: releasing.show(own, by=cast.manager, at=NOW),
        lambda: releasing.show(own, by=cast.alternate, at=NOW),
    )
    assert Attachment.objects.filter(lane="shared").count() == 1


def test_what_is_taken_out_while_it_is_shown_is_gone_for_both(cast):
    own = steps.attached(reports.acknowledged(cast), cast.staff)

    at_once(
        lambda: releasing.show(own, by=cast.manager, at=NOW),
        lambda: removing.take_out(own, Removal.Why.PERSON, by=cast.alternate, at=NOW),
        refusals=(Refused,),
    )
    assert all(one.is_gone for one in Attachment.objects.select_related("data_key"))


def test_two_take_out_one_file_and_one_of_them_did(cast):
    own = steps.attached(reports.logged(cast), cast.staff)

    ended = at_once(
        lambda: removing.take_out(own, Removal.Why.PERSON, by=cast.manager, at=NOW),
        lambda: removing.take_out(own, Removal.Why.PERSON, by=cast.alternate, at=NOW),
        refusals=(CannotTakeOut,),
    )
    assert only_one(ended, CannotTakeOut) == [own]


def test_two_workers_decide_once_what_was_held_back(cast, scans):
    scans.answer = None
    steps.attached(reports.logged(cast), cast.staff, name="a.png", content=files.png())
    scans.answer = True
    system = Person.system()

    decided = at_once(*[lambda: scanning.scan_held(by=system, at=NOW)] * 2)
    assert sorted(decided) == [0, 1]
    assert Attachment.objects.get().scan == "clean"
