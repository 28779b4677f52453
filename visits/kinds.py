"""What people meet for, and what each kind asks for when the site has not said otherwise.

What a site asks for of its own, partnership by partnership, stands in ``visits.terms``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    TOUR = "tour", _("Site tour")
    CHECK_IN = "check_in", _("Check-in")
    JOINT_MEETING = "joint_meeting", _("Joint meeting")
    TRAINING = "training", _("Training or briefing")
    PRE_OPENING = "pre_opening", _("Walk-through before opening")
    EXCHANGE = "exchange", _("Exchange with another site")
    DEBRIEF = "debrief", _("Debrief after an incident")
    PROTOCOL_REVIEW = "protocol_review", _("Protocol review")
    LEADERSHIP = "leadership", _("Leadership visit")
    MEDIATION = "mediation", _("Mediation meeting")


class Place(models.TextChoices):
    ON_SITE = "on_site", _("At the site")
    OFF_SITE = "off_site", _("Somewhere else")
    VIRTUAL = "virtual", _("By telephone or video")


class Uniform(models.TextChoices):
    PLAIN = "plain", _("Plain clothes")
    SOFT = "soft", _("Plain clothes or soft uniform; no long guns, no tactical kit")
    UNIFORM = "uniform", _("Uniform; no long guns, no tactical kit")


class Vehicle(models.TextChoices):
    AWAY = "away", _("No marked car in front of the site: park where agreed")
    UNMARKED = "unmarked", _("An unmarked car may stand in front of the site")
    ANY = "any", _("Any car may stand in front of the site")


class Cameras(models.TextChoices):
    OFF = "off", _("Body-worn cameras off, no photographs")
    AGREED = "agreed", _("Photographs of empty rooms only, when the site says yes; cameras off")


@dataclass(frozen=True, slots=True)
class Profile:
    """``notice`` in business days of the site's operator, ``largest`` party in people, ``most``
    in visits a month (None: as many as find room)."""

    notice: int
    usual: timedelta
    longest: timedelta
    largest: int = 30
    most: int | None = None
    uniform: Uniform = Uniform.SOFT
    vehicle: Vehicle = Vehicle.AWAY
    cameras: Cameras = Cameras.OFF


# These belong to one incident or one case: none of them comes again by a rule or is a goal.
ONCE = (Kind.DEBRIEF, Kind.MEDIATION)

SHORTEST = timedelta(minutes=15)
HORIZON = timedelta(days=365)


def _profile(notice: int, usual: int, longest: int, largest: int = 30) -> Profile:
    return Profile(notice, timedelta(minutes=usual), timedelta(minutes=longest), largest)


# Notice for tours, check-ins, training and debriefs, and the size of a tour, follow what sites
# that take visitors practise; the others stand between these and can be argued with.
PROFILES: Mapping[Kind, Profile] = {
    Kind.TOUR: _profile(notice=10, usual=60, longest=120, largest=8),
    Kind.CHECK_IN: _profile(notice=3, usual=45, longest=120),
    Kind.JOINT_MEETING: _profile(notice=5, usual=90, longest=240),
    Kind.TRAINING: _profile(notice=15, usual=90, longest=480),
    Kind.PRE_OPENING: _profile(notice=3, usual=60, longest=240),
    Kind.EXCHANGE: _profile(notice=10, usual=120, longest=480),
    Kind.DEBRIEF: _profile(notice=1, usual=60, longest=120),
    Kind.PROTOCOL_REVIEW: _profile(notice=5, usual=90, longest=240),
    Kind.LEADERSHIP: _profile(notice=5, usual=60, longest=120),
    Kind.MEDIATION: _profile(notice=3, usual=90, longest=240, largest=12),
}
