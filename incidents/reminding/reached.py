"""Who is told of a turn at each tier: whoever holds it, then the backup, then everybody who can act
for that side, then its leaders; nobody who is off the case."""

from datetime import datetime

from accounts.models import Person
from incidents.models import MediatorAssignment
from incidents.recusal import remaining
from incidents.reminding.tiers import Tier
from incidents.reminding.wait import Wait
from liaison import reach, standing_in
from liaison.roles import Role, Side

_LEADS = {Side.SITE: Role.SITE_LEADER, Side.POLICE: Role.POLICE_LEADER}


def people(wait: Wait, tier: Tier, *, at: datetime) -> list[Person]:
    """Those who are told of *wait* at *tier*. Where nobody can act for that side, its leaders."""
    side = wait.side
    if side is None:
        named = MediatorAssignment.objects.current().filter(case=wait.thing)
        return [one.mediator for one in named.select_related("mediator")]
    incident, pair = wait.incident, wait.incident.pair
    able = remaining.on_case(incident, reach.people_who_may(wait.permission, pair, side, at=at))
    if tier is Tier.LEADERS or not able:
        leaders = remaining.on_case(incident, reach.people_as(_LEADS[side], pair, side, at=at))
        return [*able, *_others(leaders, able)]
    if tier is Tier.SIDE:
        return able
    there = standing_in.present(pair, side, at=at)
    speaking = sorted((one for one in able if one.pk in there), key=lambda one: there.index(one.pk))
    return (speaking if tier is Tier.OVER else speaking[:1]) or able


def _others(found: list[Person], known: list[Person]) -> list[Person]:
    ids = {one.pk for one in known}
    return [one for one in found if one.pk not in ids]
