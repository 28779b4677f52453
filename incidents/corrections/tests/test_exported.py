"""An export tells what was logged and what is right, as exactly as its readers see either."""

import json
from datetime import datetime

import pytest

from incidents.corrections.facts import Fact
from incidents.corrections.tests.corrected import WHY, correct
from incidents.exporting.tests import made
from incidents.grain import TimeGrain
from incidents.models import Release
from incidents.releasing import Manner
from incidents.tests import reports

EARLIER = datetime(2025, 2, 4, 8, 10)  # noqa: DTZ001 - the site's clock
BY_THE_WEEK = Manner(Release.Recognisable.PERHAPS, time=TimeGrain.WEEK)


def exported(incident, person, *, with_own):
    layer = made.begun(incident, person, with_own=with_own)
    return json.loads(made.file_of(layer, person).file)["content"]


@pytest.fixture
def content(cast):
    """Where all three were corrected of an incident that is shown by the week."""
    incident = reports.released(cast, manner=BY_THE_WEEK)
    correct(incident, cast.manager, Fact.TIME, occurred_at=EARLIER, precision="exact")
    correct(incident, cast.manager, Fact.KIND, kind="P2")
    correct(incident, cast.manager, Fact.SEVERITY, severity=2)
    return lambda with_own: exported(incident, cast.manager, with_own=with_own)


def test_the_own_side_tells_both(cast, content):
    told = content(with_own=True)
    facts = dict(told["facts"])

    assert "09:30" in facts["When"]
    assert "corrected later: " in facts["When"]
    assert "08:10" in facts["When"]
    for what in ("Kind", "How serious"):
        assert "corrected later: " in facts[what], what
    assert facts["Logged by"] == "Site"
    assert cast.staff.name not in json.dumps(told)
    reasons = [entry for entry in told["entries"] if WHY in json.dumps(entry)]
    assert len(reasons) == 3


def test_what_both_read_is_told_no_more_exactly(content):
    facts = content(with_own=False)["facts"]

    assert "in the week from" in dict(facts)["When"]
    assert not [said for _what, said in facts if "09:30" in said or "08:10" in said]
    assert "corrected later: " in dict(facts)["Kind"]
