"""The other direction: where something does leak, the reading of the lanes says what, to whom and
where. Each leak here is made on purpose, and gone after its test."""

import pytest
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse

from incidents import as_seen, sight
from incidents.grain import PlaceGrain
from incidents.sight import Sight
from incidents.taxonomy import Lane
from incidents.tests.lanes import ways
from incidents.tests.lanes.test_no_lane_leaks import known, leaks, missing, where
from incidents.tests.lanes.words import TEXTS, word

pytestmark = pytest.mark.xdist_group("lanes")


def _answers_from_the_site_lane(patch):
    patch.setattr(sight, "lanes", lambda _side: (Lane.SITE, Lane.SHARED))


def _shows_the_place_as_it_was_logged(patch):
    patch.setattr(as_seen, "place_grain", lambda *_: PlaceGrain.DISTANCE)


def _says_it_where_nothing_is(patch):
    said = word("told")
    patch.setattr("desk.error_pages.page", lambda status, **_: HttpResponse(said, status=status))


def _says_it_in_a_header(patch):
    headers = {"X-About": word("told")}
    patch.setattr("desk.error_pages.page", lambda status, **_: HttpResponse("", headers=headers))


@pytest.mark.parametrize(
    ("leak", "part", "name"),
    [
        (_answers_from_the_site_lane, "liaison", "site-note"),
        (_answers_from_the_site_lane, "police_leader", "site-note"),
        (_answers_from_the_site_lane, "backup", "site-photo"),
        (_shows_the_place_as_it_was_logged, "liaison", "site-area"),
        (_shows_the_place_as_it_was_logged, "mediator", "site-area"),
        (_says_it_where_nothing_is, "stranger", "told"),
        (_says_it_in_a_header, "other_liaison", "told"),
    ],
    ids=lambda part: part.__name__.strip("_") if callable(part) else part,
)
def test_a_leak_is_found_with_its_address(built, db, monkeypatch, leak, part, name):
    address = where(name, built)
    tight = ways.Reading(built.people[part], built.case)
    tight.get(address)
    assert not leaks(part, tight)

    leak(monkeypatch)
    reading = ways.Reading(built.people[part], built.case)
    reading.get(address)

    assert leaks(part, reading)[name] == [address]


def test_an_incident_in_a_list_is_found_by_its_reference(built, db, monkeypatch):
    monkeypatch.setattr(Sight, "incidents", lambda _self: Q())
    reading = ways.Reading(built.people["other_manager"], built.case)
    reading.get(reverse("incidents:incident_list"))

    assert "police_logged" in known(reading)


def test_a_word_that_is_not_there_is_missed(built, db):
    reading = ways.Reading(built.people["manager"], built.case)
    reading.get(where("site-note", built))

    missed = missing("manager", reading, built)
    assert missed == {
        name
        for name, text in TEXTS.items()
        if "manager" in text.readers and where(name, built) != where("site-note", built)
    }


def test_an_address_that_is_given_back_tells_nothing(built, db):
    path = f"{reverse('incidents:incident_list')}?q={word('site-note')}"
    reading = ways.Reading(built.people["other_manager"], built.case)
    reading.get(path)

    assert not leaks("other_manager", reading)
