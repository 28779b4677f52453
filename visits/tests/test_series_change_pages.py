"""The page on which a series is given another rule from a day on."""

import re
from datetime import timedelta

import pytest

from tests.cast import NOW
from visits import booking
from visits.models import Series
from visits.tests.conftest import WED
from visits.tests.test_series_pages import shown, typed

WEEK = timedelta(weeks=1)
THIRD = WED + 2 * WEEK
pytestmark = pytest.mark.django_db


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_page_begins_with_the_rule_as_it_stands(cast, as_, running, now):
    page = as_(cast.manager).get(f"{running.get_absolute_url()}change/?from={THIRD}")

    text = page.content.decode()
    assert f'value="{THIRD}"' in text
    assert 'value="4"' in text  # of six dates, four are left
    assert "Every Wednesday at 06:00" in text
    first = as_(cast.manager).get(f"{running.get_absolute_url()}change/").content.decode()
    assert f'value="{WED}"' in first


def test_the_page_shows_what_changes_and_then_changes_it(cast, as_, running, now):
    client, url = as_(cast.liaison), f"{running.get_absolute_url()}change/"
    form = typed(day=str(THIRD), time="07:00", count="4")
    page = client.post(url, form | {"look": "1"})
    text = page.content.decode()
    assert "4 dates move to another time." in text
    assert "Propose the change" in text

    done = client.post(url, form | {"propose": "1", "shown": shown(page)})
    new = Series.objects.get(replaces=running)
    assert done.url == new.get_absolute_url()
    text = as_(cast.manager).get(done.url).content.decode()
    assert "4 dates move to another time." in text
    assert "What was agreed stands until you answer." in text
    assert "Change proposed" in client.get(running.get_absolute_url()).content.decode()


def test_the_page_names_the_last_date_before_and_after(cast, as_, running, now):
    client, url = as_(cast.liaison), f"{running.get_absolute_url()}change/"
    form = typed(day=str(THIRD), count="4", look="1")

    def said(**over) -> str:
        return re.sub("</?time[^>]*>", "", client.post(url, form | over).content.decode())

    so_far = "The last date so far: Wed 19 Mar 2025."
    assert f"{so_far} Then it would be: Wed 9 Apr 2025." in said(interval="2")
    assert "The last date stays Wed 19 Mar 2025." in said(time="07:00")
    assert f"{so_far} Then it would have none." in said(ends="open")


@pytest.mark.parametrize(
    ("typed_count", "left", "sums"),
    [
        ("6", "6", "0 dates are new."),  # as it was offered: what is left from the new day on
        ("6", "4", "2 dates are new."),  # typed
    ],
)
def test_the_first_day_is_moved_and_the_number_left_alone_is_what_is_left(
    cast, as_, running, now, typed_count, left, sums
):
    client, url = as_(cast.liaison), f"{running.get_absolute_url()}change/"
    assert 'name="left" value="6"' in client.get(url).content.decode()
    form = typed(day=str(THIRD), time="07:00", count=typed_count, left=left)

    page = client.post(url, form | {"look": "1"})

    assert sums in page.content.decode()
    client.post(url, form | {"propose": "1", "shown": shown(page)})
    assert Series.objects.get(replaces=running).count == (4 if left == "6" else 6)


def test_the_page_names_the_dates_that_stay_left_out(cast, as_, running, now):
    called_off = running.visits.get(occurs_on=THIRD)
    booking.cancel(called_off, reason="Court.", by=cast.liaison, at=NOW)
    url = f"{running.get_absolute_url()}change/"
    form = typed(day=str(THIRD), time="07:00", count="4")

    text = as_(cast.liaison).post(url, form | {"look": "1"}).content.decode()

    assert "One date stays left out:" in text
    assert "0 dates are new." in text
    assert f'name="on-{THIRD}"' not in text


def test_the_page_says_when_the_site_only_drops_dates(cast, as_, running, now):
    client, url = as_(cast.manager), f"{running.get_absolute_url()}change/"
    form = typed(day=str(THIRD), interval="2", count="2")
    page = client.post(url, form | {"look": "1"})
    assert "Change it" in page.content.decode()

    done = client.post(url, form | {"propose": "1", "shown": shown(page)}, follow=True)
    assert "Changed. Both sides have been told." in done.content.decode()


@pytest.mark.parametrize(
    ("over", "words", "status"),
    [
        ({"day": "2025-01-02"}, "Change what is to come, from today, Tue 4 Feb 2025, on.", 422),
        ({"time": "12:00"}, "The site is open then", 422),
        ({"ends": "count", "count": ""}, "Say how many dates there are, from 1 to 400.", 422),
        ({}, "The dates have changed since they were shown.", 409),
    ],
)
def test_a_refusal_is_on_the_page(cast, as_, running, now, over, words, status):
    form = typed(**{"day": str(THIRD), "time": "07:00"} | over)
    url = f"{running.get_absolute_url()}change/"
    page = as_(cast.liaison).post(url, form | {"propose": "1", "shown": "nonsense"})

    assert words in page.content.decode()
    assert page.status_code == status
    assert Series.objects.count() == 1
