"""For which side somebody speaks on a draft, and in which post."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from liaison import access
from liaison.refusal import Refused
from liaison.roles import GRANTS, Permission, Role, Side
from protocols import parties
from protocols.models import Protocol, Version


class CannotSpeak(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Voice:
    """``post`` is in the first language of the text, as it is kept beside the words."""

    side: Side
    post: str


def side_of(person: Any, protocol: Protocol) -> Side | None:
    """The one side for which *person* may speak; None: neither, or both."""
    sides = parties.sides_of(person, protocol)
    return next(iter(sides)) if len(sides) == 1 else None


def voice(person: Any, version: Version) -> Voice:
    """Errors: ``CannotSpeak`` for somebody who holds mandates on both sides."""
    side = side_of(person, version.protocol)
    if side is None:
        raise CannotSpeak(_("You hold mandates on both sides. Ask somebody else to speak for one."))
    return Voice(side, _post(person, version))


def _post(person: Any, version: Version) -> str:
    own = access.standing(person)
    reaches = [own.reaches[p.pk] for p in version.protocol.covered if p.pk in own.reaches]
    named = {party.pk: party.name for party, _side in parties.organisations(version.protocol)}
    held = min(
        (
            (held.role, named[held.organisation_id])
            for held in own.mandates
            if held.role in GRANTS[Permission.PROTOCOL_DRAFT]
            and held.organisation_id in named
            and any(reach.covered_by(held) for reach in reaches)
        ),
    )
    with translation.override(version.languages[0]):
        return f"{Role(held[0]).label}, {held[1]}"
