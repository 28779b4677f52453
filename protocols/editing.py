"""Changing the prose of a draft: wording and order. Each change says what it started from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import Partnership
from liaison.refusal import Refused, Stale
from liaison.roles import Permission
from protocols import answers, canonical, drafting, journal
from protocols.library import Topic
from protocols.models import Clause, ClauseText, Version

MOST_CLAUSES = 60
# Far above any number in use, so that renumbering never meets a number that is still taken.
_ASIDE = 10_000
UNDECIDED = gettext_lazy(
    "Something is proposed for this clause and still to be decided. Answer that first."
)


class CannotEdit(Refused):
    pass


class ChangedMeanwhile(Stale):
    pass


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause in one language; Markdown."""

    heading: str
    body: str


Texts = Mapping[str, Wording]


@ledger.operation
def reword(
    clause: Clause, *, texts: Texts, revision: int, by: Person, at: datetime | None = None
) -> Clause:
    """Give the clause these words, and only these languages. *revision* is the one on screen.
    Errors: ``ChangedMeanwhile`` when somebody else was faster; nothing is saved then."""
    version = drafting.hold(clause.version, by=by)
    clause = held(version, clause, revision, by)
    _write(clause, checked(texts))
    clause.revision += 1
    clause.save(update_fields=["revision"])
    _enter("protocols.clause_reworded", clause, by=by, at=at, vouched=vouched(texts))
    return clause


@ledger.operation
def add_clause(
    version: Version,
    *,
    texts: Texts,
    number: int,
    key: UUID | None = None,
    topic: int | None = None,
    by: Person,
    at: datetime | None = None,
) -> Clause:
    """A new clause that takes *number*; those from there on move down by one. *key* is the one it
    was proposed under, *topic* what it settles, unless a clause does so already."""
    version = drafting.hold(version, by=by)
    if topic and version.clauses.filter(topic=topic).exists():
        topic = None
    clause = _insert(version, checked(texts), number, topic=topic, key=key)
    if topic:
        answers.rest_on(clause)
    facts = {"number": clause.number, "topic": topic, "vouched": vouched(texts)}
    _enter("protocols.clause_added", clause, by=by, at=at, **facts)
    return clause


@ledger.operation
def add_to_annex(
    version: Version,
    partnership: Partnership,
    *,
    texts: Texts,
    by: Person,
    at: datetime | None = None,
) -> Clause:
    """A new clause at the end of the annex of *partnership*, which applies there alone."""
    version = drafting.hold(version, by=by)
    covered = version.protocol.covered
    if partnership not in covered or len(covered) == 1:
        raise CannotEdit(_("An annex is for one of several sites that a protocol covers."))
    access.require(by, Permission.PROTOCOL_DRAFT, partnership)
    clause = _insert(version, checked(texts), _ASIDE, partnership=partnership)
    facts = {"number": clause.number, "vouched": vouched(texts)}
    _enter("protocols.clause_added", clause, by=by, at=at, **facts)
    return clause


@ledger.operation
def add_topic(
    version: Version, topic: Topic, *, number: int, by: Person, at: datetime | None = None
) -> Clause:
    """A clause with the library's text for *topic*, at *number*, in the languages of the version.
    Refused where a clause settles that topic already."""
    version = drafting.hold(version, by=by)
    settling = version.clauses.filter(topic=topic.number).first()
    if settling:
        raise CannotEdit(_("Clause %(number)d settles this already.") % {"number": settling.number})
    texts = said_by(topic, version.languages)
    clause = _insert(version, texts, number, topic=topic.number)
    answers.rest_on(clause)
    facts = {"number": clause.number, "topic": topic.number}
    _enter("protocols.clause_added", clause, by=by, at=at, **facts)
    return clause


@ledger.operation
def remove_clause(clause: Clause, *, revision: int, by: Person, at: datetime | None = None) -> None:
    """Take the clause out of the draft. Refused while an answer of the table cites it, or
    something that is proposed for it is still to be decided."""
    version = drafting.hold(clause.version, by=by)
    clause = held(version, clause, revision, by)
    citing = sorted({row.circumstance for row in clause.rows.all()})
    if citing:
        raise CannotEdit(
            _("Answers cite this clause (%(rows)s). Let them cite another one first.")
            % {"rows": ", ".join(citing)}
        )
    if version.remarks.open().proposals().filter(clause_key=clause.key).exists():
        raise CannotEdit(UNDECIDED)
    if clause.partnership is None and version.clauses.common().count() == 1:
        raise CannotEdit(_("A version needs at least one clause."))
    Clause.objects.filter(pk=clause.pk).delete()
    _renumber(version)
    _enter("protocols.clause_removed", clause, by=by, at=at)


@ledger.operation
def move_clause(
    clause: Clause, *, number: int, revision: int, by: Person, at: datetime | None = None
) -> Clause:
    """Put the clause at *number* among the common ones, or in its annex; the others close up and
    make room."""
    version = drafting.hold(clause.version, by=by)
    clause = held(version, clause, revision, by)
    _place(version, clause, number)
    _enter("protocols.clause_moved", clause, by=by, at=at, number=clause.number)
    return clause


def _insert(
    version: Version,
    texts: Texts,
    number: int,
    *,
    topic: int | None = None,
    partnership: Partnership | None = None,
    key: UUID | None = None,
) -> Clause:
    require_room(version, partnership)
    clause = Clause.objects.create(
        version=version,
        number=_ASIDE * 2,
        topic=topic,
        partnership=partnership,
        **({"key": key} if key else {}),
    )
    _write(clause, texts)
    _place(version, clause, number)
    return clause


def _place(version: Version, clause: Clause, number: int) -> None:
    """Put *clause* at *number*, as far as its part of the text reaches there."""
    part = version.clauses.filter(partnership=clause.partnership)
    standing = [one for one in part.order_by("number") if one.pk != clause.pk]
    first = _first_number(version, clause.partnership)
    place = min(max(number, first), first + len(standing))
    standing.insert(place - first, clause)
    _renumber(version, standing)
    clause.number = place


def _first_number(version: Version, partnership: Partnership | None) -> int:
    """Where that part of the text begins: an annex goes on where the common clauses end."""
    return version.clauses.common().count() + 1 if partnership else 1


def find(version: Version, key: UUID, by: Person) -> Clause:
    """The clause *key* of the locked draft, with its texts, for somebody who drafts where it
    applies. Errors: ``PermissionDenied``, ``ChangedMeanwhile`` when somebody took it out."""
    named = version.clauses.filter(key=key).select_related("partnership__site")
    clause = named.prefetch_related("texts").first()
    if clause is None:
        raise ChangedMeanwhile(_("Somebody else took this clause out while you were at it."))
    clause.version = version
    access.require(by, Permission.PROTOCOL_DRAFT, clause)
    return clause


def standing(clause: Clause) -> dict[str, Wording]:
    """What the clause says, in every language."""
    return {one.language: Wording(one.heading, one.body) for one in clause.texts.all()}


def require_room(
    version: Version, partnership: Partnership | None = None, *, proposed: int = 0
) -> None:
    """For one more clause in that part of the locked draft, and for those *proposed*.
    Errors: ``CannotEdit``."""
    if version.clauses.filter(partnership=partnership).count() + proposed >= MOST_CLAUSES:
        raise CannotEdit(_("A version holds at most %(most)d clauses.") % {"most": MOST_CLAUSES})


def said_by(topic: Topic, languages: Iterable[str]) -> dict[str, Wording]:
    """The library's words for *topic*."""
    return {code: Wording(topic.heading[code], topic.text[code]) for code in languages}


def held(version: Version, clause: Clause, revision: int, by: Person) -> Clause:
    """The clause as it stands now, inside the locked draft, for somebody who drafts where it
    applies. Errors: ``PermissionDenied``, ``ChangedMeanwhile``."""
    named = version.clauses.filter(pk=clause.pk).select_related("partnership__site")
    found = named.first()
    if found is None:
        raise ChangedMeanwhile(_("Somebody else took this clause out while you were at it."))
    found.version = version
    access.require(by, Permission.PROTOCOL_DRAFT, found)
    if found.revision != revision:
        raise ChangedMeanwhile(_("Somebody else changed this clause while you were at it."))
    return found


def checked(texts: Texts) -> dict[str, Wording]:
    """The languages that say something, cleaned as they will be signed. Errors: ``CannotEdit``."""
    said = {}
    for language, wording in texts.items():
        heading = _cleaned(wording.heading, f"heading_{language}").strip()
        body = _cleaned(wording.body, f"body_{language}").strip("\n")
        if bool(heading) != bool(body):
            missing = "body" if heading else "heading"
            raise CannotEdit(_("Give heading and text."), field=f"{missing}_{language}")
        if heading:
            said[language] = Wording(heading, body)
    if not said:
        raise CannotEdit(_("Write the clause in at least one language."))
    return said


def vouched(texts: Texts) -> bool:
    return drafting.vouched(
        *(text for words in texts.values() for text in (words.heading, words.body))
    )


def _cleaned(text: str, field: str) -> str:
    try:
        return canonical.clean(text)
    except canonical.HiddenSign as hidden:
        raise CannotEdit(drafting.hidden_sign(hidden), field=field) from hidden


def _write(clause: Clause, texts: Texts) -> None:
    clause.texts.exclude(language__in=texts).delete()
    for language, wording in texts.items():
        ClauseText.objects.update_or_create(
            clause=clause,
            language=language,
            defaults={"heading": wording.heading, "body": wording.body},
        )


def _renumber(version: Version, order: Sequence[Clause] = ()) -> None:
    """The clauses of *version* numbered without a gap: those of *order* in this order, the others
    of their part and of every other part as they stand."""
    wanted = {clause.pk: place for place, clause in enumerate(order)}
    parts: dict[UUID | None, list[Clause]] = {None: []}
    for clause in version.clauses.order_by("number"):
        parts.setdefault(clause.partnership_id, []).append(clause)
    places = []
    for partnership_id, clauses in parts.items():
        first = len(parts[None]) + 1 if partnership_id else 1
        ordered = sorted(clauses, key=lambda one: wanted.get(one.pk, 0))
        places += [When(pk=one.pk, then=Value(n)) for n, one in enumerate(ordered, start=first)]
    version.clauses.filter(number__lt=_ASIDE).update(number=F("number") + _ASIDE)
    version.clauses.update(number=Case(*places))


def _enter(verb: str, clause: Clause, *, by: Person, at: datetime | None, **facts: Any) -> None:
    """What is done to an annex stands in the record of its own partnership alone."""
    only, version = clause.partnership, clause.version
    journal.enter(verb, version, by=by, at=at, only=only, clause=str(clause.key), **facts)
