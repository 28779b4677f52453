"""Who is told before a visit: whoever may act for one of the two sides."""

from datetime import datetime

from notifications import post
from visits import notices
from visits.models import Visit
from visits.on_the_day import reminders


def reminded(visit: Visit, kind: str, *, at: datetime) -> None:
    """*kind* is a milestone of ``reminders``; each is told once for a time agreed."""
    if kind == reminders.NEEDED:
        _tell("still_needed", visit, kind, at=at)
    else:
        _tell("reminder", visit, kind, at=at)


def _tell(name: str, visit: Visit, kind: str, *, at: datetime) -> None:
    post.send(
        f"visits/{name}",
        to=notices.both_sides(visit.partnership),
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
