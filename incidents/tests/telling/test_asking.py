"""By slip: what became of it, and no sign whether another slip was ever given."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from incidents.models import Told
from incidents.telling import answering, asking, destroying, reading
from incidents.telling.answers import MEANINGS, Answer
from incidents.telling.asked import Wish
from incidents.tests.telling.conftest import ends_at
from vault import crypto, sealing

pytestmark = pytest.mark.django_db


def test_it_says_how_far_it_is_and_no_more(tell, clock, cast):
    slip = tell(wish=Wish.RAISE).slip
    assert asking.look_up(slip).stage == "received"
    clock.shift(86_400)
    told = Told.objects.get()
    reading.begin(told, by=cast.manager)
    assert asking.look_up(slip).stage == "read"
    answering.answer(told, Answer.WITHIN, "Come by.", by=cast.manager)

    status = asking.look_up(slip.upper())

    assert (status.stage, status.words) == ("taken_up", "Come by.")
    assert status.says == MEANINGS[Answer.WITHIN].says


def test_what_was_destroyed_is_as_if_it_never_was(tell, clock):
    slip = tell().slip
    clock.shift(91 * 86_400)
    destroying.destroy_due(by=Person.system(), at=ends_at(Told.objects.get()))

    assert asking.look_up(slip) is None


@pytest.fixture
def work(monkeypatch):
    """``work(typed)``: queries, and hashes and openings, that it takes to look *typed* up."""
    done = []

    def count(module, name):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, **k: done.append(name) or real(*a, **k))

    count(sealing.hmac, "new")
    count(crypto, "unseal")

    def looked_up(typed):
        done.clear()
        with CaptureQueriesContext(connection) as queries:
            asking.look_up(typed)
        return len(queries), sorted(done)

    return looked_up


def test_a_wrong_slip_takes_the_work_of_a_right_one(tell, clock, cast, work):
    slip = tell().slip
    unread = work(slip)
    clock.shift(86_400)
    answering.answer(Told.objects.get(), Answer.WITHIN, "Come by.", by=cast.manager)

    answered = work(slip)

    assert answered == unread == work("acorn actor adapt adult airport album")
    assert answered == (1, ["new", "unseal", "unseal"])
