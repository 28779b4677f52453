"""The page with the big buttons, and the pages of weeks."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.models import PresenceTap, PresenceWeek
from incidents.presence.tests.test_sending import AFTER, MONDAY
from incidents.presence.tests.test_tapping import tapped
from liaison.models import Site
from tests.cast import NOW

TAP = "/incidents/tap/"
WEEKS = "/incidents/presence/"


@pytest.fixture
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(NOW)
    return at


def press(client, **fields):
    return client.post(TAP, {"kind": "vehicle", "key": str(uuid.uuid4()), **fields}, follow=True)


def test_one_press_is_noted_and_one_more_undoes_it(cast, as_, clock):
    client = as_(cast.staff)
    assert client.get(TAP).text.count('name="kind"') == 5

    page = press(client)
    assert "Noted: Police vehicle out front." in page.text
    assert "In the last five minutes" in page.text

    [undo] = re.findall(r'action="(/incidents/tap/[^"]+/undo/)"', page.text)
    assert "Undone: it does not count." in client.post(undo, follow=True).text
    assert not PresenceTap.objects.counted().exists()


def test_a_double_press_of_one_page_counts_once(cast, as_, clock):
    client, key = as_(cast.staff), str(uuid.uuid4())

    press(client, key=key)
    press(client, key=key)

    assert PresenceTap.objects.count() == 1


@pytest.mark.parametrize("kind", ["", "x", "\x00", "raid" * 99])
def test_a_button_that_is_none_notes_nothing(cast, as_, clock, kind):
    assert press(as_(cast.staff), kind=kind).status_code == 422
    assert not PresenceTap.objects.exists()


def test_of_several_sites_one_is_chosen_first(cast, as_, clock):
    Site.objects.create(slug="quay", name="Quay", operator=cast.operator, zone="Europe/London")
    client = as_(cast.alternate)

    assert 'name="kind"' not in client.get(TAP).text
    assert 'name="kind"' in client.get(f"{TAP}?site=quay").text
    client.post(f"{TAP}?site=quay", {"kind": "well", "key": str(uuid.uuid4())})
    assert PresenceTap.objects.get().site.slug == "quay"
    assert client.post(f"{TAP}?site=mill-lane", {"kind": "well"}).status_code == 422


def test_the_manager_looks_sends_and_reads_that_it_was_noted(cast, as_, clock):
    for _number in range(2):
        tapped(cast)
    clock(AFTER)
    manager = as_(cast.manager)
    page = manager.get(WEEKS).text
    assert "Send these sums to Coastal Police" in page
    assert "so far" in page

    sent = manager.post(f"{WEEKS}{cast.partnership.pk}/{MONDAY}/send/", follow=True)
    week = PresenceWeek.objects.get()
    assert "Sent. The liaison officers have been told." in sent.text
    assert "It stays as it was sent." in sent.text

    liaison = as_(cast.liaison)
    listed = liaison.get(WEEKS).text
    assert week.get_absolute_url() in listed
    assert "2 taps" in listed
    assert "Weeks of Harbour Street" not in listed
    noted = liaison.post(f"{week.get_absolute_url()}note/", follow=True)
    assert "Noted by the police side" in noted.text
    assert "noted by the police side" in as_(cast.manager).get(WEEKS).text


def test_a_refusal_is_told_on_the_page_of_weeks(cast, as_, clock):
    url = f"{WEEKS}{cast.partnership.pk}/{MONDAY + timedelta(days=7)}/send/"

    assert "not over yet" in as_(cast.manager).post(url, follow=True).text
    assert (
        as_(cast.manager).post(f"{WEEKS}{cast.partnership.pk}/2025-02-30/send/").status_code == 404
    )


@pytest.mark.parametrize(
    ("part", "tap", "weeks"), [("staff", True, False), ("liaison", False, True)]
)
def test_the_ways_there_stand_where_incidents_are(cast, as_, part, tap, weeks):
    page = as_(getattr(cast, part)).get("/incidents/").text

    assert (f'href="{TAP}"' in page) is tap
    assert (f'href="{WEEKS}"' in page) is weeks
