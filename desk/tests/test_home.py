"""My desk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from desk import agenda
from liaison import door_links, site_links
from liaison.agenda import Item, Time, Turn
from tests.cast import NOW


def _item(name: str, turn: Turn = Turn.YOURS, **moments: datetime) -> Item:
    return Item(turn=turn, what=name, where="Harbour Street", url="/", **moments)


@pytest.fixture
def three_items(monkeypatch):
    class Source:
        @staticmethod
        def waiting_for(person, at):
            return [
                _item("without a date"),
                _item("waits longer", since=at - timedelta(days=9)),
                _item("due later", due=at + timedelta(days=2)),
                _item("due first", due=at + timedelta(hours=1)),
                _item("theirs", Turn.THEIRS),
                _item("coming", Turn.COMING),
            ]

    monkeypatch.setattr(agenda, "SOURCES", (Source,))


def test_what_is_due_first_stands_first(three_items):
    desk = agenda.for_person(object(), at=NOW)

    assert [item.what for item in desk.yours] == [
        "due first",
        "due later",
        "waits longer",
        "without a date",
    ]
    assert [item.what for item in desk.theirs] == ["theirs"]
    assert [item.what for item in desk.coming] == ["coming"]


def test_an_empty_desk_says_something_kind(cast, as_):
    page = as_(cast.liaison).get(reverse("desk:home"))

    assert "Nothing waits for you" in page.content.decode()


@pytest.mark.parametrize(
    ("part", "words", "leads_to"),
    [
        ("admin", "You read no case", "liaison:manage_home"),
        ("officer", "the door card answers", "desk:site_list"),
        ("auditor", "You look on", "desk:site_list"),
        ("observer", "You look on", "desk:site_list"),
        ("mediator", "You are on no case", None),
        ("stranger", "You have no current mandate", None),
        ("former", "You have no current mandate", None),
    ],
)
def test_whoever_takes_no_turn_is_told_why_and_where_to_go(cast, as_, part, words, leads_to):
    page = as_(getattr(cast, part)).get("/").content.decode()

    assert words in page
    assert "Your turn" not in page
    main = page.partition("<main")[2]
    assert leads_to is None or f'href="{reverse(leads_to)}"' in main
    assert "Log an incident" not in page


def test_an_officer_opens_the_door_card_with_one_press(cast, as_):
    officer = as_(cast.officer)
    assert "No link yet: ask the liaison officer of your service." in officer.get("/").text

    link = door_links.issue(cast.site, "Roll-call", by=cast.manager)

    page = officer.get("/").text
    assert 'href="/sites/harbour-street/door-card/"' in page
    assert link.words() not in page
    assert "Mill Lane" not in page
    card = officer.get("/sites/harbour-street/door-card/", follow=True)
    assert (card.status_code, card.redirect_chain) == (200, [(site_links.path(link), 302)])


@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader", "observer", "stranger"])
def test_only_an_officers_desk_begins_with_door_cards(cast, as_, part):
    door_links.issue(cast.site, "Roll-call", by=cast.manager)

    assert "Door cards" not in as_(getattr(cast, part)).get("/").text


@pytest.mark.parametrize("part", ["staff", "manager", "leader", "liaison", "police_leader"])
def test_whoever_may_log_an_incident_begins_here(cast, as_, part):
    page = as_(getattr(cast, part)).get("/").content.decode()

    assert f'class="btn btn-primary" href="{reverse("incidents:incident_log")}"' in page


def test_who_is_not_signed_in_reads_what_this_is(client, db):
    page = client.get("/")

    assert page.status_code == 200
    assert reverse("account_login") in page.content.decode()


def test_the_desk_takes_no_more_queries_with_more_partnerships(cast, as_, world_of_many):
    one, many = world_of_many
    assert one == many


@pytest.fixture
def world_of_many(cast, as_, django_assert_num_queries):
    """How many queries the liaison's desk takes with one partnership, and with six."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from liaison.models import Partnership, Site

    def queries() -> int:
        client = as_(cast.backup)
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    before = queries()
    for number in range(5):
        site = Site.objects.create(
            slug=f"more-{number}", name=f"More {number}", operator=cast.operator, zone="UTC"
        )
        Partnership.objects.create(
            site=site, service=cast.service, began_on=datetime(2024, 1, 1, tzinfo=UTC).date()
        )
    return before, queries()


@pytest.mark.parametrize(
    ("time", "english", "french"),
    [
        (Time.ANSWER, "answer by", "répondre au plus tard le"),
        (Time.BY, "by", "au plus tard le"),
        (Time.UNTIL, "until", "jusqu’au"),
        (Time.ON, "on", "le"),
        (Time.SINCE, "since", "depuis le"),
    ],
)
def test_every_time_says_what_it_is(time, english, french):
    row = replace(_item("a row", due=NOW), time=time)

    for language, words in (("en", english), ("fr", french)):
        with translation.override(language):
            shown = render_to_string("components/desk_row.html", {"item": row, "now": NOW})
        assert f'<p class="desk-row__due">{words} <time' in shown


@pytest.mark.parametrize(
    ("time", "english", "french"),
    [
        (Time.ANSWER, "an answer was due by", "réponse attendue au plus tard le"),
        (Time.BY, "was due by", "à faire au plus tard le"),
    ],
)
def test_what_is_late_says_when_it_was_due(time, english, french):
    row = replace(_item("a row", due=NOW - timedelta(days=1)), time=time)

    for language, words in (("en", english), ("fr", french)):
        with translation.override(language):
            shown = render_to_string("components/desk_row.html", {"item": row, "now": NOW})
        assert f" {words} <time" in shown
