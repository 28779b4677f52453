"""Whoever changes a date of a series sees whether it is that date, the following ones or all."""

from datetime import timedelta

import pytest

from tests.cast import NOW
from visits import booking
from visits.tests.conftest import WED, local, slot, wish
from visits.tests.test_series_pages import typed

THIRD = WED + timedelta(weeks=2)
THREE = ("This date only", "This and the following", "All dates to come")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def third(running):
    return running.visits.get(occurs_on=THIRD)


def here(page) -> list[str]:
    return [one.label for one in page.context["reaches"] if one.is_here]


@pytest.mark.parametrize("deed", ["another-time", "cancel"])
def test_the_page_of_one_date_says_that_it_is_that_date_only(cast, as_, running, third, deed):
    page = as_(cast.liaison).get(f"{third.get_absolute_url()}{deed}/")

    assert here(page) == ["This date only"]
    text = page.content.decode()
    rule = "change" if deed == "another-time" else "end"
    assert f'href="{running.get_absolute_url()}{rule}/?from={THIRD}"' in text
    assert f'href="{running.get_absolute_url()}{rule}/"' in text
    assert all(label in text for label in THREE)


@pytest.mark.parametrize(("deed", "own"), [("change", "another-time"), ("end", "cancel")])
def test_from_a_date_on_the_page_names_the_day(cast, as_, running, third, deed, own):
    page = as_(cast.liaison).get(f"{running.get_absolute_url()}{deed}/?from={THIRD}")

    assert here(page) == ["This and the following"]
    text = page.content.decode()
    assert "The date of Wed 26 Feb 2025 and all that follow; those before it stay." in text
    assert f'value="{THIRD}"' in text
    assert f'href="{third.get_absolute_url()}{own}/"' in text


@pytest.mark.parametrize("query", ["", "?from=2025-02-27", "?from=never"])
@pytest.mark.parametrize("deed", ["change", "end"])
def test_without_a_date_of_it_all_dates_to_come_are_meant(cast, as_, running, deed, query):
    page = as_(cast.liaison).get(f"{running.get_absolute_url()}{deed}/{query}")

    assert page.context["reaches"] == []
    assert "All dates to come, unless you choose a later day below." in page.content.decode()


@pytest.mark.parametrize(
    ("day", "words"), [(WED, "All dates to come."), (THIRD, "The date of Wed 26 Feb 2025 and all")]
)
def test_what_changes_says_how_far_it_reaches(cast, as_, running, day, words):
    form = typed(day=str(day), time="07:00", count="4") | {"look": "1"}

    page = as_(cast.liaison).post(f"{running.get_absolute_url()}change/", form)

    assert page.context["reach_said"].startswith(words)
    assert page.context["reach_said"] in page.content.decode()


def test_the_buttons_of_a_date_say_how_far_they_reach(cast, as_, running, third):
    text = as_(cast.liaison).get(third.get_absolute_url()).content.decode()

    assert "Move this date only" in text
    assert "Call off this date only" in text
    assert f'href="{running.get_absolute_url()}change/?from={THIRD}"' in text


def test_a_visit_that_stands_alone_has_no_other_dates(cast, as_):
    alone = booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    booking.confirm(alone, by=cast.manager, at=NOW)

    text = as_(cast.liaison).get(alone.get_absolute_url()).content.decode()
    assert "Call it off" in text
    assert "this date only" not in text
    for deed in ("another-time", "cancel"):
        page = as_(cast.liaison).get(f"{alone.get_absolute_url()}{deed}/")
        assert page.context["reaches"] == []


def test_a_date_of_a_series_on_offer_waits_for_the_answer_to_all(cast, as_, on_offer):
    visit = on_offer.visits.get(occurs_on=THIRD)

    text = as_(cast.manager).get(visit.get_absolute_url()).content.decode()
    assert "this date only" not in text
