"""Where it happened, shown as inside the site or not: nobody of the other side reads more, by no
page, link, export or pattern."""

import json
import uuid
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from audit.models import EntryBody
from incidents import counting, hiding, planning, releasing
from incidents.corrections.tests.corrected import correct
from incidents.exporting.tests import made
from incidents.forms import FilterForm
from incidents.grain import PlaceGrain, TimeGrain
from incidents.mediation.tests import cases
from incidents.models import Export, Incident, Pattern, Release
from incidents.releasing import CannotRelease, Manner
from incidents.statements import asking
from incidents.taxonomy import Area, Distance, Severity
from incidents.tests import reports
from incidents.tests.test_incident_release import preview, send
from incidents.tests.test_incident_release import shown as form_of
from tests.cast import NOW

PERHAPS = Release.Recognisable.PERHAPS
HIDDEN = Manner(PERHAPS, place=PlaceGrain.WHETHER_INSIDE)
IN, OUT = "Inside the site", "At a door, or outside the site"
# An area that lies in neither half: ``test_by_telephone_it_was_neither``.
READ_AS = {area: OUT if area.is_outside else IN for area in Area if area is not Area.REMOTE}
# A kind that is met anywhere.
KIND = "K8"


def hidden(cast, area=Area.CONSUMPTION, make=reports.released, **changes):
    return make(cast, **{"kind": KIND, "area": area, "manner": HIDDEN} | changes)


def told(text):
    """The areas and distances that *text* names, beside what is read of a hidden one."""
    rest = text.replace(OUT, "").replace(IN, "")
    return [str(one.label) for one in (*Area, *Distance) if str(one.label) in rest]


@pytest.mark.parametrize(("area", "words"), READ_AS.items())
def test_no_page_of_the_other_side_tells_the_area(cast, as_, area, words):
    distance = Distance.UNDER_15 if area.is_outside else None
    incident = hidden(cast, area, reports.acknowledged, distance=distance)
    link = asking.ask(incident, "Constable", key=uuid.uuid4(), by=cast.liaison)
    case = incident.get_absolute_url()
    given = reverse("incidents:statement_give", args=[link.words()])
    own_lists = (reverse("incidents:incident_list"), reverse("desk:home"))

    for page in (case, given):
        assert words in as_(cast.liaison).get(page).text, page
    for page in (
        case,
        given,
        f"{case}settle/",
        *own_lists,
        incident.site.get_absolute_url(),
        reverse("notifications:notice_list"),
    ):
        assert told(as_(cast.liaison).get(page).text) == [], page


def test_by_telephone_it_was_neither(cast, as_):
    manner = Manner(Release.Recognisable.NO, place=PlaceGrain.WHETHER_INSIDE)
    incident = hidden(cast, Area.REMOTE, manner=manner)

    assert "By telephone or online" in as_(cast.liaison).get(incident.get_absolute_url()).text
    assert list(hiding.ways(incident)) == [PlaceGrain.DISTANCE]


def test_the_mediator_reads_no_more(cast, as_):
    case = cases.confided(cast, kind=KIND, area=Area.CONSUMPTION, manner=HIDDEN)
    where = case.incident.get_absolute_url()
    mediator = as_(cast.mediator)

    assert IN in mediator.get(where).text
    for page in (where, f"{where}mediation/"):
        assert told(mediator.get(page).text) == [], page


def test_the_own_side_reads_where_it_was_and_how_the_other_side_does(cast, as_):
    page = as_(cast.manager).get(hidden(cast).get_absolute_url()).text

    assert "<dd>Inside: consumption room</dd>" in page
    assert f"<dt>Where, as the other side sees it</dt><dd>{IN}</dd>" in page


@pytest.mark.parametrize("with_own", [False, True])
def test_no_export_of_the_other_side_tells_it(cast, with_own):
    incident = hidden(cast, Area.PERIMETER, distance=Distance.UNDER_50)
    layer = made.begun(incident, cast.liaison, with_own=with_own)
    data = json.loads(made.file_of(layer, cast.liaison).file)["content"]
    pdf = PdfReader(BytesIO(made.file_of(layer, cast.liaison, Export.Form.PDF).file))
    paper = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())

    assert dict(data["facts"])["Where"] == OUT
    assert told(json.dumps(data)) == told(paper) == []


def test_what_both_read_is_exported_so_by_its_own_side_too(cast):
    incident = hidden(cast)
    facts = {
        with_own: json.loads(
            made.file_of(made.begun(incident, cast.manager, with_own=with_own), cast.manager).file
        )["content"]["facts"]
        for with_own in (False, True)
    }

    assert dict(facts[False])["Where"] == IN
    assert dict(facts[True])["Where"] == "Inside: consumption room"


def test_the_list_finds_and_counts_alike_whatever_the_area(cast, as_):
    found = {hidden(cast, area).reference for area in (Area.CONSUMPTION, Area.INSIDE)}

    assert not {"area", "distance", "where"} & set(FilterForm.base_fields)
    for query in ("", "?area=consumption", "?q=consumption", f"?kind={KIND}"):
        page = as_(cast.liaison).get(reverse("incidents:incident_list") + query).text
        assert [one for one in found if one not in page] == [], query


# Corrected ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "says"),
    [
        ({"area": "inside", "distance": ""}, "more exactly than is shown to you"),
        ({"area": "entrance", "distance": "0-15"}, f"first “{IN}”, now “{OUT}”"),
    ],
)
def test_a_corrected_place_is_shown_no_more_exactly(cast, as_, now, says):
    incident = hidden(cast)
    correct(incident, cast.manager, **now)
    page = as_(cast.liaison).get(incident.get_absolute_url()).text

    assert says in page
    assert told(page) == []


@pytest.mark.parametrize("part", ["manager", "liaison"])
def test_a_place_that_was_corrected_before_can_be_hidden(cast, as_, part):
    """Both are shown: by telephone, as it was logged, and in the room, as it is right."""
    incident = reports.logged(cast, kind=KIND, area=Area.REMOTE)
    correct(incident, cast.staff, area="consumption", distance="")
    page = form_of(as_(cast.manager), incident)
    assert "Whether it was inside" in page

    answer = send(as_(cast.manager), incident, recognisable="perhaps", place="inside")
    assert "Released. The other side has been told." in answer.text
    text = as_(getattr(cast, part)).get(incident.get_absolute_url()).text
    assert ("Inside: consumption room" in text) == (part == "manager")
    assert IN in text


# Released ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("area", "distance", "offered"),
    [
        (Area.CONSUMPTION, None, {"Inside: consumption room", IN}),
        (Area.FRONTAGE, None, {"In front of the site", OUT}),
        (
            Area.PERIMETER,
            Distance.UNDER_50,
            {"Nearby, in the agreed area, 15 to 50 m", "Nearby, in the agreed area", OUT},
        ),
        (Area.REMOTE, None, set()),
    ],
)
def test_the_form_offers_what_hides_something_and_says_what_is_read_then(
    cast, as_, area, distance, offered
):
    incident = reports.logged(cast, kind=KIND, area=area, distance=distance)
    form = as_(cast.manager).get(f"{incident.get_absolute_url()}release/").context["form"]

    assert set(hiding.ways(incident).values()) >= offered
    assert ("place" in form.fields) == bool(offered)
    if offered:
        hints = set(form.fields["place"].widget.hints.values())
        assert hints == {f"They read: {words}" for words in offered}
        assert not form.fields["place"].help_text


@pytest.mark.parametrize(
    ("kind", "area", "is_told"),
    [
        ("P1", Area.FRONTAGE, True),
        ("X4", Area.ENTRANCE, True),
        ("E1", Area.ENTRANCE, True),
        ("K4", Area.ENTRANCE, True),
        ("E1", Area.CONSUMPTION, True),
        ("E2", Area.INSIDE, True),
        ("K4", Area.INSIDE, True),
        ("P1", Area.ROUTE, False),
        ("K8", Area.ENTRANCE, False),
    ],
)
def test_where_the_kind_tells_the_place_the_form_says_so_and_it_is_no_way_out(
    cast, as_, kind, area, is_told
):
    incident = reports.logged(cast, kind=kind, area=area)
    client = as_(cast.manager)

    assert ("tells by itself where it was, however" in form_of(client, incident)) == is_told
    answer = preview(client, incident, recognisable="perhaps", place="inside")
    assert answer.status_code == (422 if is_told else 200)
    assert ("tells by itself where it was. Show the time" in answer.text) == is_told
    if is_told:
        with pytest.raises(CannotRelease):
            releasing.release(incident, reports.SHOWN, manner=HIDDEN, by=cast.manager, at=NOW)
    on_time = preview(client, incident, recognisable="perhaps", place="inside", time="day")
    assert on_time.status_code == 200


@pytest.mark.parametrize("place", [PlaceGrain.AREA, PlaceGrain.WHETHER_INSIDE])
def test_a_distance_that_is_hidden_is_a_way_out_unless_the_kind_tells_the_place(cast, place):
    manner = Manner(PERHAPS, place=place)
    told_by_kind = reports.logged(cast, distance=Distance.UNDER_15)
    anywhere = reports.logged(cast, kind=KIND, area=Area.ROUTE, distance=Distance.UNDER_15)

    assert hiding.told_by(told_by_kind)
    with pytest.raises(CannotRelease, match="tells by itself where it was"):
        releasing.release(told_by_kind, reports.SHOWN, manner=manner, by=cast.manager, at=NOW)
    released = releasing.release(anywhere, reports.SHOWN, manner=manner, by=cast.manager, at=NOW)
    assert released.place_grain == place


@pytest.mark.parametrize(("kind", "is_told"), [("E1", True), ("E2", False), (KIND, False)])
def test_a_kind_that_tells_the_hours_says_so_under_when(cast, as_, kind, is_told):
    incident = reports.logged(cast, kind=kind, area=Area.INSIDE)

    page = form_of(as_(cast.manager), incident)
    assert ("tells by itself that it was in operating hours, however" in page) == is_told


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"place": "inside"}, "do they tell the place that the facts leave out?"),
        ({"time": "day"}, "do they tell the time that the facts leave out?"),
        ({}, ""),
    ],
)
def test_the_look_before_asks_for_what_the_words_may_tell(cast, as_, given, words):
    incident = reports.logged(cast, kind=KIND, area=Area.CONSUMPTION)
    page = preview(as_(cast.manager), incident, **given).text

    assert words in page
    assert ("Read your words once more" in page) == bool(words)


def test_nothing_else_can_be_sent_as_the_place(cast, as_):
    incident = reports.logged(cast, kind=KIND, area=Area.CONSUMPTION)
    for place in ("area", "x", ""):
        assert send(as_(cast.manager), incident, place=place).status_code == 422
    assert Incident.objects.get().released_at is None


def test_a_planned_release_says_how_exactly_and_is_carried_out_so(cast, as_):
    incident = reports.logged(cast, kind=KIND, area=Area.CONSUMPTION)
    day = NOW.astimezone(incident.tz).date().replace(day=10)
    planned = planning.plan(incident, reports.SHOWN, manner=HIDDEN, on=day, by=cast.manager, at=NOW)
    page = as_(cast.manager).get(f"{incident.get_absolute_url()}release/").text
    assert "They see where: Whether it was inside." in page

    planning.release_due(by=cast.manager, at=planned.due_at)
    assert told(as_(cast.liaison).get(incident.get_absolute_url()).text) == []


def test_the_own_ledger_keeps_which_and_the_shared_one_nothing_of_it(cast):
    hidden(cast)
    said = [body.read() for body in EntryBody.objects.all()]

    [decided] = [one for one in said if one["verb"] == "incidents.release_decided"]
    assert decided["facts"] == {"recognisable": "perhaps", "time": "minute", "place": "inside"}
    [released] = [one for one in said if one["verb"] == "incidents.released"]
    assert "place" not in released["facts"]


# Counted -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("place", PlaceGrain)
def test_a_place_that_the_other_side_does_not_see_does_not_recur(cast, agreed, place):
    manner = Manner(Release.Recognisable.NO, place=place)
    for kind in ("K1", "K9", "K2"):
        reports.released(
            cast, kind=kind, area=Area.ROUTE, severity=Severity.MODERATE, manner=manner
        )

    assert Pattern.objects.exists() == (place is not PlaceGrain.WHETHER_INSIDE)


def test_one_that_is_hidden_is_in_no_pattern_of_a_place(cast, as_, agreed):
    """Three that are shown make one; the fourth, in the same place, stands not among them."""
    for kind in ("K1", "K9", "K2"):
        reports.released(cast, kind=kind, area=Area.ROUTE, severity=Severity.MODERATE)
    among = hidden(cast, Area.ROUTE, kind="K1", severity=Severity.MODERATE)

    pattern = Pattern.objects.get()
    page = as_(cast.liaison).get(pattern.get_absolute_url()).text
    assert (pattern.number, among.reference in page) == (3, False)


def test_of_its_kind_it_counts_all_the_same(cast):
    for _number in range(3):
        hidden(cast, kind="K9", severity=Severity.MODERATE)

    assert Pattern.objects.get().cell == "kind:K9"


def test_what_is_counted_only_has_no_place(cast):
    counted = counting.count_only(reports.logged(cast), by=cast.manager, at=NOW)

    assert (counted.time_grain, counted.place_grain) == (TimeGrain.WEEK, PlaceGrain.WHETHER_INSIDE)


# Kept --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("place", ["distance", "area", "x", ""])
def test_the_database_keeps_it_hidden(cast, place):
    """Once released it is not shown more exactly, and never in a way that nobody knows."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=hidden(cast).pk).update(place_grain=place)


def test_the_database_knows_three_ways_and_no_fourth(cast):
    incident = reports.logged(cast)
    for place in PlaceGrain.values:
        Incident.objects.filter(pk=incident.pk).update(place_grain=place)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(place_grain="x")
