"""Who hears that officers are to be briefed, and who stands behind a protocol."""

from datetime import datetime

from django.urls import reverse

from accounts.models import Person
from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission, Side
from notifications import post
from protocols import parties
from protocols.models import Endorsement, InForce, Version


def brief(version: Version, rows: list[InForce], *, at: datetime) -> None:
    """To those who lead briefings: this version is in force or about to be."""
    first = min(rows, key=lambda row: row.starts)
    day = first.starts.astimezone(first.partnership.site.tz).date()
    post.send(
        "protocols/brief",
        to=_leading([row.partnership for row in rows]),
        about=version,
        path=page_of(version),
        key=str(version.pk),
        facts={"number": version.number, "starts": day.isoformat()},
        at=at,
    )


def endorsed(endorsement: Endorsement, *, by: Person) -> None:
    """To everybody in charge on both sides, save who did it."""
    _tell_both("protocols/endorsed", endorsement, by=by, at=endorsement.recorded_at)


def endorsement_lapsed(endorsement: Endorsement, *, by: Person, at: datetime) -> None:
    _tell_both("protocols/endorsement_lapsed", endorsement, by=by, at=at)


def page_of(version: Version) -> str:
    return reverse("protocols:briefing_show", args=[version.protocol.slug])


def _tell_both(kind: str, endorsement: Endorsement, *, by: Person, at: datetime) -> None:
    version = endorsement.version
    post.send(
        kind,
        to=[p for p in parties.people_in_charge(version.protocol) if p.pk != by.pk],
        about=version,
        path=version.protocol.get_absolute_url(),
        key=str(endorsement.pk),
        facts={"number": version.number, "side": endorsement.mandate.organisation.side or ""},
        at=at,
    )


def _leading(partnerships: list[Partnership]) -> list[Person]:
    found = {
        person.pk: person
        for partnership in partnerships
        for person in access.people_who_may(Permission.BRIEFING_LEAD, partnership, Side.POLICE)
    }
    return list(found.values())
