"""Two take the same out in one moment, and somebody agrees to what the other takes out."""

import pytest

from audit import ledger
from incidents.models import Removal
from incidents.patterns import talking
from incidents.taking_out import CannotTakeOut
from incidents.tests import texts
from incidents.tests.texts import TEXTS
from liaison.refusal import Refused, Stale
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW

PAIRS = {
    "site to mediator": ("manager", "mediator"),
    "what recurs": ("manager", "liaison"),
    "body that was told": ("manager", "alternate"),
    "place to meet": ("liaison", "mediator"),
    "post of an officer": ("liaison", "backup"),
}


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def chains_are_whole(cast):
    return all(map(ledger.verify, (cast.partnership.chain, cast.operator.chain)))


@pytest.mark.parametrize("name", PAIRS)
def test_of_two_one_does_it(cast, name):
    thing = TEXTS[name].write(cast)
    people = [getattr(cast, part) for part in PAIRS[name]]

    ended = at_once(*[lambda by=by: texts.take_out(thing, by) for by in people])

    only_one(ended, CannotTakeOut)
    assert Removal.objects.count() == 1
    assert chains_are_whole(cast)


def test_what_is_agreed_to_while_it_is_taken_out_is_one_or_the_other_first(cast):
    end = TEXTS["what recurs"].write(cast)

    agreed, gone = at_once(
        lambda: talking.agree(end.pattern, end.pk, by=cast.liaison, at=NOW),
        lambda: texts.take_out(end, cast.manager),
        refusals=(Refused, Stale),
    )

    end.refresh_from_db()
    assert gone is None
    assert bool(end.is_agreed) != isinstance(agreed, Refused)
    assert Removal.objects.get().thing == end.pk
    assert chains_are_whole(cast)
