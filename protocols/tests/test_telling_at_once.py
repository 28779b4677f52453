"""Many phones tell something at the same moment, each with a connection of its own."""

from uuid import uuid4

import pytest

from accounts.models import Person
from audit import ledger
from protocols import drafting, telling
from protocols.models import DoorNote, FoundUnclear
from protocols.telling import CannotTell
from protocols.tests.conftest import BEGUN, agree
from protocols.tests.test_at_once import at_once
from tests import cast as the_cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db(transaction=True)

PHONES = 8


@pytest.fixture
def cast(transactional_db):
    Person.system()
    return the_cast.build()


def test_the_same_told_from_many_phones_is_one_note(cast):
    def tell():
        return telling.tell(cast.partnership, DoorNote.Kind.ENTERED, by=Person.system(), at=NOW).pk

    assert len(set(at_once(*[tell] * PHONES))) == 1
    assert DoorNote.objects.count() == 1
    assert ledger.verify(cast.partnership.chain)


def test_no_more_are_taken_than_an_hour_has_room_for(cast, monkeypatch):
    monkeypatch.setattr(telling, "MOST_NOTES", 2)

    def tell(kind):
        def tap():
            try:
                telling.tell(cast.partnership, kind, by=Person.system(), at=NOW)
            except CannotTell:
                return "no"
            return "yes"

        return tap

    assert sorted(at_once(*map(tell, DoorNote.Kind))) == ["no", "yes", "yes"]
    assert DoorNote.objects.count() == 2


def test_unclear_with_one_key_from_many_presses_counts_once(cast):
    version = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=BEGUN)
    agree(version, cast)
    key = uuid4()

    def tap():
        said = {"version": version.pk, "key": key, "by": Person.system(), "at": NOW}
        return telling.find_unclear(cast.partnership, 11, **said).pk

    assert len(set(at_once(*[tap] * PHONES))) == 1
    assert FoundUnclear.objects.count() == 1
    assert ledger.verify(cast.partnership.chain)
