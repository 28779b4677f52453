"""What both sides read leaves the portal as the side sees it that did not log the incident, whoever
exports it."""

import json
from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from incidents.corrections.facts import Fact
from incidents.corrections.tests.corrected import correct
from incidents.exporting import content
from incidents.exporting.tests import made
from incidents.grain import PlaceGrain, TimeGrain
from incidents.models import Export, Release
from incidents.particulars import Particulars, Source, Wish
from incidents.releasing import Manner
from incidents.taxonomy import Distance, Precision
from incidents.tests import reports

COARSELY = Manner(Release.Recognisable.PERHAPS, time=TimeGrain.WEEK, place=PlaceGrain.AREA)
EARLIER = datetime(2025, 2, 4, 8, 10)  # noqa: DTZ001 - the site's clock
# Whose each side's exporter is, by the side that logged it.
CHARGE = {"site": ("manager", "liaison"), "police": ("liaison", "manager")}
OWN_ALONE = ("How exact the time is", "Distance", "What the author wishes", "The site was then")


@pytest.fixture(params=CHARGE)
def sides(request, cast):
    """(the incident, who is in charge where it was logged, who is in charge on the other side)"""
    author, other = (getattr(cast, part) for part in CHARGE[request.param])
    incident = reports.released(
        cast,
        author=cast.staff if request.param == "site" else cast.liaison,
        manner=COARSELY,
        precision=Precision.HOUR,
        distance=Distance.UNDER_15,
        particulars=Particulars(wish=Wish.COMPLAINT, source=Source.SEEN),
    )
    assert incident.side == request.param
    return incident, author, other


def facts_of(incident, by, with_own):
    layer = made.begun(incident, by, with_own=with_own)
    return dict(content.of(layer, incident, by).facts)


def is_as_the_other_side_sees(facts):
    return "in the week from" in facts["When"] and not set(OWN_ALONE) & set(facts)


@pytest.mark.parametrize(
    ("by_author", "with_own", "coarse"),
    [(True, True, False), (True, False, True), (False, False, True), (False, True, True)],
)
def test_only_the_side_that_logged_it_tells_what_it_alone_reads(sides, by_author, with_own, coarse):
    incident, author, other = sides
    facts = facts_of(incident, author if by_author else other, with_own)

    assert is_as_the_other_side_sees(facts) == coarse
    assert (facts.get("What the author wishes") == Wish.COMPLAINT.label) == (not coarse)
    assert ("09:30" in facts["When"]) == (not coarse)


def test_both_sides_export_the_same_facts_of_what_both_read(sides):
    incident, author, other = sides

    assert facts_of(incident, author, False) == facts_of(incident, other, False)


@pytest.mark.parametrize("with_own", [False, True])
def test_corrected_facts_are_told_no_more_exactly(sides, with_own):
    incident, author, other = sides
    correct(incident, author, Fact.TIME, occurred_at=EARLIER, precision="exact")
    correct(incident, author, Fact.PLACE, area="entrance", distance="15-50")
    facts = facts_of(incident, other, with_own)

    assert is_as_the_other_side_sees(facts)
    assert "By the corrected time the site was" not in facts
    for hidden in ("08:10", "09:30", str(Distance.UNDER_50.label), str(Distance.UNDER_15.label)):
        assert not [value for value in facts.values() if hidden in value], hidden


@pytest.mark.parametrize("with_own", [False, True])
def test_page_and_files_of_the_other_side_hold_it_so(sides, as_, with_own):
    incident, _author, other = sides
    layer = made.begun(incident, other, with_own=with_own)
    address = reverse("incidents:export_layer", args=[incident.reference, layer.pk])
    page = as_(other).get(address).context["page"]
    data = json.loads(made.file_of(layer, other).file)["content"]
    pdf = PdfReader(BytesIO(made.file_of(layer, other, Export.Form.PDF).file))
    paper = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())

    assert is_as_the_other_side_sees(dict(page.whole.facts))
    assert is_as_the_other_side_sees(dict(data["facts"]))
    assert "in the week from" in paper
    for hidden in (*OWN_ALONE, Wish.COMPLAINT.label, Distance.UNDER_15.label, "09:30"):
        assert str(hidden) not in paper
