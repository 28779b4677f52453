"""A number that somebody made up: how many a code takes, and how one is struck out."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit import ledger
from audit.models import EntryBody
from liaison.refusal import Stale
from protocols import briefing, coverage
from protocols.briefing import CannotBrief
from protocols.models import Acknowledgement
from protocols.tests.rolls import acknowledge, open_for, unit_of
from tests.cast import NOW


@pytest.fixture
def roll_call(cast, signed):
    return open_for(signed, unit_of(cast), cast.liaison, officers=10, most=2)


def strike(row, by, at=NOW):
    return briefing.strike_out(row, by=by, at=at)


def briefed(cast):
    [one] = coverage.of([cast.partnership], NOW)
    return one.briefed


def page_of(roll_call):
    protocol = roll_call.version.protocol
    return f"/protocols/{protocol.slug}/briefing/roll-calls/{roll_call.pk}/"


def test_a_code_takes_as_many_as_it_was_opened_for(cast, roll_call):
    acknowledge(roll_call, "4471")
    acknowledge(roll_call, "4471")
    acknowledge(roll_call, "4472")

    # Whoever comes then, whether they have been here or not, is told the same.
    for number in ("4473", "4471"):
        with pytest.raises(CannotBrief, match="As many officers have used this code"):
            acknowledge(roll_call, number)
    assert briefed(cast) == 2


def test_a_sheet_has_somebody_who_answers_for_it_and_takes_no_room(cast, roll_call):
    briefing.record_sheet(roll_call, ["11", "12", "13"], by=cast.liaison, at=NOW)
    acknowledge(roll_call, "4471")
    acknowledge(roll_call, "4472")

    assert briefed(cast) == 5


def test_what_is_struck_out_counts_no_more_and_makes_room(cast, roll_call):
    acknowledge(roll_call, "0000")
    acknowledge(roll_call, "4472")
    made_up = Acknowledgement.objects.earliest("acknowledged_at", "pk")
    struck = strike(made_up, cast.backup)

    assert (struck.struck_at, struck.struck_by) == (NOW, cast.backup)
    assert briefed(cast) == 1
    acknowledge(roll_call, "4473")
    assert briefed(cast) == 2


def test_an_officer_whose_number_was_struck_out_by_mistake_acknowledges_again(cast, roll_call):
    acknowledge(roll_call, "4471")
    strike(Acknowledgement.objects.get(), cast.liaison)
    assert briefing.record_sheet(roll_call, ["4471"], by=cast.liaison, at=NOW).recorded == 1

    assert briefed(cast) == 1
    assert Acknowledgement.objects.count() == 2


def test_the_record_says_who_struck_it_out_and_no_number(cast, roll_call):
    acknowledge(roll_call, "98127364")
    row = Acknowledgement.objects.get()
    strike(row, cast.liaison)

    said = EntryBody.objects.get(body__contains='"protocols.acknowledgement_struck"')
    assert str(row.pk) in said.body
    assert "98127364" not in said.body
    assert row.officer_hash not in said.body
    assert ledger.verify(cast.partnership.chain)


@pytest.mark.parametrize("name", ["officer", "manager", "other_liaison", "staff", "observer"])
def test_only_those_who_lead_briefings_strike_one_out(cast, roll_call, name):
    acknowledge(roll_call, "4471")

    with pytest.raises(PermissionDenied):
        strike(Acknowledgement.objects.get(), getattr(cast, name))
    assert briefed(cast) == 1


def test_it_is_struck_out_once_and_stays_so(cast, roll_call):
    acknowledge(roll_call, "4471")
    row = strike(Acknowledgement.objects.get(), cast.liaison)

    with pytest.raises(Stale):
        strike(row, cast.backup)
    for wrong in (
        {"struck_at": None, "struck_by": None},
        {"struck_at": NOW + timedelta(days=1)},
        {"struck_by": cast.backup},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Acknowledgement.objects.update(**wrong)


@pytest.mark.parametrize("wrong", ["struck_at", "struck_by"])
def test_the_database_wants_both_who_and_when(cast, roll_call, wrong):
    acknowledge(roll_call, "4471")

    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.update(
            **{wrong: {"struck_at": NOW, "struck_by": cast.liaison}[wrong]}
        )


def test_the_list_is_for_those_who_may_strike_out(cast, roll_call, as_):
    acknowledge(roll_call, "PX4471", post="Car 12")
    with time_machine.travel(NOW, tick=False):
        page = as_(cast.liaison).get(page_of(roll_call)).content.decode()
        assert "with the code" in page
        assert "Car 12" in page
        assert "PX4471" not in page
        assert "for 2 officers" in page
        assert "Car 12" not in as_(cast.officer).get(page_of(roll_call)).content.decode()
        assert as_(cast.manager).get(page_of(roll_call)).status_code == 404


def test_it_is_struck_out_with_one_press(cast, roll_call, as_):
    acknowledge(roll_call, "4471")
    row = Acknowledgement.objects.get()
    with time_machine.travel(NOW, tick=False):
        client = as_(cast.liaison)
        answer = client.post(f"{page_of(roll_call)}strike/{row.pk}/", follow=True)
        assert "Struck out. It counts no more" in answer.content.decode()
        again = client.post(f"{page_of(roll_call)}strike/{row.pk}/", follow=True)
        assert "Somebody has struck it out already" in again.content.decode()
        other = open_for(roll_call.version, unit_of(cast), cast.liaison)
        assert client.post(f"{page_of(other)}strike/{row.pk}/").status_code == 404


def test_the_list_costs_the_same_however_many_came(
    cast, signed, as_, django_assert_max_num_queries
):
    roll_call = open_for(signed, unit_of(cast), cast.liaison)
    client, counts = as_(cast.liaison), []
    with time_machine.travel(NOW, tick=False):
        for number in range(9):
            acknowledge(roll_call, f"44{number:02}", post=f"Car {number}")
            if number in (0, 8):
                with django_assert_max_num_queries(60) as asked:
                    client.get(page_of(roll_call))
                counts.append(len(asked))
    assert counts[0] == counts[1]
