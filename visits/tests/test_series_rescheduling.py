"""New hours that hit many dates of one series: told once, and once to the calendar."""

from datetime import time, timedelta
from email import message_from_bytes, policy

import icalendar
import pytest
from django.core import mail

from liaison import opening
from liaison.refusal import Stale
from notifications import outbox
from notifications.models import Notice
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, timetable
from visits.calendars import entries
from visits.lifecycle import SeriesStage, Stage
from visits.models import Deed
from visits.series import changing, offering
from visits.series import running as series_running
from visits.tests.conftest import WED, local, repeated, slot, wish
from visits.tests.test_rescheduling import EARLY

ACTING = ("manager", "alternate", "liaison", "backup", "police_leader")
FOURTH = WED + timedelta(weeks=3)
LONG_DAY = [{"opens": "05:00", "closes": "23:00"}]


def long_days(*weeks) -> dict:
    """The usual hours, but open from five on those Wednesdays."""
    shut = [
        {"date": (WED + timedelta(weeks=n)).isoformat(), "kind": "open", "intervals": LONG_DAY}
        for n in weeks
    ]
    return HARBOUR_HOURS | {"exceptions": shut}


def hit(cast, hours) -> list[tuple[str, str]]:
    """Who is told what of it."""
    Notice.objects.all().delete()
    opening.set_hours(cast.site, hours, by=cast.manager, at=NOW)
    found = Notice.objects.filter(kind__startswith="visits/")
    return sorted(found.values_list("kind", "recipient__email"))


def once_each(cast, kind) -> list[tuple[str, str]]:
    return sorted((f"visits/{kind}", getattr(cast, name).email) for name in ACTING)


def test_many_dates_of_a_series_are_told_once_to_both_sides(cast, running):
    assert hit(cast, EARLY) == once_each(cast, "series_needs_rescheduling")

    notice = Notice.objects.filter(kind="visits/series_needs_rescheduling").first()
    assert notice.facts["visits"] == 6
    assert notice.path == running.get_absolute_url()
    assert set(running.visits.values_list("stage", flat=True)) == {Stage.NEEDS_RESCHEDULING}
    running.refresh_from_db()
    assert running.stage == SeriesStage.CONFIRMED
    move = running.moves.last()
    assert (move.deed, move.visits, move.by, move.side) == (Deed.UNSEATED, 6, cast.manager, "")


def test_a_date_whose_move_is_hit_is_not_told_among_the_others(cast, running):
    first = running.visits.get(occurs_on=WED)
    booking.counter_propose(first, slot(local(2, 19, 4), 75), by=cast.liaison, at=NOW)

    told = dict(hit(cast, long_days(1, 2)))

    assert set(told) == {"visits/series_needs_rescheduling", "visits/kept_as_agreed"}
    assert running.moves.last().visits == 2
    first.refresh_from_db()
    assert (first.stage, first.agreed) == (Stage.CONFIRMED, None)


def test_one_date_and_a_visit_beside_it_are_told_by_themselves(cast, running):
    beside = wish(slot(running.visits.first().starts + timedelta(hours=1, days=1)))
    booking.propose(cast.partnership, beside, by=cast.manager, at=NOW)

    assert hit(cast, long_days(1)) == once_each(cast, "needs_rescheduling")

    assert hit(cast, EARLY) == sorted(
        once_each(cast, "needs_rescheduling") + once_each(cast, "series_needs_rescheduling")
    )


@pytest.mark.parametrize(
    "over",
    [
        lambda cast, running: series_running.end(
            running, reason="Enough.", from_day=FOURTH, by=cast.liaison, at=NOW
        ),
        lambda cast, running: offering.confirm(
            changing.change(running, repeated(FOURTH, time(7)), by=cast.liaison, at=NOW),
            by=cast.manager,
            at=NOW,
        ),
    ],
    ids=["ended", "changed"],
)
def test_what_remains_of_one_that_has_ended_is_told_date_by_date(cast, running, over):
    over(cast, running)

    assert hit(cast, long_days(1, 2)) == sorted(2 * once_each(cast, "needs_rescheduling"))

    running.refresh_from_db()
    assert (running.stage, running.moves.last().deed) == (SeriesStage.ENDED, Deed.ENDED)
    _second, third = running.visits.filter(stage=Stage.NEEDS_RESCHEDULING).order_by("starts")
    elsewhen = slot(third.starts + timedelta(days=1))
    moved = booking.counter_propose(third, elsewhen, by=cast.liaison, at=NOW)
    assert booking.confirm(moved, by=cast.manager, at=NOW).stage == Stage.CONFIRMED


def test_what_is_on_offer_is_told_once_too_and_answered_as_it_stands_now(cast, on_offer):
    seen = on_offer.revision
    assert hit(cast, long_days(1, 2)) == once_each(cast, "series_needs_rescheduling")

    with pytest.raises(Stale):
        offering.confirm(on_offer, by=cast.manager, seen=seen, at=NOW)
    on_offer.refresh_from_db()
    assert (on_offer.stage, on_offer.turn) == (SeriesStage.PROPOSED, "site")
    offering.confirm(on_offer, by=cast.manager, seen=on_offer.revision, at=NOW)
    assert on_offer.visits.filter(stage=Stage.CONFIRMED).count() == 4


def test_what_is_hit_while_its_series_is_on_offer_is_asked_of_nobody_by_itself(cast, on_offer):
    hit(cast, long_days(1, 2))
    waiting = [visit.occurs_on for visit in timetable.waiting(cast.manager, NOW)]
    assert waiting == []

    offering.confirm(on_offer, by=cast.manager, at=NOW)
    waiting = [visit.occurs_on for visit in timetable.waiting(cast.manager, NOW)]
    assert waiting == [WED + timedelta(weeks=1), WED + timedelta(weeks=2)]


def test_the_page_says_that_the_hours_hit_it(cast, as_, running, time_machine):
    time_machine.move_to(NOW, tick=False)
    hit(cast, long_days(1, 2))

    text = as_(cast.liaison).get(running.get_absolute_url()).content.decode()

    assert "Hit by new hours: 2 dates" in text


# --- calendars -------------------------------------------------------------------------------


def sent() -> list[icalendar.Calendar]:
    """The calendar parts of what went out since the last time."""
    mail.outbox = []
    outbox.deliver_due(at=NOW)
    wholes = [
        message_from_bytes(one.message().as_bytes(), policy=policy.default) for one in mail.outbox
    ]
    return [
        icalendar.Calendar.from_ical(part.get_content())
        for whole in wholes
        for part in whole.walk()
        if part.get_content_type() == "text/calendar"
    ]


def test_the_dates_go_out_of_the_calendar_with_a_later_sequence(cast, running, time_machine):
    time_machine.move_to(NOW, tick=False)
    before = sent()[0].walk("VEVENT")[0]
    opening.set_hours(cast.site, long_days(1, 2), by=cast.manager, at=NOW)

    found = sent()

    assert len(found) == len(ACTING)
    for calendar in found:
        (event,) = calendar.walk("VEVENT")
        assert str(calendar["method"]) == "REQUEST"
        assert str(event["uid"]) == entries.uid_of(running)
        assert int(event["sequence"]) > int(before["sequence"])
        assert len(event["exdate"]) == 2


@pytest.mark.parametrize(("fixture", "methods"), [("running", {"CANCEL"}), ("on_offer", set())])
def test_where_no_date_is_left_it_goes_if_it_was_ever_there(
    cast, request, time_machine, fixture, methods
):
    time_machine.move_to(NOW, tick=False)
    request.getfixturevalue(fixture)
    sent()
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)

    assert {str(one["method"]) for one in sent()} == methods
