"""What waits for whom among protocols."""

from datetime import UTC, date, datetime, timedelta

import pytest

from liaison import access
from liaison.agenda import Turn
from protocols import agenda, declining, drafting, sending, signatories
from protocols.models import Version
from protocols.signatories import Order
from protocols.tests.conftest import SENT, SIGNED_SECOND, agree, put_name

AT = SIGNED_SECOND + timedelta(hours=1)


def turns(person, at=AT):
    return [item.turn for item in agenda.waiting_for(person, at)]


@pytest.mark.parametrize("part", ["manager", "alternate", "police_leader"])
def test_a_text_that_waits_for_my_name_is_one_press_away(cast, sent, part):
    (item,) = agenda.waiting_for(getattr(cast, part), AT)

    assert item.turn == Turn.YOURS
    assert item.action.url == f"{sent.get_absolute_url()}sign/"
    assert not item.action.posts
    assert item.zone == "America/Vancouver"
    assert item.since == sent.sent_at
    assert item.due == datetime(2025, 1, 28, 7, 59, 59, tzinfo=UTC)  # the end of the 27th there


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "backup"])
def test_who_does_not_sign_sees_that_somebody_else_will(cast, sent, part):
    (item,) = agenda.waiting_for(getattr(cast, part), AT)

    assert item.turn == Turn.THEIRS
    assert item.action is None


def test_once_my_side_has_signed_it_is_their_turn(cast, half_signed):
    assert turns(cast.manager) == [Turn.THEIRS]
    assert turns(cast.alternate) == [Turn.THEIRS]
    assert turns(cast.police_leader) == [Turn.YOURS]
    assert agenda.waiting_for(cast.manager, AT)[0].who == "Police leader, Coastal Police"
    assert agenda.waiting_for(cast.liaison, AT)[0].who == "Police leader of your side"


def test_signed_in_order_it_is_the_turn_of_one_post_at_a_time(cast, draft):
    chosen = {
        cast.operator.pk: ["site_manager", "site_leader"],
        cast.service.pk: ["police_leader"],
    }
    plan = signatories.planned(draft.protocol, chosen, Order.SITE_FIRST, AT.date())
    sending.send(draft, plan=plan, by=cast.liaison, at=SENT)
    assert turns(cast.manager) == [Turn.YOURS]
    assert turns(cast.leader) == turns(cast.police_leader) == [Turn.THEIRS]

    put_name(draft, cast.alternate)
    assert turns(cast.leader) == [Turn.YOURS]
    assert turns(cast.manager) == turns(cast.police_leader) == [Turn.THEIRS]


@pytest.mark.parametrize("part", ["other_manager", "other_police_leader", "stranger", "admin"])
def test_it_waits_for_nobody_else(cast, sent, part):
    assert turns(getattr(cast, part)) == []


@pytest.mark.parametrize("text", ["sent", "half_signed"])
def test_a_text_that_was_declined_waits_for_who_can_revise_it(cast, request, text):
    declining.decline(request.getfixturevalue(text), reason="Why.", by=cast.police_leader, at=AT)

    for part in ("manager", "leader", "liaison"):
        (item,) = agenda.waiting_for(getattr(cast, part), AT)
        assert (item.turn, item.since) == (Turn.YOURS, AT)
        assert "was declined" in item.what
        assert item.action.label == "Read why and revise"
        assert item.action.url == Version.objects.get(stage="draft").get_absolute_url()
    assert turns(cast.police_leader) == [Turn.THEIRS]
    assert turns(cast.staff) == turns(cast.officer) == []


def test_a_declined_text_that_is_sent_again_is_with_the_signers(cast, sent):
    declining.decline(sent, reason="Why.", by=cast.police_leader, at=AT)
    sending.send(sent, by=cast.liaison, at=AT + timedelta(hours=1))

    (item,) = agenda.waiting_for(cast.manager, AT)
    assert "awaits your signature" in item.what


def test_a_draft_waits_for_nobody(cast, draft):
    assert turns(cast.manager) == []


def test_what_was_signed_for_later_is_coming_up(cast, draft):
    Version.objects.filter(pk=draft.pk).update(starts_on=date(2025, 3, 1), review_on=None)
    agree(draft, cast)

    (item,) = agenda.waiting_for(cast.officer, AT)
    assert item.turn == Turn.COMING
    assert item.due == datetime(2025, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(("days", "shown"), [(61, False), (60, True), (0, True), (-30, True)])
def test_a_review_comes_up_two_months_before_its_day(cast, draft, days, shown):
    day = AT.date() + timedelta(days=days)
    Version.objects.filter(pk=draft.pk).update(review_on=day)
    agree(draft, cast)

    items = agenda.waiting_for(cast.liaison, AT)
    assert [item.turn for item in items] == [Turn.COMING] * shown
    assert turns(cast.officer) == []


def test_a_review_of_what_no_longer_applies_is_not_due(cast, draft):
    Version.objects.filter(pk=draft.pk).update(review_on=AT.date())
    agree(draft, cast)
    later = SIGNED_SECOND + timedelta(days=1)
    following = agree(drafting.start_next(draft.protocol, by=cast.manager), cast, at=later)
    assert following.review_on > AT.date() + timedelta(days=90)

    assert turns(cast.liaison, later + timedelta(hours=1)) == []


def test_the_agenda_costs_the_same_for_many(cast, sent, django_assert_max_num_queries):
    for number in range(3):
        other = drafting.start([cast.partnership], title=f"P{number}", by=cast.manager)
        sending.send(other, by=cast.manager)

    with access.remembering(), django_assert_max_num_queries(12):
        assert len(agenda.waiting_for(cast.manager, AT)) == 4
