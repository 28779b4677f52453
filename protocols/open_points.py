"""What keeps the clauses of a draft from being sent: blanks, proposals that nobody decided, and
what no protocol goes without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Person
from protocols import blanks, library, parties
from protocols.library import Topic
from protocols.models import Clause, Remark
from protocols.texts import Text


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A clause with blanks."""

    clause: Clause
    blanks: Sequence[str]

    @property
    def words(self) -> str:
        told = {"number": self.clause.number, "blanks": ", ".join(self.blanks)}
        return _("clause %(number)d leaves open %(blanks)s") % told


@dataclass(frozen=True, slots=True)
class Missing:
    """A topic that no protocol goes without, and that no clause settles."""

    topic: Topic

    @property
    def heading(self) -> str:
        return self.topic.heading[str(get_language())]

    @property
    def words(self) -> str:
        return _("the clause “%(heading)s” is missing") % {"heading": self.heading}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An annex that whoever asks does not read is not finished; ``ask`` is who reads them all."""

    ask: str

    @property
    def words(self) -> str:
        return _("the annex of another site has blanks (ask %(who)s, which reads every annex)") % {
            "who": self.ask
        }


@dataclass(frozen=True, slots=True)
class Undecided:
    """A clause for which one side proposes other wording, or that it goes, and the other has not
    answered."""

    clause: Clause
    proposal: Remark

    @property
    def words(self) -> str:
        told = {"number": self.clause.number}
        if self.proposal.kind == Remark.Kind.REMOVAL:
            return _("whether clause %(number)d is taken out is not decided") % told
        return _("other wording for clause %(number)d is not decided") % told


@dataclass(frozen=True, slots=True)
class UndecidedClause:
    """A clause that one side wants to add, and the other has not answered."""

    proposal: Remark

    @property
    def words(self) -> str:
        return _("a new clause that was proposed is not decided")


@dataclass(frozen=True, slots=True)
class UndecidedElsewhere:
    """As ``Undecided``, in an annex that whoever asks does not read."""

    ask: str

    @property
    def words(self) -> str:
        return _(
            "what is proposed for the annex of another site is not decided (ask %(who)s, which "
            "reads every annex)"
        ) % {"who": self.ask}


OpenPoint = Unfilled | Missing | Undecided | UndecidedClause | Elsewhere | UndecidedElsewhere


def read_by(person: Person, text: Text) -> list[OpenPoint]:
    """What the whole *text* leaves open, in words that *person* may read. One query."""
    annexes, version = text.version.annexes_read_by(person), text.version
    theirs = [c for c in text.clauses if c.partnership_id is None or c.partnership_id in annexes]
    others = [clause for clause in text.clauses if clause not in theirs]
    unseen = any(_unfilled(others, version.languages))
    proposals = list(version.remarks.open().proposals())
    keys = {proposal.clause_key for proposal in proposals}
    undecided = any(clause.key in keys for clause in others)
    ask = ", ".join(party.name for party in parties.of_all(version.protocol))
    return [
        *of(theirs, version.languages, proposals),
        *([Elsewhere(ask)] if unseen else []),
        *([UndecidedElsewhere(ask)] if undecided else []),
    ]


def of(
    clauses: Iterable[Clause], languages: Sequence[str], proposals: Iterable[Remark] = ()
) -> list[OpenPoint]:
    """What *clauses* (with their texts) leave open in *languages*, and the open *proposals* on
    them; what is missing comes last."""
    standing = list(clauses)
    settled = {clause.topic for clause in standing}
    missing = [Missing(topic) for topic in library.ALWAYS if topic.number not in settled]
    offered = {proposal.clause_key: proposal for proposal in proposals}
    undecided = [Undecided(one, offered[one.key]) for one in standing if one.key in offered]
    added = [UndecidedClause(one) for one in offered.values() if one.kind == Remark.Kind.ADDITION]
    return [*undecided, *added, *_unfilled(standing, languages), *missing]


def _unfilled(clauses: Iterable[Clause], languages: Sequence[str]) -> Iterable[Unfilled]:
    """Clauses with blanks, as the reader's language words them where it has any."""
    for clause in clauses:
        found = {
            text.language: blanks.of(f"{text.heading}\n{text.body}") for text in clause.texts.all()
        }
        told = [found[code] for code in (str(get_language()), *languages) if found.get(code)]
        if any(found.get(code) for code in languages):
            yield Unfilled(clause, told[0])
