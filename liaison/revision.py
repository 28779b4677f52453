"""What a form started from, so that a change by somebody else in between is noticed."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from liaison.refusal import Stale


def of(*values: Any) -> str:
    """A short stamp of *values*; it differs when one of them does."""
    told = json.dumps(values, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def check(seen: str | None, *values: Any) -> None:
    """Errors: ``Stale`` when *seen* is not the stamp of *values*. None: the caller has just
    read them."""
    if seen is not None and seen != of(*values):
        raise Stale(
            _(
                "Somebody else has changed this meanwhile. What you typed is kept; look at what "
                "stands now and save again."
            )
        )
