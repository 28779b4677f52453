"""Whoever holds a turn is reminded before its time is over, and others of their side after it. By
the clock; a run that was missed tells the highest tier that is due, once. It ends with the turn."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit import ledger
from incidents.leading import escalating
from incidents.models import Incident, Reminder
from incidents.reminding import notices, reached, waits
from incidents.reminding.tiers import Tier
from incidents.reminding.wait import Asks, Wait

_PAGE = 500
# thing, part, since when
Turn = tuple[UUID, str, datetime]


@ledger.operation
def remind(incident: Incident, *, by: Any, at: datetime | None = None) -> int:
    """Everybody who is to be told of a turn in *incident* at *at*. Returns of how many turns."""
    at = at or timezone.now()
    # Whoever takes a step holds the incident too: what is over by then is not reminded of, and of
    # two runs at once the second finds what the first has told.
    Incident.objects.select_for_update(of=("self",), no_key=True).get(pk=incident.pk)
    owed = _owed(waits.of(incident, at), at)
    for wait, tier in owed:
        people = reached.people(wait, tier, at=at)
        row = Reminder.objects.create(
            incident=incident,
            thing=wait.thing,
            part=wait.part,
            since=wait.clock.since,
            tier=tier,
            posts=[one.name for one in people],
            at=at,
        )
        notices.reminded(wait, row, people, at=at)
        ledger.record(
            "incidents.reminded",
            chain=wait.incident.pair.chain,
            by=by,
            about=wait.about,
            at=at,
            part=wait.part.value,
            tier=tier.value,
        )
        if tier is Tier.LEADERS and wait.asks is Asks.TURN:
            escalating.escalate_overdue(incident, told=people, by=by, at=at)
    return len(owed)


def remind_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Reminds in every incident where somebody is to be told at *at*. Returns of how many turns."""
    told, seen = 0, set()
    all_of_them = waits.ahead(at)
    while page := list(islice(all_of_them, _PAGE)):
        for wait, _tier in _owed(page, at):
            if wait.incident.pk not in seen and told < limit:
                seen.add(wait.incident.pk)
                told += remind(wait.incident, by=by, at=at)
    return told


def _owed(waiting: Iterable[Wait], at: datetime) -> list[tuple[Wait, Tier]]:
    """Of which turns somebody is still to be told, and at which tier. One query."""
    due = [(wait, tier) for wait in waiting if (tier := wait.clock.due(at))]
    known = _known({wait.thing for wait, _tier in due}) if due else {}
    return [(wait, tier) for wait, tier in due if known.get(_turn(wait), 0) < tier]


def _known(things: set[UUID]) -> dict[Turn, int]:
    """By turn, the highest tier that was told."""
    found: dict[Turn, int] = {}
    rows = Reminder.objects.filter(thing__in=things).order_by("tier")
    for thing, part, since, tier in rows.values_list("thing", "part", "since", "tier"):
        found[thing, part, since] = tier
    return found


def _turn(wait: Wait) -> Turn:
    return wait.thing, wait.part.value, wait.clock.since
