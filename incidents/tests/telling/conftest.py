"""A link by which people tell Harbour Street something, and what they tell."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.cache.backends.locmem import LocMemCache

from accounts.models import Person
from incidents.models import Told
from incidents.telling import destroying, limits, sending
from incidents.telling.asked import Account, Known, Place, What, When, Wish
from liaison import access, site_links, wallclock
from liaison.models import TellLink
from tests.cast import NOW

WORDS = "CNRY-TOLD they parked by the steps again"
TOMORROW = NOW + timedelta(days=1)


def ends_at(told):
    """The moment from which on *told* is destroyed."""
    return wallclock.midnight(destroying.ends_on(told), told.site.tz)


@pytest.fixture(autouse=True)
def counts(monkeypatch):
    """What is counted in this test alone, by the test's own clock."""
    monkeypatch.setattr(limits, "cache", LocMemCache(uuid.uuid4().hex, {}))


@pytest.fixture
def link(cast):
    return site_links.issue(TellLink, cast.site, "Waiting room", by=cast.manager, at=NOW)


@pytest.fixture
def clock():
    """The cast's Tuesday morning; ``clock.move_to(TOMORROW)``."""
    with time_machine.travel(NOW, tick=False) as traveller, access.remembering():
        yield traveller


@pytest.fixture
def tell(link, clock):
    """``tell(wish=Wish.RAISE)``: what came of it; with the same ``seed`` it is one press."""

    def told(*, wish=Wish.SITE, seed="seed", language="en", at=None, **said):
        given = {
            "what": What.OUTSIDE,
            "place": Place.STREET,
            "when": When.TODAY,
            "known": Known.SEEN,
            "words": WORDS,
        }
        account = Account(**given | said)
        return sending.send(
            link, account, wish=wish, seed=seed, language=language, by=Person.system(), at=at
        )

    return told


@pytest.fixture
def told(tell, clock):
    """Told on Tuesday, to be raised, and looked at on Wednesday."""
    tell(wish=Wish.RAISE)
    clock.move_to(TOMORROW)
    access.forget()
    return Told.objects.get()
