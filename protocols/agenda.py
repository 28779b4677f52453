"""What waits for a person among protocols: to sign, with the other side, coming up."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from liaison import access, deadlines
from liaison.access import Reach, Standing
from liaison.agenda import Action, Item, Time, Turn
from liaison.roles import Permission, Side
from protocols import clocks, declining, posts, signatories, turns
from protocols.lifecycle import Stage
from protocols.models import (
    InForce,
    ProtocolPartnership,
    SignatorySlot,
    Suspension,
    Version,
    VersionMove,
)

# How long before its day a review is shown.
AHEAD = timedelta(days=60)
# In the order in which a protocol names what it covers (see ``clocks.zone_among``).
_COVERS = Prefetch(
    "protocol__covers",
    ProtocolPartnership.objects.select_related(
        "partnership__site", "partnership__service"
    ).order_by("partnership__site__name", "partnership__service__name"),
)


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """The items of *person* at *at* (aware), across all their partnerships. Eleven queries and
    the person's standing, however many partnerships."""
    own = access.standing(person)
    return [
        *_suspended(own, at),
        *_signatures(person, own),
        *_refused(person, own),
        *_coming(own, at),
        *_near(own, at),
    ]


def _signatures(person: Any, own: Standing) -> Iterable[Item]:
    """Versions that await signatures: yours to sign, or with somebody else."""
    waiting = (
        Version.objects.visible_to(person)
        .filter(stage=Stage.AWAITING_SIGNATURES)
        .select_related("protocol")
        .prefetch_related("slots__organisation", "slots__signature", _COVERS)
    )
    return [_signature(version, person, own) for version in waiting]


def _signature(version: Version, person: Any, own: Standing) -> Item:
    reaches, slots = _reaches(own, version), version.slots.all()
    waiting = [slot for slot in slots if not hasattr(slot, "signature")]
    asked = signatories.whose_turn(waiting, version)
    covered = [one.partnership for one in version.protocol.covers.all()]
    mine = _is_theirs(slots, person, own) and any(
        posts.role_for(own, covered, slot) for slot in asked
    )
    zone = clocks.zone_among(covered, person)
    sign = turns.address("version_sign", version)
    what = _("%(version)s awaits your signature") if mine else _("%(version)s awaits signatures")
    return Item(
        turn=Turn.YOURS if mine else Turn.THEIRS,
        what=what % {"version": version},
        where=", ".join(map(str, reaches)),
        url=version.get_absolute_url(),
        zone=zone,
        since=version.sent_at,
        due=deadlines.end_of(version.sign_by, ZoneInfo(zone)) if version.sign_by else None,
        time=Time.BY,
        who="" if mine else "; ".join(_signer(slot, own) for slot in asked),
        action=Action(_("Read and sign"), sign, posts=False) if mine else None,
    )


def _is_theirs(slots: Iterable[SignatorySlot], person: Any, own: Standing) -> bool:
    """Whether *person* may sign at all: nobody signs for both sides, and nobody twice."""
    sides = {slot.side for slot in slots if slot.organisation_id in own.organisation_ids}
    signed = [slot for slot in slots if hasattr(slot, "signature")]
    return len(sides) == 1 and all(slot.signature.person_id != person.pk for slot in signed)


def _signer(slot: SignatorySlot, own: Standing) -> str:
    if slot.organisation_id in own.organisation_ids:
        return _("%(post)s of your side") % {"post": slot.post}
    return f"{slot.post}, {slot.organisation.name}"


def _refused(person: Any, own: Standing) -> Iterable[Item]:
    """Drafts that somebody would not sign as they were: to read why, and to revise."""
    drafts = (
        Version.objects.visible_to(person)
        .filter(stage=Stage.DRAFT, protocol__covers__partnership__in=_drafts_for(own))
        .distinct()
        .select_related("protocol")
        .prefetch_related("protocol__covers")
    )
    found = list(drafts)
    moves = declining.standing(found)
    return [
        _refusal(version, moves[version.pk], person, own)
        for version in found
        if version.pk in moves
    ]


def _refusal(version: Version, move: VersionMove, person: Any, own: Standing) -> Item:
    """Whoever would not sign waits; everybody else in charge can mend the text."""
    reaches, url = _reaches(own, version), version.get_absolute_url()
    is_theirs = move.by_id == person.pk
    return Item(
        turn=Turn.THEIRS if is_theirs else Turn.YOURS,
        what=_("%(version)s was declined") % {"version": move.version},
        where=", ".join(map(str, reaches)),
        url=url,
        zone=reaches[0].site_zone,
        since=move.at,
        action=None if is_theirs else Action(_("Read why and revise"), url, posts=False),
    )


def _coming(own: Standing, at: datetime) -> Iterable[Item]:
    """Versions that are signed and begin later."""
    readable = own.partnerships_for(Permission.PROTOCOL_READ)
    rows = InForce.objects.filter(partnership_id__in=readable).select_related("version__protocol")
    for row in rows.after(at).order_by("starts"):
        reach = own.reaches[row.partnership_id]
        yield Item(
            turn=Turn.COMING,
            what=_("%(version)s comes into force") % {"version": row.version},
            where=str(reach),
            url=row.version.get_absolute_url(),
            zone=reach.site_zone,
            due=row.starts,
        )


def _near(own: Standing, at: datetime) -> Iterable[Item]:
    """Versions in force whose review is near or past, or whose end is known while nothing follows
    them, for those who draft."""
    following = InForce.objects.after(at).filter(
        partnership=OuterRef("partnership"), starts__gte=OuterRef("ends")
    )
    rows = InForce.objects.filter(
        Q(version__review_on__lte=(at + AHEAD).date()) | Q(ends__isnull=False) & ~Exists(following),
        partnership_id__in=_drafts_for(own),
    ).select_related("version__protocol")
    for row in rows.at(at):
        reach, review_on = own.reaches[row.partnership_id], row.version.review_on
        if row.ends:
            # A text ends with its last day, not with the first hour of the next.
            last = row.ends - timedelta(seconds=1)
            yield _dated(row, reach, _("%(version)s ends"), last)
        if review_on and review_on <= (at + AHEAD).date():
            day = datetime.combine(review_on, time(), tzinfo=ZoneInfo(reach.site_zone))
            yield _dated(row, reach, _("%(version)s is due for review"), day)


def _dated(row: InForce, reach: Reach, what: str, due: datetime) -> Item:
    return Item(
        turn=Turn.COMING,
        what=what % {"version": row.version},
        where=str(reach),
        url=row.version.get_absolute_url(),
        zone=reach.site_zone,
        due=due,
    )


def _suspended(own: Standing, at: datetime) -> Iterable[Item]:
    """What stands suspended, for those who draft: theirs to put right whose side suspended it."""
    drafting = own.partnerships_for(Permission.PROTOCOL_DRAFT)
    standing = Suspension.objects.at(at).filter(partnership__in=drafting)
    for one in standing.select_related("version__protocol", "clause"):
        reach = own.reaches[one.partnership_id]
        named = {"version": one.version, "clause": one.clause.number if one.clause else 0}
        what = (
            _("Clause %(clause)d of %(version)s is suspended")
            if one.clause
            else _("%(version)s is suspended")
        )
        party, name = (
            (reach.operator_id, reach.site_name)
            if one.side == Side.SITE
            else (reach.service_id, reach.service_name)
        )
        is_ours = party in own.organisation_ids
        yield Item(
            turn=Turn.YOURS if is_ours else Turn.THEIRS,
            what=what % named,
            where=str(reach),
            url=one.version.get_absolute_url(),
            zone=reach.site_zone,
            due=one.ends,
            time=Time.UNTIL,
            since=one.starts,
            who="" if is_ours else name,
        )


def _reaches(own: Standing, version: Version) -> list[Reach]:
    """The person's partnerships among those the version covers, by site."""
    covered = [
        own.reaches[c.partnership_id]
        for c in version.protocol.covers.all()
        if c.partnership_id in own.reaches
    ]
    return sorted(covered, key=lambda reach: (reach.site_name, reach.service_name))


def _drafts_for(own: Standing) -> Any:
    return own.partnerships_for(Permission.PROTOCOL_DRAFT)
