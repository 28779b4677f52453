"""Runs of the clock that reminds, when each is due, and whom it told."""

from accounts.models import Person
from incidents.reminding import running, waits
from liaison import deadlines
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW

KINDS = ("incidents/turn_reminder", "incidents/turn_over", "incidents/turn_to_leaders")
_PARTS = ("manager", "alternate", "leader", "liaison", "backup", "police_leader", "mediator")


def run(at):
    return running.remind_due(by=Person.system(), at=at)


def moments(incident, at=NOW, asks=None):
    """When each tier of the one turn is due, or of the one that *asks* this."""
    [wait] = [one for one in waits.of(incident, at) if asks in (None, one.asks)]
    return wait.clock.moments()


def over(due_at, incident):
    """When its people are told that a time is over that ended at *due_at*: at work again."""
    return deadlines.at_work(due_at, incident.tz, incident.calendar_of(Side.SITE))


def told(cast):
    """(kind, part) of every reminder that was handed in."""
    names = {getattr(cast, part).pk: part for part in _PARTS}
    rows = Notice.objects.filter(kind__in=KINDS).order_by("created_at")
    return {(one.kind.removeprefix("incidents/turn_"), names[one.recipient_id]) for one in rows}


def told_now(cast, at):
    """Who is told by the run at *at* that was not told so before."""
    before = told(cast)
    run(at)
    return {part for _kind, part in told(cast) - before}
