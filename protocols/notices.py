"""Who hears what about a protocol: everybody in charge on both sides, save who did it."""

from typing import Any

from notifications import post
from protocols import parties
from protocols.models import InForce, Signature, Version, VersionMove


def begun(version: Version, move: VersionMove) -> None:
    _tell("protocols/begun", version, move)


def sent(version: Version, move: VersionMove) -> None:
    _tell("protocols/sent", version, move)


def recalled(version: Version, move: VersionMove) -> None:
    _tell("protocols/recalled", version, move)


def declined(version: Version, move: VersionMove) -> None:
    _tell("protocols/declined", version, move, side=move.side)


def signed(signature: Signature, move: VersionMove) -> None:
    _tell("protocols/signed", signature.version, move, side=move.side)


def agreed(version: Version, move: VersionMove, first: InForce) -> None:
    """Both sides have signed; told to the last signer as well, for it is what they waited for."""
    day = first.starts.astimezone(first.partnership.site.tz).date()
    _tell("protocols/agreed", version, move, everybody=True, starts=day.isoformat())


def _tell(
    kind: str, version: Version, move: VersionMove, *, everybody: bool = False, **facts: Any
) -> None:
    people = parties.people_in_charge(version.protocol)
    post.send(
        kind,
        to=[person for person in people if everybody or person.pk != move.by_id],
        about=version,
        path=version.get_absolute_url(),
        key=str(move.pk),
        facts={"number": version.number, **facts},
        at=move.at,
    )
