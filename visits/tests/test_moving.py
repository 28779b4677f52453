"""A visit that was agreed is moved to another time, if the other side says yes."""

import html
from datetime import timedelta

import pytest

from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW
from visits import booking
from visits.booking import CannotCancel
from visits.lifecycle import Stage
from visits.models import Occupation
from visits.refusals import CannotBook
from visits.series import offering
from visits.tests.conftest import WED, local, repeated, slot

pytestmark = pytest.mark.django_db
LATER = slot(local(2, 13, 6))


@pytest.mark.parametrize(("name", "turn"), [("manager", Side.POLICE), ("liaison", Side.SITE)])
def test_either_side_asks_and_the_other_answers(cast, confirmed, name, turn):
    Notice.objects.all().delete()
    moved = booking.counter_propose(confirmed, LATER, by=getattr(cast, name), at=NOW)

    assert (moved.stage, moved.turn, moved.starts) == (Stage.COUNTER_PROPOSED, turn, LATER.starts)
    assert Occupation.objects.get(is_fallback=False).starts == LATER.starts
    assert Occupation.objects.get(is_fallback=True).starts == confirmed.starts
    told = {
        kind: set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))
        for kind in Notice.objects.values_list("kind", flat=True)
    }
    sides = {
        Side.SITE: {cast.manager.pk, cast.alternate.pk},
        Side.POLICE: {cast.liaison.pk, cast.backup.pk, cast.police_leader.pk},
    }
    others = sides[turn.other] - {getattr(cast, name).pk}
    assert told == {"visits/proposed": sides[turn], "visits/move_asked": others}
    answers = cast.liaison if turn is Side.POLICE else cast.manager
    assert booking.confirm(moved, by=answers, at=NOW).stage == Stage.CONFIRMED


def test_one_that_has_begun_is_not_moved(cast, confirmed):
    at = confirmed.starts + timedelta(minutes=5)
    with pytest.raises(CannotCancel, match="It has begun"):
        booking.counter_propose(confirmed, slot(local(2, 20, 6)), by=cast.manager, at=at)


def test_a_time_that_cannot_be_leaves_the_agreed_one(cast, confirmed):
    with pytest.raises(CannotBook):
        booking.counter_propose(confirmed, slot(local(2, 13, 12)), by=cast.manager, at=NOW)

    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.CONFIRMED
    assert Occupation.objects.get().starts == confirmed.starts


def test_one_of_a_series_moves_alone_and_stays_in_it(cast):
    made = offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)
    running = offering.confirm(made, by=cast.manager, at=NOW)
    moved = booking.counter_propose(
        running.visits.get(occurs_on=WED), LATER, by=cast.liaison, at=NOW
    )
    moved = booking.confirm(moved, by=cast.manager, at=NOW)

    assert (moved.series, moved.occurs_on, moved.starts) == (running, WED, LATER.starts)
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6


def test_the_page_says_that_the_agreed_time_stays(cast, as_, confirmed, time_machine):
    time_machine.move_to(NOW, tick=False)
    page = as_(cast.manager).get(confirmed.get_absolute_url()).content.decode()
    assert "Move it to another time" in page

    page = as_(cast.manager).get(f"{confirmed.get_absolute_url()}another-time/").content.decode()
    assert "What was agreed stays unless the other side confirms the new time." in page
    assert "Only this date of the series moves." not in page


AGREED, INSTEAD = "Wed 12 Feb 2025, 06:00", "Thu 13 Feb 2025, 06:00"


@pytest.fixture
def moved(cast, confirmed, time_machine):
    """The police side asks; the site's turn."""
    time_machine.move_to(NOW, tick=False)
    return booking.counter_propose(confirmed, LATER, by=cast.liaison, at=NOW)


def read(client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def test_the_page_of_a_visit_that_may_move_shows_both_times(cast, as_, moved):
    page = read(as_(cast.manager), moved.get_absolute_url())

    assert page.index("<dt>Agreed</dt>") < page.index("<dt>Proposed instead</dt>")
    assert page.index(AGREED) < page.index(INSTEAD)
    assert "What was agreed stays unless the other time is confirmed." in page
    assert f"Say no: it stays on {AGREED}" in page
    assert "Unanswered, the visit stays as it was agreed." in page
    asking = read(as_(cast.liaison), moved.get_absolute_url())
    assert "Take back the move" in asking
    assert "Withdraw the proposal" not in asking


@pytest.mark.parametrize(
    ("name", "address", "says"),
    [
        ("manager", "decline", "Say no to the other time"),
        ("liaison", "cancel", "Take back the move"),
        ("manager", "another-time", "What was agreed stays unless"),
    ],
)
def test_every_answer_says_that_what_was_agreed_stays(cast, as_, moved, name, address, says):
    page = read(as_(getattr(cast, name)), f"{moved.get_absolute_url()}{address}/")

    assert says in page
    assert "stays" in page
    assert AGREED in page
    assert "becomes free again" not in page


@pytest.mark.parametrize(
    ("name", "address", "told", "step"),
    [
        (
            "manager",
            "decline",
            "Declined. The visit stays",
            "The other time was declined; it stays",
        ),
        ("liaison", "cancel", "Taken back. The visit", "The move was taken back; it stays"),
    ],
)
def test_the_course_says_that_it_stands_as_agreed(cast, as_, moved, name, address, told, step):
    client = as_(getattr(cast, name))
    typed = {"reason": "We have no team then.", "seen": moved.revision}
    answered = client.post(f"{moved.get_absolute_url()}{address}/", typed, follow=True)
    page = html.unescape(answered.content.decode())

    assert told in page
    assert f"{step} as it was agreed: " in page
    assert "We have no team then." in page
    assert "Proposed instead" not in page


def test_lists_name_both_times_and_the_month_shows_it_on_both_days(cast, as_, moved):
    client = as_(cast.manager)

    assert "Agreed so far:" in read(client, "/visits/")
    assert f"{INSTEAD} to 07:00 instead of {AGREED}" in read(client, "/")
    days = {
        day.date.day: [str(line.row.label) for line in day.lines]
        for day in client.get("/visits/calendar/?month=2025-02").context["days"]
        if day.lines
    }
    assert days == {12: ["Confirmed"], 13: ["Another time proposed"]}


def test_until_the_portal_has_said_that_nobody_answered_the_page_says_what_follows(
    cast, as_, moved, time_machine
):
    time_machine.move_to(moved.expires_at, tick=False)
    page = read(as_(cast.manager), moved.get_absolute_url())

    assert "Nobody answered in time" in page
    assert "The visit stays as it was agreed; within minutes its page says so." in page
    assert INSTEAD not in read(as_(cast.manager), "/visits/?show=past")


def test_what_whoever_asks_to_move_is_told(cast, as_, confirmed, time_machine):
    time_machine.move_to(NOW, tick=False)
    typed = {"place": "virtual", "day": "2025-02-14", "time": "10:00", "minutes": "30"}
    address = f"{confirmed.get_absolute_url()}another-time/"
    sent = as_(cast.liaison).post(address, {**typed, "seen": confirmed.revision}, follow=True)

    assert "The visit stays as it was agreed unless the other side confirms." in sent.text
