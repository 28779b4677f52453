"""The same person at two devices, at the same moment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaison.refusal import Stale
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits.calendars import feeds
from visits.models import CalendarFeed

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_calendar_is_made_once(cast):
    deeds = [lambda: feeds.make(cast.site, by=cast.liaison, at=NOW)] * 4

    made = only_one(at_once(*deeds), Stale)

    assert CalendarFeed.objects.get() == made.feed


@pytest.mark.on_postgres
def test_what_names_the_person_meanwhile_does_not_wait(cast):
    with CaptureQueriesContext(connection) as asked:
        feeds.make(cast.site, by=cast.liaison, at=NOW)

    locks = [one["sql"] for one in asked.captured_queries if "FOR " in one["sql"].upper()]
    assert any("FOR NO KEY UPDATE" in sql for sql in locks if "accounts_person" in sql)


def test_an_address_is_renewed_once_and_not_revoked_meanwhile(cast):
    old = feeds.make(None, by=cast.liaison, at=NOW).feed

    ended = at_once(
        lambda: feeds.renew(old, by=cast.liaison, at=NOW),
        lambda: feeds.renew(old, by=cast.liaison, at=NOW),
        lambda: feeds.revoke(old, by=cast.liaison, at=NOW),
    )

    won = only_one(ended, Stale)
    standing = list(CalendarFeed.objects.standing())
    assert standing == ([] if won == old else [won.feed])
