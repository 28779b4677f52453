"""What the tests of the standing relationship share."""

from datetime import date

import pytest
import time_machine

from audit.models import Entry
from liaison.four_eyes import Appointment
from liaison.invitations import Newcomer
from liaison.tests.hours_page import HoursPage
from notifications.models import Notice
from tests.cast import NOW

TODAY = date(2025, 2, 4)
NEW = Newcomer("new@example.org", "Night manager")


@pytest.fixture
def appointment(cast):
    """``appointment("site_staff")`` at the cast's operator, from today on."""

    def wanted(role, organisation=None, **more) -> Appointment:
        return Appointment(
            organisation or cast.operator, role, more.pop("starts_on", TODAY), **more
        )

    return wanted


@pytest.fixture
def form(cast, as_) -> HoursPage:
    """The page on which Harbour Street's hours are changed."""
    return HoursPage(cast, as_)


@pytest.fixture
def told():
    """``told("liaison/mandate_given")``: who was told, by name of the kind."""

    def people(kind: str) -> set:
        return {notice.recipient for notice in Notice.objects.filter(kind=kind)}

    return people


@pytest.fixture
def written():
    """``written("liaison.mandate_given")``: (chain id, visibility, body) of its entries."""

    def entries(verb: str) -> list[tuple]:
        found = Entry.objects.select_related("body").order_by("chain", "seq")
        read = [(entry.chain_id, entry.vis, entry.body.read()) for entry in found]
        return [one for one in read if one[2]["verb"] == verb]

    return entries


@pytest.fixture
def frozen():
    """The clock of the portal stands at the cast's NOW."""
    with time_machine.travel(NOW, tick=False):
        yield NOW
