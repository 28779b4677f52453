"""One protocol for several sites: what goes together, who signs, who reads what."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit.models import EntryBody
from liaison.models import Mandate, MandateScope, Partnership
from notifications.models import Notice
from protocols import (
    agenda,
    briefing,
    comparing,
    drafting,
    in_force,
    reviewing,
    sending,
    suspending,
    telling,
    terminating,
    texts,
)
from protocols.briefing import Opening, Unit
from protocols.drafting import CannotDraft
from protocols.models import Protocol, Version
from protocols.signing import CannotSign
from protocols.tests import frames
from protocols.tests.conftest import BEGUN, SENT, SIGNED_SECOND, agree, put_name
from protocols.tests.frames import framework, second_site
from tests.cast import NOW

DAY = timedelta(days=1)
WHY = "The fence is down; the quay gate has to be used."


@pytest.fixture
def quay(cast):
    return second_site(cast)


@pytest.fixture
def frame(cast, quay):
    return framework(cast, quay)


@pytest.fixture
def agreed(cast, frame):
    return frames.in_force(frame, cast)


def page(client, version):
    return client.get(version.get_absolute_url()).content.decode()


def test_each_party_signs_once_whatever_it_is_party_to(cast, frame):
    sending.send(frame, by=cast.police_leader, at=BEGUN)

    assert [slot.organisation.name for slot in frame.slots.all()] == [
        "Harbour Health",
        "Mill Lane Care",
        "Coastal Police",
    ]


def test_it_is_in_force_once_all_have_signed_by_the_clock_of_each_site(cast, quay, frame):
    Version.objects.filter(pk=frame.pk).update(starts_on=date(2025, 3, 1))
    frames.by_leaders(frame, by=cast.police_leader, at=SENT)
    put_name(frame, cast.police_leader)
    put_name(frame, cast.leader)
    assert not frame.in_force.exists()

    put_name(frame, cast.other_leader)

    assert {row.partnership: row.starts for row in frame.in_force.all()} == {
        cast.partnership: datetime(2025, 3, 1, 8, tzinfo=UTC),
        quay: datetime(2025, 3, 1, 5, tzinfo=UTC),
    }


def test_every_partnership_has_it_in_its_own_record(cast, quay, agreed):
    for verb in ("begun", "sent", "signed", "agreed"):
        said = EntryBody.objects.filter(body__contains=f'"protocols.{verb}"')
        assert {body.entry.chain_id for body in said} == {cast.partnership.pk, quay.pk}


def test_what_shares_no_party_does_not_go_together(cast):
    quay = second_site(cast)
    pairs = [cast.partnership, cast.other_partnership, quay]

    with pytest.raises(CannotDraft, match="Harbour Street · Coastal Police") as refused:
        drafting.start(pairs, title="All", by=Person.system())
    assert set(refused.value.nearest) == {cast.partnership, quay}
    assert not Protocol.objects.exists()


def test_one_operator_goes_together_with_several_services(cast):
    pair = Partnership.objects.create(
        site=cast.site, service=cast.other_service, began_on=BEGUN.date()
    )

    version = drafting.start([cast.partnership, pair], title="Both", by=cast.leader)

    assert set(version.protocol.covered) == {cast.partnership, pair}


def test_it_covers_what_it_covers_and_another_one_takes_over_where_it_can(cast, quay, agreed):
    """A site is added by a new protocol that starts from the words of the old one."""
    pier = second_site(cast, name="Pier House")
    wider = drafting.start(
        [cast.partnership, quay, pier], title="Wider", base=agreed, by=cast.police_leader, at=NOW
    )
    frames.in_force(wider, cast, at=NOW)

    applying = in_force.by_partnership([cast.partnership, quay, pier], NOW)
    assert {row.version for row in applying.values()} == {wider}
    assert len(applying) == 3


def test_a_site_leaves_by_a_protocol_of_its_own_and_the_others_keep_theirs(cast, quay, agreed):
    alone = drafting.start([cast.partnership], title="Alone", base=agreed, by=cast.leader, at=NOW)
    agree(alone, cast, at=NOW)

    applying = in_force.by_partnership([cast.partnership, quay], NOW)
    assert {pk: row.version for pk, row in applying.items()} == {
        cast.partnership.pk: alone,
        quay.pk: agreed,
    }


# Who signs ----------------------------------------------------------------------------------


@pytest.fixture
def two_of_one_operator(cast):
    """Harbour Health runs both sites; the manager of one of them is ``cast.manager``."""
    version = framework(cast, second_site(cast, operator=cast.operator))
    sending.send(version, by=cast.police_leader, at=SENT)
    return version


def test_who_manages_one_of_two_sites_does_not_sign_for_both(cast, two_of_one_operator):
    with pytest.raises(CannotSign, match="covers more of your organisation"):
        put_name(two_of_one_operator, cast.manager)

    put_name(two_of_one_operator, cast.alternate)
    assert two_of_one_operator.signatures.get().person == cast.alternate


def test_two_mandates_that_cover_both_sites_are_as_good_as_one(cast, two_of_one_operator):
    mandate = Mandate.objects.get(person=cast.manager)
    MandateScope.objects.create(mandate=mandate, site=two_of_one_operator.protocol.covered[1].site)

    assert put_name(two_of_one_operator, cast.manager)


def test_the_page_and_the_desk_ask_only_who_may_sign(cast, as_, two_of_one_operator):
    asked = {
        person: [item.turn for item in agenda.waiting_for(person, SENT) if "signature" in item.what]
        for person in (cast.manager, cast.alternate)
    }

    assert asked == {cast.manager: ["theirs"], cast.alternate: ["yours"]}
    assert "covers more of your organisation" in page(as_(cast.manager), two_of_one_operator)
    assert "Your turn" in page(as_(cast.alternate), two_of_one_operator)


# Who reads what -----------------------------------------------------------------------------


@time_machine.travel(NOW, tick=False)
def test_what_stands_suspended_at_one_site_is_not_for_the_readers_of_another(
    cast, quay, as_, agreed
):
    suspension = suspending.suspend(
        agreed, quay, clause=None, days=3, reason=WHY, by=cast.other_leader, at=NOW
    )
    terminating.terminate(
        agreed,
        quay,
        last_day=NOW.date() + 40 * DAY,
        reason="Quay House moves.",
        by=cast.other_leader,
        at=NOW,
    )

    for client in (as_(cast.other_manager), as_(cast.police_leader)):
        assert WHY in page(client, agreed)
        assert "Quay House moves." in page(client, agreed)
    for client in (as_(cast.manager), as_(cast.liaison), as_(cast.officer)):
        assert WHY not in page(client, agreed)
        assert "Quay House moves." not in page(client, agreed)
        assert "Suspended" not in client.get(agreed.protocol.get_absolute_url()).content.decode()
    resume = f"{agreed.get_absolute_url()}suspensions/{suspension.pk}/resume/"
    assert as_(cast.manager).post(resume).status_code == 404
    assert not Notice.objects.filter(kind="protocols/suspended", recipient=cast.manager).exists()


def test_one_side_stops_it_at_one_site_and_it_goes_on_at_the_other(cast, quay, agreed):
    suspending.suspend(agreed, quay, clause=None, days=3, reason=WHY, by=cast.police_leader, at=NOW)

    assert in_force.what_applied(quay, NOW).hold.is_suspended
    assert not in_force.what_applied(cast.partnership, NOW).hold
    assert suspending.days_left(agreed, cast.partnership, "police", NOW) == 14


def test_nobody_is_shown_what_a_draft_would_replace_elsewhere(cast, quay):
    own = drafting.start([quay], title="Quay alone", by=cast.other_leader, at=BEGUN)
    frames.by_leaders(own, by=cast.other_leader, at=SENT)
    put_name(own, cast.other_leader)
    put_name(own, cast.police_leader, at=SIGNED_SECOND)
    text = texts.of(framework(cast, quay, at=NOW))

    def formers(person):
        return [one.former for one in comparing.with_what_stands(text, person, "en", NOW)]

    assert formers(cast.police_leader) == [own]
    (found,) = comparing.with_what_stands(text, cast.police_leader, "en", NOW)
    assert found.sites == [quay.site.name]
    assert formers(cast.manager) == []


def test_the_list_names_a_draft_at_each_site_one_reaches(cast, as_, frame):
    assert as_(cast.manager).get("/protocols/").content.decode().count("Framework") == 1
    assert as_(cast.police_leader).get("/protocols/").content.decode().count("Framework") == 2


# What follows -------------------------------------------------------------------------------


def test_a_review_is_reminded_of_where_it_is_in_force(cast, quay, frame):
    Version.objects.filter(pk=frame.pk).update(review_on=NOW.date() + 30 * DAY)
    frames.in_force(frame, cast)
    alone = drafting.start([quay], title="Alone", by=cast.other_leader, at=SIGNED_SECOND)
    frames.by_leaders(alone, by=cast.other_leader, at=SIGNED_SECOND)
    put_name(alone, cast.other_leader, at=SIGNED_SECOND)
    put_name(alone, cast.police_leader, at=SIGNED_SECOND + DAY)

    reviewing.remind_due(by=Person.system(), at=NOW)

    told = Notice.objects.filter(kind="protocols/review_due")
    assert told.filter(recipient=cast.leader).exists()
    assert not told.filter(recipient=cast.other_leader).exists()


def test_the_first_legal_basis_to_end_says_when_a_review_is_due(cast, quay):
    quay.site.legal_bases.create(
        kind="permit",
        valid_from=date(2024, 1, 1),
        valid_to=date(2025, 8, 31),
        recorded_at=BEGUN - DAY,
        recorded_by=cast.other_manager,
    )

    assert framework(cast, quay).review_on == date(2025, 7, 2)


def test_a_liaison_briefs_the_divisions_around_their_own_sites(cast, quay, agreed):
    there = Unit(cast.service, quay.divisions.get())
    of_the_week = Opening(officers=10, most=10, lasts=7 * DAY)

    with pytest.raises(PermissionDenied):
        briefing.open_roll_call(agreed, there, of_the_week, by=cast.liaison, at=NOW)

    own = briefing.open_roll_call(
        agreed, Unit(cast.service, cast.division), of_the_week, by=cast.liaison, at=NOW
    )
    other = briefing.open_roll_call(agreed, there, of_the_week, by=cast.backup, at=NOW)
    visible = type(own).objects.visible_to
    assert set(visible(cast.liaison)) == {own}
    assert set(visible(cast.backup)) == {own, other}
    assert own.partnerships == [cast.partnership]


def test_what_was_unclear_at_a_door_is_counted_for_those_who_read_there(cast, quay, as_, agreed):
    for door, times in ((cast.partnership, 1), (quay, 2)):
        for _time in range(times):
            portal = Person.system()
            telling.find_unclear(door, 11, version=agreed.pk, by=portal, at=NOW)

    for part, times in (("manager", 1), ("officer", 1), ("other_manager", 2), ("police_leader", 3)):
        person = getattr(cast, part)
        told = "at the door once" if times == 1 else f"at the door {times} times"
        assert telling.unclear_in([agreed], person) == {agreed.pk: {11: times}}
        assert told in page(as_(person), agreed)
    assert telling.unclear_in([agreed], cast.other_liaison) == {}
