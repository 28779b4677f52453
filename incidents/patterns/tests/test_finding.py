"""What makes a pattern, and what does not."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from incidents.patterns.finding import Fact, Rule, found

START = datetime(2025, 1, 6, 17, tzinfo=UTC)
CLAUSE, ANOTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def fact(day, kind="P1", *, area="frontage", part="evening", clauses=(CLAUSE,)):
    at = START + timedelta(days=day)
    return Fact(uuid.uuid4(), at, kind, area, part, frozenset(clauses))


def cells(facts, **talked):
    return {one.cell.code for one in found(facts, talked or None)}


@pytest.mark.parametrize(
    ("days", "number"),
    [
        ((0, 1, 2), 3),
        ((0, 15, 30), 3),
        ((0, 15, 31), None),
        ((0, 1), None),
        ((0, 1, 2, 3), 4),
        # The newest run counts, and what lies before it does not.
        ((0, 40, 41, 42), 3),
        # An old one that nobody talked over is one still.
        ((0, 1, 2, 60), 3),
    ],
)
def test_three_of_a_kind_within_thirty_days(days, number):
    facts = [fact(day, part="") for day in days]

    assert [one.number for one in found(facts)] == ([number] if number else [])


def test_it_says_from_when_until_when():
    [one] = found([fact(day, part="") for day in (5, 0, 9)])

    assert (one.first, one.last) == (START, START + timedelta(days=9))


def test_three_kinds_at_one_place_in_one_part_of_the_day_about_one_clause():
    facts = [fact(0, "P1"), fact(1, "P2"), fact(2, "K1")]

    assert cells(facts) == {f"cluster:frontage:evening:{CLAUSE.hex}"}


@pytest.mark.parametrize(
    "differing",
    [{"area": "entrance"}, {"part": "morning"}, {"part": ""}, {"clauses": (ANOTHER,)}],
    ids=str,
)
def test_elsewhere_at_other_hours_or_about_another_clause_is_no_cluster(differing):
    facts = [fact(0, "P1"), fact(1, "P2"), fact(2, "K1", **differing)]

    assert cells(facts) == set()


def test_where_all_are_of_one_kind_there_is_one_talk():
    assert [one.cell.rule for one in found([fact(0), fact(1), fact(2)])] == [Rule.KIND]


def test_what_was_talked_over_counts_no_more():
    facts = [fact(day, part="") for day in (0, 1, 2, 4, 5)]
    talked = {"kind:P1": START + timedelta(days=2)}

    assert found(facts, talked) == []
    assert len(found([*facts, fact(6, part="")], talked)) == 1


def test_the_order_in_which_they_come_does_not_matter():
    facts = [fact(0, "P1"), fact(1, "P2"), fact(2, "K1"), fact(3, "P1"), fact(4, "P1")]

    assert cells(facts) == cells(reversed(facts)) != set()
