"""The annexes of a version as one reader finds them: their own, and that there may be others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission
from protocols import canonical, document, reading
from protocols.events import TimesMet
from protocols.models import Version
from protocols.reading import ClauseRead
from protocols.texts import Text


@dataclass(frozen=True, slots=True)
class AnnexRead:
    """What applies at one site alone; empty where a draft has nothing there yet."""

    partnership: Partnership
    name: str
    clauses: list[ClauseRead]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class AnnexDigest:
    """The digest by which an annex is part of what is signed."""

    partnership: Partnership
    name: str
    digest: str

    @property
    def digest_groups(self) -> list[str]:
        return canonical.groups(self.digest)


def parts(
    text: Text,
    person: Any,
    language: str,
    talk: Mapping[UUID, Any] | None = None,
    met: Mapping[UUID, TimesMet] | None = None,
) -> dict[str, Any]:
    """For the page of a version: its common clauses, the annexes of *person*, and whether it
    covers partnerships whose annexes they do not read."""
    read = reading.clauses(text, language, talk, met)
    return {
        "clauses": [one for one in read if one.partnership_id is None],
        "annexes": _annexes(text.version, read, person),
        "has_unread": len(text.version.annexes_read_by(person))
        < len(text.version.protocol.covered),
    }


def digests(text: Text) -> list[AnnexDigest]:
    """Those of the annexes that *text* holds for its reader, as the signed text holds them."""
    return [
        AnnexDigest(
            annex.partnership,
            annex.name,
            document.annex_digest(text.version, annex.partnership.pk),
        )
        for annex in text.annexes
    ]


def _annexes(version: Version, read: Iterable[ClauseRead], person: Any) -> list[AnnexRead]:
    covered = version.protocol.covered
    if len(covered) == 1:
        return []
    theirs, standing = version.annexes_read_by(person), list(read)
    found = [
        AnnexRead(
            partnership=one,
            name=version.protocol.name_of(one),
            clauses=[clause for clause in standing if clause.partnership_id == one.pk],
            may_edit=version.is_draft
            and access.standing(person).may_in(Permission.PROTOCOL_DRAFT, one.pk),
        )
        for one in covered
        if one.pk in theirs
    ]
    return [annex for annex in found if annex.clauses or annex.may_edit]
