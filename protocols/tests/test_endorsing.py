"""Leaders who stand behind a protocol in public."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from liaison import mandates
from liaison.models import Mandate
from liaison.refusal import Stale
from notifications.models import Notice
from protocols import endorsing, in_force
from protocols.endorsing import CannotEndorse
from protocols.models import Endorsement
from tests.cast import NOW

TODAY = NOW.date()
HOUR = timedelta(hours=1)


def endorse(version, by, *, form="letter", given_on=TODAY, at=NOW):
    return endorsing.endorse(version, form=form, given_on=given_on, by=by, at=at)


def standing(version, at=NOW):
    return [one.row.post for one in endorsing.of_protocol([version], at=at) if one.stands]


def mandate_of(person):
    return Mandate.objects.get(person=person)


def test_a_leader_of_either_side_endorses_what_is_in_force(cast, signed):
    endorse(signed, cast.police_leader)
    endorse(signed, cast.leader, form="visit", given_on=TODAY - timedelta(days=3))

    found = endorsing.of_protocol([signed], at=NOW)
    assert [(one.side, one.row.form, one.stands) for one in found] == [
        ("police", "letter", True),
        ("site", "visit", True),
    ]


def test_the_moment_is_asked_for_once_the_sites_are_held(cast, signed, monkeypatch):
    with time_machine.travel(NOW, tick=False) as clock:
        monkeypatch.setattr(endorsing.parties, "hold_sites", lambda _: clock.shift(HOUR))
        made = endorse(signed, cast.leader, at=None)

    assert made.recorded_at == NOW + HOUR


@pytest.mark.parametrize("name", ["manager", "liaison", "staff", "officer", "other_police_leader"])
def test_nobody_else_does(cast, signed, name):
    with pytest.raises(PermissionDenied):
        endorse(signed, getattr(cast, name))


def test_a_text_that_is_not_in_force_is_not_endorsed(cast, sent):
    with pytest.raises(CannotEndorse, match="in force"):
        endorse(sent, cast.leader)


@pytest.mark.parametrize(
    ("day", "says"),
    [(TODAY + timedelta(days=1), "still to come"), (TODAY.replace(year=2020), "did not lead")],
)
def test_it_is_of_a_day_on_which_they_led(cast, signed, day, says):
    with pytest.raises(CannotEndorse, match=says):
        endorse(signed, cast.leader, given_on=day)


def test_said_again_it_is_shown_once_with_the_last_day(cast, signed):
    endorse(signed, cast.leader, given_on=TODAY - timedelta(days=9))
    endorse(signed, cast.leader, form="statement")

    (one,) = endorsing.of_protocol([signed], at=NOW)
    assert (one.row.form, one.row.given_on) == ("statement", TODAY)


def test_it_lapses_when_the_mandate_runs_out(cast, signed):
    endorse(signed, cast.police_leader)
    later = NOW + timedelta(days=60)
    assert standing(signed, later) == [cast.police_leader.name]

    mandate = mandate_of(cast.police_leader)
    mandate.ends_on = (NOW + timedelta(days=30)).date()
    row = Endorsement.objects.get()
    row.mandate = mandate
    assert endorsing._latest([row], later)[0].stands is False
    assert endorsing._latest([row], NOW)[0].stands is True


def test_it_lapses_when_the_mandate_is_ended_and_both_sides_hear_it(cast, signed):
    endorse(signed, cast.leader)

    mandates.end(mandate_of(cast.leader), by=cast.leader, at=NOW + timedelta(hours=1))

    assert standing(signed, NOW + timedelta(hours=2)) == []
    told = Notice.objects.filter(kind="protocols/endorsement_lapsed")
    names = set(told.values_list("recipient__name", flat=True))
    assert {cast.liaison.name, cast.manager.name} <= names
    assert cast.leader.name not in names


def test_a_mandate_that_ends_without_an_endorsement_tells_nobody(cast, signed):
    mandates.end(mandate_of(cast.leader), by=cast.leader, at=NOW)

    assert not Notice.objects.filter(kind="protocols/endorsement_lapsed").exists()


def test_the_other_side_is_told_of_an_endorsement(cast, signed):
    endorse(signed, cast.police_leader)

    told = Notice.objects.filter(kind="protocols/endorsed")
    names = set(told.values_list("recipient__name", flat=True))
    assert {cast.manager.name, cast.leader.name, cast.liaison.name} <= names
    assert cast.police_leader.name not in names


def test_only_its_leader_withdraws_it_and_only_once(cast, signed):
    row = endorse(signed, cast.police_leader)

    with pytest.raises(CannotEndorse, match="Only the leader"):
        endorsing.withdraw(row, by=cast.leader, at=NOW)
    endorsing.withdraw(row, by=cast.police_leader, at=NOW)
    with pytest.raises(Stale):
        endorsing.withdraw(row, by=cast.police_leader, at=NOW)
    assert endorsing.of_protocol([signed], at=NOW) == []


def test_a_site_shows_what_stands_behind_what_is_in_force_there(cast, signed):
    endorse(signed, cast.police_leader)
    rows = [in_force.in_force(cast.partnership, NOW)]

    parties = {cast.partnership.pk: {cast.partnership.service_id}}
    others = {cast.partnership.pk: {cast.partnership.site.operator_id}}

    found = endorsing.by_partnership(rows, parties, at=NOW)

    assert [one.row.post for one in found[cast.partnership.pk]] == [cast.police_leader.name]
    assert endorsing.by_partnership(rows, others, at=NOW) == {cast.partnership.pk: []}
    assert endorsing.by_partnership([], parties, at=NOW) == {}


def test_what_was_endorsed_is_not_rewritten(cast, signed):
    endorse(signed, cast.police_leader)

    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.update(given_on=TODAY - timedelta(days=400))
    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.all().delete()


def test_pressed_twice_it_is_one(cast, signed):
    assert endorse(signed, cast.leader) == endorse(signed, cast.leader)
    assert signed.endorsements.count() == 1


def test_withdrawn_it_shows_nothing_that_was_said_before(cast, signed):
    endorse(signed, cast.leader, given_on=TODAY - timedelta(days=9))
    last = endorse(signed, cast.leader)
    endorse(signed, cast.police_leader)

    endorsing.withdraw(last, by=cast.leader, at=NOW)

    assert standing(signed, NOW) == [cast.police_leader.name]
