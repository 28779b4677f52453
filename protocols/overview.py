"""What pages say around a version: when it applies, how it went, where each partnership stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from liaison import access
from liaison.access import Reach
from liaison.roles import Permission
from protocols import holds, signing
from protocols.entry import Rule
from protocols.holding import FREE, Hold
from protocols.lifecycle import OPEN, Force, Stage
from protocols.models import InForce, Version, VersionMove

PAGE = 50
_HELD: dict[Rule | None, Force] = {Rule.SUSPENDED: Force.SUSPENDED, Rule.LAPSED: Force.LAPSED}
FORCE_TONES = {
    Force.APPLIES: "ok",
    Force.COMING: "wait",
    Force.SUSPENDED: "stop",
    Force.LAPSED: "stop",
}
# Moves of one instant are told in the order in which they follow from each other.
_ORDER = list(VersionMove.What.values)
_TONES = {Stage.DRAFT: "plain", Stage.AWAITING_SIGNATURES: "wait", Stage.DECLINED: "stop"}


@dataclass(frozen=True, slots=True)
class Times:
    """When a version applies to a partnership, seen from one moment."""

    row: InForce
    at: datetime
    hold: Hold = FREE

    @property
    def is_now(self) -> bool:
        return self.row.starts <= self.at and (self.row.ends is None or self.at < self.row.ends)

    @property
    def is_coming(self) -> bool:
        return self.row.starts > self.at and not self.never_began

    @property
    def never_began(self) -> bool:
        return self.row.ends is not None and self.row.ends <= self.row.starts

    @property
    def force(self) -> Force:
        if self.never_began:
            return Force.NEVER
        if self.is_coming:
            return Force.COMING
        if self.is_now:
            return _HELD.get(self.hold.floor, Force.APPLIES)
        return self._ended

    @property
    def label(self) -> str:
        return str(self.force.label)

    @property
    def tone(self) -> str:
        return FORCE_TONES.get(self.force, "plain")

    @property
    def reign(self) -> str:
        """What its times are the times of: whatever holds it since has times of its own."""
        return str(Force.APPLIES.label) if self.is_now else self.label

    @property
    def _ended(self) -> Force:
        """Which of the three ways it came to its end."""
        row = self.row
        if hasattr(row, "termination") and row.termination.ends == row.ends:
            return Force.TERMINATED
        if row.ends == signing.agreed_end(row.version, row.partnership):
            return Force.EXPIRED
        return Force.SUPERSEDED


@dataclass(frozen=True, slots=True)
class Placed:
    """A version with the times at which it applies; its chip says the most present of them."""

    version: Version
    times: list[Times] = field(default_factory=list)

    @property
    def label(self) -> str:
        found = self._foremost
        return found.label if found else str(self.version.get_stage_display())

    @property
    def tone(self) -> str:
        found = self._foremost
        return found.tone if found else _TONES.get(Stage(self.version.stage), "plain")

    @property
    def _foremost(self) -> Times | None:
        ranked = sorted(self.times, key=lambda one: (not one.is_now, not one.is_coming))
        return ranked[0] if ranked else None


@dataclass(frozen=True, slots=True)
class Line:
    """A partnership on the list: what is in force, what comes, what is being worked on or was
    discarded last."""

    reach: Reach
    now: Times | None
    coming: list[Times]
    open: list[Version]


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    newer: str
    older: str


def page_for(person: Any, number: str, *, at: datetime) -> Page:
    """The partnerships *person* may read about, by site, a page at a time. Four queries."""
    reaches = _reaches(person)
    place = max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    shown = reaches[(place - 1) * PAGE : place * PAGE]
    return Page(
        lines=_lines(person, shown, at),
        newer=f"?page={place - 1}" if place > 1 else "",
        older=f"?page={place + 1}" if len(reaches) > place * PAGE else "",
    )


def times_of(version: Version, person: Any, *, at: datetime) -> list[Times]:
    """When *version* applies, a partnership that *person* reads about at a time. Two queries."""
    return _placed(_read_by(person).filter(version=version).order_by("starts", "pk"), at)


def with_times(versions: Iterable[Version], person: Any, *, at: datetime) -> list[Placed]:
    """Versions of one protocol with their times, newest first. Three queries."""
    found = list(versions)
    times: dict[UUID, list[Times]] = defaultdict(list)
    for one in _placed(_read_by(person).filter(version__in=found).order_by("starts"), at):
        times[one.row.version_id].append(one)
    return [Placed(version, times[version.pk]) for version in found]


def _read_by(person: Any) -> QuerySet[InForce]:
    readable = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
    return InForce.objects.filter(partnership__in=readable)


def _placed(rows: QuerySet[InForce], at: datetime) -> list[Times]:
    """Each with what holds it at *at*. Two queries."""
    named = rows.select_related("partnership__site", "partnership__service", "termination")
    found = list(named.select_related("version__protocol"))
    running = holds.holds(found, at)
    return [Times(row, at, running[row.pk]) for row in found]


def story_of(
    version: Version, person: Any, more: Iterable[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """How the version went, oldest first, for the timeline; *more* is what happened to it once it
    was signed. What was said about a draft is for those who read drafts. One query."""
    reads_drafts = access.may(person, Permission.PROTOCOL_READ_DRAFT, version)
    moves = version.moves.select_related("by", "reason__data_key").order_by("at", "pk")
    told = [
        {
            "at": move.at,
            "lane": move.side or "shared",
            "by": move.by.told,
            "own": move.by_id == person.pk,
            "title": move.get_what_display(),
            "words": move.reason.words() if move.reason and reads_drafts else "",
            "gone": False,
        }
        for move in sorted(moves, key=lambda move: (move.at, _ORDER.index(move.what)))
    ]
    return [*told, *sorted(more, key=lambda one: one["at"])]


def _reaches(person: Any) -> list[Reach]:
    own = access.standing(person)
    readable = own.partnerships_for(Permission.PROTOCOL_READ)
    found = [reach for reach in own.reaches.values() if reach.id in readable]
    return sorted(found, key=lambda one: (one.site_name, one.service_name, one.id))


def _lines(person: Any, reaches: list[Reach], at: datetime) -> list[Line]:
    ids = [reach.id for reach in reaches]
    applying = InForce.objects.filter(partnership_id__in=ids)
    now = {times.row.partnership_id: times for times in _placed(applying.at(at), at)}
    coming: dict[UUID, list[Times]] = defaultdict(list)
    rows = applying.after(at).select_related("version__protocol")
    for row in rows.order_by("starts"):
        coming[row.partnership_id].append(Times(row, at))
    worked_on = _worked_on(person, ids)
    return [
        Line(
            reach=reach,
            now=now.get(reach.id),
            coming=coming[reach.id],
            open=worked_on[reach.id],
        )
        for reach in reaches
    ]


def _worked_on(person: Any, partnership_ids: list[UUID]) -> dict[UUID, list[Version]]:
    """Drafts, versions that wait and drafts discarded last, by partnership, as far as *person* may
    see them."""
    later = Version.objects.filter(
        protocol=OuterRef("protocol"), number__gt=OuterRef("number")
    ).order_by()
    found: dict[UUID, list[Version]] = defaultdict(list)
    pairs = (
        Version.objects.visible_to(person)
        .filter(
            Q(stage__in=OPEN) | Q(stage=Stage.DISCARDED) & ~Exists(later),
            protocol__covers__partnership__in=partnership_ids,
        )
        .select_related("protocol")
        .annotate(for_partnership=F("protocol__covers__partnership"))
    )
    for version in pairs:
        found[version.for_partnership].append(version)
    return found
