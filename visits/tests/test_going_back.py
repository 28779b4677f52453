"""A move of an agreed visit that comes to nothing leaves the visit as it was agreed."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit.models import EntryBody
from liaison.models import HoursSet
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import NOW
from visits import booking, rescheduling, terms
from visits.kinds import Kind, Place
from visits.lifecycle import Stage
from visits.models import Occupation, Visit, VisitReminder
from visits.on_the_day import reminding
from visits.refusals import CannotBook
from visits.series import running as series_running
from visits.slots import Rule
from visits.terms import Asked
from visits.tests.conftest import ELSEWHERE, MORNING, WED, local, slot, wish
from visits.tests.test_rescheduling import EARLY

OTHER = local(2, 13, 6)
HOUR = timedelta(hours=1)
BY_CALL = {"place": Place.VIRTUAL}


def declined(cast, moved):
    return booking.decline(moved, reason="We have no team then.", by=cast.manager, at=NOW)


def withdrawn(cast, moved):
    return booking.cancel(moved, reason="", by=cast.liaison, at=NOW)


def lapsed(_cast, moved):
    assert rescheduling.lapse_expired(by=Person.system(), at=moved.expires_at) == 1
    return Visit.objects.get(pk=moved.pk)


ENDS = {declined: Stage.DECLINED, withdrawn: Stage.CANCELLED, lapsed: Stage.LAPSED}
every_end = pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)


def agree(cast, time):
    offered = booking.propose(cast.partnership, wish(time), by=cast.manager, at=NOW)
    return booking.confirm(offered, by=cast.liaison, at=NOW)


def move(cast, visit, time, by="liaison", at=NOW):
    return booking.counter_propose(visit, time, by=getattr(cast, by), at=at)


@pytest.fixture
def moved(cast, confirmed):
    """The police side asks to move it by a day; the site's turn."""
    return move(cast, confirmed, slot(OTHER))


def held() -> set:
    return set(Occupation.objects.values_list("starts", "is_fallback"))


def of_all_sides(cast) -> set[str]:
    names = ("manager", "alternate", "liaison", "backup", "police_leader")
    return {getattr(cast, name).name for name in names}


def told(kind: str) -> set[str]:
    return {one.recipient.name for one in Notice.objects.filter(kind=f"visits/{kind}")}


@every_end
@pytest.mark.parametrize("to", [{}, ELSEWHERE, BY_CALL], ids=["on_site", "off_site", "by_call"])
@pytest.mark.parametrize("agreed", [{}, ELSEWHERE], ids=["from_the_site", "from_elsewhere"])
def test_it_stands_as_it_was_agreed(cast, end, agreed, to):
    moved = move(cast, agree(cast, slot(**agreed)), slot(OTHER, **to))
    assert moved.agreed.starts == MORNING
    Notice.objects.all().delete()

    visit = end(cast, moved)

    visit.refresh_from_db()
    assert (visit.stage, visit.turn, visit.expires_at) == (Stage.CONFIRMED, "", None)
    assert (visit.starts, visit.ends, visit.agreed) == (MORNING, MORNING + HOUR, None)
    where = agreed or {"place": Place.ON_SITE, "where": ""}
    assert {"place": visit.place, "where": visit.where} == where
    assert held() == (set() if agreed else {(MORNING, False)})
    assert set(Occupation.objects.values_list("expires_at", flat=True)) <= {None}
    step = visit.moves.last()
    assert (step.stage, step.instead_of, step.starts) == (Stage.CONFIRMED, ENDS[end], MORNING)
    assert bool(step.note) is (end is declined)
    assert {one.kind for one in Notice.objects.all()} == {"visits/kept_as_agreed"}
    assert told("kept_as_agreed") == of_all_sides(cast)
    verbs = [body.read()["verb"] for body in EntryBody.objects.all()]
    assert verbs.count("visits.kept_as_agreed") == 1


@every_end
def test_what_never_was_agreed_ends(cast, countered, end):
    # The site has asked for it: the police side's turn.
    turned = SimpleNamespace(manager=cast.liaison, liaison=cast.manager)

    visit = end(turned, countered)

    assert visit.stage == ENDS[end]
    assert not Occupation.objects.exists()
    assert not told("kept_as_agreed")


def test_other_times_in_a_row_keep_what_was_agreed(cast, moved):
    answered = move(cast, moved, slot(local(2, 14, 6)), by="manager")
    again = move(cast, answered, slot(local(2, 19, 6), **BY_CALL))
    assert held() == {(MORNING, True)}

    visit = declined(cast, again)

    assert (visit.starts, visit.place) == (MORNING, Place.ON_SITE)
    assert visit.moves.count() == 6


def test_the_other_time_is_confirmed_and_what_was_agreed_is_free(cast, moved):
    booking.confirm(moved, by=cast.manager, at=NOW)

    assert held() == {(OTHER, False)}
    assert booking.propose(cast.partnership, wish(), by=cast.manager, at=NOW)


@every_end
def test_a_move_by_half_an_hour_overlaps_what_was_agreed(cast, confirmed, end):
    half = MORNING + HOUR / 2
    moved = move(cast, confirmed, slot(half))
    assert held() == {(MORNING, True), (half, False)}

    end(cast, moved)

    assert held() == {(MORNING, False)}


@pytest.mark.parametrize("over", [{}, ELSEWHERE, BY_CALL])
@pytest.mark.parametrize("agreed", [{}, ELSEWHERE])
def test_nobody_takes_what_was_agreed_meanwhile(cast, agreed, over):
    moved = move(cast, agree(cast, slot(**agreed)), slot(OTHER))

    for at in (NOW, moved.expires_at):  # nor before the portal has said that nobody answered
        with pytest.raises(CannotBook) as refused:
            booking.propose(cast.partnership, wish(slot(**over)), by=cast.manager, at=at)
        on_site = not agreed and not over
        assert refused.value.rules == ((Rule.BOOKED,) if on_site else (Rule.TOGETHER,))


def test_what_was_agreed_counts_in_its_month_too(cast, confirmed):
    asked = Asked(notice=5, usual_minutes=45, longest_minutes=120, largest=5, most_per_month=1)
    terms.set_terms(cast.partnership, Kind.CHECK_IN, asked, by=cast.manager, at=NOW)
    move(cast, confirmed, slot(local(3, 12, 6)))

    for month in (2, 3):
        with pytest.raises(CannotBook) as refused:
            booking.propose(
                cast.partnership, wish(slot(local(month, 19, 6))), by=cast.manager, at=NOW
            )
        assert refused.value.rules == (Rule.CAP,)


@pytest.mark.parametrize(
    ("starts", "until"),
    [(local(2, 12, 6), NOW + (MORNING - NOW) / 2), (local(5, 14, 6), NOW + timedelta(days=7))],
)
def test_it_is_answered_early_enough_to_leave_what_was_agreed(cast, starts, until):
    visit = agree(cast, slot(starts))

    assert move(cast, visit, slot(starts + timedelta(days=1))).expires_at == until


@pytest.mark.parametrize("asked", [25, 23])
def test_whoever_takes_a_move_back_leaves_no_reminder_out(cast, confirmed, asked):
    """Whether the day before was told when the move was asked for, or came meanwhile."""
    reminding.remind_due(by=Person.system(), at=MORNING - asked * HOUR)
    moved = move(cast, confirmed, slot(local(3, 13, 6)), at=MORNING - asked * HOUR)
    booking.cancel(moved, reason="", by=cast.liaison, at=MORNING - 22 * HOUR)
    reminding.remind_due(by=Person.system(), at=MORNING - 21 * HOUR)

    assert VisitReminder.objects.filter(kind="day").count() == 1


def test_it_may_be_called_off_afterwards_and_not_before_by_whoever_answers(cast, moved):
    visit = declined(cast, moved)

    gone = booking.cancel(visit, reason="Not at all, then.", by=cast.liaison, at=NOW)
    assert gone.stage == Stage.CANCELLED
    assert not Occupation.objects.exists()


def test_one_whose_time_has_passed_before_that_was_said_is_over(cast, moved):
    assert rescheduling.lapse(moved, by=Person.system(), at=MORNING)

    moved.refresh_from_db()
    assert (moved.stage, moved.agreed) == (Stage.LAPSED, None)
    assert not Occupation.objects.exists()


@every_end
def test_what_can_no_longer_be_is_not_gone_back_to(cast, moved, end):
    HoursSet.objects.create(
        site=cast.site, schedule=EARLY, recorded_at=NOW, recorded_by=cast.manager
    )

    visit = end(cast, moved)

    assert (visit.stage, visit.starts) == (Stage.NEEDS_RESCHEDULING, MORNING)
    assert visit.moves.last().instead_of == ENDS[end]
    assert not Occupation.objects.exists()
    assert told("needs_rescheduling") == of_all_sides(cast)


def test_an_exception_for_what_was_agreed_still_stands(cast):
    noon = slot(local(2, 12, 12), exception="The inspector is only there then.")
    visit = move(cast, agree(cast, noon), slot(OTHER))

    assert declined(cast, visit).stage == Stage.CONFIRMED


# --- dates of a series -------------------------------------------------------------------------


@every_end
def test_a_date_of_a_series_goes_back_by_itself(cast, running, end):
    visit = end(cast, move(cast, running.visits.get(occurs_on=WED), slot(OTHER)))

    assert (visit.stage, visit.starts, visit.occurs_on) == (Stage.CONFIRMED, MORNING, WED)
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6
    assert Occupation.objects.filter(is_fallback=False, expires_at=None).count() == 6


def test_a_series_that_ends_gives_back_both_times_of_a_date(cast, running):
    moved = move(cast, running.visits.get(occurs_on=WED), slot(OTHER))

    series_running.end(running, reason="The team is gone.", by=cast.manager, at=NOW)

    moved.refresh_from_db()
    assert (moved.stage, moved.agreed) == (Stage.CANCELLED, None)
    assert not Occupation.objects.exists()


# --- at once, and the database's own rules -----------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", [declined, withdrawn])
@pytest.mark.parametrize("turn", range(3))
def test_whoever_wants_what_was_agreed_while_a_move_ends_never_gets_it(cast, moved, end, turn):
    ended = at_once(
        lambda: end(cast, moved),
        lambda: booking.propose(cast.partnership, wish(), by=cast.alternate, at=NOW),
        lambda: booking.propose(cast.partnership, wish(slot(**BY_CALL)), by=cast.backup, at=NOW),
    )

    assert [type(one) for one in ended] == [Visit, CannotBook, CannotBook]
    assert held() == {(MORNING, False)}
    assert Visit.objects.get().starts == MORNING


@pytest.mark.django_db(transaction=True)
def test_whoever_wants_it_while_the_move_is_confirmed_gets_it_after_that_or_not(cast, moved):
    ended = at_once(
        lambda: booking.confirm(moved, by=cast.manager, at=NOW),
        lambda: booking.propose(cast.partnership, wish(), by=cast.alternate, at=NOW),
    )

    assert isinstance(ended[0], Visit)
    taken = {(OTHER, False)} | ({(MORNING, False)} if isinstance(ended[1], Visit) else set())
    assert held() == taken


@pytest.mark.parametrize(
    "deed",
    [
        lambda rows: rows.delete(),
        lambda rows: rows.update(starts=MORNING - HOUR),
        lambda rows: rows.update(is_fallback=False),
    ],
    ids=["removed", "moved", "made_another"],
)
def test_the_database_holds_what_was_agreed(moved, deed):
    Occupation.objects.filter(is_fallback=False).delete()
    with pytest.raises(IntegrityError, match="keeps its time"), transaction.atomic():
        deed(Occupation.objects.filter(is_fallback=True))


AGREED = {
    "agreed_starts": MORNING,
    "agreed_ends": MORNING + HOUR,
    "agreed_place": "on_site",
    "revision": 2,
}


def test_the_database_lets_nothing_be_agreed_that_was_not(proposed):
    with pytest.raises(IntegrityError, match="is what stood"), transaction.atomic():
        Visit.objects.update(stage=Stage.COUNTER_PROPOSED, **AGREED)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"agreed_ends": MORNING + 2 * HOUR}, "is what stood"),
        ({"agreed_starts": None}, "while_it_may_move"),
        ({"stage": Stage.CONFIRMED, "turn": "", "expires_at": None}, "while_it_may_move"),
    ],
    ids=["another", "half_of_it", "without_a_move"],
)
def test_the_database_lets_what_was_agreed_not_change(moved, change, says):
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        Visit.objects.update(**change, revision=4)


def test_two_visits_never_share_what_was_agreed(cast, moved):
    other = booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupation.objects.filter(visit=other).update(
            starts=MORNING + HOUR / 2, ends=MORNING + HOUR
        )
