"""Who is told before a visit: whoever may act for one of the two sides."""

from datetime import datetime

from liaison import access
from notifications import post
from visits import reminders
from visits.lifecycle import ACTS_FOR
from visits.models import Visit


def reminded(visit: Visit, kind: str, *, at: datetime) -> None:
    """*kind* is a milestone of ``visits.reminders``; each is told once for a time agreed."""
    if kind == reminders.NEEDED:
        _tell("still_needed", visit, kind, at=at)
    else:
        _tell("reminder", visit, kind, at=at)


def _tell(name: str, visit: Visit, kind: str, *, at: datetime) -> None:
    post.send(
        f"visits/{name}",
        to=[
            person
            for side, permission in ACTS_FOR.items()
            for person in access.people_who_may(permission, visit.partnership, side)
        ],
        about=visit,
        path=visit.get_absolute_url(),
        key=f"{visit.pk}:{visit.revision}:{kind}",
        facts={
            "kind": visit.kind,
            "starts": visit.starts.astimezone(visit.tz).isoformat(timespec="minutes"),
            "is_series": visit.series_id is not None,
        },
        at=at,
    )
