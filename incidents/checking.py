"""What the other side of a promise is asked about it now: whether it was kept, or, later, whether
it still is."""

from dataclasses import dataclass
from datetime import datetime

from incidents.models import Commitment, FollowUp, Incident
from incidents.models.settlement import CHECKED_WITHIN
from liaison import deadlines
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Question:
    """``follow_up``: what is asked again, some time after it was settled; None for the first
    check. ``since`` and ``until``: when whoever is asked may and shall have answered."""

    promise: Commitment
    follow_up: FollowUp | None
    since: datetime
    until: datetime

    @property
    def checker(self) -> Side:
        return self.promise.promiser.other


def question(promise: Commitment, incident: Incident, at: datetime) -> Question | None:
    """What is asked about *promise* of the settled *incident* at *at*, if anything is."""
    zone = incident.tz
    if promise.awaits_check(at, zone):
        until = promise.check_until(zone, incident.calendar_of(promise.promiser.other))
        return Question(promise, None, promise.check_since(zone), until)
    if not promise.checked_at:
        return None
    due = [one for one in promise.follow_ups.all() if one.due_at <= at]
    if due and not due[-1].answered_at:
        return _again(due[-1], promise, incident)
    return None


def of_follow_up(follow_up: FollowUp, incident: Incident) -> Question:
    """For one that is known to stand."""
    return _again(follow_up, follow_up.commitment, incident)


def _again(follow_up: FollowUp, promise: Commitment, incident: Incident) -> Question:
    calendar, since = incident.calendar_of(promise.promiser.other), follow_up.due_at
    until = deadlines.after(since, CHECKED_WITHIN, incident.tz, calendar)
    return Question(promise, follow_up, since, until)
