"""Of two encounters that differ in an hour the other side does not see, it reads the same."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from incidents import clauses_met
from incidents.corrections import correcting
from incidents.corrections.correcting import Right
from incidents.corrections.facts import Fact
from incidents.exporting import content
from incidents.exporting.tests import made
from incidents.grain import TimeGrain
from incidents.models import Release
from incidents.particulars import Particulars
from incidents.releasing import Manner
from incidents.reminding.tests.runs import moments, run
from incidents.reminding.tiers import Tier
from incidents.statements import asking
from incidents.taxonomy import Area, Precision
from incidents.tests import reports
from liaison.models import Designation, HoursSet
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import HARBOUR_HOURS, NOW

# A Tuesday morning in Vancouver, 06:10 and 11:40.
CLOSED = datetime(2025, 2, 4, 14, 10, tzinfo=UTC)
OPEN = datetime(2025, 2, 4, 19, 40, tzinfo=UTC)
LOGGED = OPEN + timedelta(hours=9)
ENTRY = {
    "kind": "E2",
    "area": Area.ENTRANCE,
    "particulars": Particulars(circumstance="C05"),
}
NOT = Release.Recognisable.NO
BETWEEN = datetime(2025, 2, 4, 17, 0, tzinfo=UTC)
COARSE = (TimeGrain.DAY_PART, TimeGrain.DAY, TimeGrain.WEEK)


def released(cast, at, seen, **changes):
    manner = Manner(NOT, seen)
    return reports.acknowledged(
        cast, manner=manner, occurred_at=at, logged_at=LOGGED, at=NOW, **changes
    )


def both(cast, seen, **changes):
    pair = [released(cast, at, seen, **changes) for at in (OPEN, CLOSED)]
    assert len({one.site_state for one in pair}) == 2
    return pair


def read(client, address, incident):
    text = client.get(address).text.replace(incident.reference, "REFERENCE")
    # Names of rows and stamps, which are drawn by lot.
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"\w{16,}\"", "", text)


@pytest.mark.parametrize("seen", COARSE)
@pytest.mark.parametrize(("told", "differs"), [({}, True), (ENTRY, False)])
def test_the_page_is_the_same_whether_the_site_operated_or_not(
    cast, as_, agreed, seen, told, differs
):
    first, second = both(cast, seen, **told)

    for reader in ("liaison", "backup"):
        client = as_(getattr(cast, reader))
        pages = [read(client, one.get_absolute_url(), one) for one in (first, second)]
        assert pages[0] == pages[1]
    assert ("whether the site operated or not" in pages[0]) is differs


@pytest.mark.parametrize("seen", COARSE)
def test_so_it_is_once_the_hour_is_corrected(cast, as_, agreed, seen):
    first, second = both(cast, seen)
    for one, right in ((first, CLOSED), (second, OPEN)):
        values = {"occurred_at": right, "precision": Precision.EXACT}
        correcting.correct(one, Right(Fact.TIME, values, "The clock was slow."), by=cast.manager)
        one.refresh_from_db()

    client = as_(cast.liaison)
    pages = [read(client, one.get_absolute_url(), one) for one in (first, second)]

    assert pages[0] == pages[1]
    assert "the facts as they are corrected" not in pages[0]


@pytest.mark.parametrize("seen", COARSE)
def test_so_are_an_export_and_what_an_officer_reads_by_a_link(cast, as_, agreed, seen):
    told = []
    for one in both(cast, seen):
        link = asking.ask(one, "Constable", key=uuid.uuid4(), by=cast.liaison)
        page = read(
            as_(cast.liaison), reverse("incidents:statement_give", args=[link.words()]), one
        )
        lines = content.of(made.begun(one, cast.liaison), one, cast.liaison).facts
        told.append(([line for line in lines if line[1] != one.reference], page))

    (facts, page), (others, other_page) = told
    assert facts == others
    assert re.sub(r"/statement/\S+", "", page) == re.sub(r"/statement/\S+", "", other_page)


@pytest.mark.parametrize(
    ("seen", "sure", "met"),
    [
        (TimeGrain.MINUTE, Precision.EXACT, {"A", "C"}),
        (TimeGrain.MINUTE, Precision.HOUR, {"A", "C"}),
        (TimeGrain.MINUTE, Precision.DAY, {"C"}),
        (TimeGrain.MINUTE, Precision.UNKNOWN, {"C"}),
        *((seen, Precision.EXACT, {"C"}) for seen in COARSE),
    ],
)
def test_a_clause_of_one_state_counts_only_where_both_sides_know_which(seen, sure, met):
    version, partnership, of_a, of_b, of_both = (uuid.uuid4() for _number in range(5))
    rows = {
        (version, "C01", "operating"): of_a,
        (version, "C01", "non_operational"): of_b,
        (version, "C02", "operating"): of_both,
        (version, "C02", "non_operational"): of_both,
    }
    names = {of_a: "A", of_b: "B", of_both: "C"}

    row = "", "operating", seen.value, sure.value, "X6"
    found = clauses_met.Spoken(rows).to(version, partnership, *row)

    assert {names[key] for key in found} == met


def test_the_own_side_and_whoever_sees_the_time_read_the_state(cast, as_, agreed):
    hidden = released(cast, OPEN, TimeGrain.DAY)
    exact = reports.acknowledged(cast, occurred_at=OPEN, logged_at=LOGGED, at=NOW)

    for reader, incident in (("manager", hidden), ("liaison", exact)):
        page = as_(getattr(cast, reader)).get(incident.get_absolute_url()).text
        assert "· Operating hours" in page
        assert "whether the site operated or not" not in page


@pytest.mark.parametrize("sure", list(Precision))
def test_of_an_hour_that_nobody_is_sure_of_both_answers_are_told(cast, as_, agreed, sure):
    incident = reports.acknowledged(
        cast, occurred_at=OPEN, precision=sure, logged_at=LOGGED, at=NOW
    )

    for reader in ("manager", "liaison"):
        page = as_(getattr(cast, reader)).get(incident.get_absolute_url()).text
        assert ("whether the site operated or not" in page) is not sure.knows_the_hour
        assert ("The site then" in page) is sure.knows_the_hour
        facts = dict(content.of(made.begun(incident, cast.liaison), incident, cast.liaison).facts)
        assert ("The site was then" in facts) is sure.knows_the_hour


def test_of_some_time_that_day_no_clock_is_told(cast, as_, agreed):
    made_of = {"occurred_at": OPEN, "logged_at": LOGGED, "at": NOW}
    incident = reports.acknowledged(cast, precision=Precision.DAY, **made_of)
    facts = dict(content.of(made.begun(incident, cast.liaison), incident, cast.liaison).facts)

    for reader in ("manager", "liaison"):
        client = as_(getattr(cast, reader))
        for address in (incident.get_absolute_url(), reverse("incidents:incident_list")):
            page = client.get(address).text
            assert "Tue 4 Feb 2025 (Vancouver)" in page
            assert "11:40" not in page
    assert facts["When"] == "Tue 4 Feb 2025 (Vancouver)"


def new_hours(cast):
    HoursSet.objects.create(
        site=cast.site,
        schedule={**HARBOUR_HOURS, "hours": []},
        recorded_at=BETWEEN,
        recorded_by=cast.manager,
    )


def another_speaker(cast):
    place = {
        "partnership": cast.partnership,
        "side": Side.SITE,
        "rank": Designation.Rank.PRIMARY,
    }
    former = Designation.objects.get(**place)
    former.ended_at = BETWEEN
    former.save()
    Designation.objects.create(
        **place,
        person=former.person,
        post="Acting manager",
        starts_on=BETWEEN.date(),
        made_at=BETWEEN,
        made_by=former.made_by,
    )


@pytest.mark.parametrize("seen", COARSE)
@pytest.mark.parametrize("changes", [new_hours, another_speaker])
def test_nothing_that_changed_in_between_tells_it(cast, as_, agreed, seen, changes):
    changes(cast)
    pair = [released(cast, at, seen) for at in (OPEN, CLOSED)]

    first, second = (read(as_(cast.liaison), one.get_absolute_url(), one) for one in pair)

    assert first == second


def test_the_inbox_tells_no_moment_that_follows_from_the_release(cast, as_):
    for minutes in range(3):
        one = released(cast, OPEN - timedelta(minutes=minutes), TimeGrain.DAY, kind="K9")
    run(moments(reports.released(cast, manner=Manner(NOT, TimeGrain.DAY)))[Tier.MOST])
    notices = Notice.objects.filter(recipient=cast.liaison)
    assert {"incidents/released", "incidents/pattern_opened"} <= {one.kind for one in notices}

    page = as_(cast.liaison).get(reverse("notifications:notice_list")).text

    assert one.reference in page
    assert not re.findall(r"datetime=.[\d-]+T", page)


def test_the_terms_of_the_day_of_the_release_tell_it_by_the_day(cast, as_):
    incident = reports.settled(cast, manner=Manner(NOT, TimeGrain.DAY))

    told = as_(cast.liaison).get(incident.get_absolute_url()).text.split("Both sides accepted this")

    assert "Tue 4 Feb 2025" in told[1][:60]
    assert "10:00" not in told[1][:60]
