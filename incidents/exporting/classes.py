"""For whom a case is exported, and why words are blacked out of it."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Recipient(models.TextChoices):
    """For whom a case is exported, by class; never by name."""

    BODY = "body", _("The statutory body")
    COURT = "court", _("A court or tribunal")
    LAWYER = "lawyer", _("A lawyer of our side")
    REQUEST = "request", _("Whoever may ask by law for records")
    ARCHIVE = "archive", _("Our own archive")


class Why(models.TextChoices):
    """Why words are blacked out."""

    PERSON = "person", _("It may tell who a third person is")
    OFFICER = "officer", _("It is a detail of one officer")
    PRIVATE = "private", _("It tells something private of somebody")
    ADVICE = "advice", _("It is legal advice")
    UNRELATED = "unrelated", _("It is about another matter")


# What stands in the place of the words.
IN_SHORT: Mapping[Why, Any] = {
    Why.PERSON: _("a third person"),
    Why.OFFICER: _("an officer"),
    Why.PRIVATE: _("private"),
    Why.ADVICE: _("legal advice"),
    Why.UNRELATED: _("another matter"),
}
