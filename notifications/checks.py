"""Django's checks tell when a name in the settings leads to nothing."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.utils.module_loading import import_string

# Each names a function of an app above.
NAMES = ("NOTICE_ACCESS", "NOTICE_NAMES", "NOTICE_CALENDAR")


@checks.register
def names_lead_somewhere(**kwargs: Any) -> list[checks.CheckMessage]:
    """One error for each that cannot be imported, or cannot be called."""
    return [
        checks.Error(
            f"{name} names “{path}”, and there is no such function.",
            hint="Give the dotted path of a function, as in config/settings.py.",
            id="notifications.E001",
        )
        for name in NAMES
        if not _leads_somewhere(path := getattr(settings, name))
    ]


def _leads_somewhere(path: str) -> bool:
    try:
        return callable(import_string(path))
    except ImportError:
        return False
