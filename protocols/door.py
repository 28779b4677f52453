"""The door card: what an officer needs at the door of one site, without an account.

It holds no name, no incident, and not whether anybody is inside. At most two queries.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from liaison import hours, revision, stops, timekeeping
from liaison.bilingual import Bilingual
from liaison.hours import Schedule
from liaison.models import HoursSet, Site
from protocols import holding, ladder, looking_up, rows
from protocols.entry import Circumstance, Instrument, SiteState
from protocols.holding import FREE, Hold, Spell
from protocols.ladder import Call, Rung
from protocols.looking_up import Told
from protocols.models import Version
from protocols.rows import CardRow

HORIZON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Service:
    """A police service at this site, with what is in force between the two."""

    id: UUID
    name: str
    version: Version | None
    rungs: tuple[Rung, ...]
    hold: Hold
    basis_ends: date | None


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens, before anything is asked. ``stamp`` differs when anything on the card
    does."""

    site: Site
    known: HoursSet | None
    services: list[Service]
    stamp: str

    @property
    def schedule(self) -> Schedule:
        return timekeeping.schedule_from(self.site, self.known)


@dataclass(frozen=True, slots=True)
class Question:
    """What was tapped. ``threat``: somebody may die and nobody inside is dealing with it."""

    circumstance: Circumstance | None
    instrument: Instrument
    threat: bool

    @property
    def is_asked(self) -> bool:
        return bool(self.circumstance or self.threat or self.instrument is not Instrument.NONE)


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the page shows. ``changes_at`` is when the site next opens or closes, ``stamp``
    what a copy of the card has to carry to be of today, ``stop`` where a site on wheels stands."""

    site: Site
    at: datetime
    state: SiteState
    hours_known: bool
    changes_at: datetime | None
    services: list[Service]
    service: Service | None
    told: Told | None
    stamp: str
    stop: str = ""

    @property
    def is_suspended(self) -> bool:
        return self.state is SiteState.SUSPENDED

    @property
    def emergency_dial(self) -> str:
        return ladder.dial(self.site.emergency_number)

    @property
    def calls(self) -> list[Call]:
        """Whom to call: first those that the answer says to call."""
        rungs = self.service.rungs if self.service else ()
        told = self.told
        return ladder.calls(rungs, told.steps, told.call) if told else ladder.calls(rungs)

    @property
    def is_on_its_own(self) -> bool:
        """Whether a protocol does not answer, or not all of it: none is in force, or it is held."""
        if self.service is None:
            return not self.services
        return self.service.version is None or bool(self.service.hold)

    @property
    def asks_service(self) -> bool:
        """Whether the officer first has to say which service they are with."""
        return bool(self.services) and self.service is None


def card(
    token: str, question: Question, *, service: str, at: datetime, language: str
) -> Card | None:
    """The card that *token* opens, at *at*, with the answer where something was asked; None for
    a token that is unknown or revoked. *service* is the id of a partnership, as the address
    carries it."""
    opened = opens(token, at)
    if opened is None:
        return None
    schedule = opened.schedule
    state = SiteState(timekeeping.state_from(opened.site, opened.known, at).value)
    of_service = chosen(opened.services, service)
    is_answered = question.is_asked and (of_service or not opened.services)
    return Card(
        site=opened.site,
        at=at,
        state=state,
        hours_known=schedule.known,
        changes_at=hours.next_change(schedule, at, HORIZON),
        services=opened.services,
        service=of_service,
        told=_told(of_service, question, state, language) if is_answered else None,
        stamp=opened.stamp,
        stop=stops.stop_at(schedule, at),
    )


def opens(token: str, at: datetime) -> Opened | None:
    """What *token* opens at *at*; None for one that is unknown or revoked. One query."""
    found = rows.of_card(token, at)
    if not found:
        return None
    return Opened(_site(found[0]), _hours(found[0]), _services(found, at), revision.of(found))


def chosen(services: list[Service], wanted: str) -> Service | None:
    """The service of that id; the only one where there is no choice."""
    if len(services) == 1:
        return services[0]
    return next((one for one in services if str(one.id) == wanted), None)


def read_question(code: str | None, instrument: str | None, threat: str | None) -> Question:
    """The question an address asks. A code that is not known is asked as "none of these"."""
    circumstance = Circumstance.read(code)
    if code and circumstance is None:
        circumstance = Circumstance.C22
    return Question(circumstance, Instrument.read(instrument), threat == "1")


def _site(row: CardRow) -> Site:
    return Site(
        id=row.site_id,
        name=row.site_name,
        zone=row.zone,
        lifecycle=row.lifecycle,
        local_term_en=row.local_term_en,
        local_term_fr=row.local_term_fr,
        arrival_en=row.arrival_en,
        arrival_fr=row.arrival_fr,
        emergency_number=row.emergency_number,
    )


def _hours(row: CardRow) -> HoursSet | None:
    return HoursSet(schedule=row.schedule) if row.schedule is not None else None


def _services(found: list[CardRow], at: datetime) -> list[Service]:
    """The services of the site, by name, each with its public rungs (the site's own first)."""
    by_service: dict[UUID, list[CardRow]] = {}
    for row in found:
        if row.partnership_id is not None:
            by_service.setdefault(row.partnership_id, []).append(row)
    return [
        Service(
            id=partnership_id,
            name=own[0].service_name or "",
            version=_version(own[0]),
            rungs=_rungs(own),
            hold=_hold(own, at),
            basis_ends=own[0].basis_ends,
        )
        for partnership_id, own in by_service.items()
    ]


def _rungs(own: list[CardRow]) -> tuple[Rung, ...]:
    """Each once: where several suspensions stand, a rung comes with each of them."""
    return tuple(dict.fromkeys(_rung(row) for row in own if row.rung_side))


def _hold(own: list[CardRow], at: datetime) -> Hold:
    """What keeps the version in force from answering; nothing where none is in force."""
    first = own[0]
    if first.version_id is None:
        return FREE
    spells = [
        Spell(row.suspended_clause, row.suspended_by or "", row.suspended_until)
        for row in own
        if row.suspended_until
        and row.suspended_version == first.version_id
        and not (row.resumed_at and row.resumed_at <= at)
    ]
    day = at.astimezone(ZoneInfo(first.zone)).date()
    return holding.hold(spells, basis_ends=first.basis_ends, day=day)


def _rung(row: CardRow) -> Rung:
    return Rung(
        row.rung_side or "",
        Bilingual(row.post_en or "", row.post_fr or ""),
        row.phone or "",
        Bilingual(row.reachable_en or "", row.reachable_fr or ""),
    )


def _version(row: CardRow) -> Version | None:
    if row.version_id is None or row.version_number is None:
        return None
    return Version(pk=row.version_id, number=row.version_number, languages=row.languages)


def _told(service: Service | None, question: Question, state: SiteState, language: str) -> Told:
    return looking_up.look_up(
        service.version if service else None,
        question.circumstance,
        state,
        language=language,
        threat_to_life=question.threat,
        instrument=question.instrument,
        hold=service.hold if service else FREE,
    )
