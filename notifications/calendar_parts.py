"""Asking those above what a mail brings for the calendar of who gets it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from notifications import choosing
from notifications.models import Notice


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What a calendar program takes from a mail (RFC 6047): the method stands in both places."""

    method: str
    content: str

    @property
    def media_type(self) -> str:
        return f"text/calendar; method={self.method}"


def of(notice: Notice) -> CalendarPart | None:
    """For the calendar of the recipient, as things stand now; None where there is nothing, or
    they want none.

    The dotted path ``settings.NOTICE_CALENDAR`` names ``f(person, kind, about) -> CalendarPart or
    None``, where an about is (model label, primary key): this app knows no domain word.
    """
    written: Callable[[Any, str, tuple[str, str]], CalendarPart | None]
    written = import_string(settings.NOTICE_CALENDAR)
    part = written(notice.recipient, notice.kind, (notice.about_type, notice.about_id))
    return part if part and choosing.takes_invitations(notice.recipient_id) else None
