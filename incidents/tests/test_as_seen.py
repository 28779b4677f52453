"""What is shown less exactly is shown so everywhere: no page of the other side, no address and no
order of a list tells more."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from incidents import ending, listing
from incidents.grain import PlaceGrain, TimeGrain
from incidents.leading.tests import led
from incidents.mediation.tests import cases
from incidents.models import Incident, Release
from incidents.referring import CannotRefer, Told
from incidents.releasing import Manner
from incidents.statements import asking
from incidents.taxonomy import Distance
from incidents.tests import reports
from liaison import keyset
from liaison.models import Organisation, Site
from tests.cast import NOW

# Tuesday 08:47 in Vancouver.
AT = datetime(2025, 2, 4, 16, 47, tzinfo=UTC)
LOGGED = AT + timedelta(minutes=11)
EXACT = ("08:47", "16:47", "08:58", "16:58")
PERHAPS = Release.Recognisable.PERHAPS


def shown(cast, time, place=PlaceGrain.DISTANCE, make=reports.released, **changes):
    given = {"occurred_at": AT, "distance": Distance.UNDER_15, "logged_at": LOGGED}
    return make(cast, manner=Manner(PERHAPS, time, place), **given | changes)


def pages(incident, link):
    yield incident.get_absolute_url()
    yield reverse("incidents:incident_list")
    yield reverse("desk:home")
    yield incident.site.get_absolute_url()
    yield reverse("notifications:notice_list")
    yield reverse("incidents:statement_give", args=[link.words()])
    yield f"{incident.get_absolute_url()}settle/"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (TimeGrain.DAY_PART, "Tue 4 Feb 2025, in the morning (Vancouver)"),
        (TimeGrain.DAY, "Tue 4 Feb 2025 (Vancouver)"),
        (TimeGrain.WEEK, "in the week from Mon 3 Feb 2025 (Vancouver)"),
    ],
)
def test_every_page_of_the_other_side_is_as_coarse_as_it_was_released(cast, as_, time, words):
    incident = shown(cast, time, PlaceGrain.AREA, make=_acknowledged)
    link = asking.ask(incident, "Constable", key=uuid.uuid4(), by=cast.liaison)
    read = {page: as_(cast.liaison).get(page).content.decode() for page in pages(incident, link)}

    for page in list(read)[:2]:
        assert words in read[page], page
    for page, text in read.items():
        for told in (*EXACT, str(Distance.UNDER_15.label)):
            assert told not in text, (page, told)
    if time is TimeGrain.WEEK:
        assert "Hours that day" not in read[incident.get_absolute_url()]


def _acknowledged(cast, **changes):
    return reports.acknowledged(cast, at=NOW, **changes)


@pytest.mark.parametrize(
    ("time", "make", "part", "page", "last_day"),
    [
        (TimeGrain.DAY, _acknowledged, "liaison", "mediation/offer/", "2026-02-04"),
        (TimeGrain.WEEK, _acknowledged, "liaison", "mediation/offer/", "2026-02-03"),
        (TimeGrain.WEEK, led.escalated, "police_leader", "leaders/choose/", "2026-02-03"),
        (TimeGrain.WEEK, led.referred, "liaison", "", "2026-02-03"),
        (TimeGrain.WEEK, led.referred, "liaison", "report/", "2026-02-03"),
        (TimeGrain.WEEK, led.referred, "liaison", "close/", "2026-02-03"),
        (TimeGrain.WEEK, led.referred, "manager", "close/", "2026-02-04"),
    ],
)
def test_the_last_day_of_a_complaint_tells_no_more(cast, as_, time, make, part, page, last_day):
    Organisation.objects.filter(pk=cast.site.operator_id).update(country="CA", subdivision="BC")
    Site.objects.filter(pk=cast.site.pk).update(complaint_body_en="", complaint_limit_en="")
    incident = shown(cast, time, make=make)

    answer = as_(getattr(cast, part)).get(f"{incident.get_absolute_url()}{page}")

    told = set(re.findall(r'datetime="(2026-02-0\d)"', answer.content.decode()))
    assert told == {last_day}


def test_a_refused_day_tells_no_more(cast):
    incident = shown(cast, TimeGrain.WEEK, make=led.referred)
    early = Told("The commissioner", date(2025, 2, 1))

    with pytest.raises(CannotRefer) as refused:
        ending.report(incident, early, by=cast.liaison, at=NOW + timedelta(days=7))

    assert refused.value.nearest == (date(2025, 2, 3),)
    assert "It happened in the week from Mon 3 Feb 2025, and" in str(refused.value)
    assert "4 Feb" not in str(refused.value)


def test_a_day_is_refused_to_its_authors_by_the_day_they_know(cast):
    incident = shown(cast, TimeGrain.WEEK, make=led.referred)
    early = Told("The commissioner", date(2025, 2, 3))

    with pytest.raises(CannotRefer, match="It happened on Tue 4 Feb 2025, and") as refused:
        ending.report(incident, early, by=cast.manager, at=NOW + timedelta(days=7))

    assert refused.value.nearest == (date(2025, 2, 4),)


@pytest.mark.parametrize(("time", "since"), [(TimeGrain.DAY, True), (TimeGrain.WEEK, False)])
def test_what_applied_then_tells_no_more(cast, as_, agreed, time, since):
    url = shown(cast, time).get_absolute_url()
    theirs, own = (as_(one).get(url).content.decode() for one in (cast.liaison, cast.manager))

    for words, is_told in (
        ("The site then", False),
        (f"{agreed.version}</a>, since", since),
    ):
        assert words in own, words
        assert (words in theirs) == is_told, words
    assert [page.count("business in the street · ") for page in (own, theirs)] == [1, 2]


def test_the_authors_side_sees_it_as_it_was_logged_and_how_the_other_sees_it(cast, as_):
    incident = shown(cast, TimeGrain.DAY, PlaceGrain.AREA)
    page = as_(cast.manager).get(incident.get_absolute_url()).content.decode()

    for words in (
        "Tue 4 Feb 2025, 08:47 (Vancouver)",
        "up to 15 m",
        "When, as the other side sees it",
        "<dd>Tue 4 Feb 2025 (Vancouver)</dd>",
        "Not shown",
    ):
        assert words in page, words


def test_the_mediator_sees_no_more_than_the_other_side(cast, as_):
    case = cases.confided(cast, occurred_at=AT, manner=Manner(PERHAPS, TimeGrain.DAY))
    mediator = as_(cast.mediator)

    for page in (case.incident.get_absolute_url(), f"{case.incident.get_absolute_url()}mediation/"):
        text = mediator.get(page).content.decode()
        assert "Tue 4 Feb 2025 (Vancouver)" in text
        assert not [told for told in EXACT if told in text]


def test_the_list_is_ordered_by_no_more_than_is_shown(cast):
    """Whatever the order of the exact times, those of one day stand alike for everybody."""
    incidents = [
        shown(cast, TimeGrain.DAY, occurred_at=AT - timedelta(minutes=minutes))
        for minutes in (0, 10, 20, 30)
    ]

    listed = Incident.objects.newest_first()
    assert {one.listed_at for one in listed} == {datetime(2025, 2, 4, 8, tzinfo=UTC)}
    assert list(listed) == sorted(incidents, key=lambda one: one.pk, reverse=True)


def test_the_addresses_of_its_pages_hold_the_beginning_of_the_span(cast, monkeypatch):
    monkeypatch.setattr(keyset, "PAGE", 1)
    for _number in range(3):
        shown(cast, TimeGrain.WEEK)
    _rows, page = listing.page_of(cast.liaison, {}, before=None, after=None)

    micros = int(datetime(2025, 2, 3, 8, tzinfo=UTC).timestamp()) * 1_000_000
    assert f"before={micros}-" in listing.links(page, {})["older"]
