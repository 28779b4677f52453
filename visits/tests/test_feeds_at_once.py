"""The same person at two devices, at the same moment."""

import pytest

from liaison.refusal import Stale
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits import feeds
from visits.models import CalendarFeed

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_calendar_is_made_once(cast):
    deeds = [lambda: feeds.make(cast.site, by=cast.liaison, at=NOW)] * 4

    made = only_one(at_once(*deeds), Stale)

    assert CalendarFeed.objects.get() == made.feed


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
