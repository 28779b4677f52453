"""The list: lean, in pages, narrowed, and only what one may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import listing
from incidents.models import Incident
from incidents.tests import reports
from tests.cast import NOW

MOST_QUERIES = 7


def page(client, query=""):
    answer = client.get(f"/incidents/{query}")
    assert answer.status_code == 200, answer.status_code
    return answer


def listed(client, query=""):
    return [row.reference for row in page(client, query).context["rows"]]


def many(cast, number):
    return [
        reports.logged(cast, occurred_at=NOW - timedelta(hours=hour + 1)) for hour in range(number)
    ]


def test_the_newest_stand_first_in_words(cast, as_):
    older = reports.logged(cast, occurred_at=NOW - timedelta(days=2))
    newer = reports.released(cast, kind="G2")

    answer = page(as_(cast.manager))
    assert [row.reference for row in answer.context["rows"]] == [newer.reference, older.reference]
    text = answer.content.decode()
    for words in (
        "Officers gave naloxone or helped at an overdose",
        "Harbour Street · Tue 4 Feb 2025, 09:30 (Vancouver)",
        "Released",
        ">Good<",
    ):
        assert words in text


def test_pages_of_25_lead_to_and_fro_and_miss_nothing(cast, as_):
    made = [one.reference for one in many(cast, 60)]
    client = as_(cast.manager)

    first = page(client)
    assert not first.context["newer"]
    second = page(client, first.context["older"])
    third = page(client, second.context["older"])
    met = [row.reference for one in (first, second, third) for row in one.context["rows"]]

    assert met == made
    assert [len(one.context["rows"]) for one in (first, second, third)] == [25, 25, 10]
    assert not third.context["older"]
    back = page(client, third.context["newer"])
    assert [r.reference for r in back.context["rows"]] == [
        r.reference for r in second.context["rows"]
    ]
    start = page(client, back.context["newer"])
    assert [r.reference for r in start.context["rows"]] == made[:25]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=G2", {"good"}),
        ("?stage=settled", {"settled"}),
        ("?stage=logged", {"own"}),
        ("?show=own", {"own"}),
        ("?show=waiting", {"waiting"}),
        ("?kind=P1&stage=settled", {"settled"}),
        ("?kind=K1", set()),
    ],
)
def test_it_narrows(cast, as_, query, expected):
    made = {
        "good": reports.released(cast, kind="G2"),
        "settled": reports.settled(cast),
        "own": reports.logged(cast, by=cast.manager),
        "waiting": reports.released(cast, author=cast.liaison),
    }
    names = {incident.reference: name for name, incident in made.items()}

    assert {names[one] for one in listed(as_(cast.manager), query)} == expected


def test_it_narrows_by_site_and_keeps_that_over_pages(cast, as_):
    many(cast, 27)
    client = as_(cast.manager)

    first = page(client, f"?site={cast.site.pk}")
    assert f"site={cast.site.pk}" in first.context["older"]
    assert len(page(client, first.context["older"]).context["rows"]) == 2
    assert listed(client, f"?site={cast.other_site.pk}") == []


@pytest.mark.parametrize(
    ("part", "words"), [("police_leader", "Your side’s turn"), ("liaison", "Your turn")]
)
def test_the_turn_of_the_own_side_is_marked(cast, as_, part, words):
    reports.released(cast)

    [row] = page(as_(getattr(cast, part))).context["rows"]
    assert row.turn == words
    [row] = page(as_(cast.manager)).context["rows"]
    assert row.turn == "Turn: Police"


def test_whoever_stands_on_both_sides_is_told_of_no_turn_of_theirs(cast, as_, torn):
    reports.released(cast)

    [row] = page(as_(torn)).context["rows"]
    assert row.turn == "Turn: Police"
    assert listed(as_(torn), "?show=waiting") == []


def test_nothing_of_others_is_listed(cast, as_):
    reports.settled(cast)
    reports.logged(cast, by=cast.liaison)

    assert listed(as_(cast.other_manager)) == []
    assert listed(as_(cast.other_liaison)) == []
    assert "Harbour Street" not in page(as_(cast.other_liaison)).content.decode()


@pytest.mark.parametrize("query", ["?before=x", "?after=1-2", "?before=%00", "?after=" + "9" * 400])
def test_a_place_that_is_none_leads_nowhere(cast, as_, query):
    assert as_(cast.manager).get(f"/incidents/{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["?site=x", "?stage=gone", "?kind=Z9", "?show=all", "?site=%00&kind=%00"]
)
def test_a_wrong_choice_is_told_beside_the_field(cast, as_, query):
    reports.logged(cast)

    answer = page(as_(cast.manager), query)
    assert answer.context["form"].errors
    assert "your attention" in answer.content.decode()


def test_an_empty_list_says_something_useful(cast, as_):
    text = page(as_(cast.manager)).content.decode()

    assert "Nothing has been logged here yet" in text
    assert "Good encounters count too" in text
    assert "Nothing fits this" in page(as_(cast.manager), "?kind=K1").content.decode()


def test_it_takes_few_queries_and_no_more_with_more_rows(cast, as_):
    client = as_(cast.manager)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            page(client)
        return [one["sql"] for one in caught.captured_queries]

    many(cast, 10)
    page(client)
    few = len(queries())
    many(cast, 20)
    more = queries()

    assert len(more) == few <= MOST_QUERIES
    assert len(set(more)) == len(more)
    assert not [sql for sql in more if "COUNT(" in sql or "OFFSET" in sql]


def test_the_site_page_gets_the_newest_few(cast):
    many(cast, 7)

    rows = listing.recent(cast.site, cast.manager, limit=5)
    newest = Incident.objects.newest_first()[:5]
    assert [row.reference for row in rows] == [incident.reference for incident in newest]
    assert listing.recent(cast.site, cast.liaison) == []
