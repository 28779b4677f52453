"""Somebody tells a site something: once, sealed, and without an hour."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import models

from accounts.models import Person
from audit.models import Entry
from incidents.models import Told, ToldCount
from incidents.telling import sending
from incidents.telling.asked import Account, What, Wish
from incidents.telling.sending import CannotTell, LinkGone
from incidents.tests.telling.conftest import WORDS
from liaison import site_links
from liaison.models import TellLink
from tests.at_once import at_once, only_one
from tests.cast import NOW
from vault.models import DataKey

# Midnight of that Tuesday in Vancouver.
DAY = datetime(2025, 2, 4, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_it_is_kept_sealed_for_the_site_and_has_a_slip(tell, cast):
    sent = tell()

    told = Told.objects.get()
    assert told.site == cast.site
    assert told.account == Account(What.OUTSIDE, "street", "today", "seen", WORDS)
    assert told.data_key.domain == "site"
    assert len(sent.words) == 6
    stored = str(list(Told.objects.values_list())) + str(list(DataKey.objects.values_list()))
    # A word of two letters stands in sealed bytes by chance.
    told_words = [word for word in WORDS.split() if len(word) > 3]
    assert not [word for word in (*told_words, *sent.words, "outside") if word in stored]


def test_it_is_read_within_three_business_days(tell):
    assert tell().read_by == date(2025, 2, 7)
    assert tell(seed="later", at=NOW + timedelta(days=2)).read_by == date(2025, 2, 11)


def test_nothing_has_a_time_finer_than_the_day(tell, link):
    before = set(Entry.objects.values_list("pk", flat=True))
    keys = set(DataKey.objects.values_list("pk", flat=True))
    tell(at=NOW)
    tell(wish=Wish.COUNT, at=NOW)

    rows = [*Told.objects.all(), *DataKey.objects.exclude(pk__in=keys)]
    rows += Entry.objects.exclude(pk__in=before)
    moments = {
        value
        for row in rows
        for field in row._meta.fields
        if isinstance(field, models.DateTimeField) and (value := getattr(row, field.attname))
    }
    monday = DAY - timedelta(days=1)
    assert moments == {DAY, DAY + timedelta(days=1), monday}
    bodies = [entry.body.read() for entry in Entry.objects.exclude(pk__in=before)]
    assert {body["verb"]: body["at"][:13] for body in bodies} == {
        "incidents.told": "2025-02-04T08",
        "incidents.told_counted": "2025-02-03T08",
    }
    assert {(entry.chain_id, entry.vis) for entry in Entry.objects.exclude(pk__in=before)} == {
        (link.site_id, 1)
    }


def test_what_is_only_counted_is_not_kept(tell, cast):
    sent = tell(wish=Wish.COUNT)

    assert sent == sending.Sent()
    assert not Told.objects.exists()
    [counted] = ToldCount.objects.values("site", "week", "what")
    assert counted == {"site": cast.site.pk, "week": date(2025, 2, 3), "what": "outside"}


@pytest.mark.parametrize(("wish", "model"), [(Wish.SITE, Told), (Wish.COUNT, ToldCount)])
def test_pressed_twice_it_is_told_once_and_has_one_slip(tell, wish, model):
    first, again = tell(wish=wish), tell(wish=wish)

    assert first == again
    assert model.objects.count() == 1


@pytest.mark.parametrize("other", [{"words": "Other."}, {"what": What.GOOD}, {"seed": "other"}])
def test_what_differs_is_told_as_something_else(tell, other):
    assert tell().slip != tell(**other).slip
    assert Told.objects.count() == 2


def test_a_revoked_link_takes_nothing(tell, link, cast):
    site_links.revoke(link, by=cast.manager)

    with pytest.raises(LinkGone):
        tell()
    assert not Told.objects.exists()


def test_a_flood_is_not_taken_and_the_next_week_begins_anew(tell, monkeypatch):
    monkeypatch.setattr(sending, "MOST_A_WEEK", 2)
    tell(seed="one")
    tell(seed="two", wish=Wish.COUNT)

    for wish in (Wish.SITE, Wish.COUNT):
        with pytest.raises(CannotTell, match="Speak to staff"):
            tell(seed="three", wish=wish)
    assert tell(seed="one").slip  # what was taken has its slip still
    assert tell(seed="three", at=NOW + timedelta(days=6)).slip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seeds", [("same", "same"), ("one", "two")])
def test_at_once_it_is_told_once_and_never_more_than_is_taken(cast, monkeypatch, seeds):
    monkeypatch.setattr(sending, "MOST_A_WEEK", 1)
    link = site_links.issue(TellLink, cast.site, "Waiting room", by=cast.manager, at=NOW)

    def press(seed):
        account, by = Account(What.GOOD), Person.system()
        return sending.send(
            link, account, wish=Wish.SITE, seed=seed, language="fr", by=by, at=NOW
        ).slip

    ended = at_once(*[lambda seed=seed: press(seed) for seed in seeds])

    assert Told.objects.count() == 1
    if seeds[0] == seeds[1]:
        assert ended[0] == ended[1]
    else:
        only_one(ended, CannotTell)
