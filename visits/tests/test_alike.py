"""What a visit that loses its time is offered instead: the same time of day, on other days."""

import pytest

from liaison import opening
from liaison.hours import Span
from visits import slots
from visits.lifecycle import Stage
from visits.slots import Diary
from visits.tests.ripples import EARLY, LATER
from visits.tests.test_slots import HARBOUR, VANCOUVER, limits, local


@pytest.mark.parametrize(
    ("hour", "minute", "found"),
    [
        (7, 15, [local(7, 6, 15), local(8, 7, 15), local(6, 7, 15)]),
        # What was at night may be at night.
        (4, 0, [local(7, 5), local(8, 4), local(6, 4)]),
    ],
)
def test_what_loses_its_time_is_offered_the_same_time_on_other_days(hour, minute, found):
    wish = Span(local(7, hour, minute), local(7, hour + 1, minute))

    offered = slots.alike(wish, limits(), Diary(HARBOUR, (wish,)), VANCOUVER)

    assert [one.start for one in offered] == found


def test_what_was_by_day_is_offered_at_night_only_where_nothing_else_is_free():
    wish = Span(local(7, 7, 15), local(7, 8, 15))
    mornings = tuple(Span(local(day, 5), local(day, 9)) for day in range(6, 16))

    offered = slots.alike(wish, limits(), Diary(HARBOUR, mornings), VANCOUVER)
    few = slots.alike(wish, limits(latest=local(8, 9)), Diary(HARBOUR, mornings), VANCOUVER)

    assert len(offered) == 3
    assert all(one.start.astimezone(VANCOUVER).hour >= 6 for one in offered)
    assert few[0] == Span(local(7, 4), local(7, 5))


def test_the_page_of_a_visit_that_lost_its_time_takes_another_by_one_press(
    cast, as_, confirmed, time_machine
):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)
    time_machine.move_to(LATER, tick=False)
    client, url = as_(cast.liaison), f"/visits/{confirmed.pk}/"

    page = client.get(url)
    offered = page.context["offered"]

    text = page.content.decode()
    assert len({one.start.astimezone(VANCOUVER).date() for one in offered}) == 3
    assert text.count('name="take"') == 3
    assert 'name="take"' not in as_(cast.staff).get(url).content.decode()
    value = text.split('name="take" value="')[1].split('"')[0]
    confirmed.refresh_from_db()
    client.post(
        f"{url}another-time/",
        {"seen": confirmed.revision, "place": "on_site", "take": value},
    )
    confirmed.refresh_from_db()
    assert (confirmed.stage, confirmed.starts) == (Stage.PROPOSED, offered[0].start)
