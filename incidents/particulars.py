"""What can be said of an encounter beside its kind, time, place and words: bands and codes that
need no writing, each of which may be left open.

``COLUMNS`` are the columns of an incident that keep them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from protocols.entry import Circumstance, Instrument
from protocols.wording import CIRCUMSTANCES, INSTRUMENTS

if TYPE_CHECKING:
    from incidents.models import Incident


class Initiator(models.TextChoices):
    """Who began it."""

    STAFF = "staff", gettext_lazy("Staff called or asked for officers")
    OFFICERS = "officers", gettext_lazy("Officers came of their own accord")
    OTHERS = "others", gettext_lazy("Somebody else called officers")
    CHANCE = "chance", gettext_lazy("Nobody: they met by chance")


class Officers(models.TextChoices):
    ONE = "1", pgettext_lazy("officers", "One")
    TWO = "2", pgettext_lazy("officers", "Two")
    FEW = "3-4", pgettext_lazy("officers", "Three or four")
    MANY = "5+", pgettext_lazy("officers", "Five or more")


class People(models.TextChoices):
    """How many people it touched who were there to use the site: a band, and nothing about them."""

    NONE = "none", pgettext_lazy("people", "Nobody")
    ONE = "1", pgettext_lazy("people", "One person")
    FEW = "2-4", pgettext_lazy("people", "Two to four")
    MANY = "5+", pgettext_lazy("people", "Five or more")


class Arrival(models.TextChoices):
    MARKED = "marked", gettext_lazy("In a marked vehicle")
    UNMARKED = "unmarked", gettext_lazy("In an unmarked vehicle")
    FOOT = "foot", gettext_lazy("On foot")
    BIKE = "bike", gettext_lazy("By bicycle")


class Attire(models.TextChoices):
    UNIFORM = "uniform", gettext_lazy("Uniform")
    PLAIN = "plain", gettext_lazy("Plain clothes")
    TACTICAL = "tactical", gettext_lazy("Tactical gear")
    MIXED = "mixed", gettext_lazy("Not all the same")


class Duration(models.TextChoices):
    UNDER_5 = "0-5", gettext_lazy("under 5 minutes")
    UNDER_15 = "5-15", gettext_lazy("5 to 15 minutes")
    UNDER_60 = "15-60", gettext_lazy("15 minutes to an hour")
    UNDER_240 = "60-240", gettext_lazy("1 to 4 hours")
    OVER_240 = "240+", gettext_lazy("more than 4 hours")


class Impact(models.TextChoices):
    """What came of it. The value is the column."""

    INTERRUPTED = "service_interrupted", gettext_lazy("The service was interrupted")
    TURNED_BACK = "people_turned_back", gettext_lazy("People turned back")
    DELAYED = "overdose_delayed", gettext_lazy("Help at an overdose was delayed")
    LOST = "equipment_lost", gettext_lazy("Equipment was lost")
    DISTRESSED = "staff_distressed", gettext_lazy("Staff were distressed")


class Wish(models.TextChoices):
    """What the author would like to come of it. Their own side alone reads it."""

    LOG_ONLY = "log_only", gettext_lazy("Nothing more: it is on record")
    DISCUSS = "discuss", gettext_lazy("That the two sides talk about it")
    MEDIATE = "mediate", gettext_lazy("That somebody neutral mediates")
    COMPLAINT = "complaint", gettext_lazy("To know how to make a formal complaint")


class Source(models.TextChoices):
    """How the author knows."""

    SEEN = "seen", gettext_lazy("I saw it")
    COLLEAGUE = "colleague", gettext_lazy("A colleague told me")
    TOLD = "told", gettext_lazy("Somebody who uses the site told me")


class Threat(models.TextChoices):
    """Whether somebody might have died or been badly hurt while nobody inside was helping."""

    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")


# As the other side reads it: who told the author might tell who was there.
SOURCE_FOR_THE_OTHERS = {
    Source.SEEN: gettext_lazy("Whoever logged it saw it"),
    Source.COLLEAGUE: gettext_lazy("It was told to whoever logged it"),
    Source.TOLD: gettext_lazy("It was told to whoever logged it"),
}
_SOURCE_FOR_THEIR_OWN = {
    Source.SEEN: gettext_lazy("Whoever logged it saw it"),
    Source.COLLEAGUE: gettext_lazy("A colleague told whoever logged it"),
    Source.TOLD: gettext_lazy("Somebody who uses the site told whoever logged it"),
}

CLAIMED = [(one.value, CIRCUMSTANCES[one]) for one in Circumstance]
CIRCUMSTANCE_CODES = [one.value for one in Circumstance]
# The paper or power that officers showed: which sort, and nothing that stands in it.
SHOWN = [(one.value, INSTRUMENTS[one]) for one in Instrument]
INSTRUMENT_CODES = [one.value for one in Instrument]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the author ticked; what is empty was left open. ``impacts`` stand in the order of
    ``Impact``, so that the same ticks are always written in the same way."""

    initiator: str = ""
    circumstance: str = ""
    threat: str = ""
    instrument: str = ""
    officers: str = ""
    people: str = ""
    arrival: str = ""
    attire: str = ""
    duration: str = ""
    impacts: tuple[str, ...] = ()
    calmed: bool | None = None
    wish: str = ""
    source: str = ""

    def columns(self) -> dict[str, Any]:
        """As an incident keeps it."""
        kept = {name: getattr(self, name) for name in _AS_THEY_ARE}
        return kept | {impact.value: impact in self.impacts for impact in Impact}


NOTHING_TICKED = Particulars()
_AS_THEY_ARE = tuple(name for name in Particulars.__dataclass_fields__ if name != "impacts")
COLUMNS = (*_AS_THEY_ARE, *Impact.values)


def in_order(impacts: Iterable[str]) -> tuple[str, ...]:
    chosen = set(impacts)
    return tuple(impact for impact in Impact.values if impact in chosen)


def shared(incident: "Incident") -> Iterator[tuple[str, str]]:
    """What goes to the other side with a release, in words: (what, value). What was left open is
    not there."""
    yield from _told(incident)
    if incident.source:
        yield _("How it is known"), str(SOURCE_FOR_THE_OTHERS[Source(incident.source)])


def own(incident: "Incident") -> Iterator[tuple[str, str]]:
    """What the author's own side reads."""
    yield from _told(incident)
    if incident.source:
        yield _("How it is known"), str(_SOURCE_FOR_THEIR_OWN[Source(incident.source)])
    if incident.wish:
        yield _("What the author wishes"), incident.get_wish_display()


def _told(incident: "Incident") -> Iterator[tuple[str, str]]:
    for what, name in _TICKED:
        if getattr(incident, name):
            yield str(what), getattr(incident, f"get_{name}_display")()
    if impacts := impacts_of(incident):
        yield _("What came of it"), " · ".join(str(impact.label) for impact in impacts)
    if incident.calmed is not None:
        yield _("Calmed before it ended"), _("Yes") if incident.calmed else _("No")


# What is chosen among words, in the order in which it is read.
_TICKED = (
    (gettext_lazy("Who began it"), "initiator"),
    (gettext_lazy("Why officers said they came"), "circumstance"),
    (
        gettext_lazy("Somebody might have died or been badly hurt, and nobody inside was helping"),
        "threat",
    ),
    (gettext_lazy("Paper or power that was shown"), "instrument"),
    (gettext_lazy("Officers"), "officers"),
    (gettext_lazy("How they were there"), "arrival"),
    (gettext_lazy("What they wore"), "attire"),
    (gettext_lazy("How long"), "duration"),
    (gettext_lazy("People it touched"), "people"),
)


def impacts_of(incident: "Incident") -> list[Impact]:
    return [impact for impact in Impact if getattr(incident, impact.value)]
