"""Where facts and words are corrected, and how the page of an incident says that they were."""

import re
import uuid

import pytest

from incidents import releasing
from incidents.corrections.facts import Fact
from incidents.corrections.tests.corrected import PLACE, WHY, correct, reword, weigh
from incidents.grain import PlaceGrain, TimeGrain
from incidents.mediation.tests import cases
from incidents.models import Correction, Release, Statement
from incidents.releasing import Manner
from incidents.statements import asking
from incidents.taxonomy import Area, Distance, Lane, Severity
from incidents.tests import reports
from liaison import access
from tests.cast import NOW

COARSE = Manner(Release.Recognisable.PERHAPS, TimeGrain.WEEK, PlaceGrain.AREA)
MOST_QUERIES = 17


def shown(client, incident, status=200):
    answered = client.get(incident.get_absolute_url())
    assert answered.status_code == status
    return answered.text


def known(page):
    """What the panel of facts says, by its headings."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.DOTALL)
    return {what: re.sub(r"<[^>]+>", "", value).strip() for what, value in pairs}


def address(incident, fact=""):
    return f"{incident.get_absolute_url()}correct/{fact}{'/' if fact else ''}"


def test_a_fact_is_corrected_from_the_page_and_both_sides_see_both(cast, as_):
    incident = reports.released(cast)
    client = as_(cast.manager)
    assert address(incident) in shown(client, incident)
    assert address(incident, "place") in client.get(address(incident)).text
    assert "Both sides: those in charge" in client.get(address(incident, "place")).text

    page = client.post(
        address(incident, "place"), {**PLACE, "words": WHY, "seen": incident.stamp}, follow=True
    ).text

    assert "Corrected. What was logged can still be read beside it." in page
    for seen in (page, shown(as_(cast.liaison), incident)):
        assert known(seen)["Where"] == "In front of the siteCorrected later: At a door"
        assert known(seen)["Distance"] == "Not saidCorrected later: up to 15 m"
        assert "Where: first “In front of the site”, now “At a door”." in seen
        assert WHY in seen
    assert address(incident) not in shown(as_(cast.liaison), incident)
    assert "corrected later" in client.get("/incidents/").text


@pytest.mark.parametrize("fact", Fact)
def test_each_fact_has_a_form_that_begins_with_what_stands(cast, as_, fact):
    incident = reports.logged(cast, kind="E1", area=Area.ENTRANCE, distance=Distance.UNDER_15)

    page = as_(cast.staff).get(address(incident, fact.value))

    assert page.status_code == 200
    assert f"Correct: {fact.label}" in page.text
    sent = as_(cast.staff).post(address(incident, fact.value), {"seen": incident.stamp})
    assert sent.status_code == 422
    assert "Say in a few words why it is corrected." in sent.text


def test_a_time_is_typed_by_the_sites_clock(cast, as_):
    incident = reports.logged(cast)
    client = as_(cast.staff)
    assert 'value="2025-02-04T09:30"' in client.get(address(incident, "time")).text

    given = {"occurred_at": "2025-02-04T08:10", "precision": "exact", "words": WHY}
    client.post(address(incident, "time"), {**given, "seen": incident.stamp})

    assert Correction.objects.get().now["occurred_at"] == "2025-02-04T16:10:00+00:00"
    assert "08:10" in known(shown(client, incident))["When"]


def test_what_does_not_go_together_comes_back_with_what_was_typed(cast, as_):
    incident = reports.released(cast)
    given = {"area": "inside", "distance": "0-15", "words": WHY, "seen": incident.stamp}

    answered = as_(cast.manager).post(address(incident, "place"), given)

    assert answered.status_code == 422
    assert "has no distance from the door" in answered.text
    assert f"{WHY}</textarea>" in answered.text


@pytest.mark.parametrize(("field", "value"), [("severity", "9"), ("severity", "x")])
def test_what_nobody_offered_is_refused(cast, as_, field, value):
    incident = reports.logged(cast)
    given = {field: value, "words": WHY, "seen": incident.stamp}

    assert as_(cast.staff).post(address(incident, "severity"), given).status_code == 422
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("part", "status"), [("staff", 403), ("leader", 403), ("liaison", 403), ("other_manager", 404)]
)
def test_those_who_may_not_have_no_way_there(cast, as_, part, status):
    incident = reports.released(cast)
    client = as_(getattr(cast, part))

    assert client.get(address(incident)).status_code == status
    assert client.get(address(incident, "place")).status_code == status


@pytest.mark.parametrize("fact", ["wish", "source", "x"])
def test_what_is_no_fact_to_correct_is_not_there(cast, as_, fact):
    assert as_(cast.manager).get(address(reports.released(cast), fact)).status_code == 404


def test_staff_read_who_lowers_a_critical_matter(cast, as_):
    incident = reports.logged(cast, severity=Severity.CRITICAL)
    page = as_(cast.staff).get(address(incident)).text

    assert address(incident, "severity") not in page
    assert address(incident, "time") in page
    assert "How serious <span" in page
    assert "This needs" in page


def test_words_are_corrected_and_the_first_ones_say_so(cast, as_):
    incident = reports.released(cast)
    [first] = incident.statements.filter(lane=Lane.SHARED)
    where = f"{incident.get_absolute_url()}words/{first.pk}/correct/"
    client = as_(cast.manager)
    assert where in shown(client, incident)
    assert reports.SHOWN in client.get(where).text

    page = client.post(
        where, {"words": "It was twenty minutes.", "seen": incident.stamp}, follow=True
    ).text

    assert "Corrected. Both sides read it beside your first words." in page
    corrected = Statement.objects.get(kind=Statement.Kind.CORRECTION)
    for seen in (page, shown(as_(cast.liaison), incident)):
        assert f'href="#words-{corrected.pk}">Corrected later</a>' in seen
        entry = seen.partition(f'id="words-{corrected.pk}"')[2].partition("</li>")[0]
        assert entry.index(reports.SHOWN) < entry.index("It was twenty minutes.")
    assert where not in shown(as_(cast.liaison), incident)
    assert as_(cast.liaison).get(where).status_code == 403
    assert client.get(where.replace(str(first.pk), str(uuid.uuid4()))).status_code == 404


def test_the_other_side_sees_a_corrected_time_no_more_exactly_than_the_first(cast, as_):
    incident = reports.released(cast, manner=COARSE, distance=Distance.UNDER_15)
    correct(
        incident,
        cast.manager,
        Fact.TIME,
        occurred_at=reports.HAPPENED.replace(minute=10),
        precision="hour",
    )
    correct(incident, cast.manager, area="frontage", distance="15-50")

    own, other = shown(as_(cast.manager), incident), shown(as_(cast.liaison), incident)

    assert "09:10" in known(own)["When"]
    assert "15 to 50 m" in known(own)["Distance"]
    for told in ("09:10", "09:30", "15 to 50 m", "up to 15 m"):
        assert told not in other, told
    assert other.count("It was corrected more exactly than is shown to you.") == 2


def test_what_was_corrected_before_a_release_goes_along_without_the_words(cast, as_):
    incident = reports.logged(cast)
    correct(incident, cast.staff)
    releasing.release(incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW)

    other = shown(as_(cast.liaison), incident)
    assert known(other)["Where"] == "In front of the siteCorrected later: At a door"
    assert WHY not in other
    assert "Corrected: Where" not in other


def test_whoever_reads_no_course_sees_the_facts_as_they_stand(cast, as_, client, at_ten):
    incident = reports.released(cast)
    link = asking.ask(incident, "Constable on shift", key=uuid.uuid4(), by=cast.liaison, at=NOW)
    case = cases.offered(cast)
    for one in (incident, case.incident):
        correct(one, cast.manager, Fact.KIND, kind="P2")

    right = "Patrols passing often and visibly"
    for page in (
        client.get(f"/incidents/statement/{link.words()}/").text,
        as_(cast.liaison).get(case.get_absolute_url()).text,
    ):
        assert right in page
        assert "stopped or parked" not in page


def test_what_turned_out_critical_names_the_body_to_both_sides(cast, as_):
    incident = reports.discussed(cast)
    weigh(incident, cast.manager, Severity.CRITICAL)

    for person in (cast.manager, cast.liaison):
        page = shown(as_(person), incident)
        assert "Critical, as it turned out: this is neither settled nor mediated" in page
        assert "Numbers to ring" not in page


def test_a_corrected_reading_takes_few_queries_and_no_more_with_more_corrections(
    cast, as_, django_assert_max_num_queries
):
    incident = reports.released(cast)
    [first] = incident.statements.filter(lane=Lane.SHARED)
    correct(incident, cast.manager)
    reword(first, cast.manager)
    client = as_(cast.liaison)
    shown(client, incident)
    access.forget()
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        shown(client, incident)
    for area in ("perimeter", "frontage", "entrance"):
        correct(incident, cast.manager, area=area, distance="")
        reword(first, cast.manager, f"It was at: {area}.")
    with django_assert_max_num_queries(len(few)):
        shown(client, incident)
