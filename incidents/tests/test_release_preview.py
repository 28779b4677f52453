"""Before it is released, somebody sees exactly what the other side will see."""

import pytest

from incidents.models import Incident, Release
from incidents.taxonomy import Distance
from incidents.tests import reports
from incidents.tests.test_incident_release import address, part, preview, send, typed
from liaison.models import Site

COARSE = {"time": "week", "place": "area", "recognisable": "perhaps"}
INSIDE_OR_NOT = {**COARSE, "place": "inside"}
EXACT = {"time": "minute", "place": "distance"}


@pytest.fixture
def incident(cast):
    return reports.logged(cast, distance=Distance.UNDER_15, identifiers="badge 4471")


@pytest.mark.parametrize(
    "manner", [EXACT, COARSE, INSIDE_OR_NOT], ids=["exact", "coarse", "inside or not"]
)
def test_it_is_what_the_other_side_reads_afterwards(cast, as_, agreed, incident, manner):
    manager = as_(cast.manager)
    before = preview(manager, incident, "Our words.", **manner).content.decode()
    send(manager, incident, "Our words.", **manner)
    after = as_(cast.liaison).get(incident.get_absolute_url()).content.decode()

    for heading in ("facts-heading", "judged-heading", "agreed-heading"):
        assert part(before, heading)
        assert part(before, heading) == part(after, heading)
    assert "<p>Our words.</p>" in part(before, "preview-heading")
    assert (reports.WORDS in before) is (reports.WORDS in after) is False


def test_nothing_is_released_by_looking_and_what_was_typed_goes_along(cast, as_, incident):
    answer = preview(as_(cast.manager), incident, "A patrol stood there.\nIt left.", **COARSE)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Release.objects.exists()
    for words in (
        "A patrol stood there.\nIt left.",
        'name="time" value="week"',
        f'name="seen" value="{incident.stamp}"',
        "do they tell the time or place that the facts leave out?",
    ):
        assert words in page, words
    assert "badge 4471" not in page


def test_one_can_go_back_and_change_it(cast, as_, incident):
    answer = as_(cast.manager).post(
        address(incident), typed(incident, "My words.", change="1", **COARSE)
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "My words.</textarea>" in page
    assert "field--wrong" not in page
    assert page.count("checked") == 3


def test_who_could_be_known_must_be_answered_and_a_yes_needs_a_way_out(cast, as_, incident):
    client = as_(cast.manager)
    for changes, words in (
        ({"recognisable": ""}, "Answer this before it is released."),
        ({"recognisable": "perhaps", **EXACT}, "Then show the time or the place less exactly"),
    ):
        for go in (preview, send):
            answer = go(client, incident, **{**EXACT, **changes})
            assert answer.status_code == 422
            assert words in answer.content.decode()
    assert Incident.objects.get().released_at is None


@pytest.mark.parametrize(
    ("day", "nearest"), [("2025-02-04", "Wed 5 Feb 2025"), ("2026-01-01", "Mon 5 May 2025")]
)
def test_a_day_that_cannot_be_is_told_with_the_nearest_that_can(
    cast, as_, incident, at_ten, day, nearest
):
    answer = preview(as_(cast.manager), incident, **EXACT, on=day)

    assert answer.status_code == 422
    assert f"The nearest is {nearest}." in answer.content.decode()


def test_a_later_release_says_when_and_is_planned(cast, as_, incident, at_ten):
    client, later = as_(cast.manager), {**EXACT, "recognisable": "perhaps", "on": "2025-02-10"}

    page = preview(client, incident, **later).content.decode()
    assert "It is released <time" in page
    assert "Plan this release" in page

    answer = send(client, incident, **later)
    assert "Planned. Until then it can be taken back." in answer.content.decode()
    assert Release.objects.get().due_at.isoformat() == "2025-02-10T17:00:00+00:00"


def test_a_site_alone_is_told_at_once_that_nobody_is_there(cast, as_):
    quay = Site.objects.create(
        slug="quay", name="Quay", operator=cast.operator, zone="Europe/London"
    )
    incident = reports.logged(cast, site_id=quay.pk, by=cast.alternate)

    answer = preview(as_(cast.alternate), incident)
    assert answer.status_code == 422
    assert "nobody to show it" in answer.content.decode()
