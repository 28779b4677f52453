"""Words that tell what the facts leave out are marked and asked about once, and never refused."""

import html
import re

import pytest

from incidents.grain import PlaceGrain, TimeGrain
from incidents.models import Incident, Release, Statement
from incidents.releasing import Manner
from incidents.taxonomy import Area, Distance
from incidents.tests import reports
from incidents.tests.test_incident_release import address, preview, send, typed

pytestmark = pytest.mark.usefixtures("at_ten")

TELLING = "At 10:20 am a car stood 5 m from the blue door. À 10 h 20, vers midi."
TIMES = ["10:20 am", "À 10 h 20", "midi"]
NOT = Release.Recognisable.NO
BY_THE_DAY = Manner(NOT, TimeGrain.DAY)


def marks(page):
    return [html.unescape(one) for one in re.findall(r"<mark>(.*?)</mark>", page)]


@pytest.mark.parametrize(
    ("manner", "found"),
    [
        ({"time": "minute", "place": "distance"}, []),
        ({"time": "day_part", "place": "distance"}, TIMES),
        ({"time": "day", "place": "area"}, ["10:20 am", "5 m", "À 10 h 20", "midi"]),
        ({"time": "minute", "place": "inside"}, ["5 m", "blue door"]),
    ],
)
def test_before_it_is_released_they_are_marked_and_may_stay(cast, as_, manner, found):
    incident = reports.logged(cast, distance=Distance.UNDER_15, area=Area.ENTRANCE, kind="K2")
    client, said = as_(cast.manager), {"recognisable": "no", **manner}

    page = preview(client, incident, TELLING, **said).text
    assert marks(page) == found
    assert ("Marked here is what may tell it:" in page) is bool(found)
    again = client.post(address(incident), typed(incident, TELLING, change="1", **said)).text
    assert marks(again) == found

    send(client, incident, TELLING, **said)
    assert Incident.objects.get().released_at


def words_of(page):
    """What the form sends back that stands for the marked words."""
    found = re.search(r'name="words-vouched" value="(\w+)"', page)
    return {"words-vouched": found[1]} if found else {}


@pytest.mark.parametrize("path", ["say/", "ask/", "settle/", "correct/place/"])
def test_later_words_come_back_once_and_are_then_taken_as_they_are(cast, as_, path):
    incident = reports.acknowledged(cast, manner=BY_THE_DAY)
    client, url = as_(cast.manager), f"{incident.get_absolute_url()}{path}"
    before = Statement.objects.count()
    said = {"words": "They came at 10:20 am.", "seen": incident.stamp}

    asked = client.post(url, said)
    assert (asked.status_code, marks(asked.text)) == (422, ["10:20 am"])
    assert "The marked words may tell a time or a place" in asked.text
    other = client.post(url, {**said, "words": "At noon.", **words_of(asked.text)})
    assert (other.status_code, marks(other.text)) == (422, ["noon"])
    assert Statement.objects.count() == before


def test_sent_once_more_it_is_said(cast, as_):
    incident = reports.acknowledged(cast, manner=BY_THE_DAY)
    client, url = as_(cast.manager), f"{incident.get_absolute_url()}say/"
    said = {"words": "They came at 10:20 am.", "seen": incident.stamp}
    sent = client.post(url, {**said, **words_of(client.post(url, said).text)}, follow=True)

    assert "Both sides can read this now." in sent.text


def test_words_that_tell_no_more_are_said_at_once(cast, as_):
    incident = reports.acknowledged(cast, manner=BY_THE_DAY)
    said = {"words": "Ten people were inside, 24/7.", "seen": incident.stamp}

    sent = as_(cast.manager).post(f"{incident.get_absolute_url()}say/", said, follow=True)

    assert "Both sides can read this now." in sent.text


@pytest.mark.parametrize(
    ("part", "manner"),
    [
        ("manager", Manner(NOT)),
        ("liaison", BY_THE_DAY),
        ("manager", Manner(NOT, TimeGrain.MINUTE, PlaceGrain.AREA)),
    ],
    ids=["nothing is left out", "the other side", "only the place"],
)
def test_whoever_leaves_nothing_out_is_not_asked(cast, as_, part, manner):
    incident = reports.acknowledged(cast, manner=manner, distance=Distance.UNDER_15)
    said = {"words": "They came at 10:20 am.", "seen": incident.stamp}

    answer = as_(getattr(cast, part)).post(f"{incident.get_absolute_url()}say/", said, follow=True)

    assert "Both sides can read this now." in answer.text
