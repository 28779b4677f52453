"""The table of the stages of a version, and the database that holds it."""

import pytest
from django.db import IntegrityError, transaction

from protocols import declining, discarding
from protocols.guards.frozen import SAYS
from protocols.lifecycle import MOVES, OPEN, Stage
from protocols.models import Version
from protocols.tests.conftest import BEGUN, SENT, SIGNED_SECOND


@pytest.fixture
def discarded(cast, draft):
    return discarding.discard(draft, reason="Not now.", by=cast.manager, at=SENT)


@pytest.fixture
def declined(cast, half_signed):
    declining.decline(half_signed, reason="Not so.", by=cast.police_leader, at=SIGNED_SECOND)
    return half_signed


REACHED = {
    Stage.DRAFT: "draft",
    Stage.AWAITING_SIGNATURES: "sent",
    Stage.SIGNED: "signed",
    Stage.DECLINED: "declined",
    Stage.DISCARDED: "discarded",
}


def stand(stage, person):
    """The columns that a version in *stage* needs to pass every check but the table of moves."""
    if stage in (Stage.DRAFT, Stage.DISCARDED):
        return {"stage": stage, "digest": "", "scheme": "", "sent_at": None, "sent_by": None}
    sent = {"digest": "0" * 64, "scheme": "portal-protocol-v2", "sent_at": BEGUN}
    return {"stage": stage, **sent, "sent_by": person}


@pytest.mark.parametrize("stage", Stage)
def test_a_version_goes_only_where_the_table_of_moves_lets_it(request, cast, stage):
    rows = Version.objects.filter(pk=request.getfixturevalue(REACHED[stage]).pk)
    assert rows.get().stage == stage

    for to in set(Stage) - MOVES[stage] - {stage}:
        with pytest.raises(IntegrityError, match=SAYS), transaction.atomic():
            rows.update(**stand(to, cast.manager))


@pytest.mark.parametrize("to", [Stage.AWAITING_SIGNATURES, Stage.DISCARDED])
def test_a_draft_goes_where_the_table_lets_it(cast, draft, to):
    assert Version.objects.filter(pk=draft.pk).update(**stand(to, cast.manager)) == 1


def test_every_stage_has_its_moves_and_what_is_over_has_none():
    assert set(MOVES) == set(Stage)
    assert {stage for stage, after in MOVES.items() if after} == OPEN
