"""Notices of a kind that only these tests know, about things whose visibility they decide."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction

from notifications import post
from notifications.models import Notice

AT = datetime(2025, 2, 4, 18, tzinfo=UTC)
TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def rehearsal(settings):
    """Templates of the kinds "rehearsal/told" and "rehearsal/poison" (its body cannot render)."""
    ours = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**ours, "DIRS": [*ours["DIRS"], TEMPLATES]}]
    settings.BASE_URL = "https://portal.example.org"


@pytest.fixture
def told(cast, rehearsal):
    """``told(cast.liaison, key="1")`` hands in one notice and returns it."""

    def hand_in(person, *, key="1", kind="rehearsal/told", about=None, at=AT, **facts) -> Notice:
        with transaction.atomic():
            post.send(
                kind,
                to=[person],
                about=about or cast.site,
                path="/sites/harbour-street/",
                key=key,
                facts={"count": 3, "day": "2025-02-04"} | facts,
                at=at,
            )
        return Notice.objects.get(recipient=person, kind=kind, created_at=at)

    return hand_in


@pytest.fixture
def access_allows(settings):
    """Who may see what is for the apps above to say; here the tests say it."""
    allowed = SimpleNamespace(everything=True)
    settings.NOTICE_ACCESS = "notifications.tests.conftest.still_visible"
    still_visible.allowed = allowed
    return allowed


def still_visible(person, things):
    return set(things) if still_visible.allowed.everything else set()
