"""The list of sites and the page of a site."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk import sites
from liaison.models import HoursSet
from liaison.timekeeping import SiteState
from tests.cast import NOW

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


def test_unknown_hours_are_said_to_count_as_open(cast, as_):
    site = type(cast.site).objects.create(
        slug="unknown", name="Unknown", operator=cast.operator, zone="America/Vancouver"
    )

    page = as_(cast.leader).get(reverse("desk:site_detail", args=[site.slug]))

    assert "Until then the site counts as open" in page.content.decode()
    assert not HoursSet.objects.filter(site=site).exists()


@pytest.mark.parametrize("part", ["manager", "liaison", "officer", "auditor"])
def test_the_page_of_a_site_is_for_those_it_concerns(cast, as_, part):
    page = as_(getattr(cast, part)).get(reverse("desk:site_detail", args=[cast.site.slug]))

    text = page.content.decode()
    assert page.status_code == 200
    assert ("Recent incidents" in text) == (part in ("manager", "liaison"))


def test_nobody_reads_of_another_partnership(cast, as_):
    client = as_(cast.other_liaison)

    assert client.get(reverse("desk:site_detail", args=[cast.site.slug])).status_code == 404
    assert cast.site.name not in client.get(reverse("desk:site_list")).content.decode()


@pytest.mark.parametrize(("name", "most"), [("desk:site_detail", 14), ("desk:site_list", 7)])
def test_the_pages_take_few_queries(cast, as_, name, most):
    args = [cast.site.slug] if name.endswith("detail") else []
    client = as_(cast.liaison)
    client.get(reverse(name, args=args))

    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(name, args=args))

    assert len(captured) <= most
