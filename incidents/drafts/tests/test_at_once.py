"""Windows and presses that meet, each in a thread with a connection of its own."""

import uuid

import pytest

from incidents.drafts import saving
from incidents.drafts.saving import MOST_OPEN, CannotSave, Hand, HasEnded, WrittenElsewhere
from incidents.drafts.tests.test_saving import FIELDS, OTHER, texts
from incidents.models import LogDraft
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


@pytest.mark.parametrize("turn", range(3))
def test_of_two_windows_that_begin_at_once_one_is_told_of_the_other(cast, turn):
    key = uuid.uuid4()

    ended = at_once(
        *(
            lambda fields=fields: saving.keep(
                fields, Hand(key, uuid.uuid4(), 0), by=cast.staff, at=NOW
            )
            for fields in (FIELDS, OTHER)
        )
    )

    won = only_one(ended, WrittenElsewhere)
    assert texts(cast.staff) == saving.opened(won).fields["narrative"]


@pytest.mark.parametrize("turn", range(3))
def test_saved_and_logged_at_once_nothing_is_left(cast, turn):
    hand = Hand(uuid.uuid4(), uuid.uuid4(), 0)

    at_once(
        lambda: saving.keep(FIELDS, hand, by=cast.staff, at=NOW),
        lambda: saving.end(hand, by=cast.staff, at=NOW),
        refusals=(HasEnded,),
    )

    assert not LogDraft.objects.visible_to(cast.staff).exists()
    assert LogDraft.objects.get().data_key.wrapped is None


def test_however_many_begin_at_once_no_more_are_kept_than_may_be(cast):
    ended = at_once(
        *[
            lambda: saving.keep(FIELDS, Hand(uuid.uuid4(), uuid.uuid4(), 0), by=cast.staff, at=NOW)
            for _one in range(MOST_OPEN + 4)
        ],
        refusals=(CannotSave,),
    )

    assert sum(isinstance(one, CannotSave) for one in ended) == 4
    assert LogDraft.objects.visible_to(cast.staff).count() == MOST_OPEN
