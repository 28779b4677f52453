"""An officer with a code: which roll-call it opens, the questions, and what carries them along.

Nothing is kept between the pages. What an officer said on the first one travels in a signed
ticket that goes out of date.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import F

from liaison import door_links
from liaison.models import Site
from protocols import briefing, codes, holds, looking_up, scenarios, wording
from protocols.entry import Circumstance, Disposition, SiteState
from protocols.holding import FREE, Hold
from protocols.looking_up import Told
from protocols.models import EntryRow, InForce, RollCall, Version
from protocols.models.briefing import RollCallQuerySet

GOOD_FOR = timedelta(hours=2)
_SALT = "protocols.at_roll_call.ticket"


@dataclass(frozen=True, slots=True)
class Place:
    """What the token of an address opens: the door of a site, where a code is still asked for,
    or a roll-call itself."""

    site: Site | None = None
    roll_call: RollCall | None = None

    def opens(self, code: str, at: datetime) -> RollCall | None:
        """The roll-call that *code*, as it was typed, opens here; None for any other, whatever
        is wrong with it."""
        return self.roll_call or _found(briefing.hash_of_code(codes.read_code(code)), self.site, at)

    def again(self, pk: UUID, at: datetime) -> RollCall | None:
        """The roll-call of a ticket, if it still counts and belongs here."""
        if self.roll_call and self.roll_call.pk != pk:
            return None
        return self.roll_call or _roll_calls(self.site, at).filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who is being briefed, from one page to the next, and whether they have answered."""

    roll_call_id: UUID
    officer_hash: str
    post: str = ""
    has_answered: bool = False

    def sealed(self) -> str:
        said = [str(self.roll_call_id), self.officer_hash, self.post, self.has_answered]
        return signing.dumps(said, salt=_SALT)

    @classmethod
    def read(cls, text: str) -> "Ticket | None":
        """None for one that is out of date or was tampered with."""
        try:
            pk, officer_hash, post, has_answered = signing.loads(text, salt=_SALT, max_age=GOOD_FOR)
        except signing.BadSignature:
            return None
        return cls(UUID(pk), officer_hash, post, has_answered)


@dataclass(frozen=True, slots=True)
class Question:
    """One situation, what may be answered, and what the version says."""

    circumstance: Circumstance
    state: SiteState
    told: Told
    offered: tuple[Disposition, ...]

    @property
    def situation(self) -> Any:
        return wording.CIRCUMSTANCES[self.circumstance]

    @property
    def at_the_door(self) -> Any:
        return wording.AT_THE_DOOR[self.state]

    def is_right(self, answer: str) -> bool:
        return answer == self.told.disposition


def place_of(token: str, at: datetime) -> Place | None:
    """What *token* opens at *at*: a door link or a code. Two queries at most."""
    site = door_links.site_behind(token)
    if site:
        return Place(site=site)
    roll_call = _found(briefing.hash_of_code(codes.read_code(token)), None, at)
    return Place(roll_call=roll_call) if roll_call else None


def questions(version: Version, seed: str, language: str, hold: Hold = FREE) -> list[Question]:
    """The same ones for the same *seed*, answered as far as *hold* lets them. Four queries."""
    rows = EntryRow.objects.filter(version=version).order_by()
    cells = [
        ((Circumstance(circumstance), SiteState(state)), Disposition(disposition))
        for circumstance, state, disposition in rows.values_list(
            "circumstance", "state", "disposition"
        )
    ]
    asked = []
    for key in scenarios.draw(cells, seed):
        told = looking_up.look_up(version, *key, language=language, hold=hold)
        offered = scenarios.choices(told.disposition, key, seed)
        asked.append(Question(*key, told, tuple(offered)))
    return asked


def hold_of(roll_call: RollCall, site: Site | None, at: datetime) -> Hold:
    """What keeps the roll-call's version from answering at *at*: at the door of *site*, else at
    the first site of the service that it is about. Three queries."""
    rows = InForce.objects.filter(
        version=roll_call.version_id, partnership__service=roll_call.service_id
    ).at(at)
    if site:
        rows = rows.filter(partnership__site=site)
    row = rows.order_by("starts", "pk").first()
    return holds.hold_of(row, at) if row else FREE


def seed_of(roll_call: RollCall, officer_hash: str, attempt: int) -> str:
    return f"{roll_call.version_id}|{officer_hash}|{attempt}"


def _found(code_hash: str, site: Site | None, at: datetime) -> RollCall | None:
    return _roll_calls(site, at).filter(code_hash=code_hash).first()


def _roll_calls(site: Site | None, at: datetime) -> RollCallQuerySet:
    """Those that are open, at the door of *site* only those about it."""
    open_now = RollCall.objects.open_at(at)
    if site:
        open_now = open_now.filter(
            version__protocol__partnerships__site=site,
            version__protocol__partnerships__service=F("service"),
        )
    return open_now.select_related("version__protocol", "service", "division")
