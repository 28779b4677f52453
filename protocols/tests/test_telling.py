"""One tap at the door: for the liaison, and about a clause."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit import ledger
from audit.models import EntryBody
from liaison import access
from liaison.refusal import Stale
from protocols import drafting, telling, telling_agenda
from protocols.models import DoorNote, FoundUnclear
from protocols.telling import CannotTell
from protocols.tests.conftest import agree
from protocols.tests.world import TOKEN, door_link
from tests.cast import NOW

CARD = f"/door/{TOKEN}/"
NOTES = "/door-notes/"
Kind = DoorNote.Kind


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def link(cast, signed):
    return door_link(cast.site, cast.manager)


def told(cast, kind=Kind.WAITED, at=NOW):
    return telling.tell(cast.partnership, kind, by=Person.system(), at=at)


def unclear(cast, version, number, at=NOW, **more):
    portal = Person.system()
    return telling.find_unclear(
        cast.partnership, number, version=version.pk, by=portal, at=at, **more
    )


def form_on(client, query):
    """What the one button under an answer sends."""
    page = client.get(f"{CARD}?{query}").content.decode()
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


@pytest.mark.parametrize("kind", Kind.values)
def test_one_tap_leaves_what_where_and_when_and_nothing_else(link, cast, client, kind):
    answer = client.post(f"{CARD}tell/?c=C13&lang=en", {"kind": kind, "note": "Somebody's name"})

    note = DoorNote.objects.get()
    assert (note.kind, note.at, note.partnership) == (kind, NOW, cast.partnership)
    assert answer.status_code == 303
    assert answer["Location"] == f"{CARD}?c=C13&lang=en&said=told"
    assert not answer.cookies
    page = client.get(answer["Location"]).content.decode()
    assert "what, where and when, not who" in page
    assert "Do not enter" in page


def test_it_goes_into_the_ledger_of_the_police_side_without_anybody(link, cast, client):
    client.post(f"{CARD}tell/", {"kind": "entered"})

    kept = EntryBody.objects.get(body__contains='"protocols.told_at_the_door"')
    assert kept.entry.vis == ledger.Vis.POLICE
    assert json.loads(kept.body)["facts"]["kind"] == "entered"
    assert ledger.verify(cast.partnership.chain)


def test_two_taps_of_one_finger_are_one_note(cast):
    first = told(cast)
    again = told(cast, at=NOW + timedelta(seconds=30))
    other = told(cast, kind=Kind.ENTERED, at=NOW + timedelta(seconds=30))

    assert again == first
    assert other != first


def test_a_door_tells_so_much_an_hour_and_no_more(link, cast, client, monkeypatch):
    monkeypatch.setattr(telling, "MOST_NOTES", 2)
    told(cast, at=NOW - timedelta(minutes=100))
    told(cast, at=NOW - timedelta(minutes=30))
    told(cast, at=NOW - timedelta(minutes=20))

    with pytest.raises(CannotTell, match="a lot"):
        told(cast)
    answer = client.post(f"{CARD}tell/", {"kind": "waited"})
    assert "was not taken" in client.get(answer["Location"]).content.decode()
    assert DoorNote.objects.count() == 3


@pytest.mark.parametrize("kind", ["", "nonsense", "ENTERED"])
def test_nothing_else_can_be_told(link, client, kind):
    assert client.post(f"{CARD}tell/", {"kind": kind}).status_code == 404


def test_a_link_that_opens_nothing_tells_nothing(link, client):
    link.revoked_at = NOW
    link.save()

    for path in ("tell/", "unclear/"):
        assert client.post(CARD + path, {"kind": "waited", "clause": "11"}).status_code == 404
    assert not DoorNote.objects.exists()


def test_liaison_officers_read_it_and_nobody_else(link, cast, as_):
    told(cast)

    for part in ("liaison", "backup"):
        page = as_(getattr(cast, part)).get(NOTES).content.decode()
        assert "We waited at the door" in page
        assert "Nobody has verified them" in page
    assert "We waited at the door" not in as_(cast.other_liaison).get(NOTES).content.decode()
    for part in ("manager", "leader", "staff", "police_leader", "officer", "mediator", "auditor"):
        assert as_(getattr(cast, part)).get(NOTES).status_code == 404
        assert not DoorNote.objects.visible_to(getattr(cast, part)).exists()


def test_it_waits_on_the_desk_of_the_liaison_until_it_is_set_aside(link, cast, as_):
    first, second = told(cast), told(cast, kind=Kind.ENTERED, at=NOW + timedelta(minutes=5))
    (item,) = telling_agenda.waiting_for(cast.liaison, NOW)

    assert "2 notes" in item.what
    assert item.since == first.at
    assert telling_agenda.waiting_for(cast.manager, NOW) == []

    for note in (first, second):
        as_(cast.liaison).post(f"{NOTES}{note.pk}/")
    assert telling_agenda.waiting_for(cast.backup, NOW) == []
    assert set(DoorNote.objects.values_list("became", "settled_by")) == {
        ("set_aside", cast.liaison.pk)
    }


def test_it_is_dealt_with_once(link, cast):
    note = told(cast)
    telling.set_aside(note, by=cast.liaison, at=NOW)

    with pytest.raises(Stale):
        telling.set_aside(note, by=cast.backup, at=NOW)
    with pytest.raises(PermissionDenied):
        telling.set_aside(told(cast, kind=Kind.ENTERED), by=cast.manager, at=NOW)


def test_the_database_keeps_what_it_became_whole(cast):
    note = told(cast)

    for wrong in ({"became": "logged"}, {"settled_at": NOW}, {"kind": "name"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DoorNote.objects.filter(pk=note.pk).update(**wrong)


def test_the_desk_costs_one_query_however_much_was_told(link, cast, django_assert_max_num_queries):
    for minute in range(5):
        told(cast, at=NOW + timedelta(minutes=2 * minute))
    with access.remembering(), django_assert_max_num_queries(3):
        telling_agenda.waiting_for(cast.liaison, NOW)


def test_an_unclear_answer_lands_on_its_clause_and_both_sides_see_how_often(
    link, signed, cast, client, as_
):
    first, second = form_on(client, "c=C13"), form_on(client, "c=C13")
    assert first["clause"] == "11"
    answer = client.post(f"{CARD}unclear/?c=C13&lang=en", first)
    client.post(f"{CARD}unclear/?c=C13", second)

    assert answer["Location"] == f"{CARD}?c=C13&lang=en&said=unclear"
    assert telling.unclear_in([signed], cast.manager) == {signed.pk: {11: 2}}
    for person in (cast.manager, cast.liaison):
        assert (
            "unclear at the door 2 times"
            in as_(person).get(signed.get_absolute_url()).content.decode()
        )
        protocol = as_(person).get(signed.protocol.get_absolute_url()).content.decode()
        assert "clause 11, 2 times" in protocol


def test_an_answer_that_rests_on_no_clause_has_no_such_button(link, client):
    assert "unclear/" not in client.get(f"{CARD}?i=statutory_power").content.decode()


def test_pressed_twice_it_counts_once_whenever_the_second_arrives(link, signed, cast, client):
    form = form_on(client, "c=C13")
    for minutes in (0, 0, 90):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            answer = client.post(f"{CARD}unclear/?c=C13&lang=en", form)
            assert answer["Location"].endswith("said=unclear")

    assert telling.unclear_in([signed], cast.manager) == {signed.pk: {11: 1}}
    # Once said, it is not offered again on the page that thanks for it.
    assert "unclear/" not in client.get(answer["Location"]).content.decode()


def test_the_hour_being_full_a_second_press_still_counts_once(signed, cast, monkeypatch):
    key = uuid4()
    first = unclear(cast, signed, 11, key=key)
    monkeypatch.setattr(telling, "MOST_UNCLEAR", 1)

    assert unclear(cast, signed, 11, key=key) == first


@pytest.mark.parametrize("clause", ["", "0", "999", "-1", "x", "1" * 40, "٣³"])
def test_only_a_clause_in_force_can_be_unclear(link, client, clause):
    form = form_on(client, "c=C13") | {"clause": clause}
    answer = client.post(f"{CARD}unclear/?c=C13&lang=en", form)

    assert answer["Location"].endswith("said=applies_no_more")
    assert not FoundUnclear.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert "that answer does not apply here any more" in page
    assert "told a lot" not in page


def test_an_answer_of_a_version_that_was_replaced_lands_on_no_clause(link, signed, cast, client):
    form = form_on(client, "c=C13")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        agree(drafting.start_next(signed.protocol, by=cast.manager), cast, at=NOW)
        answer = client.post(f"{CARD}unclear/?c=C13&lang=en", form)

    assert answer["Location"].endswith("said=applies_no_more")
    assert not FoundUnclear.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_of_no_version_of_this_door_nothing_is_unclear(link, client, version):
    form = form_on(client, "c=C13") | {"version": version}
    answer = client.post(f"{CARD}unclear/?c=C13", form)

    assert answer["Location"].endswith("said=applies_no_more")
    assert not FoundUnclear.objects.exists()


def test_so_many_an_hour_are_counted(link, signed, cast, monkeypatch):
    monkeypatch.setattr(telling, "MOST_UNCLEAR", 1)
    unclear(cast, signed, 11)

    with pytest.raises(CannotTell, match="a lot"):
        unclear(cast, signed, 12)


def test_the_copy_on_a_phone_offers_neither(link, client):
    page = client.get(f"{CARD}whole/").content.decode()

    assert "tell/" not in page
    assert "unclear/" not in page


def test_what_comes_back_in_the_address_is_no_more_than_the_card_knows(link, client):
    hostile = f"{CARD}tell/?c=C13&next=https://example.org&lang=xx&s=%22%3E"
    answer = client.post(hostile, {"kind": "waited"})

    assert answer["Location"].startswith(f"{CARD}?c=C13")
    assert "example.org" not in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200
