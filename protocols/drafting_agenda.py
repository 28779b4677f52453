"""What waits for those who draft: proposals and comments on the clauses of a draft."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison import access
from liaison.access import Reach, Standing
from liaison.agenda import Action, Item, Turn
from liaison.roles import Permission, Side
from protocols import conversation, turns
from protocols.lifecycle import Stage
from protocols.models import Remark, Version


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """A row for each draft on which something was said that still stands open. Two queries on top
    of the person's standing."""
    own = access.standing(person)
    drafting = own.partnerships_for(Permission.PROTOCOL_DRAFT)
    if not drafting:
        return []
    said = (
        Remark.objects.open()
        .filter(version__stage=Stage.DRAFT, version__protocol__covers__partnership__in=drafting)
        .filter(Q(partnership=None) | Q(partnership__in=drafting))
        .distinct()
        .defer("ciphertext")
        .select_related("version__protocol")
        .prefetch_related("version__protocol__covers")
    )
    by_version: dict[UUID, list[Remark]] = defaultdict(list)
    for remark in said.order_by("written_at", "pk"):
        by_version[remark.version_id].append(remark)
    return [item for remarks in by_version.values() for item in _row(remarks, own)]


def _row(remarks: list[Remark], own: Standing) -> Iterator[Item]:
    version = remarks[0].version
    reaches = _reaches(version, own)
    side = _side(reaches, own)
    if side is None:
        return
    by_clause: dict[UUID, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_clause[remark.clause_key].append(remark)
    turn_of = {key: conversation.turn_in(said) for key, said in by_clause.items()}
    ours = [key for key, turn in turn_of.items() if turn == side]
    waiting = ours or list(by_clause)
    url = version.get_absolute_url()
    yield Item(
        turn=Turn.YOURS if ours else Turn.THEIRS,
        what=ngettext(
            "%(version)s: a clause waits for an answer",
            "%(version)s: %(count)d clauses wait for an answer",
            len(waiting),
        )
        % {"version": version, "count": len(waiting)},
        where=", ".join(map(str, reaches)),
        url=url,
        zone=reaches[0].site_zone,
        since=min(by_clause[key][0].written_at for key in waiting),
        who="" if ours else _other(reaches, side),
        action=_answer(version, waiting) if ours else None,
    )


def _answer(version: Version, waiting: list[UUID]) -> Action:
    """Straight to the clause where there is one, else to the list of what is open."""
    url = (
        turns.address("clause_discuss", version, waiting[0])
        if len(waiting) == 1
        else f"{version.get_absolute_url()}#{turns.TALK}"
    )
    return Action(_("Read and answer"), url, posts=False)


def _reaches(version: Version, own: Standing) -> list[Reach]:
    found = [
        own.reaches[cover.partnership_id]
        for cover in version.protocol.covers.all()
        if cover.partnership_id in own.reaches
    ]
    return sorted(found, key=lambda reach: (reach.site_name, reach.service_name))


def _side(reaches: list[Reach], own: Standing) -> Side | None:
    """The side for which the person may speak; None for somebody who holds mandates on both."""
    is_site = any(reach.operator_id in own.organisation_ids for reach in reaches)
    is_police = any(reach.service_id in own.organisation_ids for reach in reaches)
    if is_site == is_police:
        return None
    return Side.SITE if is_site else Side.POLICE


def _other(reaches: list[Reach], side: Side) -> str:
    if side is Side.SITE:
        return ", ".join(dict.fromkeys(reach.service_name for reach in reaches))
    return ", ".join(dict.fromkeys(reach.site_name for reach in reaches))
