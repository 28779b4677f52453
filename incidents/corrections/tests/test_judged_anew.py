"""What was agreed is held against the facts as they were logged, and as they are corrected."""

from datetime import UTC, datetime

import pytest

from incidents.corrections.facts import Fact
from incidents.corrections.tests.corrected import correct
from incidents.particulars import Particulars
from incidents.taxonomy import Area
from incidents.tests import reports

CLOSED = datetime(2025, 2, 4, 13, tzinfo=UTC)  # 05:00 in Vancouver
FIRST = "The protocol asks officers to settle it without going in."
ANEW = "With what was corrected"
SAME = "Held against the facts as they are corrected, the answer is the same."


def released(cast, circumstance="C13", **changes):
    told = Particulars(circumstance=circumstance)
    given = {"kind": "E1", "area": Area.ENTRANCE, "particulars": told, **changes}
    return reports.released(cast, **given)


def shown(client, incident):
    return client.get(incident.get_absolute_url()).text


@pytest.mark.parametrize(
    ("fact", "now", "right"),
    [
        (
            Fact.CIRCUMSTANCE,
            {"circumstance": "C16"},
            "The protocol asks officers not to stand or park near the door.",
        ),
        (Fact.CIRCUMSTANCE, {"circumstance": "C04"}, "asks officers to go in at once"),
        (Fact.THREAT, {"threat": "yes"}, "asks officers to go in at once"),
    ],
)
def test_another_answer_stands_beside_the_first(cast, as_, agreed, fact, now, right):
    incident = released(cast)
    correct(incident, cast.manager, fact, **now)

    for person in (cast.manager, cast.liaison):
        page = shown(as_(person), incident)
        first, _heading, anew = page.partition(ANEW)
        assert FIRST in first
        assert right in anew
        assert right not in first


def test_a_corrected_time_is_held_against_the_state_and_the_version_then(cast, as_, agreed):
    incident = released(cast, "C16")
    correct(incident, cast.manager, Fact.TIME, occurred_at=CLOSED, precision="exact")

    page = shown(as_(cast.liaison), incident)
    assert "By the corrected time" in page
    assert "Outside operating hours" in page
    first, _heading, anew = page.partition(ANEW)
    assert "The protocol asks officers not to stand or park near the door." in first
    assert "The protocol asks nothing of officers here." in anew


def test_before_anything_was_in_force_the_general_rule_answers(cast, as_, agreed):
    incident = released(cast)
    long_ago = datetime(2024, 6, 4, 17, tzinfo=UTC)
    correct(incident, cast.manager, Fact.TIME, occurred_at=long_ago, precision="day")

    page = shown(as_(cast.liaison), incident)
    assert FIRST in page.partition(ANEW)[0]
    assert "No protocol was in force between the two sides then" in page.partition(ANEW)[2]
    assert "None was in force" in page


def test_what_changes_nothing_says_so(cast, as_, agreed):
    incident = released(cast, kind="E3")
    correct(incident, cast.manager, Fact.KIND, kind="E2")
    page = shown(as_(cast.liaison), incident)

    assert SAME in page
    assert ANEW not in page


@pytest.mark.parametrize("fact", [Fact.PLACE, Fact.SEVERITY])
def test_a_fact_on_which_no_answer_rests_says_nothing_of_it(cast, as_, agreed, fact):
    incident = released(cast)
    now = {"severity": 2} if fact is Fact.SEVERITY else {"area": "frontage", "distance": ""}
    correct(incident, cast.manager, fact, **now)

    page = shown(as_(cast.liaison), incident)
    assert ANEW not in page
    assert SAME not in page
