"""What can be logged: the kinds of encounter, where, how serious, how it can end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.roles import Side


class Valence(models.TextChoices):
    POSITIVE = "positive", _("Positive")
    NEUTRAL = "neutral", _("Neutral")
    NEGATIVE = "negative", _("Difficult")


class Severity(models.IntegerChoices):
    """How serious it is, as the author sees it."""

    NONE = 0, _("A good encounter")
    MINOR = 1, _("Minor, or for information")
    MODERATE = 2, _("Moderate: matters if it goes on")
    SERIOUS = 3, _("Serious: keeps people away, or touches rights")
    CRITICAL = 4, _("Critical: force, injury, an alleged crime, a breach")


IN_SHORT = {
    Severity.NONE: pgettext_lazy("severity", "Good"),
    Severity.MINOR: pgettext_lazy("severity", "Minor"),
    Severity.MODERATE: pgettext_lazy("severity", "Moderate"),
    Severity.SERIOUS: pgettext_lazy("severity", "Serious"),
    Severity.CRITICAL: pgettext_lazy("severity", "Critical"),
}


class Group(models.TextChoices):
    """The drawers of the type picker."""

    PRESENCE = "presence", _("Outside the site")
    ENTRY = "entry", _("Coming in and staying")
    PEOPLE = "people", _("People who use the site")
    INFORMATION = "information", _("Privacy")
    SITE_SIDE = "site_side", _("Calls and co-operation")
    POSITIVE = "positive", _("Something that went well")
    NEUTRAL = "neutral", _("For information")


class Area(models.TextChoices):
    CONSUMPTION = "consumption", _("Inside: consumption room")
    INSIDE = "inside", _("Inside: elsewhere")
    ENTRANCE = "entrance", _("At a door")
    FRONTAGE = "frontage", _("In front of the site")
    PERIMETER = "perimeter", _("Nearby, in the agreed area")
    ROUTE = "route", _("On the way to or from")
    MOBILE_STOP = "mobile_stop", _("At a mobile stop")
    OUTREACH = "outreach", _("At outreach, off site")
    REMOTE = "remote", _("By telephone or online")

    @property
    def is_outside(self) -> bool:
        """Whether one can be near the door there, or far from it."""
        return self not in (Area.CONSUMPTION, Area.INSIDE, Area.REMOTE)

    @property
    def alike(self) -> frozenset["Area"]:
        """Those that are one to whoever learns only whether it was inside the site. By telephone
        it was neither."""
        if self is Area.REMOTE:
            return frozenset({self})
        return frozenset(one for one in _SOMEWHERE if one.is_outside == self.is_outside)


_SOMEWHERE = tuple(area for area in Area if area is not Area.REMOTE)


class Distance(models.TextChoices):
    """How far from the door: a band, never a position on a map."""

    UNDER_15 = "0-15", _("up to 15 m")
    UNDER_50 = "15-50", _("15 to 50 m")
    UNDER_100 = "50-100", _("50 to 100 m")
    UNDER_250 = "100-250", _("100 to 250 m")
    OVER_250 = "250+", _("more than 250 m")


class Precision(models.TextChoices):
    EXACT = "exact", _("This time")
    HOUR = "hour", _("Within an hour of it")
    DAY = "day", _("Some time that day")
    UNKNOWN = "unknown", _("Not sure")

    @property
    def knows_the_hour(self) -> bool:
        return self in (Precision.EXACT, Precision.HOUR)


class Outcome(models.TextChoices):
    """How both sides say it ended."""

    AGREEMENT = "agreement", _("We agreed what each side will do")
    EXPLAINED = "explained", _("It was explained or acknowledged")
    CLARIFIED = "clarified", _("It was clarified: it fits the protocol")
    INSTRUCTION = "instruction", _("A parking or patrol instruction changes")
    TRAINING = "training", _("A briefing or training follows")
    PROTOCOL = "protocol", _("A change of the protocol is proposed")
    LADDER = "ladder", _("The contact ladder is put right")
    PARTIAL = "partial", _("Settled in part")
    UNRESOLVED = "unresolved", _("We see it differently and leave it there")
    THANKED = "thanked", _("Thanks were given")


class Evidence(models.TextChoices):
    """By what a side knows whether the other kept a promise."""

    SEEN = "seen", pgettext_lazy("evidence", "We saw it ourselves")
    VISIT = "visit", pgettext_lazy("evidence", "It was there on a visit")
    RECORD = "record", pgettext_lazy("evidence", "We were shown a record of it")
    TOLD = "told", pgettext_lazy("evidence", "We were told so")
    NOTHING = "nothing", pgettext_lazy("evidence", "Nothing was seen or shown")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of encounter. ``severity`` is what it usually is; the author may say otherwise."""

    code: str
    group: Group
    severity: Severity
    label: Any

    @property
    def valence(self) -> Valence:
        special = {Group.POSITIVE: Valence.POSITIVE, Group.NEUTRAL: Valence.NEUTRAL}
        return special.get(self.group, Valence.NEGATIVE)

    @property
    def is_good(self) -> bool:
        return self.group is Group.POSITIVE

    @property
    def has_circumstance(self) -> bool:
        """Whether officers usually say why they came: where they come to the site, or into it."""
        return self.group in (Group.ENTRY, Group.PRESENCE) or self.code in _ALSO_CLAIMED

    @property
    def areas(self) -> frozenset[Area]:
        """Where it was, as far as its own words tell."""
        of_group = _COMING_IN if self.group is Group.ENTRY else frozenset(Area)
        return _TOLD_BY_THE_KIND.get(self.code, of_group)

    @property
    def tells_hours(self) -> bool:
        """Whether its own words tell if it was in operating hours."""
        return self.code in _TELLS_HOURS


_COMING_IN = frozenset({Area.CONSUMPTION, Area.INSIDE, Area.ENTRANCE})
_TOLD_BY_THE_KIND: Mapping[str, frozenset[Area]] = {
    "P1": frozenset({Area.FRONTAGE}),
    "K4": _COMING_IN,
    "X1": frozenset({Area.ENTRANCE}),
    "X4": frozenset({Area.ENTRANCE}),
    "N3": _COMING_IN,
}
_TELLS_HOURS = frozenset({"E1"})
_ALSO_CLAIMED = frozenset({"K4", "I1", "I2", "X1", "N1", "N3"})


def _kinds(group: Group, *rows: tuple[str, int, Any]) -> dict[str, Kind]:
    return {code: Kind(code, group, Severity(severity), label) for code, severity, label in rows}


KINDS: Mapping[str, Kind] = {
    **_kinds(
        Group.PRESENCE,
        ("P1", 1, _("Police vehicle stopped or parked in front")),
        ("P2", 2, _("Patrols passing often and visibly")),
        ("P3", 3, _("Officers waiting for, or stopping, people who arrive or leave")),
        ("P4", 3, _("Filming, watching or reading number plates")),
        ("P5", 2, _("Staff questioned while at work")),
    ),
    **_kinds(
        Group.ENTRY,
        ("E1", 3, _("Entry in operating hours, other than agreed")),
        ("E2", 2, _("Entry without saying who and why")),
        ("E3", 3, _("Staying after being asked to leave")),
        ("E4", 3, _("Going further inside than was needed")),
        ("E5", 4, _("Officers inside without being known as officers")),
        ("E6", 2, _("More officers, equipment or dogs than agreed")),
    ),
    **_kinds(
        Group.PEOPLE,
        ("K1", 2, _("Stop or identity check near the site")),
        ("K2", 3, _("Search near the site that seemed other than agreed")),
        ("K3", 3, _("Arrest or charge for possession near the site")),
        ("K4", 3, _("Arrest on the premises")),
        ("K5", 3, _("Equipment or naloxone taken or destroyed")),
        ("K6", 2, _("Small amount of a substance taken")),
        ("K7", 4, _("Force was used")),
        ("K8", 3, _("Words that demean people")),
        ("K9", 2, _("Ticket, or order to move on")),
        ("K10", 2, _("Court condition that bars people from the area")),
        ("K11", 3, _("Help at an overdose held back by police presence")),
    ),
    **_kinds(
        Group.INFORMATION,
        ("I1", 3, _("Pressure to say who uses the site")),
        ("I2", 2, _("Request for information without authority shown")),
        ("I3", 4, _("Information given out by mistake")),
    ),
    **_kinds(
        Group.SITE_SIDE,
        ("X1", 3, _("Emergency entry delayed or refused")),
        ("X2", 2, _("Slow or no answer on the contact ladder")),
        ("X3", 1, _("Unfriendly reception of a liaison or a visit")),
        ("X4", 2, _("Dealing at the door not raised")),
        ("X5", 2, _("Substances handed over in an unsafe way")),
        ("X6", 2, _("Slow or no police response to a call")),
    ),
    **_kinds(
        Group.POSITIVE,
        ("G1", 0, _("Officers helped when called")),
        ("G2", 0, _("Officers gave naloxone or helped at an overdose")),
        ("G3", 0, _("Officers told somebody about the site, or brought them")),
        ("G4", 0, _("Discretion was used")),
        ("G5", 0, _("A tense moment was calmed")),
        ("G6", 0, _("Belongings or equipment given back")),
        ("G7", 0, _("Drug alert shared")),
        ("G8", 0, _("Staff helped officers")),
        ("G9", 0, _("Praise for somebody's work")),
    ),
    **_kinds(
        Group.NEUTRAL,
        ("N1", 1, _("It nearly went wrong")),
        ("N2", 1, _("Something to clarify")),
        ("N3", 1, _("Lawful urgent entry")),
    ),
}

CODES = [(code, kind.label) for code, kind in KINDS.items()]
WITH_CIRCUMSTANCE = [code for code, kind in KINDS.items() if kind.has_circumstance]
# Where what was agreed can depend on whether a life was at stake, or on a paper that was shown:
# officers came in or to the door, or to somebody who had overdosed.
WITH_SITUATION = [
    code
    for code, kind in KINDS.items()
    if (kind.has_circumstance and kind.group is not Group.PRESENCE) or code == "K11"
]

_SITE_ORDER = (
    Group.PRESENCE,
    Group.ENTRY,
    Group.PEOPLE,
    Group.INFORMATION,
    Group.POSITIVE,
    Group.NEUTRAL,
    Group.SITE_SIDE,
)
_POLICE_ORDER = (
    Group.SITE_SIDE,
    Group.POSITIVE,
    Group.NEUTRAL,
    Group.PRESENCE,
    Group.ENTRY,
    Group.PEOPLE,
    Group.INFORMATION,
)


def drawers(side: Side) -> list[tuple[Group, list[Kind]]]:
    """The groups with their kinds, those first that this side logs most."""
    order = _SITE_ORDER if side is Side.SITE else _POLICE_ORDER
    return [(group, [kind for kind in KINDS.values() if kind.group is group]) for group in order]


class Lane(models.TextChoices):
    """Who may read a piece of text. The value is also the vault's domain for its key."""

    SITE = "site", _("Site only")
    POLICE = "police", _("Police only")
    SHARED = "shared", _("Both sides")
    SITE_MEDIATOR = "site_mediator", _("Site with mediator")
    POLICE_MEDIATOR = "police_mediator", _("Police with mediator")
    MEDIATOR = "mediator", pgettext_lazy("lane", "Mediator only")

    @classmethod
    def of(cls, side: Side) -> "Lane":
        """The lane that only *side* reads."""
        return cls.SITE if side is Side.SITE else cls.POLICE

    @classmethod
    def with_mediator(cls, side: Side) -> "Lane":
        """The lane in which *side* and the mediator write to each other."""
        return cls.SITE_MEDIATOR if side is Side.SITE else cls.POLICE_MEDIATOR

    @property
    def confided_by(self) -> Side | None:
        """The side that shares this lane with the mediator, if it is such a lane."""
        return {Lane.SITE_MEDIATOR: Side.SITE, Lane.POLICE_MEDIATOR: Side.POLICE}.get(self)


# What only a mediator reads, with one side or alone.
CONFIDENTIAL = (Lane.SITE_MEDIATOR, Lane.POLICE_MEDIATOR, Lane.MEDIATOR)
