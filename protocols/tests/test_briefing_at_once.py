"""Many officers at one roll-call, each with a phone and a connection of their own."""

from uuid import uuid4

import pytest

from accounts.models import Person
from audit import ledger
from audit.models import EntryBody
from protocols import briefing, drafting, endorsing, sending
from protocols.models import Acknowledgement
from protocols.tests.conftest import BEGUN, SENT, SIGNED_FIRST, SIGNED_SECOND, put_name
from protocols.tests.rolls import acknowledge, open_for, unit_of
from protocols.tests.test_at_once import at_once
from tests import cast as the_cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db(transaction=True)

OFFICERS = 20


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


@pytest.fixture
def roll_call(cast):
    Person.system()
    version = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=BEGUN)
    sending.send(version, by=cast.liaison, at=SENT)
    put_name(version, cast.manager, at=SIGNED_FIRST)
    put_name(version, cast.police_leader, at=SIGNED_SECOND)
    return open_for(version, unit_of(cast), cast.liaison, officers=OFFICERS)


def presses(roll_call, number):
    def press():
        acknowledge(roll_call, number)
        return "said thank you"

    return press


def test_two_presses_at_once_open_one_roll_call(cast, roll_call):
    key = uuid4()
    ended = at_once(
        *[lambda: open_for(roll_call.version, unit_of(cast), cast.liaison, key=key)] * 2
    )

    assert ended[0] == ended[1]


def test_twenty_officers_at_once_are_twenty_rows(cast, roll_call):
    at_once(*(presses(roll_call, f"44{number:02}") for number in range(OFFICERS)))

    assert Acknowledgement.objects.count() == OFFICERS
    assert ledger.verify(cast.partnership.chain)


def test_one_officer_who_presses_twenty_times_is_one_row(cast, roll_call):
    came_to = at_once(*[presses(roll_call, "4471")] * OFFICERS)

    assert came_to == ["said thank you"] * OFFICERS
    assert Acknowledgement.objects.count() == 1
    said = EntryBody.objects.filter(body__contains='"protocols.acknowledged"')
    assert said.count() == 1
    assert ledger.verify(cast.partnership.chain)


def test_two_sheets_and_the_officers_themselves_at_once_record_each_officer_once(cast, roll_call):
    numbers = [f"44{number:02}" for number in range(OFFICERS)]

    def types(someone, order):
        return lambda: briefing.record_sheet(roll_call, order, by=someone, at=NOW)

    first, second, *_rest = at_once(
        types(cast.liaison, numbers),
        types(cast.officer, numbers[::-1]),
        *(presses(roll_call, number) for number in numbers[:6]),
    )

    assert Acknowledgement.objects.count() == OFFICERS
    assert first.recorded + first.known == second.recorded + second.known == OFFICERS
    assert first.recorded + second.recorded <= OFFICERS
    assert ledger.verify(cast.partnership.chain)


def test_nobody_acknowledges_by_a_code_after_it_was_revoked(cast, roll_call):
    at_once(
        *(presses(roll_call, f"44{number:02}") for number in range(OFFICERS // 2)),
        lambda: briefing.revoke(roll_call, by=cast.liaison, at=NOW),
        *(presses(roll_call, f"45{number:02}") for number in range(OFFICERS // 2)),
    )

    bodies = EntryBody.objects.order_by("entry__seq").values_list("body", flat=True)
    said = [str(body) for body in bodies]
    [revoked] = [place for place, body in enumerate(said) if "roll_call_revoked" in body]
    assert not [body for body in said[revoked:] if "protocols.acknowledged" in body]
    assert ledger.verify(cast.partnership.chain)


def test_no_more_than_a_code_is_for_however_many_press_at_once(cast, roll_call):
    version = roll_call.version
    few = open_for(version, unit_of(cast), cast.liaison, officers=OFFICERS, most=3)
    ended = at_once(*(presses(few, f"55{number:02}") for number in range(OFFICERS)))

    assert sum(one == "said thank you" for one in ended) == 3
    assert few.acknowledgements.count() == 3


def test_a_leader_who_presses_many_times_endorses_once(cast, roll_call):
    def endorse():
        said = {"form": "letter", "given_on": NOW.date()}
        return endorsing.endorse(roll_call.version, **said, by=cast.police_leader)

    assert len({made.pk for made in at_once(*[endorse] * 6)}) == 1
