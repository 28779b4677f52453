"""Asking those above whether a person may still see what a notice is about."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from notifications.models import Notice
from notifications.naming import About, about


def may_still_see(notice: Notice) -> bool:
    """Whether the recipient may see what the notice is about, now. A closed account sees nothing;
    one that was never opened may still be told how to open it."""
    return not notice.recipient.is_closed and bool(visible(notice.recipient, [notice]))


def visible(person: Any, notices: Iterable[Notice]) -> list[Notice]:
    """Those of *notices* whose thing *person* may see now, in their order.

    The dotted path ``settings.NOTICE_ACCESS`` names ``f(person, things) -> set of things``,
    where a thing is (model label, primary key): this app knows no domain word.
    """
    notices = list(notices)
    still_visible: Callable[[Any, set[About]], set[About]] = import_string(settings.NOTICE_ACCESS)
    seen = still_visible(person, {about(notice) for notice in notices})
    return [notice for notice in notices if about(notice) in seen]
