"""What came of a visit: held with a note, or missed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from liaison.refusal import Stale
from notifications.models import Notice
from visits import steps
from visits.after import outcomes
from visits.lifecycle import Stage
from visits.models import Occupation, VisitNote
from visits.tests.conftest import AFTER


@pytest.mark.parametrize("name", ["manager", "liaison"])
def test_either_side_marks_a_visit_as_held_and_both_read_the_note(cast, confirmed, name):
    visit = outcomes.mark_held(
        confirmed, note="Parking was agreed.", by=getattr(cast, name), at=AFTER
    )

    assert visit.stage == Stage.HELD
    assert visit.moves.get(stage=Stage.HELD).note.words() == "Parking was agreed."
    assert not Occupation.objects.exists()
    assert Notice.objects.filter(kind="visits/held").exists()
    last = EntryBody.objects.order_by("-entry__seq").first()
    assert last.read()["verb"] == "visits.held"
    assert "Parking" not in last.body


def test_the_one_who_wrote_the_note_is_not_told_of_it(cast, confirmed):
    outcomes.mark_held(confirmed, note="Fine.", by=cast.manager, at=AFTER)

    told = Notice.objects.filter(kind="visits/held").values_list("recipient__name", flat=True)
    assert cast.manager.name not in told
    assert cast.liaison.name in told


def test_a_visit_is_missed_without_a_reason(cast, confirmed):
    visit = outcomes.mark_missed(confirmed, by=cast.liaison, at=AFTER)

    assert visit.stage == Stage.MISSED
    assert visit.moves.get(stage=Stage.MISSED).note is None


@pytest.mark.parametrize("close", [outcomes.mark_held, outcomes.mark_missed])
def test_nothing_came_of_a_visit_that_has_not_begun(cast, confirmed, close):
    words = {"note": "Early."} if close is outcomes.mark_held else {}
    with pytest.raises(outcomes.CannotSayYet, match="not begun"):
        close(confirmed, **words, by=cast.manager, at=confirmed.starts - timedelta(seconds=1))

    assert close(confirmed, **words, by=cast.manager, at=confirmed.starts)


def test_only_a_confirmed_visit_can_be_held(cast, proposed):
    with pytest.raises(steps.CannotMove, match="Lapsed"):
        outcomes.mark_held(proposed, note="It was.", by=cast.manager, at=AFTER)


@pytest.mark.parametrize("name", ["staff", "leader", "auditor", "other_manager", "stranger"])
def test_nobody_else_says_what_came_of_it(cast, confirmed, name):
    with pytest.raises(PermissionDenied):
        outcomes.mark_held(confirmed, note="It was.", by=getattr(cast, name), at=AFTER)


def test_two_people_do_not_both_close_it(cast, confirmed):
    seen = confirmed.revision
    outcomes.mark_held(confirmed, note="It was.", by=cast.manager, seen=seen, at=AFTER)

    with pytest.raises(Stale):
        outcomes.mark_missed(confirmed, by=cast.liaison, seen=seen, at=AFTER)


def test_a_note_opens_only_where_it_was_written(cast, confirmed, proposed):
    from vault import DoesNotOpen

    outcomes.mark_held(confirmed, note="Parking was agreed.", by=cast.manager, at=AFTER)
    message, note = VisitNote.objects.select_related("data_key").order_by("written_at")
    message.ciphertext, message.data_key = note.ciphertext, note.data_key

    with pytest.raises(DoesNotOpen):
        message.words()
