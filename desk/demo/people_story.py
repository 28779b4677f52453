"""People come and go: a mandate that ended, and two that a second person has yet to confirm."""

from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.playing import Story
from liaison import leave, mandates
from liaison.four_eyes import Appointment, Scope
from liaison.invitations import Newcomer
from liaison.models import Mandate, Organisation
from liaison.roles import Role


def stories(company: Company) -> list[Story]:
    return [
        a_colleague_leaves(company),
        somebody_for_the_nights(company),
        another_liaison(company),
        a_week_away(company),
        away_today(company),
        away_when_the_superintendent_comes(company),
    ]


def a_colleague_leaves(company: Company) -> Story:
    clock, manager = company.clock("kingfisher-road"), company["manager@kingfisher"]
    operator = company.pair("kingfisher-road").operator
    at = yield clock.ago(110, "10:00")
    newcomer = Newcomer("evening@kingfisher.example", "Evening worker, Kingfisher Road")
    mandate = _give(newcomer, Role.SITE_STAFF, operator, by=manager, at=at)
    at = yield clock.ago(109, "09:30")
    mandates.confirm(mandate, by=company["leader@kingfisher"], at=at)
    at = yield clock.ago(38, "17:00")
    mandates.end(mandate, by=manager, at=at)


def a_week_away(company: Company) -> Story:
    """The backup of the police side at Harbour Street."""
    clock = company.clock("harbour-street")
    at = yield clock.workday(2, "09:05")
    first = clock.ahead(18, "09:00").astimezone(clock.zone).date()
    leave.record(first, first + timedelta(days=6), by=company["backup@coastal"], at=at)


def away_today(company: Company) -> Story:
    """The liaison of Division Nine: the backup stands in, and desks say so."""
    clock = company.clock("foundry")
    at = yield clock.workday(2, "15:10")
    leave.record(
        clock.today,
        clock.today + timedelta(days=4),
        by=company["liaison.nine@lakeside"],
        at=at,
    )


def away_when_the_superintendent_comes(company: Company) -> Story:
    """The visit stands; the desk of the police side says that the backup goes, or it moves."""
    clock = company.clock("kingfisher-road")
    at = yield clock.workday(1, "09:40")
    day = clock.ahead(8, "08:00").astimezone(clock.zone).date()
    leave.record(day, day, by=company["liaison@southern"], at=at)


def somebody_for_the_nights(company: Company) -> Story:
    """The director or the alternate manager confirms."""
    clock = company.clock("night-van")
    at = yield clock.workday(1, "13:20")
    _give(
        Newcomer("nights@harbour.example", "Night worker, The Night Van"),
        Role.SITE_STAFF,
        company.pair("night-van").operator,
        company.site("night-van"),
        by=company["manager@harbour"],
        at=at,
    )


def another_liaison(company: Company) -> Story:
    """The deputy or a liaison officer confirms."""
    clock = company.clock("kingfisher-road")
    at = yield clock.workday(2, "16:00")
    _give(
        Newcomer("weekends@southern.example", "Weekend liaison, Southern Police"),
        Role.LIAISON_OFFICER,
        company.pair("kingfisher-road").service,
        by=company["chief@southern"],
        at=at,
    )


def _give(
    to: Newcomer, role: Role, organisation: Organisation, *scopes: Scope, by: Person, at: datetime
) -> Mandate:
    wanted = Appointment(organisation, role, organisation.day_at(at), scopes=scopes)
    return mandates.give(to, wanted, by=by, at=at)
