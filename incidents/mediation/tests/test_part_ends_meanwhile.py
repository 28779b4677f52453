"""A mediator's part ends while they wait to write in confidence, or to take out what was confided
to them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from incidents import sight
from incidents.mediation import assigning, confiding, destroying, moving
from incidents.mediation.tests import cases
from incidents.models import Removal, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import CONFIDENTIAL
from incidents.tests.texts import TEXTS
from tests.cast import NOW

CONFIDED = ["site to mediator", "police to mediator", "mediator's note"]


@pytest.fixture
def waits(cast, monkeypatch):
    """Whoever waits for the lock gets it once the mediator has stepped back."""
    lock = moving.lock

    def after_the_step_back(case, *args):
        monkeypatch.setattr(moving, "lock", lock)
        assigning.step_back(case, by=cast.mediator, at=NOW)
        return lock(case, *args)

    monkeypatch.setattr(moving, "lock", after_the_step_back)


@pytest.mark.parametrize("name", CONFIDED)
def test_they_destroy_nothing_any_more(cast, name, request):
    said = TEXTS[name].write(cast)
    request.getfixturevalue("waits")

    with pytest.raises(Statement.DoesNotExist):
        destroying.take_out(said, Removal.Why.PERSON, by=cast.mediator, at=NOW)

    said.data_key.refresh_from_db()
    assert said.data_key.destroyed_at is None


@pytest.mark.parametrize("name", CONFIDED)
def test_to_them_it_is_not_there(cast, as_, name, request):
    said = TEXTS[name].write(cast)
    page = reverse("incidents:confided_take_out", args=[said.incident.reference, said.pk])
    request.getfixturevalue("waits")

    answer = as_(cast.mediator).post(page, {"why": "person"})

    assert answer.status_code == 404
    assert not Removal.objects.exists()


@pytest.mark.parametrize("lane", sorted(CONFIDENTIAL))
def test_they_write_nothing_in_the_part_of_another(cast, monkeypatch, lane):
    case, as_nobody, lock = cases.begun(cast), sight.of(cast.observer), moving.lock

    def after_another_has_it(case, *args):
        held = lock(case, *args)
        monkeypatch.setattr(sight, "of", lambda _person: as_nobody)
        return held

    monkeypatch.setattr(moving, "lock", after_another_has_it)
    with pytest.raises(NotTheMoment, match="You do not write in this lane"):
        confiding.write(case, "CNRY-late", lane, key=uuid4(), by=cast.mediator, at=NOW)

    assert not Statement.objects.filter(lane__in=CONFIDENTIAL).exists()
