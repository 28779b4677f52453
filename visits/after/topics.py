"""What people say of a visit in codes: who was there, by role, and what it was about."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    PROTOCOL = "protocol", _("The protocol and the door card")
    PRESENCE = "presence", _("Where officers and cars stand")
    INCIDENTS = "incidents", _("What happened since the last time")
    OVERDOSE = "overdose", _("Overdoses and naloxone")
    CONTACTS = "contacts", _("Whom to call, and when")
    NEIGHBOURS = "neighbours", _("Neighbours and the street")
    PEOPLE = "people", _("New officers and new staff")
    TRAINING = "training", _("Training and briefing")
    HOURS = "hours", _("Opening hours and events")
    OTHER = "other", _("Something else")


# The columns of ``VisitOutcome`` that count who was there.
ATTENDED: Mapping[str, Any] = {
    "staff": _("Site staff"),
    "officers": _("Police officers"),
    "leaders": _("Leaders of either side"),
    "lived_experience": _("People with lived experience"),
    "others": _("Others"),
}
MOST_ATTEND = 500

MOODS: Mapping[int, Any] = {
    1: _("1, bad"),
    2: _("2, poor"),
    3: _("3, fair"),
    4: _("4, good"),
    5: _("5, very good"),
}
