"""What the briefing page of a protocol shows one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission
from protocols import clocks, coverage, endorsing
from protocols.briefing_forms import RollCallForm
from protocols.coverage import Briefed
from protocols.endorsing import Endorsed
from protocols.models import Acknowledgement, LeftPost, Protocol, RollCall, Version

_MOST_POSTS = 200


@dataclass(frozen=True, slots=True)
class Left:
    """A post or initials that an officer left."""

    words: str
    unit_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """One acknowledgement, with the post that the officer left, if any."""

    row: Acknowledgement
    post: str


@dataclass(frozen=True, slots=True)
class Page:
    """``partnerships`` are those the reader may see coverage of, ``leads`` those they brief for;
    ``left`` are the posts that officers left, for the police side alone."""

    protocol: Protocol
    partnerships: list[Partnership]
    leads: list[Partnership]
    briefed: list[Briefed]
    endorsed: list[Endorsed]
    roll_calls: list[RollCall]
    left: list[Left]
    may_record: bool
    may_endorse: bool
    at: datetime
    person: Any

    @property
    def subject(self) -> Version | None:
        """The version officers are briefed on now: the last that applies or is to begin."""
        return self.briefed[-1].version if self.briefed else None

    @property
    def owed(self) -> list[Briefed]:
        """What the reader's own service still owes."""
        own = {partnership.service_id for partnership in self.leads}
        return [
            one
            for one in self.briefed
            if one.is_owed and one.version == self.subject and one.service.pk in own
        ]

    @property
    def zone(self) -> str:
        return clocks.zone_of(self.protocol, self.person)

    @property
    def today(self) -> date:
        return self.at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def own(self) -> list[Endorsed]:
        """What the reader has endorsed, and stands."""
        mine = (one for one in self.endorsed if one.row.mandate.person_id == self.person.pk)
        return [one for one in mine if one.stands]

    def roll_call_form(self, data: Any = None) -> RollCallForm:
        lines = (line for one in self.briefed for line in one.lines)
        officers = {line.unit.key: line.officers for line in lines if line.officers}
        return RollCallForm(data, units=coverage.units_of(self.leads), officers=officers)


def of(protocol: Protocol, person: Any, *, at: datetime) -> Page:
    own = access.standing(person)
    may = {
        permission: [p for p in protocol.covered if own.may_in(permission, p.pk)]
        for permission in (
            Permission.BRIEFING_SEE,
            Permission.BRIEFING_LEAD,
            Permission.BRIEFING_RECORD,
        )
    }
    seen, leads = may[Permission.BRIEFING_SEE], may[Permission.BRIEFING_LEAD]
    briefed = [one for one in coverage.of(seen, at) if one.version.protocol_id == protocol.pk]
    versions = [one.version for one in briefed]
    return Page(
        protocol=protocol,
        partnerships=seen,
        leads=leads,
        briefed=briefed,
        endorsed=endorsing.of_protocol(protocol.versions.all(), at=at),
        roll_calls=_roll_calls(person, versions, at),
        left=_left(versions, leads) if leads else [],
        may_record=bool(may[Permission.BRIEFING_RECORD]),
        may_endorse=bool(access.may(person, Permission.PROTOCOL_ENDORSE, protocol.covered)),
        at=at,
        person=person,
    )


def given_at(roll_call: RollCall, person: Any) -> list[Given]:
    """The acknowledgements of a roll-call, the newest first, for those who may strike one out.
    Two queries."""
    if not access.may(person, Permission.BRIEFING_LEAD, roll_call):
        return []
    rows = roll_call.acknowledgements.select_related("left_post__data_key")
    return [Given(row, _words_of(row)) for row in rows.order_by("-acknowledged_at", "pk")]


def _words_of(row: Acknowledgement) -> str:
    left = getattr(row, "left_post", None)
    return left.words() if left and not left.data_key.destroyed_at else ""


def _roll_calls(person: Any, versions: list[Version], at: datetime) -> list[RollCall]:
    """The open ones of the reader's own service, with how many came, the newest first."""
    visible = RollCall.objects.visible_to(person).open_at(at).filter(version__in=versions)
    counted = visible.annotate(
        came=Count("acknowledgements", filter=Q(acknowledgements__struck_at=None))
    )
    return list(
        counted.select_related("version__protocol", "division", "service")
        .defer("ciphertext")
        .order_by("-issued_at")
    )


def _left(versions: list[Version], leads: list[Partnership]) -> list[Left]:
    """What officers of the reader's own service left, the newest first."""
    rows = LeftPost.objects.filter(
        acknowledgement__version__in=versions,
        acknowledgement__struck_at=None,
        acknowledgement__roll_call__service__in={p.service_id for p in leads},
        data_key__destroyed_at=None,
    ).select_related(
        "data_key",
        "acknowledgement__roll_call__division",
        "acknowledgement__roll_call__service",
    )
    return [
        Left(
            row.words(),
            row.acknowledgement.roll_call.unit_name,
            row.acknowledgement.acknowledged_at,
        )
        for row in rows.order_by("-acknowledgement__acknowledged_at")[:_MOST_POSTS]
    ]
