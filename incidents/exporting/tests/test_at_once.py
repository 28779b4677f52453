"""Words are blacked out, shown again and carried away at the same moment."""

import json
import threading

import pytest

from incidents.exporting import blacking_out, making
from incidents.exporting.classes import Why
from incidents.exporting.making import TooMany
from incidents.exporting.tests import made
from incidents.models import Export
from incidents.tests import reports
from liaison.refusal import Stale
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW

SECRET = "Zephyrine"


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


@pytest.fixture
def layer(cast):
    return made.begun(reports.logged(cast, narrative=f"{SECRET} was there."), cast.manager)


def _shown(file):
    return SECRET in json.dumps(json.loads(file)["content"])


@pytest.mark.parametrize("number", range(3))
def test_what_is_blacked_out_while_a_file_is_made_is_in_it_or_refused(cast, layer, number):
    ended = at_once(
        lambda: made.file_of(layer, cast.manager),
        lambda: blacking_out.black_out_wherever(layer, SECRET, Why.PERSON, by=cast.leader, at=NOW),
        refusals=(Stale,),
    )

    file, blackouts = ended
    assert _shown(file.file) == isinstance(blackouts, Stale)
    assert layer.blackouts.exists() != isinstance(blackouts, Stale)


def test_what_is_shown_again_waits_for_the_file_that_is_being_made(cast, layer, monkeypatch):
    """The file holds the lock: what comes in meanwhile finds it made."""
    [place] = blacking_out.black_out_wherever(layer, SECRET, Why.PERSON, by=cast.manager, at=NOW)
    in_the_middle, note = threading.Event(), making._note

    def slowly(*args, **options):
        in_the_middle.set()
        note(*args, **options)

    monkeypatch.setattr(making, "_note", slowly)

    def lift():
        assert in_the_middle.wait(timeout=30)
        return blacking_out.lift(layer, place.pk, by=cast.leader, at=NOW)

    file, lifted = at_once(lambda: made.file_of(layer, cast.manager), lift, refusals=(Stale,))

    assert isinstance(lifted, Stale)
    assert not _shown(file.file)
    place.refresh_from_db()
    assert place.lifted_at is None


def test_of_two_who_take_the_last_place_of_an_hour_one_gets_it(cast, layer, monkeypatch):
    monkeypatch.setattr(making, "MOST_WITHIN", 1)
    other = made.begun(reports.logged(cast), cast.manager)

    ended = at_once(
        lambda: made.file_of(layer, cast.manager), lambda: made.file_of(other, cast.manager)
    )

    only_one(ended, TooMany)
    assert Export.objects.count() == 1
