"""What waits for those who draft: what was said about a draft, and drafts to go on with."""

from collections import defaultdict
from collections.abc import Collection, Iterator
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
from protocols import conversation, declining, progress, turns
from protocols.lifecycle import Stage
from protocols.models import Remark, Version
from protocols.progress import Left

# The newest drafts that a desk names.
MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """A row for each draft: what was said about it and still stands open, else what keeps it from
    being sent. Nine queries at most on top of the person's standing."""
    own = access.standing(person)
    drafting = own.partnerships_for(Permission.PROTOCOL_DRAFT)
    if not drafting:
        return []
    said = _said(drafting)
    return [
        *(item for remarks in said.values() for item in _row(remarks, own)),
        *_quiet(person, own, drafting, said),
    ]


def _said(drafting: frozenset[UUID]) -> dict[UUID, list[Remark]]:
    """By version, what stands open on the drafts of these partnerships. Two queries."""
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
    return by_version


def _quiet(
    person: Any, own: Standing, drafting: frozenset[UUID], said: Collection[UUID]
) -> Iterator[Item]:
    """Drafts of which nothing is said, each with what is still to do: whoever began one goes on
    with it, and everybody else in charge sees it coming. What was declined has a row of its own
    (``agenda``)."""
    drafts = (
        Version.objects.visible_to(person)
        .filter(stage=Stage.DRAFT, protocol__covers__partnership__in=drafting)
        .exclude(pk__in=said)
        .distinct()
        .select_related("protocol")
        .prefetch_related("protocol__covers")
    )
    found = list(drafts.order_by("-begun_at", "pk")[:MOST])
    declined = declining.standing(found)
    quiet = [version for version in found if version.pk not in declined]
    left = progress.of(quiet, own.partnerships_for(Permission.PROTOCOL_READ_DRAFT))
    for version in quiet:
        reaches = _reaches(version, own)
        if _side(reaches, own):
            yield _to_go_on(version, reaches, left[version.pk], version.begun_by_id == person.pk)


def _to_go_on(version: Version, reaches: list[Reach], left: Left, is_theirs: bool) -> Item:
    return Item(
        turn=Turn.YOURS if is_theirs else Turn.COMING,
        what=_("%(version)s is being drafted: %(left)s")
        % {"version": version, "left": ", ".join(left.words)},
        where=", ".join(map(str, reaches)),
        url=version.get_absolute_url(),
        zone=reaches[0].site_zone,
        since=version.begun_at,
        action=_next_step(version, left) if is_theirs else None,
    )


def _next_step(version: Version, left: Left) -> Action:
    """To where the first thing that is missing is mended; else to sending it."""
    if left.gaps:
        return Action(_("Complete the table"), turns.address("table_edit", version), posts=False)
    if left.points:
        url = f"{version.get_absolute_url()}#{turns.TALK}"
        return Action(_("Finish the clauses"), url, posts=False)
    return Action(_("Send for signature"), turns.address("version_send", version), posts=False)


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
