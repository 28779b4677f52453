"""How far drafts have come: what keeps each from being sent, for many at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from protocols import blanks, checking, library
from protocols.entry import Cell, Circumstance, Disposition, Key, Log, SiteState
from protocols.models import Clause, ClauseText, EntryRow, EntryStepText, Remark, Version


@dataclass(frozen=True, slots=True)
class Left:
    """How many answers of the table (``gaps``) and clauses (``points``) are still open; what a
    page names one by one (``reading.gaps``, ``open_points.read_by``), counted; proposals that are
    read aside."""

    gaps: int
    points: int

    @property
    def words(self) -> list[str]:
        """What is to be done next, in words."""
        return [*self._gaps(), *self._points()] or [_("it can be sent for signature")]

    def _gaps(self) -> list[str]:
        if not self.gaps:
            return []
        words = ngettext(
            "one answer of the table is missing or wrong",
            "%(count)d answers of the table are missing or wrong",
            self.gaps,
        )
        return [words % {"count": self.gaps}]

    def _points(self) -> list[str]:
        if not self.points:
            return []
        words = ngettext(
            "one clause is still open", "%(count)d clauses are still open", self.points
        )
        return [words % {"count": self.points}]


def of(drafts: Sequence[Version], annexes: Collection[UUID]) -> dict[UUID, Left]:
    """What is left of each of *drafts*, for somebody who reads the *annexes* of these
    partnerships. Four queries, however many; none without a draft."""
    if not drafts:
        return {}
    clauses: dict[UUID, list[Clause]] = defaultdict(list)
    for clause in Clause.objects.filter(version__in=drafts):
        clauses[clause.version_id].append(clause)
    tables, unfilled, undecided = _tables(drafts), _unfilled(drafts), _undecided(drafts, annexes)
    found = {}
    for version in drafts:
        standing = clauses[version.pk]
        common = [clause.number for clause in standing if clause.partnership_id is None]
        gaps = checking.gaps(tables[version.pk], common)
        points = _points(standing, unfilled, annexes) + (version.pk in undecided)
        found[version.pk] = Left(len(gaps), points)
    return found


def _points(
    standing: Sequence[Clause], unfilled: Collection[UUID], annexes: Collection[UUID]
) -> int:
    """Clauses with blanks and topics that are missing; annexes that are not read count as one."""
    theirs = [
        one for one in standing if one.partnership_id is None or one.partnership_id in annexes
    ]
    settled = {clause.topic for clause in theirs}
    missing = [topic for topic in library.ALWAYS if topic.number not in settled]
    seen = sum(clause.pk in unfilled for clause in theirs)
    is_unseen = seen < sum(clause.pk in unfilled for clause in standing)
    return seen + is_unseen + len(missing)


def _undecided(drafts: Sequence[Version], annexes: Collection[UUID]) -> set[UUID]:
    """The versions with something to be decided in an annex that is not read."""
    proposals = Remark.objects.open().proposals().filter(version__in=drafts)
    unseen = proposals.exclude(partnership=None).exclude(partnership__in=annexes)
    return set(unseen.order_by().values_list("version", flat=True))


def _unfilled(drafts: Sequence[Version]) -> set[UUID]:
    """The clauses with blanks in a language of their version. Of all the prose only what holds a
    bracket is read."""
    languages = {version.pk: version.languages for version in drafts}
    texts = ClauseText.objects.filter(
        Q(heading__contains="[") | Q(body__contains="["), clause__version__in=drafts
    )
    read = texts.values_list("clause", "clause__version", "language", "heading", "body")
    return {
        clause
        for clause, version, language, heading, body in read
        if language in languages[version] and blanks.of(f"{heading}\n{body}")
    }


def _tables(drafts: Sequence[Version]) -> dict[UUID, dict[Key, Cell]]:
    """The answers, as far as it matters for what is wrong with them: of the steps, whether there
    are any."""
    steps = EntryStepText.objects.filter(step__row=OuterRef("pk")).exclude(text="")
    rows = EntryRow.objects.filter(version__in=drafts).annotate(has_steps=Exists(steps))
    tables: dict[UUID, dict[Key, Cell]] = defaultdict(dict)
    for version, circumstance, state, disposition, clause, log, has_steps in rows.values_list(
        "version", "circumstance", "state", "disposition", "clause__number", "log", "has_steps"
    ):
        tables[version][Circumstance(circumstance), SiteState(state)] = Cell(
            disposition=Disposition(disposition),
            clause=clause,
            steps=("-",) if has_steps else (),
            log=tuple(map(Log, log)),
        )
    return tables
