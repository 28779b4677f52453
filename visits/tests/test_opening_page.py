"""The track on the page of a site, and the whole of it on a page of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from accounts.models import Person
from liaison.models import Lifecycle, Partnership, Site
from tests.cast import NOW
from visits.kinds import Kind, Place
from visits.tests import openings
from visits.tests.conftest import local
from visits.tests.openings import DAY, OPENS, WEEK, meet
from visits.track.table import STEPS, Code

pytestmark = pytest.mark.django_db
SITE, TRACK = "/sites/harbour-street/", "/sites/harbour-street/opening/"
# Everything up to the draft is due, the draft itself soon.
AT = local(6, 2, 12)


@pytest.fixture
def ready(cast, time_machine):
    openings.get_ready(cast)
    time_machine.move_to(AT, tick=False)
    return cast


def text(client, path):
    page = client.get(path)
    assert page.status_code == 200
    return " ".join(strip_tags(page.content.decode()).split())


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def rows(client):
    (track,) = client.get(TRACK).context["tracks"]
    return {row.stand.step.code: row for row in track.rows}


def test_every_step_has_its_day_whose_turn_it_is_and_its_state_in_words(ready, as_):
    visit = meet(ready, Kind.CHECK_IN)
    page = as_(ready.manager).get(TRACK).content.decode()

    words = " ".join(strip_tags(page).split())
    for step in STEPS:
        assert str(step.code.label) in words
    assert "Mon 3 Mar 2025 26 weeks before" in words
    assert "First talk of the two sides Done Wed 12 Feb 2025" in words
    assert f'href="{visit.get_absolute_url()}"' in page
    assert "The legal basis is explained Overdue Site side It does not say yet" in words
    assert "A protocol is drafted Due soon Both sides Begin the draft" in words
    assert "Steps done: 3 of 15." in words


def test_the_page_of_the_site_shows_what_is_asked_for_and_the_way_to_the_rest(ready, as_):
    words = text(as_(ready.liaison), SITE)

    assert "Opens on Mon 1 Sep 2025. Steps done: 2 of 15." in words
    assert "Joint visit to an established site Overdue Both sides Find a time" in words
    assert "The police service says who speaks" not in words
    assert "Review after two weeks" not in words
    assert "The whole track" in words


@pytest.mark.parametrize(
    ("part", "hidden"),
    [
        ("staff", {Code.BRIEFED}),
        ("manager", set()),
        ("police_leader", set()),
        ("auditor", {Code.DRAFT}),
        ("observer", None),
        ("officer", None),
    ],
)
def test_a_reader_sees_of_it_what_they_see_elsewhere(ready, as_, part, hidden):
    meet(ready, Kind.CHECK_IN)
    if hidden is None:
        hidden = {step.code for step in STEPS if step.kinds} | {Code.DRAFT}
        hidden |= {Code.SITE_CALLS, Code.POLICE_CALLS}
        hidden |= {Code.BRIEFED} if part == "observer" else set()

    found = rows(as_(getattr(ready, part)))

    assert {code for code, row in found.items() if row.is_hidden} == hidden
    words = text(as_(getattr(ready, part)), TRACK)
    assert ("Wed 12 Feb 2025" in words) is (Code.DIALOGUE not in hidden)
    assert ("Steps done" in words) is (not hidden)


@pytest.mark.parametrize("part", ["auditor", "observer", "officer"])
def test_who_reads_no_drafts_learns_of_none(ready, as_, part):
    client = as_(getattr(ready, part))
    before = text(client, TRACK), text(client, SITE)

    openings.send(ready)

    assert (text(client, TRACK), text(client, SITE)) == before


@pytest.mark.parametrize("part", ["auditor", "observer", "officer"])
def test_who_looks_on_begins_nothing(ready, as_, part):
    assert all(row.action is None for row in rows(as_(getattr(ready, part))).values())


@pytest.mark.parametrize("part", ["other_manager", "other_liaison", "mediator", "admin"])
def test_nobody_else_finds_it(ready, as_, part):
    assert as_(getattr(ready, part)).get(TRACK).status_code == 404


def test_a_press_leads_to_a_time_elsewhere_for_the_visit_to_another_site(ready, as_):
    client = as_(ready.manager)
    form = client.get(rows(client)[Code.EXCHANGE].action.url).context["form"]

    assert (form["kind"].value(), form["place"].value()) == (Kind.EXCHANGE, Place.OFF_SITE)


def test_another_opening_day_dates_it_all_anew(ready, as_):
    client = as_(ready.manager)
    Site.objects.filter(pk=ready.site.pk).update(opens_on=OPENS + WEEK)

    assert all(
        row.stand.due_on == row.stand.step.due_on(OPENS) + WEEK for row in rows(client).values()
    )


def test_a_site_that_said_no_day_says_what_to_do(ready, as_):
    Site.objects.filter(pk=ready.site.pk).update(opens_on=None)

    assert "Say the opening day" in text(as_(ready.manager), TRACK)
    assert "Say the opening day" not in text(as_(ready.liaison), TRACK)
    assert "Before the opening" not in text(as_(ready.manager), SITE)


@pytest.mark.parametrize("lifecycle", ["suspended", "relocating", "closed"])
def test_a_site_that_does_not_run_has_no_track(ready, as_, lifecycle):
    Site.objects.filter(pk=ready.site.pk).update(lifecycle=lifecycle)

    assert as_(ready.manager).get(TRACK).context["tracks"] == []
    assert "Steps done" not in text(as_(ready.manager), SITE)


def test_after_the_opening_the_reviews_stay_until_they_are_held(cast, as_, time_machine):
    openings.get_ready(cast, opens_on=NOW.date(), lifecycle=Lifecycle.OPERATING)
    time_machine.move_to(NOW + 8 * DAY, tick=False)
    words = text(as_(cast.liaison), SITE)
    assert "Open since Tue 4 Feb 2025. Reviews held: 0 of 4." in words
    assert "Review after two weeks Due soon Both sides Find a time" in words
    assert "Who speaks for it" not in words
    meet(cast, Kind.CHECK_IN, local(2, 18, 6))
    time_machine.move_to(NOW + 16 * DAY, tick=False)
    assert "Reviews held" not in text(as_(cast.liaison), SITE)
    assert "Reviews held: 1 of 4." in text(as_(cast.liaison), TRACK)
    time_machine.move_to(NOW + 40 * WEEK, tick=False)
    assert "Review after six weeks Overdue" in text(as_(cast.liaison), SITE)


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({"opens_on": None}, 0),
        ({"opens_on": NOW.date() - 20 * WEEK, "held": 4}, 0),
        ({"opens_on": NOW.date() - 8 * WEEK, "held": 2}, 0),
        ({"opens_on": NOW.date() - 8 * WEEK, "held": 1}, 1),
    ],
    ids=["no opening day", "all held", "none is near", "one is due"],
)
def test_the_page_of_an_open_site_asks_nothing_more_unless_a_review_is_due(
    cast, as_, time_machine, facts, more
):
    time_machine.move_to(NOW, tick=False)
    client = as_(cast.liaison)
    before = queries(client, SITE)

    Partnership.objects.filter(pk=cast.partnership.pk).update(reviews_held=facts.get("held", 0))
    Site.objects.filter(pk=cast.site.pk).update(opens_on=facts["opens_on"])

    assert queries(client, SITE) == before + more


def test_the_pages_take_few_queries(ready, as_):
    client = as_(ready.manager)

    assert queries(client, TRACK) <= 22
    assert queries(client, SITE) <= 34


def test_it_reads_in_french(ready, as_):
    Person.objects.filter(pk=ready.manager.pk).update(language="fr")

    words = text(as_(ready.manager), TRACK)

    assert "Avant l’ouverture" in words
    assert "En retard" in words
    assert "26 semaines avant" in words
    assert "Legal basis" not in words
