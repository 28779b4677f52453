"""One choice for all dates of a series that cannot stand, apart from what is said of single ones;
and a date that was left out comes back at another time."""

import re
from datetime import datetime, timedelta

import pytest

from liaison.hours import Span
from tests.cast import NOW
from visits import booking
from visits.lifecycle import Stage
from visits.models import Series, Visit
from visits.refusals import CannotBook
from visits.series import running as series_running
from visits.tests.conftest import WED, local, slot, wish
from visits.tests.test_series_pages import NEW, shown, typed

SECOND, THIRD = WED + timedelta(weeks=1), WED + timedelta(weeks=2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def two_taken(cast):
    for day in (19, 26):
        booking.propose(cast.partnership, wish(slot(local(2, day, 6))), by=cast.manager, at=NOW)


def radios(text: str, name: str) -> list[tuple[str, bool]]:
    found = re.findall(rf'name="{name}" value="([^"]*)"( checked)?', text)
    return [(value, bool(checked)) for value, checked in found]


def offered(page) -> str:
    found = re.search(r'name="offered" value="([^"]*)"', page.content.decode())
    return found[1] if found else ""


def on_screen(page) -> dict[str, str]:
    """What the page carries back of what it showed."""
    found = re.search(r'name="offered_for" value="([^"]*)"', page.content.decode())
    chosen = found[1] if found else ""
    return {"shown": shown(page), "offered": offered(page), "offered_for": chosen}


def proposed(client, form) -> Series | None:
    page = client.post(NEW, form | {"look": "1"})
    client.post(NEW, form | {"propose": "1"} | on_screen(page))
    return Series.objects.first()


def test_one_choice_is_offered_for_all_that_cannot_stand(cast, as_, two_taken):
    text = as_(cast.liaison).post(NEW, typed() | {"look": "1"}).content.decode()

    assert "For all dates that cannot stand" in text
    assert radios(text, "for_all") == [("", True), ("leave", False), ("nearest", False)]
    assert radios(text, f"on-{SECOND}")[0] == ("", True)
    assert text.count("Not chosen yet") == 2
    assert re.search(r'<details class="drawer drawer--more" open>\s*<summary>Each date by', text)


def test_a_date_alone_needs_no_choice_for_all(cast, as_):
    booking.propose(cast.partnership, wish(slot(local(2, 19, 6))), by=cast.manager, at=NOW)

    text = as_(cast.liaison).post(NEW, typed() | {"look": "1"}).content.decode()
    assert "For all dates that cannot stand" not in text


def test_all_that_cannot_stand_are_left_out_by_one_choice(cast, as_, two_taken):
    one = proposed(as_(cast.liaison), typed(for_all="leave"))

    assert one.visits.count() == 4
    assert set(one.exceptions.values_list("day", "starts")) == {(SECOND, None), (THIRD, None)}
    text = as_(cast.manager).get(one.get_absolute_url()).content.decode()
    assert "<p>4 of the 6 dates of the rule stand.</p>" in text


def test_all_that_cannot_stand_move_to_the_nearest_time_by_one_choice(cast, as_, two_taken):
    one = proposed(as_(cast.liaison), typed(for_all="nearest"))

    assert one.visits.count() == 6
    for day in (SECOND, THIRD):
        moved = one.visits.get(occurs_on=day)
        assert timedelta() < abs(moved.starts - local(2, day.day, 6)) <= timedelta(hours=2)


def test_whoever_answers_sees_which_dates_keep_to_the_rule(cast, as_, two_taken):
    one = proposed(as_(cast.liaison), typed(for_all="nearest"))

    text = as_(cast.manager).get(one.get_absolute_url()).content.decode()
    assert "<p>6 of the 6 dates of the rule stand, 2 of them at another time.</p>" in text
    assert text.count(">at another time</span>") == 2


def test_nothing_moves_to_a_time_that_nobody_was_shown(cast, as_, two_taken):
    client, form = as_(cast.liaison), typed(for_all="nearest") | {"propose": "1"}
    page = client.post(NEW, typed(for_all="nearest") | {"look": "1"})
    sent = form | on_screen(page)
    # Meanwhile somebody takes the time that was nearest.
    near = datetime.fromisoformat(sent["offered"].split()[0].partition("=")[2])
    booking.propose(cast.partnership, wish(slot(near)), by=cast.manager, at=NOW)

    answer = client.post(NEW, sent)
    assert answer.status_code == 409
    assert "another one than you were shown" in answer.content.decode()
    assert not Series.objects.exists()
    assert offered(answer) != sent["offered"]
    assert ("nearest", True) in radios(answer.content.decode(), "for_all")

    client.post(NEW, sent | on_screen(answer))
    one = Series.objects.get()
    assert f"{SECOND}={one.visits.get(occurs_on=SECOND).starts.isoformat()}" in offered(answer)


@pytest.mark.parametrize("said", ["", "x=y z", "2025-02-19="])
def test_whoever_was_shown_no_times_is_shown_them_first(cast, as_, two_taken, said):
    client, form = as_(cast.liaison), typed(for_all="nearest")
    page = client.post(NEW, typed() | {"look": "1"})

    sent = form | {"propose": "1", "shown": shown(page), "offered": said}
    answer = client.post(NEW, sent)
    assert answer.status_code == 409
    assert "Look first at what that gives: it is shown below." in answer.content.decode()
    assert "another one than you were shown" not in answer.content.decode()
    assert not Series.objects.exists()

    client.post(NEW, sent | on_screen(answer))
    assert Series.objects.get().visits.count() == 6


def test_times_shown_date_by_date_are_not_what_one_choice_for_all_gives(cast, as_, two_taken):
    client, form = as_(cast.liaison), typed(for_all="nearest")
    page = client.post(NEW, typed() | {"look": "1"})

    answer = client.post(NEW, form | {"propose": "1"} | on_screen(page))
    assert answer.status_code == 409
    assert "Look first at what that gives" in answer.content.decode()
    assert "As chosen for all: moved to" in answer.content.decode()


def test_what_is_said_of_one_date_goes_before_what_is_chosen_for_all(cast, as_, two_taken):
    form = typed(for_all="nearest") | {f"on-{SECOND}": "leave"}
    client = as_(cast.liaison)

    text = client.post(NEW, form | {"look": "1"}).content.decode()
    assert "5 dates stand. 1 of them at another time than that of the rule. 1 is left out." in text
    assert ("nearest", True) in radios(text, "for_all")
    assert radios(text, f"on-{SECOND}")[:2] == [("", False), ("leave", True)]
    assert radios(text, f"on-{THIRD}")[:2] == [("", True), ("leave", False)]
    assert "As chosen for all: moved to" in text
    one = proposed(client, form)
    assert not one.visits.filter(occurs_on=SECOND).exists()
    assert one.visits.filter(occurs_on=THIRD).exists()


def test_a_date_that_stands_is_not_touched_by_what_is_chosen_for_all(cast, as_, two_taken):
    one = proposed(as_(cast.liaison), typed(for_all="leave"))

    assert one.visits.get(occurs_on=WED).starts == local(2, 12, 6)


@pytest.mark.parametrize("value", ["in-hours", "x", "\0"])
def test_nothing_else_can_be_chosen_for_all(cast, as_, two_taken, value):
    page = as_(cast.manager).post(NEW, typed(for_all=value) | {"look": "1"})

    assert "for_all" in page.context["form"].errors
    assert not Series.objects.exists()


def test_a_change_has_the_same_choice(cast, as_, running):
    for day in (19, 26):
        seven = wish(slot(local(2, day, 7)))
        booking.propose(cast.partnership, seven, by=cast.manager, at=NOW)
    client, url = as_(cast.liaison), f"{running.get_absolute_url()}change/"
    form = typed(day=str(WED), time="07:00", count="6", for_all="leave")

    page = client.post(url, form | {"look": "1"})
    assert "As chosen for all: left out" in page.content.decode()
    client.post(url, form | {"propose": "1", "shown": shown(page)})

    days = Series.objects.get(replaces=running).exceptions.values_list("day", flat=True)
    assert set(days) == {SECOND, THIRD}


@pytest.fixture
def taken_meanwhile(cast, running):
    """A date of a series was called off, and somebody else has its time."""
    booking.cancel(running.visits.get(occurs_on=SECOND), reason="Court.", by=cast.liaison, at=NOW)
    booking.propose(cast.partnership, wish(slot(local(2, 19, 6))), by=cast.manager, at=NOW)
    return running


def test_a_date_that_cannot_come_back_takes_an_offered_time_by_one_press(
    cast, as_, taken_meanwhile
):
    client, url = as_(cast.manager), f"{taken_meanwhile.get_absolute_url()}restore/"
    page = client.post(url, {"day": str(SECOND)})
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count("Take this one") == 3
    value = re.search(r'name="take" value="([^"]+)"', text)[1]

    done = client.post(url, {"day": str(SECOND), "take": value})

    visit = Visit.objects.get(series=taken_meanwhile, occurs_on=SECOND, stage=Stage.PROPOSED)
    assert done.url == visit.get_absolute_url()
    assert f"{visit.starts:%Y%m%dT%H%M}/60" == value


@pytest.mark.parametrize(
    "value",
    [
        "x",
        "20250219T1400",
        "99999999T9999/60",
        "\0",
        "20250219T1400/-60",
        "20250219T1400/9999999999",
        f"20250219T1400/{'9' * 20}",
    ],
)
def test_a_button_that_holds_no_time_brings_nothing_back(cast, as_, taken_meanwhile, value):
    url = f"{taken_meanwhile.get_absolute_url()}restore/"

    page = as_(cast.manager).post(url, {"day": str(SECOND), "take": value})
    assert page.status_code == 422
    assert not Visit.objects.filter(series=taken_meanwhile, stage=Stage.PROPOSED).exists()


def test_another_time_is_checked_like_any(cast, taken_meanwhile):
    noon = Span(local(2, 19, 12), local(2, 19, 13))
    with pytest.raises(CannotBook, match="The site is open then"):
        series_running.restore(taken_meanwhile, SECOND, instead=noon, by=cast.manager, at=NOW)


@pytest.mark.parametrize("value", ["21991231T1400/60", "20000101T0000/60"])
def test_a_time_that_its_day_refuses_is_refused_on_the_page(cast, as_, taken_meanwhile, value):
    url = f"{taken_meanwhile.get_absolute_url()}restore/"

    page = as_(cast.manager).post(url, {"day": str(SECOND), "take": value})
    assert page.status_code == 422
    assert f'name="day" value="{SECOND}"' in page.content.decode()


def test_a_date_that_is_too_near_to_come_back_leads_to_the_nearest_times(
    cast, as_, running, time_machine
):
    booking.cancel(running.visits.get(occurs_on=SECOND), reason="Court.", by=cast.liaison, at=NOW)
    time_machine.move_to(local(2, 19, 5), tick=False)

    url = f"{running.get_absolute_url()}restore/"
    page = as_(cast.liaison).post(url, {"day": str(SECOND)})
    assert page.status_code == 422
    assert "Take this one" in page.content.decode()
