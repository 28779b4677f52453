"""What somebody who tells a site something is asked: ticks that stand for few words each. Pure.

Nothing but the first needs an answer. No answer names a person, an hour or a spot on a map.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.taxonomy import Area
from liaison.templatetags import time_tags


class What(models.TextChoices):
    OUTSIDE = "outside", _("Police stood or parked outside")
    STOPPED = "stopped", _("Somebody was stopped, or asked for papers")
    SEARCHED = "searched", _("Somebody was searched")
    TAKEN = "taken", _("Things were taken away")
    MOVED = "moved", _("Somebody was sent away, or got a ticket")
    ARRESTED = "arrested", _("Somebody was arrested")
    INSIDE = "inside", _("Police came inside")
    WATCHED = "watched", _("Somebody was filmed or watched")
    WORDS = "words", _("Hurtful words were said")
    FORCE = "force", _("Somebody was hurt, or held by force")
    HELP = "help", _("Help at an overdose was held up")
    GOOD = "good", _("Something went well")
    OTHER = "other", _("Something else")


class Place(models.TextChoices):
    INSIDE = "in_the_site", pgettext_lazy("where it was", "Inside the site")
    DOOR = "door", pgettext_lazy("where it was", "At the door")
    STREET = "street", _("In the street outside")
    WAY = "way", _("On the way here, or away")
    ELSEWHERE = "elsewhere", _("Somewhere else")


class When(models.TextChoices):
    TODAY = "today", pgettext_lazy("when it was", "Today")
    YESTERDAY = "yesterday", pgettext_lazy("when it was", "Yesterday")
    WEEK = "week", _("In the last seven days")
    EARLIER = "earlier", _("Longer ago")


# "Today" is the day on which it was told, whenever it is read; no more of it is known.
_WHEN: Mapping[When, Any] = {
    When.TODAY: _("On the day it was told: %(day)s"),
    When.YESTERDAY: _("On the day before it was told: %(day)s"),
    When.WEEK: _("In the seven days before it was told"),
    When.EARLIER: _("More than a week before it was told"),
}


def when_in_words(when: When, told_on: date) -> str:
    """*when*, as somebody reads it later of what was told on *told_on*."""
    day = told_on - timedelta(days=1) if when is When.YESTERDAY else told_on
    return str(_WHEN[when]) % {"day": time_tags.day_in_words(day)}


class Known(models.TextChoices):
    SELF = "self", _("It happened to me")
    SEEN = "seen", _("I saw it")
    HEARD = "heard", _("Somebody told me")
    RELAYED = "relayed", _("I work or help here, and pass it on for somebody")


class Wish(models.TextChoices):
    """What may become of it, as its teller chooses."""

    SITE = "site", _("Only this site reads it")
    RAISE = "raise", _("This site may raise it with the police, without details")
    COUNT = "count", _("Only count it")


WISHES: Mapping[Wish, Any] = {
    Wish.SITE: _("The manager and their alternate read what you ticked and wrote."),
    Wish.RAISE: _(
        "They may tell the police that this kind of thing happened, in their own words. Never what "
        "you wrote, nor anything that could show who you are."
    ),
    Wish.COUNT: _(
        "Only the kind and the week are kept. What you write is thrown away; nobody reads it, and "
        "there is no slip."
    ),
}

# The kind of encounter that comes closest; none where it may have been anything.
KINDS: Mapping[What, str] = {
    What.OUTSIDE: "P1",
    What.STOPPED: "K1",
    What.SEARCHED: "K2",
    What.TAKEN: "K5",
    What.MOVED: "K9",
    What.ARRESTED: "K3",
    What.INSIDE: "E1",
    What.WATCHED: "P4",
    What.WORDS: "K8",
    What.FORCE: "K7",
    What.HELP: "K11",
}
AREAS: Mapping[Place, Area] = {
    Place.INSIDE: Area.INSIDE,
    Place.DOOR: Area.ENTRANCE,
    Place.STREET: Area.FRONTAGE,
    Place.WAY: Area.ROUTE,
}


@dataclass(frozen=True, slots=True)
class Account:
    """What was told. ``marked``: screening asked about the words, and they were sent all the
    same."""

    what: What
    place: Place | None = None
    when: When | None = None
    known: Known | None = None
    words: str = ""
    marked: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is sealed."""
        ticks = {"what": self.what, "place": self.place, "when": self.when, "known": self.known}
        said = {name: str(tick.value) for name, tick in ticks.items() if tick}
        return {**said, "words": self.words, "marked": self.marked}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Account":
        """What ``kept`` gave."""
        return cls(
            what=What(kept["what"]),
            place=Place(kept["place"]) if "place" in kept else None,
            when=When(kept["when"]) if "when" in kept else None,
            known=Known(kept["known"]) if "known" in kept else None,
            words=kept["words"],
            marked=kept["marked"],
        )


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
