"""The clauses of a version that settle some topics of the library, as a partnership reads them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.safestring import SafeString

from protocols import prose, texts
from protocols.models import ClauseText, Version
from protocols.models.text import anchor_of

_COLUMNS = ("clause__number", "clause__partnership_id", "language", "heading", "body")


@dataclass(frozen=True, slots=True)
class ClauseOnTopic:
    """In the reader's language, or in ``other`` where it has no such text."""

    number: int
    anchor: str
    heading: str
    body: str
    other: str

    @property
    def beginning(self) -> SafeString:
        """Its first paragraph."""
        return prose.render(self.body.strip().split("\n\n")[0])


@dataclass(frozen=True, slots=True)
class _Worded:
    """One text of a clause, as ``texts.choose`` takes it."""

    language: str
    heading: str
    body: str


def clauses(
    version: Version, topics: Collection[int], partnership_id: UUID, language: str
) -> list[ClauseOnTopic]:
    """Those of *version* on *topics* that apply to the partnership, in the order of the text.
    At most one query."""
    if not topics:
        return []
    applying = Q(clause__partnership=None) | Q(clause__partnership_id=partnership_id)
    rows = ClauseText.objects.filter(applying, clause__version=version, clause__topic__in=topics)
    found: dict[tuple[int, UUID | None], list[_Worded]] = {}
    for number, annex, *words in rows.order_by("clause__number").values_list(*_COLUMNS):
        found.setdefault((number, annex), []).append(_Worded(*words))
    return [
        _read(number, annex, worded, version, language) for (number, annex), worded in found.items()
    ]


def _read(
    number: int, annex: UUID | None, worded: list[_Worded], version: Version, language: str
) -> ClauseOnTopic:
    text = texts.choose(worded, language, version.languages)
    other = text.language if text.language != language else ""
    return ClauseOnTopic(number, anchor_of(number, annex), text.heading, text.body, other)
