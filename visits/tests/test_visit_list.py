"""The list of visits as a page."""

from datetime import timedelta

import pytest

from liaison.models import Partnership
from tests.cast import NOW, SINCE
from visits import booking, showing, timetable
from visits.after import outcomes
from visits.tests.conftest import AFTER, ELSEWHERE, local, slot, wish
from visits.timetable import Page

LIST = "/visits/"


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def some(cast, count: int, *, after: int = 0) -> None:
    """Confirmed meetings elsewhere, one a day."""
    for number in range(after, after + count):
        time = slot(local(2, 10, 12) + timedelta(days=number), **ELSEWHERE)
        visit = booking.propose(cast.partnership, wish(time), by=cast.manager, at=NOW)
        booking.confirm(visit, by=cast.liaison, at=NOW)


def test_what_waits_and_what_is_coming_stand_apart(cast, as_, confirmed):
    booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)

    page = as_(cast.manager).get(LIST)

    text = page.content.decode()
    assert "Your turn" in text
    assert text.index("Thu 20 Feb 2025") < text.index("Wed 12 Feb 2025")
    assert "February 2025" in text
    waiting = as_(cast.liaison).get(LIST).content.decode()
    assert "Waits for Harbour Health" in waiting


def test_each_reader_is_told_with_whom_they_meet(cast, as_, confirmed):
    pages = {
        part: as_(getattr(cast, part)).get(LIST).content.decode()
        for part in ("staff", "manager", "liaison", "police_leader", "auditor")
    }

    for part in ("staff", "manager"):
        assert "with Coastal Police" in pages[part]
    for part in ("liaison", "police_leader"):
        assert "with Harbour Health" in pages[part]
        assert "with Coastal Police" not in pages[part]
    assert "Harbour Health · Coastal Police" in pages["auditor"]


def test_what_waits_stands_under_whose_turn_it_is(cast, as_):
    booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    booking.propose(cast.partnership, wish(slot(local(2, 27, 6))), by=cast.manager, at=NOW)

    for part, first, second in (
        ("manager", "20 Feb", "27 Feb"),
        ("liaison", "27 Feb", "20 Feb"),
    ):
        text = as_(getattr(cast, part)).get(LIST).content.decode()
        yours, theirs = text.index('id="yours"'), text.index('id="theirs"')
        assert yours < text.index(first) < theirs < text.index(second)
    staff = as_(cast.staff).get(LIST).content.decode()
    assert 'id="yours"' not in staff
    assert staff.count("Waits for") == 2


def test_a_series_on_offer_stands_under_whose_turn_it_is(cast, as_, on_offer):
    booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    rule = "Every Wednesday at 06:00"

    pages = {
        part: as_(getattr(cast, part)).get("/visits/").content.decode()
        for part in ("manager", "liaison", "staff")
    }

    manager = pages["manager"]
    assert manager.index('id="yours"') < manager.index(rule) < manager.index("20 Feb")
    assert 'id="theirs"' not in manager
    assert pages["liaison"].index('id="theirs"') < pages["liaison"].index(rule)
    assert pages["staff"].count(f"Waits for {cast.operator.name}") == 2
    assert not any('id="series"' in text for text in pages.values())


def test_a_series_that_runs_waits_for_nobody(cast, as_, running):
    page = as_(cast.manager).get("/visits/").content.decode()

    assert page.index('id="series"') < page.index("Every Wednesday at 06:00")
    assert 'id="yours"' not in page


def test_an_empty_list_says_what_one_can_do(cast, as_):
    text = as_(cast.liaison).get(LIST).content.decode()

    assert "No visit is planned" in text
    assert "/visits/new/" in text
    assert "/visits/new/" not in as_(cast.staff).get(LIST).content.decode()


def test_the_past_is_a_page_of_its_own(cast, as_, confirmed):
    outcomes.mark_held(confirmed, note="It was.", by=cast.manager, at=AFTER)

    assert "Held" in as_(cast.staff).get(LIST, {"show": "past"}).content.decode()
    assert "Held" not in as_(cast.staff).get(LIST).content.decode()


def test_a_long_list_goes_on(cast, as_, monkeypatch):
    monkeypatch.setattr(timetable, "PAGE", 2)
    some(cast, 3)
    client = as_(cast.manager)

    first = client.get(LIST)
    second = client.get(LIST + first.context["more"])

    assert len(first.context["page"].visits) == 2
    assert len(second.context["page"].visits) == 1
    assert second.context["more"] == ""
    assert first.context["more"].replace("&", "&amp;") in first.content.decode()


def test_the_addresses_of_the_list_keep_to_what_is_chosen(cast):
    only, more = cast.partnership.pk, Page([], more="1-ab")

    assert showing.addresses(Page([]), is_past=False, only=None) == {
        "coming": "?",
        "past": "?show=past",
        "first": "?",
        "more": "",
        "kept": "",
    }
    assert showing.addresses(more, is_past=True, only=only) == {
        "coming": f"?partnership={only}",
        "past": f"?show=past&partnership={only}",
        "first": f"?show=past&partnership={only}",
        "more": f"?show=past&partnership={only}&after=1-ab",
        "kept": f"partnership={only}",
    }


@pytest.mark.parametrize("place", ["x", "1-2", "\0", "9" * 50])
def test_a_place_in_the_list_that_is_none_is_not_found(cast, as_, place):
    assert as_(cast.manager).get(LIST, {"after": place}).status_code == 404


def test_one_partnership_can_be_looked_at_alone(cast, as_, confirmed):
    other = Partnership.objects.create(site=cast.other_site, service=cast.service, began_on=SINCE)
    client = as_(cast.backup)

    assert len(client.get(LIST).context["page"].visits) == 1
    assert client.get(LIST, {"partnership": other.pk}).context["page"].visits == []
    strange = client.get(LIST, {"partnership": cast.other_partnership.pk})
    assert strange.context["only"] is None


def test_nobody_sees_the_other_partnerships_visits(cast, as_, confirmed, proposed):
    for name in ("other_manager", "other_liaison"):
        page = as_(getattr(cast, name)).get(LIST)
        assert page.context["page"].visits == []
        assert page.context["yours"] + page.context["theirs"] == []


def test_the_list_asks_as_little_of_the_database_for_many_as_for_few(
    cast, as_, django_assert_num_queries
):
    client = as_(cast.liaison)
    some(cast, 2)
    client.get(LIST)
    # session, person, standing (2), waiting, series, goals, coming, notices
    with django_assert_num_queries(9):
        client.get(LIST)
    some(cast, 22, after=2)

    with django_assert_num_queries(9):
        page = client.get(LIST)
    assert len(page.context["page"].visits) == 24
