"""Proposing, answering, confirming, declining and cancelling, and who may."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from liaison.models import Organisation
from liaison.refusal import Refused, Stale
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW
from visits import booking, steps
from visits.booking import CannotCancel, CannotPropose
from visits.kinds import Kind, Place
from visits.lifecycle import Stage
from visits.models import Occupation, Visit, VisitMove
from visits.refusals import CannotBook
from visits.slots import Rule
from visits.tests.conftest import AFTER, ELSEWHERE, MORNING, local, slot, wish


def _told(kind: str) -> set[str]:
    return {n.recipient.name for n in Notice.objects.filter(kind=f"visits/{kind}")}


def _verbs() -> list[str]:
    bodies = EntryBody.objects.order_by("entry__seq")
    return [body.read()["verb"] for body in bodies]


# --- proposing -------------------------------------------------------------------------------


def test_a_proposal_keeps_its_time_and_waits_for_the_other_side(cast, proposed):
    assert proposed.stage == Stage.PROPOSED
    assert proposed.turn_side is Side.SITE
    assert proposed.expires_at == NOW + timedelta(days=7)
    taken = Occupation.objects.get(visit=proposed)
    assert (taken.starts, taken.ends) == (proposed.starts, proposed.ends)
    assert taken.expires_at == proposed.expires_at


def test_those_who_can_answer_are_told_and_nobody_else(cast, proposed):
    assert _told("proposed") == {cast.manager.name, cast.alternate.name}


def test_the_message_is_sealed_and_the_ledger_holds_none_of_it(cast, proposed):
    move = VisitMove.objects.get(visit=proposed)

    assert move.note.words() == "The usual."
    assert b"usual" not in bytes(move.note.ciphertext)
    body = EntryBody.objects.get()
    assert body.read()["verb"] == "visits.proposed"
    assert "usual" not in body.body


def test_a_proposal_never_outlives_its_own_start(cast):
    soon = slot(local(2, 6, 7))

    visit = booking.propose(
        cast.partnership, wish(soon, kind=Kind.DEBRIEF), by=cast.liaison, at=NOW
    )

    assert visit.expires_at == soon.starts


@pytest.mark.parametrize("name", ["manager", "alternate", "liaison", "backup", "police_leader"])
def test_those_who_speak_for_a_side_may_propose(cast, name):
    assert booking.propose(cast.partnership, wish(), by=getattr(cast, name), at=NOW)


@pytest.mark.parametrize(
    "name",
    ["staff", "leader", "officer", "mediator", "observer", "auditor", "admin", "former"]
    + ["stranger", "other_manager", "other_liaison"],
)
def test_nobody_else_may_propose_or_answer(cast, proposed, name):
    person = getattr(cast, name)

    with pytest.raises(PermissionDenied, match="This needs"):
        booking.propose(cast.partnership, wish(slot(local(2, 14, 7))), by=person, at=NOW)
    with pytest.raises(PermissionDenied, match="This needs"):
        booking.confirm(proposed, by=person, at=NOW)
    with pytest.raises(PermissionDenied, match="This needs"):
        booking.decline(proposed, reason="No.", by=person, at=NOW)
    with pytest.raises(PermissionDenied, match="This needs"):
        booking.cancel(proposed, reason="No.", by=person, at=NOW)
    assert Visit.objects.get().stage == Stage.PROPOSED


def test_a_time_in_opening_hours_is_refused_with_the_rule_and_three_others(cast):
    with pytest.raises(CannotBook, match="The site is open then") as refused:
        booking.propose(cast.partnership, wish(slot(local(2, 12, 10))), by=cast.liaison, at=NOW)

    assert refused.value.rules == (Rule.OPERATING,)
    assert [span.start for span in refused.value.nearest] == [
        local(2, 12, 7, 30),
        local(2, 12, 6, 30),
        local(2, 12, 5, 30),
    ]
    assert not Visit.objects.exists()
    assert not EntryBody.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("time", "rule", "field"),
    [
        (slot(local(2, 12, 8)), Rule.BUFFER_BEFORE, "time"),
        (slot(local(2, 12, 3, 30)), Rule.BUFFER_AFTER, "time"),
        (slot(local(2, 11, 4)), Rule.BLACKOUT, "time"),
        (slot(local(2, 6, 7)), Rule.NOTICE, "day"),
        (slot(local(2, 3, 7)), Rule.PAST, "day"),
        (slot(MORNING + timedelta(days=400)), Rule.HORIZON, "day"),
        (slot(MORNING, 10), Rule.TOO_SHORT, "minutes"),
        (slot(local(2, 12, 4), 200), Rule.TOO_LONG, "minutes"),
    ],
)
def test_every_refusal_names_its_rule_and_the_field(cast, time, rule, field):
    with pytest.raises(CannotBook) as refused:
        booking.propose(cast.partnership, wish(time), by=cast.liaison, at=NOW)

    assert refused.value.rules == (rule,)
    assert refused.value.field == field
    assert len(refused.value.nearest) == 3
    assert str(refused.value)


def test_another_booking_is_all_that_is_said_of_it(cast, proposed):
    with pytest.raises(CannotBook) as refused:
        booking.propose(cast.partnership, wish(), by=cast.manager, at=NOW)

    assert str(refused.value) == "The site has another booking."


def test_visits_may_follow_each_other_without_a_break(cast, proposed):
    for starts in (proposed.ends, proposed.starts - timedelta(hours=1)):
        assert booking.propose(cast.partnership, wish(slot(starts)), by=cast.liaison, at=NOW)


def test_notice_binds_the_police_side_and_the_site_may_offer_sooner(cast):
    tomorrow = wish(slot(local(2, 5, 7)))

    with pytest.raises(CannotBook, match="first day is Fri 7 Feb 2025"):
        booking.propose(cast.partnership, tomorrow, by=cast.liaison, at=NOW)
    assert booking.propose(cast.partnership, tomorrow, by=cast.manager, at=NOW)


def test_a_holiday_of_the_operator_is_no_day_of_notice(cast):
    Organisation.objects.filter(pk=cast.site.operator_id).update(subdivision="BC")
    thursday = NOW + timedelta(days=9)

    # Friday, and after Family Day Tuesday and Wednesday.
    with pytest.raises(CannotBook, match="first day is Wed 19 Feb 2025"):
        booking.propose(cast.partnership, wish(slot(local(2, 18, 7))), by=cast.liaison, at=thursday)


def test_a_visit_elsewhere_takes_up_no_time_of_the_site(cast):
    noon = slot(local(2, 12, 12), **ELSEWHERE)

    visit = booking.propose(cast.partnership, wish(noon), by=cast.liaison, at=NOW)

    assert visit.where == "The library"
    assert not Occupation.objects.exists()


def test_a_visit_elsewhere_says_where(cast):
    with pytest.raises(CannotPropose, match="where") as refused:
        booking.propose(cast.partnership, wish(slot(place=Place.OFF_SITE)), by=cast.liaison, at=NOW)

    assert refused.value.field == "where"


def test_a_tour_takes_at_most_eight_visitors(cast):
    tour = wish(slot(local(3, 5, 7)), kind=Kind.TOUR, party_size=9)

    with pytest.raises(CannotPropose, match="8"):
        booking.propose(cast.partnership, tour, by=cast.liaison, at=NOW)


def test_the_same_proposal_sent_twice_is_one_visit(cast):
    twice = wish(key=uuid.uuid4())

    first = booking.propose(cast.partnership, twice, by=cast.liaison, at=NOW)
    second = booking.propose(cast.partnership, twice, by=cast.liaison, at=NOW)

    assert first.pk == second.pk == twice.key
    assert _verbs() == ["visits.proposed"]


def test_somebody_elses_key_is_not_a_way_to_their_visit(cast, proposed):
    mine = booking.propose(
        cast.other_partnership,
        wish(slot(local(2, 12, 5)), key=proposed.pk),
        by=cast.other_manager,
        at=NOW,
    )

    assert mine.pk != proposed.pk
    assert mine.partnership == cast.other_partnership


def test_nobody_acts_for_both_sides(cast):
    from liaison.models import Mandate

    given = Mandate.objects.get(person=cast.manager)
    given.pk, given.person, given._state.adding = uuid.uuid4(), cast.liaison, True
    given.save(force_insert=True)

    with pytest.raises(PermissionDenied, match="both sides"):
        booking.propose(cast.partnership, wish(), by=cast.liaison, at=NOW)


# --- answering -------------------------------------------------------------------------------


def test_the_site_confirms_what_the_police_side_proposed(cast, confirmed):
    assert confirmed.stage == Stage.CONFIRMED
    assert confirmed.turn_side is None
    assert Occupation.objects.get(visit=confirmed).expires_at is None
    assert _verbs() == ["visits.proposed", "visits.confirmed"]
    assert cast.liaison.name in _told("confirmed")
    # Who confirmed it knows it; their calendar is told by the same mail.
    assert cast.manager.name in _told("confirmed")


@pytest.mark.parametrize("name", ["liaison", "backup", "police_leader"])
def test_the_police_side_cannot_confirm_what_is_for_the_site_to_decide(cast, proposed, name):
    with pytest.raises(steps.CannotMove, match="other side"):
        booking.confirm(proposed, by=getattr(cast, name), at=NOW)


def test_a_time_the_site_offers_is_the_sites_decision_already(cast, countered):
    assert countered.turn_side is Side.POLICE
    with pytest.raises(steps.CannotMove, match="other side"):
        booking.confirm(countered, by=cast.manager, at=NOW)

    visit = booking.confirm(countered, by=cast.liaison, at=NOW)

    assert visit.stage == Stage.CONFIRMED
    assert visit.starts == local(2, 13, 6)


def test_a_counter_proposal_frees_the_former_time_and_keeps_history(cast, countered):
    assert Occupation.objects.get().starts == local(2, 13, 6)
    moves = list(countered.moves.order_by("number"))
    assert [move.stage for move in moves] == [Stage.PROPOSED, Stage.COUNTER_PROPOSED]
    assert [move.starts for move in moves] == [MORNING, local(2, 13, 6)]


def test_a_refused_counter_proposal_leaves_everything_as_it_was(cast, proposed):
    with pytest.raises(CannotBook):
        booking.counter_propose(proposed, slot(local(2, 12, 10)), by=cast.manager, at=NOW)

    proposed.refresh_from_db()
    assert proposed.stage == Stage.PROPOSED
    assert Occupation.objects.get(visit=proposed).starts == MORNING


def test_the_site_may_offer_to_meet_somewhere_else(cast, proposed):
    noon = slot(local(2, 12, 12), **ELSEWHERE)

    visit = booking.counter_propose(proposed, noon, by=cast.manager, at=NOW)

    assert visit.place == Place.OFF_SITE
    assert not Occupation.objects.exists()
    assert visit.moves.order_by("number").first().place == Place.ON_SITE


def test_a_decline_gives_its_reason_and_frees_the_time(cast, proposed):
    visit = booking.decline(proposed, reason="Deliveries that week.", by=cast.manager, at=NOW)

    assert visit.stage == Stage.DECLINED
    assert visit.moves.get(stage=Stage.DECLINED).note.words() == "Deliveries that week."
    assert not Occupation.objects.exists()
    assert cast.liaison.name in _told("declined")


@pytest.mark.parametrize("name", ["manager", "liaison"])
def test_either_side_calls_a_confirmed_visit_off_before_it_begins(cast, confirmed, name):
    visit = booking.cancel(confirmed, reason="Staff are ill.", by=getattr(cast, name), at=NOW)

    assert visit.stage == Stage.CANCELLED
    assert not Occupation.objects.exists()


@pytest.mark.parametrize(
    "over",
    [
        lambda cast, visit: booking.decline(visit, reason="", by=cast.manager, at=NOW),
        lambda cast, visit: booking.cancel(
            booking.confirm(visit, by=cast.manager, at=NOW), reason="", by=cast.liaison, at=NOW
        ),
    ],
    ids=["declined", "called off"],
)
def test_what_the_other_side_counts_on_is_given_up_for_a_reason(cast, proposed, over):
    with pytest.raises(steps.OwesReason, match="Say why") as refused:
        over(cast, proposed)

    assert refused.value.field == "reason"
    assert not VisitMove.objects.filter(stage__in=[Stage.DECLINED, Stage.CANCELLED]).exists()


def test_a_visit_that_has_begun_is_not_called_off(cast, confirmed):
    with pytest.raises(CannotCancel, match="held or missed"):
        booking.cancel(confirmed, reason="Too late.", by=cast.manager, at=AFTER)


def test_only_the_asking_side_withdraws_a_proposal(cast, proposed):
    with pytest.raises(steps.CannotMove, match="other side"):
        booking.cancel(proposed, reason="", by=cast.manager, at=NOW)

    assert booking.cancel(proposed, reason="", by=cast.liaison, at=NOW).stage == Stage.CANCELLED


def test_what_is_over_cannot_be_confirmed(cast, proposed):
    booking.decline(proposed, reason="No.", by=cast.manager, at=NOW)

    with pytest.raises(steps.CannotMove, match="Declined"):
        booking.confirm(proposed, by=cast.manager, at=NOW)


def test_nobody_answers_a_state_they_have_not_seen(cast, proposed):
    seen = proposed.revision
    booking.counter_propose(proposed, slot(local(2, 13, 6)), by=cast.manager, at=NOW)

    with pytest.raises(Stale, match="changed"):
        booking.decline(proposed, reason="No.", by=cast.alternate, seen=seen, at=NOW)


def test_nothing_is_kept_when_the_ledger_cannot_be_written(cast, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("audit.ledger.record", broken)
    with pytest.raises(RuntimeError):
        booking.propose(cast.partnership, wish(), by=cast.liaison, at=NOW)

    assert not Visit.objects.exists()
    assert not Occupation.objects.exists()
    assert not Notice.objects.exists()


def test_every_refusal_of_a_time_is_a_refusal_the_pages_can_show():
    assert issubclass(CannotBook, Refused)
