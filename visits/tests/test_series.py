"""A series is put forward and answered as a whole; each of its dates keeps every rule."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit import ledger
from liaison import opening
from liaison.models import HoursSet
from liaison.refusal import Stale
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, recurrence
from visits.booking import CannotPropose
from visits.kinds import Kind, Place
from visits.lifecycle import SeriesStage, Stage
from visits.models import Occupation, Series, Visit, VisitMove
from visits.series import offering
from visits.series import running as series_running
from visits.series.offering import NothingLeft
from visits.series.planning import CannotRepeat, NeverComes
from visits.steps import CannotMove
from visits.tests.conftest import VANCOUVER, WED, local, repeated, slot, wish
from visits.tests.test_rescheduling import EARLY


def days(*visits) -> list[date]:
    return [visit.occurs_on for visit in visits]


def told() -> list[tuple[str, str]]:
    return sorted(Notice.objects.values_list("kind", "recipient__name"))


# --- putting one forward ---------------------------------------------------------------------


def test_every_date_is_on_offer_and_its_time_is_kept(cast, on_offer):
    visits = list(on_offer.visits.order_by("occurs_on"))

    assert days(*visits) == [WED + timedelta(weeks=n) for n in range(6)]
    assert {(v.stage, v.turn, v.expires_at) for v in visits} == {
        (Stage.PROPOSED, Side.SITE, NOW + timedelta(days=7))
    }
    # Over the clock change of 9 March it stays six o'clock.
    assert {v.starts.astimezone(VANCOUVER).time() for v in visits} == {time(6)}
    assert len({v.starts.time() for v in visits}) == 2
    assert Occupation.objects.filter(expires_at=NOW + timedelta(days=7)).count() == 6
    assert VisitMove.objects.filter(stage=Stage.PROPOSED, number=1).count() == 6


def test_the_other_side_is_told_once_and_the_ledger_knows_once(cast, on_offer):
    assert {kind for kind, _name in told()} == {"visits/series_proposed"}
    assert len(told()) == 2  # the manager and the alternate
    assert ledger.verify(cast.partnership.chain).entries == 1
    assert on_offer.moves.get().note.words() == "As before."


def test_what_fails_is_listed_with_its_rules_and_other_times_and_nothing_is_saved(cast):
    """Tuesdays at half past four there is cleaning; one Tuesday has another booking besides."""
    wanted = repeated(date(2025, 2, 11), time(4, 30))

    with pytest.raises(CannotRepeat, match="6 dates cannot stand") as refused:
        offering.propose(cast.partnership, wanted, by=cast.liaison, at=NOW)

    failing = refused.value.plan.failing
    assert len(failing) == 6
    assert all("Cleaning" in one.reasons[0] for one in failing)
    assert all(len(one.nearest) == 3 for one in failing)
    assert not Series.objects.exists()
    assert not Visit.objects.exists()
    assert not Notice.objects.exists()


def test_dates_can_be_left_out_or_given_another_time_one_by_one(cast):
    taken = slot(local(2, 19, 6))
    booking.propose(cast.partnership, wish(taken), by=cast.manager, at=NOW)
    second, third = WED + timedelta(weeks=1), WED + timedelta(weeks=2)
    with pytest.raises(CannotRepeat) as refused:
        offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)
    (failing,) = refused.value.plan.failing
    assert failing.day == second
    assert "another booking" in failing.reasons[0]

    said = {second: failing.nearest[0].start, third: None}
    made = offering.propose(cast.partnership, repeated(said=said), by=cast.liaison, at=NOW)

    moved = made.visits.get(occurs_on=second)
    assert moved.starts == failing.nearest[0].start
    assert not made.visits.filter(occurs_on=third).exists()
    assert list(made.exceptions.values_list("day", "starts")) == [
        (second, moved.starts),
        (third, None),
    ]


def test_a_date_given_a_time_that_another_date_has_fails(cast):
    first, second = WED, WED + timedelta(weeks=1)
    said = {second: recurrence.instant(repeated().rule, VANCOUVER, first)}

    with pytest.raises(CannotRepeat) as refused:
        offering.propose(cast.partnership, repeated(said=said), by=cast.liaison, at=NOW)

    assert [one.day for one in refused.value.plan.failing] == [second]


@pytest.mark.parametrize(
    ("over", "refusal"),
    [
        ({"said": {WED + timedelta(weeks=n): None for n in range(6)}}, NothingLeft),
        ({"starts_on": date(2027, 1, 6)}, NeverComes),
        ({"party_size": 9, "kind": Kind.TOUR}, CannotPropose),
        ({"place": Place.OFF_SITE}, CannotPropose),
    ],
)
def test_what_does_not_hang_together_is_refused(cast, over, refusal):
    with pytest.raises(refusal):
        offering.propose(cast.partnership, repeated(**over), by=cast.manager, at=NOW)

    assert not Series.objects.exists()


def test_the_same_one_sent_twice_is_one(cast):
    key = Series().pk
    made = [
        offering.propose(cast.partnership, repeated(), by=cast.liaison, key=key, at=NOW)
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert Visit.objects.count() == 6


def test_what_was_not_shown_is_not_proposed(cast):
    plan = offering.look(cast.partnership, repeated(), side=Side.POLICE, at=NOW)
    opening.set_hours(
        cast.site,
        HARBOUR_HOURS | {"exceptions": [{"date": "2025-02-19", "kind": "closed"}]},
        by=cast.manager,
        at=NOW,
    )
    # The same dates still stand, so what was shown is what is had.
    assert offering.propose(
        cast.partnership, repeated(), by=cast.liaison, shown=plan.digest, at=NOW
    )
    with pytest.raises(Stale):
        offering.propose(
            cast.partnership,
            repeated(at=time(7), count=3),
            by=cast.liaison,
            shown=plan.digest,
            at=NOW,
        )


@pytest.mark.parametrize("name", ["staff", "leader", "officer", "auditor", "other_manager"])
def test_only_those_who_may_propose_visits_put_a_series_forward(cast, name):
    with pytest.raises(PermissionDenied):
        offering.propose(cast.partnership, repeated(), by=getattr(cast, name), at=NOW)


# --- answering -------------------------------------------------------------------------------


def test_the_site_confirms_all_of_it_at_once(cast, running):
    assert running.stage == SeriesStage.CONFIRMED
    assert set(running.visits.values_list("stage", "revision")) == {(Stage.CONFIRMED, 2)}
    assert Occupation.objects.filter(expires_at=None).count() == 6
    assert VisitMove.objects.filter(stage=Stage.CONFIRMED, by=cast.manager).count() == 6
    # Whoever confirmed it knows it; their calendar is told by the same mail.
    assert [kind for kind, _ in told()].count("visits/series_confirmed") == 5


def test_it_can_be_confirmed_without_some_dates(cast, on_offer):
    offering.confirm(on_offer, by=cast.manager, without={WED}, at=NOW)

    assert on_offer.visits.get(occurs_on=WED).stage == Stage.DECLINED
    assert on_offer.visits.filter(stage=Stage.CONFIRMED).count() == 5
    assert Occupation.objects.count() == 5


def test_it_is_not_confirmed_without_any_date(cast, on_offer):
    with pytest.raises(NothingLeft):
        offering.confirm(on_offer, by=cast.manager, without=days(*on_offer.visits.all()), at=NOW)


def test_a_date_that_cannot_stand_any_more_is_named_and_may_be_left_out(cast, on_offer):
    """Hours that came past the portal, so that nothing moved the visits."""
    shut = {"date": "2025-02-19", "kind": "open",
            "intervals": [{"opens": "05:00", "closes": "23:00"}]}  # fmt: skip
    HoursSet.objects.create(
        site=cast.site,
        schedule=HARBOUR_HOURS | {"exceptions": [shut]},
        recorded_at=NOW,
        recorded_by=cast.manager,
    )
    hit = date(2025, 2, 19)
    with pytest.raises(CannotRepeat) as refused:
        offering.confirm(on_offer, by=cast.manager, at=NOW)

    assert [(one.day, "open then" in one.reasons[0]) for one in refused.value.plan.failing] == [
        (hit, True)
    ]
    assert set(on_offer.visits.values_list("stage", flat=True)) == {Stage.PROPOSED}
    offering.confirm(on_offer, by=cast.manager, without={hit}, at=NOW)
    assert on_offer.visits.filter(stage=Stage.CONFIRMED).count() == 5


def test_it_is_not_confirmed_once_the_hours_have_moved_all_of_it(cast, on_offer):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)

    with pytest.raises(NothingLeft):
        offering.confirm(on_offer, by=cast.manager, at=NOW)


@pytest.mark.parametrize(
    ("deed", "stage", "visits"),
    [
        (
            lambda cast, one: offering.decline(one, reason="Too often.", by=cast.manager, at=NOW),
            SeriesStage.DECLINED,
            Stage.DECLINED,
        ),
        (
            lambda cast, one: offering.withdraw(one, by=cast.liaison, at=NOW),
            SeriesStage.WITHDRAWN,
            Stage.CANCELLED,
        ),
        (
            lambda cast, one: offering.lapse_expired(by=Person.system(), at=one.expires_at),
            SeriesStage.LAPSED,
            Stage.LAPSED,
        ),
    ],
)
def test_what_nobody_agreed_to_gives_its_times_back(cast, on_offer, deed, stage, visits):
    deed(cast, on_offer)

    on_offer.refresh_from_db()
    assert (on_offer.stage, on_offer.turn, on_offer.expires_at) == (stage, "", None)
    assert set(on_offer.visits.values_list("stage", flat=True)) == {visits}
    assert not Occupation.objects.exists()
    assert f"visits/series_{stage}" in [kind for kind, _name in told()]


def test_dates_that_the_hours_have_hit_go_with_their_series(cast, on_offer):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)
    assert set(on_offer.visits.values_list("stage", flat=True)) == {Stage.NEEDS_RESCHEDULING}

    offering.decline(on_offer, reason="The hours change.", by=cast.manager, at=NOW)

    assert set(on_offer.visits.values_list("stage", flat=True)) == {Stage.CANCELLED}


@pytest.mark.parametrize(
    "deed",
    [
        lambda cast, one: offering.confirm(one, by=cast.liaison, at=NOW),
        lambda cast, one: offering.decline(one, reason="No.", by=cast.backup, at=NOW),
        lambda cast, one: offering.withdraw(one, by=cast.manager, at=NOW),
        lambda cast, one: series_running.end(one, reason="No.", by=cast.manager, at=NOW),
    ],
)
def test_only_the_side_whose_turn_it_is_moves_it(cast, on_offer, deed):
    with pytest.raises(CannotMove):
        deed(cast, on_offer)


def test_a_late_answer_comes_too_late(cast, on_offer):
    with pytest.raises(CannotMove, match="Lapsed"):
        offering.confirm(on_offer, by=cast.manager, at=on_offer.expires_at)


def test_an_answer_to_what_has_changed_is_stale(cast, on_offer):
    with pytest.raises(Stale):
        offering.decline(on_offer, reason="No.", by=cast.manager, seen=7, at=NOW)


# --- the work does not grow ------------------------------------------------------------------


def test_the_questions_asked_do_not_grow_with_the_dates(cast, django_assert_max_num_queries):
    for count in (3, 40):
        wanted = repeated(count=count, at=time(5 if count == 3 else 7), minutes=30)
        with django_assert_max_num_queries(40):
            made = offering.propose(cast.partnership, wanted, by=cast.liaison, at=NOW)
        with django_assert_max_num_queries(40):
            offering.confirm(made, by=cast.manager, at=NOW)
