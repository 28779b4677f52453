"""A row about a visit, or a series, on somebody's desk."""

from datetime import datetime
from typing import Any

from liaison.agenda import Action, Item, Time, Turn
from visits.models import Series, Visit


def row(
    about: Visit | Series,
    turn: Turn,
    what: str,
    *,
    due: datetime | None,
    time: Time,
    who: Any = "",
    action: Action | None = None,
) -> Item:
    """*about* with its parties; it leads to its page."""
    return Item(
        turn=turn,
        what=what,
        where=str(about.partnership),
        url=about.get_absolute_url(),
        zone=about.site.zone,
        due=due,
        time=time,
        who=who,
        action=action,
    )
