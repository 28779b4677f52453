"""What was said about the clauses of a version, as its pages tell it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from liaison.models import Partnership
from liaison.roles import Side
from protocols import editing, offer, rewording, speaking
from protocols.editing import Texts
from protocols.models import Clause, Remark, RemarkClosing, Version
from protocols.offer import Offer
from protocols.rewording import Reworded


@dataclass(frozen=True)
class Entry:
    """One comment or proposal, as one reader sees it. ``standing`` is what the clause says now
    (None: it is no longer there), ``own_side`` the side the reader may speak for."""

    remark: Remark
    languages: Sequence[str]
    standing: Texts | None
    revision: int | None
    own_side: Side | None
    is_own: bool

    @cached_property
    def offer(self) -> Offer | None:
        return offer.read(self.remark.words()) if self.remark.is_proposal else None

    @property
    def takes_out(self) -> bool:
        return self.remark.kind == Remark.Kind.REMOVAL

    @property
    def adds(self) -> bool:
        return self.remark.kind == Remark.Kind.ADDITION

    @property
    def words(self) -> str:
        """The comment, or the reason of the proposal."""
        return self.offer.why if self.offer else self.remark.words()

    @property
    def changes(self) -> list[Reworded]:
        """What accepting it would change now; once it is decided, what it asked for then."""
        if self.offer is None or self.takes_out:
            return []
        if not self.remark.is_open or self.standing is None:
            return self.asked
        now = self.offer.onto(self.standing)
        return rewording.between(self.standing, now, self.languages)

    @property
    def left_alone(self) -> list[str]:
        """The languages in which accepting it would leave the clause as it stands, by name."""
        if not self.remark.is_open or not self.standing:
            return []
        changed = {one.language for one in self.changes}
        still = [code for code in self.languages if code in self.standing and code not in changed]
        return [rewording.language_name(code) for code in still] if changed else []

    @property
    def asked(self) -> list[Reworded]:
        """What it changes in the wording it was written against."""
        if self.offer is None or self.takes_out:
            return []
        return rewording.between(self.offer.was, self.offer.texts, self.languages)

    @property
    def is_overtaken(self) -> bool:
        """Whether the clause says something else than when the proposal was written."""
        return (
            self.remark.is_open
            and self.offer is not None
            and self.standing is not None
            and self.standing != self.offer.was
        )

    @property
    def reason(self) -> str:
        answer = getattr(self.remark, "answer", None)
        return answer.words() if answer and answer.kind == Remark.Kind.REASON else ""

    @property
    def is_yours(self) -> bool:
        """Whether the reader's side has to answer it."""
        return self.remark.is_open and self.own_side not in (None, self.remark.side)

    @property
    def is_own_side(self) -> bool:
        return self.own_side == self.remark.side


@dataclass
class Thread:
    """The conversation about one clause, oldest first. ``clause`` is None once it was taken out."""

    key: UUID
    clause: Clause | None
    entries: list[Entry] = field(default_factory=list)

    @property
    def open(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.remark.is_open]

    @property
    def proposal(self) -> Entry | None:
        return next((entry for entry in self.open if entry.offer), None)

    @property
    def is_only_proposed(self) -> bool:
        """Whether it is about a clause that never stood in the draft."""
        if self.clause or not self.entries:
            return False
        added = [entry.remark for entry in self.entries if entry.adds]
        return bool(added) and not any(_is_accepted(remark) for remark in added)

    @property
    def heading(self) -> str:
        """What the clause that is only proposed would be called, as it was worded last."""
        offered = [entry.offer for entry in self.entries if entry.adds and entry.offer]
        words = offered[-1].texts if offered else {}
        spoken = words.get(str(get_language())) or next(iter(words.values()), None)
        return spoken.heading if spoken else ""

    @property
    def partnership(self) -> Partnership | None:
        """The one whose annex it is about; None: the clause applies, or applied, everywhere."""
        if self.clause:
            return self.clause.partnership
        return self.entries[0].remark.partnership if self.entries else None

    def waits_on(self, remark: Remark) -> bool:
        """Whether *remark* is what is still to be decided here."""
        return self.proposal is not None and self.proposal.remark.pk == remark.pk

    @property
    def comments(self) -> list[Entry]:
        return [entry for entry in self.open if not entry.offer]

    @property
    def done(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.remark.is_open]

    @property
    def waits_for(self) -> Side | None:
        """The side whose turn it is."""
        return turn_in([entry.remark for entry in self.open])

    @property
    def since(self) -> datetime | None:
        return self.open[0].remark.written_at if self.open else None


def _is_accepted(remark: Remark) -> bool:
    closing: RemarkClosing | None = getattr(remark, "closing", None)
    return closing is not None and closing.how == RemarkClosing.How.ACCEPTED


def turn_in(still_open: Sequence[Remark]) -> Side | None:
    """Whose turn it is where these stand open on one clause, oldest first: that of the side to
    which a proposal was made, else of the one that did not have the last word."""
    proposals = [remark for remark in still_open if remark.is_proposal]
    last = (proposals or list(still_open))[-1:]
    return Side(last[0].side).other if last else None


def of(version: Version, clauses: Iterable[Clause], reader: Any) -> dict[UUID, Thread]:
    """By the key of the clause, in the order of the text; what was said about clauses that are no
    longer there comes last. *clauses* with their texts. One query."""
    said = _read(version.remarks.read_by(reader))
    return _threads(version, clauses, said, reader)


def on(version: Version, key: UUID, reader: Any) -> Thread:
    """The conversation about one clause. Three queries."""
    readable = version.clauses.read_by(reader, version)
    clause = readable.filter(key=key).prefetch_related("texts").first()
    said = _read(version.remarks.read_by(reader).filter(clause_key=key))
    threads = _threads(version, [clause] if clause else [], said, reader)
    return threads.get(key) or Thread(key, clause)


def is_hidden(version: Version, key: UUID, reader: Any) -> bool:
    """Whether the clause stands in an annex that *reader* does not read. Two queries at most."""
    there = version.clauses.filter(key=key)
    return there.exists() and not there.read_by(reader, version).exists()


def before(version: Version, key: UUID, reader: Any) -> list[Version]:
    """Other versions of the protocol in which something was said about this clause, newest first,
    as far as *reader* may read it."""
    seen = Remark.objects.visible_to(reader).filter(
        clause_key=key, version__protocol=version.protocol
    )
    found = Version.objects.filter(pk__in=seen.order_by().values("version"))
    return list(found.exclude(pk=version.pk).select_related("protocol").order_by("-number"))


def _read(remarks: QuerySet[Remark]) -> list[Remark]:
    named = remarks.exclude(kind=Remark.Kind.REASON).select_related(
        "author", "data_key", "closing", "answer__data_key"
    )
    return list(named.order_by("written_at", "pk"))


def _threads(
    version: Version, clauses: Iterable[Clause], said: Iterable[Remark], reader: Any
) -> dict[UUID, Thread]:
    here: Mapping[UUID, Clause] = {clause.key: clause for clause in clauses}
    by_clause: dict[UUID, list[Remark]] = defaultdict(list)
    for remark in said:
        by_clause[remark.clause_key].append(remark)
    side = speaking.side_of(reader, version.protocol) if by_clause else None
    order = [*here, *(key for key in by_clause if key not in here)]
    return {
        key: _thread(version, key, here.get(key), by_clause[key], side, reader)
        for key in order
        if key in by_clause
    }


def _thread(
    version: Version,
    key: UUID,
    clause: Clause | None,
    said: Iterable[Remark],
    side: Side | None,
    reader: Any,
) -> Thread:
    standing = editing.standing(clause) if clause else None
    entries = [
        Entry(
            remark=remark,
            languages=version.languages,
            standing=standing,
            revision=clause.revision if clause else None,
            own_side=side,
            is_own=remark.author_id == reader.pk,
        )
        for remark in said
    ]
    return Thread(key, clause, entries)
