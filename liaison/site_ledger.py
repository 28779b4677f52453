"""What the site side does at its site for itself: in the ledger of the operator, where nobody of
the police side reads."""

from datetime import datetime
from typing import Any

from audit import ledger


def record(verb: str, about: Any, *, by: Any, at: datetime, **facts: Any) -> None:
    """*about* is something of a site; which one is among the facts."""
    ledger.record(
        verb,
        chain=about.site.chain,
        vis=ledger.Vis.SITE,
        by=by,
        about=about,
        at=at,
        site=str(about.site_id),
        **facts,
    )
