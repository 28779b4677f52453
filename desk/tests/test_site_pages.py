"""The list of sites and the page of a site."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import Person
from desk import sites
from liaison.models import Partnership, Site
from liaison.timekeeping import SiteState
from tests.cast import NOW, SINCE
from visits.contact import goals
from visits.contact.goals import Wanted
from visits.kinds import Kind

# Tuesday 05:30 in Vancouver: Harbour Street has been closed since 03:00.
AT_NIGHT = datetime(2025, 2, 4, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "state", "until"),
    [
        (NOW, SiteState.OPERATING, datetime(2025, 2, 5, 11, tzinfo=UTC)),
        (AT_NIGHT, SiteState.NON_OPERATIONAL, datetime(2025, 2, 4, 17, tzinfo=UTC)),
    ],
)
def test_a_site_is_open_or_closed_and_until_when(cast, at, state, until):
    page = sites.page(cast.site, cast.manager, at=at)

    assert (page.now.state, page.now.until) == (state, until)


@pytest.fixture
def unknown(cast):
    """A site nobody has given hours."""
    return Site.objects.create(
        slug="unknown", name="Unknown", operator=cast.operator, zone="America/Vancouver"
    )


@pytest.mark.parametrize("page", ["desk:site_detail", "liaison:hours_show"])
@pytest.mark.parametrize(("part", "may_enter"), [("leader", False), ("alternate", True)])
def test_unknown_hours_are_one_true_sentence_and_what_to_do(
    cast, as_, unknown, page, part, may_enter
):
    text = as_(getattr(cast, part)).get(reverse(page, args=[unknown.slug])).content.decode()

    assert "Hours unknown" in text
    assert "it counts as operating all the time, and no visit can take place there" in text
    assert ("Enter the hours" in text) == may_enter
    assert ("Its manager can enter the hours." in text) != may_enter
    for untrue in ("No operating hours", "Operating next", "nothing changes", "Operating</span>"):
        assert untrue not in text


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW, "Operating until Wed 5 Feb 2025, 03:00 (Vancouver)"),
        (AT_NIGHT, "Outside operating hours until Tue 4 Feb 2025, 09:00 (Vancouver)"),
    ],
)
def test_every_page_says_in_the_same_words_how_a_site_stands(cast, as_, at, words):
    pages = [
        reverse("desk:site_list"),
        reverse("desk:site_detail", args=[cast.site.slug]),
        reverse("liaison:hours_show", args=[cast.site.slug]),
        reverse("liaison:hours_change", args=[cast.site.slug]),
    ]

    with time_machine.travel(at, tick=False):
        for page in pages:
            text = strip_tags(as_(cast.manager).get(page).content.decode())
            assert words in " ".join(text.split())


@pytest.mark.parametrize("part", ["manager", "liaison", "officer", "auditor"])
def test_the_page_of_a_site_is_for_those_it_concerns(cast, as_, part):
    page = as_(getattr(cast, part)).get(reverse("desk:site_detail", args=[cast.site.slug]))

    text = page.content.decode()
    assert page.status_code == 200
    assert ("Recent incidents" in text) == (part in ("manager", "liaison"))


def test_what_is_missing_stands_on_the_page_of_its_own_site(cast, unknown):
    pair = Partnership.objects.create(site=unknown, service=cast.service, began_on=SINCE)
    goals.set_goal(pair, Kind.CHECK_IN, Wanted(1, "month"), by=cast.alternate, at=NOW)

    lacking = [len(sites.page(one, cast.alternate, at=NOW).lacking) for one in (unknown, cast.site)]
    assert lacking == [1, 0]


def test_nobody_reads_of_another_partnership(cast, as_):
    client = as_(cast.other_liaison)

    assert client.get(reverse("desk:site_detail", args=[cast.site.slug])).status_code == 404
    assert cast.site.name not in client.get(reverse("desk:site_list")).content.decode()


def test_whom_to_call_and_where_to_stand_are_read_in_the_language_of_the_reader(cast, as_):
    Site.objects.filter(pk=cast.site.pk).update(arrival_en="East side", arrival_fr="Côté est")
    Person.objects.filter(pk=cast.liaison.pk).update(language="fr")

    page = as_(cast.liaison).get(reverse("desk:site_detail", args=[cast.site.slug]))

    text = page.content.decode()
    assert "<dd>Côté est</dd>" in text
    assert '<span lang="en">On-scene supervisor</span>' in text


@pytest.mark.parametrize(("name", "most"), [("desk:site_detail", 16), ("desk:site_list", 7)])
def test_the_pages_take_few_queries(cast, as_, name, most):
    args = [cast.site.slug] if name.endswith("detail") else []
    client = as_(cast.liaison)
    client.get(reverse(name, args=args))

    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(name, args=args))

    assert len(captured) <= most
