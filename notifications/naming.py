"""Asking those above what the inbox calls the thing that a notice is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from notifications.models import Notice

About = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """``name``: by which it is told apart from others. ``day_told``: the day, where the reader is
    told no more of a moment than that. ``more``: where it is, and of what kind."""

    name: str
    day_told: Callable[[datetime], date | None]
    more: str = ""


def names(person: Any, things: Iterable[About]) -> dict[About, Named]:
    """Those of *things*, each (model label, primary key) and seen by *person*, that have a name.

    The dotted path ``settings.NOTICE_NAMES`` names the function that knows: this app knows no
    domain word.
    """
    named: Callable[[Any, set[About]], dict[About, Named]] = import_string(settings.NOTICE_NAMES)
    return named(person, set(things))


def about(notice: Notice) -> About:
    return notice.about_type, notice.about_id
