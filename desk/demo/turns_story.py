"""Whose turn it is in the demonstration: every working morning and afternoon of the last days
somebody is reminded of what waits for them, and one person leaves a case to others."""

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.playing import Story
from incidents.models import Incident
from incidents.recusal import declaring
from incidents.reminding import running
from liaison.roles import Side

_DAYS = 8


def stories(company: Company) -> list[Story]:
    return [_clock(company), _conflict(company)]


def _clock(company: Company) -> Story:
    for count in range(_DAYS, 0, -1):
        for told in ("09:00", "16:00"):
            at = yield company.office.workday(count, told)
            running.remind_due(by=Person.system(), at=at)


def _conflict(company: Company) -> Story:
    """The backup of a service knows somebody who was there."""
    at = yield company.office.workday(1, "09:40")
    site, backup = company.site("harbour-street"), company["backup@coastal"]
    open_yet = Incident.objects.visible_to(backup).filter(site=site, turn=Side.POLICE)
    case = open_yet.order_by("-occurred_at").first()
    if case:
        declaring.declare(case, backup, by=backup, at=at)
