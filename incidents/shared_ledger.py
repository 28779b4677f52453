"""A step that one side takes before the other: in the ledger of the partnership."""

from datetime import datetime
from typing import Any

from audit import ledger
from incidents.stepping import Footing


def record(verb: str, footing: Footing, *, by: Any, at: datetime, **facts: Any) -> None:
    """The step that was taken on *footing*, and whose side took it."""
    ledger.record(
        verb,
        chain=footing.incident.pair.chain,
        by=by,
        about=footing.incident,
        at=at,
        side=footing.side.value,
        **facts,
    )
