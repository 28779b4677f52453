"""A mandate that ends stops access at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Person
from liaison import access, events, mandates
from liaison.refusal import Stale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def reached(person: Person) -> bool:
    return bool(access.standing(person).partnership_ids)


def test_an_ended_mandate_stops_access_in_the_same_session(cast, as_):
    browser = as_(cast.liaison)
    assert browser.get("/people/").status_code == 200

    mandates.end(cast.liaison.mandates.get(), by=cast.police_leader)

    assert browser.get("/people/").status_code == 404
    assert not reached(cast.liaison)


def test_an_end_within_a_request_is_not_remembered(cast):
    with access.remembering():
        assert reached(cast.liaison)
        mandates.end(cast.liaison.mandates.get(), by=cast.police_leader)
        assert not reached(cast.liaison)


@pytest.mark.parametrize(
    ("by", "whose"),
    [
        ("alternate", "leader"),
        ("liaison", "backup"),
        ("police_leader", "staff"),
        ("other_leader", "staff"),
        ("admin", "staff"),
        ("manager", "alternate"),
    ],
)
def test_not_everybody_ends_a_mandate(cast, by, whose):
    with pytest.raises(PermissionDenied):
        mandates.end(getattr(cast, whose).mandates.get(), by=getattr(cast, by))


def test_anybody_may_give_up_their_own(cast):
    mandates.end(cast.staff.mandates.get(), by=cast.staff)

    assert not reached(cast.staff)


def test_a_mandate_ends_once(cast):
    mandate = cast.staff.mandates.get()
    mandates.end(mandate, by=cast.leader)

    with pytest.raises(Stale, match="ended already"):
        mandates.end(mandate, by=cast.alternate)


def test_the_apps_above_hear_of_it_in_the_same_transaction(cast):
    heard = []

    def hear(sender, mandate, by, at, **_kwargs):
        heard.append((mandate.person, by, transaction.get_connection().in_atomic_block))

    events.mandate_ended.connect(hear)
    try:
        mandates.end(cast.staff.mandates.get(), by=cast.leader)
    finally:
        events.mandate_ended.disconnect(hear)

    assert heard == [(cast.staff, cast.leader, True)]
