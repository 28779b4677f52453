"""One side says that it was there, the other that it did not come: both stand."""

from datetime import timedelta

import pytest

from liaison.roles import Side
from visits.after import outcomes
from visits.lifecycle import Absent, Stage
from visits.models import SideMark
from visits.on_the_day import marking
from visits.on_the_day.marking import CannotMark
from visits.tests.conftest import AFTER, MORNING


@pytest.mark.parametrize("absent", [Absent.SITE, Absent.BOTH])
def test_what_one_side_said_keeps_the_other_from_nothing(cast, as_, confirmed, absent):
    marking.say_here(confirmed, by=cast.staff, at=MORNING)

    with pytest.raises(outcomes.CannotSayAbsent, match="Your side said at 06:00") as refused:
        outcomes.mark_missed(confirmed, absent=absent, by=cast.manager, at=AFTER)
    assert refused.value.field == "absent"

    outcomes.mark_missed(confirmed, absent=absent, by=cast.liaison, at=AFTER)
    for person in (cast.manager, cast.liaison):
        text = as_(person).get(f"/visits/{confirmed.pk}/").content.decode()
        assert "Marked as missed" in text
        assert "06:00" in text.split("Who said that they were there")[1]


@pytest.mark.parametrize("absent", [Absent.SITE, Absent.BOTH, Absent.UNKNOWN])
def test_nor_does_that_it_was_missed_keep_a_side_from_saying_that_it_was_there(
    cast, as_, confirmed, time_machine, absent
):
    outcomes.mark_missed(confirmed, absent=absent, by=cast.liaison, at=confirmed.ends)
    time_machine.move_to(AFTER, tick=False)
    client, page = as_(cast.manager), f"/visits/{confirmed.pk}/"
    assert "We were there" in client.get(page).content.decode()

    for _twice in range(2):
        client.post(f"{page}here/")

    text = client.get(page).content.decode()
    assert SideMark.objects.get().side == Side.SITE
    assert "We were there" not in text
    assert "Harbour Health" in text.split("Who said that they were there")[1]
    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.MISSED


def test_whoever_said_that_they_stayed_away_was_not_there(cast, as_, confirmed, time_machine):
    outcomes.mark_missed(confirmed, absent=Absent.BOTH, by=cast.liaison, at=AFTER)
    time_machine.move_to(AFTER, tick=False)

    with pytest.raises(CannotMark, match="said itself that it did not come"):
        marking.say_here(confirmed, by=cast.backup, at=AFTER)
    assert "We were there" not in as_(cast.liaison).get(f"/visits/{confirmed.pk}/").content.decode()


def test_that_one_was_there_is_said_within_two_weeks(cast, confirmed):
    outcomes.mark_missed(confirmed, absent=Absent.SITE, by=cast.liaison, at=AFTER)

    with pytest.raises(CannotMark, match="could be said until Wed 26 Feb 2025"):
        marking.say_here(confirmed, by=cast.manager, at=confirmed.ends + timedelta(days=14))


@pytest.mark.parametrize(("after", "day"), [(timedelta(), ""), (timedelta(days=5), "Mon 17 Feb")])
def test_what_was_said_on_another_day_names_its_day(cast, as_, confirmed, time_machine, after, day):
    outcomes.mark_missed(confirmed, absent=Absent.SITE, by=cast.liaison, at=AFTER)
    time_machine.move_to(AFTER + after, tick=False)

    marking.say_here(confirmed, by=cast.manager, at=AFTER + after)

    text = as_(cast.liaison).get(f"/visits/{confirmed.pk}/").content.decode()
    said = text.split("Who said that they were there")[1].split("</dl>")[0]
    assert "09:00" in said
    assert ("Feb 2025" in said, day in said) == (bool(day), True)
