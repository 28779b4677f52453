"""Somebody who acts for nobody now is told why there is nothing to show, and whom they ask."""

from datetime import timedelta

import pytest
from django.urls import reverse

from liaison import mandates
from liaison.roles import Role
from liaison.tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
TITLE = "You have no current mandate, so there is nothing to show"


@pytest.fixture
def desk(as_):
    def seen(person, path="desk:home") -> str:
        return " ".join(as_(person).get(reverse(path)).content.decode().split())

    return seen


@pytest.mark.parametrize("path", ["desk:home", "desk:site_list"])
def test_the_desk_and_the_lists_say_so(cast, desk, path):
    assert TITLE in desk(cast.former, path)
    for part in ("manager", "liaison", "mediator", "observer", "admin"):
        assert TITLE not in desk(getattr(cast, part))


def test_a_mandate_that_is_over_names_the_posts_that_give_another(cast, desk):
    page = desk(cast.former)

    assert "Your mandate as Liaison officer for Coastal Police is over." in page
    assert "ask in Coastal Police; there it is given by: Police leader." in page
    assert "Others’ turn" not in page
    assert cast.police_leader.name not in page


def test_a_mandate_that_waits_or_begins_later_says_so(cast, desk, appointment):
    given = mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=cast.leader)
    assert "as Site staff for Harbour Health waits to be confirmed." in desk(cast.stranger)
    mandates.decline(given, by=cast.manager)
    later = appointment(Role.SITE_STAFF, starts_on=TODAY + timedelta(days=6))
    mandates.confirm(mandates.give(cast.stranger, later, by=cast.leader), by=cast.manager)

    page = desk(cast.stranger)

    assert "as Site staff for Harbour Health begins on" in page
    assert "Mon 10 Feb 2025" in page
    assert "given by: Site manager, Site leader." in page
    assert "is over" not in page  # one line an organisation


def test_a_neutral_person_asks_those_who_put_them_forward(cast, desk):
    mandates.end(cast.observer.mandates.get(), by=cast.leader)

    assert "If you need one, ask an administrator of the portal." in desk(cast.observer)


def test_an_account_without_an_organisation_reads_whom_to_ask(cast, desk):
    page = desk(cast.stranger)

    assert "Whoever leads your organisation gives it: ask them for one." in page
    assert "You were invited by" not in page


def test_whoever_has_a_mandate_to_accept_is_told_to_accept_it(cast, desk, appointment):
    for person in (cast.manager, cast.alternate):
        mandates.end(person.mandates.get(), by=cast.leader)
    given = mandates.give(cast.stranger, appointment(Role.SITE_MANAGER), by=cast.leader)

    page = desk(cast.stranger)

    assert TITLE not in page
    assert "You are to act as Site manager for Harbour Health." in page
    assert f'href="{given.get_absolute_url()}"' in page
