"""Closing an account, and opening it again."""

import pytest
from django.core.exceptions import PermissionDenied

from liaison import access, account_closing
from liaison.account_closing import CannotClose
from liaison.refusal import Stale

pytestmark = pytest.mark.django_db


def test_a_closed_account_is_out_with_the_next_request(cast, as_):
    browser = as_(cast.manager)
    assert browser.get("/people/").status_code == 200

    account_closing.close(cast.manager, by=cast.admin)

    assert browser.get("/people/").status_code == 302
    cast.manager.refresh_from_db()
    assert not access.standing(cast.manager).mandates


def test_a_reopened_account_has_what_its_organisations_left_it(cast):
    account_closing.close(cast.manager, by=cast.admin)
    account_closing.reopen(cast.manager, by=cast.admin)

    cast.manager.refresh_from_db()
    assert access.standing(cast.manager).site_ids == {cast.site.pk}


def test_nobody_closes_their_own_account(cast):
    with pytest.raises(CannotClose, match="their own"):
        account_closing.close(cast.admin, by=cast.admin)


@pytest.mark.parametrize("part", ["leader", "police_leader", "auditor", "stranger"])
@pytest.mark.parametrize("act", [account_closing.close, account_closing.reopen])
def test_only_an_administrator_closes_and_opens(cast, part, act):
    with pytest.raises(PermissionDenied):
        act(cast.staff, by=getattr(cast, part))


def test_a_second_press_says_so(cast):
    with pytest.raises(Stale, match="is not closed"):
        account_closing.reopen(cast.staff, by=cast.admin)
    account_closing.close(cast.staff, by=cast.admin)
    with pytest.raises(Stale, match="closed already"):
        account_closing.close(cast.staff, by=cast.admin)


def test_it_stands_in_the_portals_own_chain_and_names_no_organisation(cast, written):
    account_closing.close(cast.staff, by=cast.admin)

    ((chain, _vis, body),) = written("liaison.account_closed")
    assert chain.int == 0
    assert body["facts"] == {}
