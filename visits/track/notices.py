"""Who is told of the steps before an opening: whoever acts for the side that owes them."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from liaison.models import Partnership
from liaison.roles import Side
from notifications import post
from visits.models import TrackReminder
from visits.notices import of_side


def step_due(
    partnership: Partnership, side: Side, rows: Sequence[TrackReminder], *, at: datetime
) -> None:
    """*rows* are of one kind, the step that is due first on top."""
    if rows[0].kind == TrackReminder.Kind.OVERDUE:
        _tell("step_overdue", partnership, side, rows, at=at)
    else:
        _tell("step_soon", partnership, side, rows, at=at)


def _tell(
    name: str,
    partnership: Partnership,
    side: Side,
    rows: Sequence[TrackReminder],
    *,
    at: datetime,
) -> None:
    first = rows[0]
    post.send(
        f"visits/{name}",
        to=of_side(partnership, side),
        about=partnership,
        path=reverse("visits:opening_show", args=[partnership.site.slug]),
        key=str(first.pk),
        facts={
            "step": str(first.code),
            "due_on": first.due_on.isoformat(),
            "others": len(rows) - 1,
        },
        at=at,
    )
