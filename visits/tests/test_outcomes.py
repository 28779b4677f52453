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
from visits.on_the_day import marking
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


SOON = timedelta(minutes=15)


def test_a_visit_that_has_hardly_begun_was_not_held(cast, confirmed):
    early = {"note": "Early.", "by": cast.manager}
    with pytest.raises(outcomes.CannotSayYet, match="from 06:15 on") as refused:
        outcomes.mark_held(confirmed, **early, at=confirmed.starts + SOON - timedelta(seconds=1))

    assert refused.value.nearest == (confirmed.starts + SOON,)
    assert outcomes.mark_held(confirmed, **early, at=confirmed.starts + SOON)


def test_until_its_end_nobody_has_missed_it(cast, confirmed):
    with pytest.raises(outcomes.CannotSayYet, match="Until 07:00 they may still come"):
        outcomes.mark_missed(confirmed, by=cast.manager, at=confirmed.ends - timedelta(seconds=1))

    assert outcomes.mark_missed(confirmed, by=cast.manager, at=confirmed.ends)


@pytest.mark.parametrize(
    ("after", "held", "missed"), [(0, False, False), (15, True, False), (60, True, True)]
)
def test_the_page_offers_what_can_be_said(cast, as_, confirmed, time_machine, after, held, missed):
    time_machine.move_to(confirmed.starts + timedelta(minutes=after), tick=False)

    text = as_(cast.manager).get(f"/visits/{confirmed.pk}/").content.decode()

    assert ("It was held" in text, "It was missed" in text) == (held, missed)


def test_the_form_names_who_said_that_they_were_there(cast, as_, confirmed, time_machine):
    marking.say_here(confirmed, by=cast.backup, at=confirmed.starts - timedelta(minutes=1))
    time_machine.move_to(AFTER, tick=False)

    text = as_(cast.manager).get(f"/visits/{confirmed.pk}/missed/").content.decode()

    said = text.split("Who said that they were there")[1]
    assert "Coastal Police" in said
    assert "05:59" in said


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
