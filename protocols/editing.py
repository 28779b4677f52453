"""Changing the prose of a draft: wording and order. Each change says what it started from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison.refusal import Refused, Stale
from protocols import answers, canonical, drafting, journal
from protocols.library import Topic
from protocols.models import Clause, ClauseText, Version

MOST_CLAUSES = 60
# Far above any number in use, so that renumbering never meets a number that is still taken.
_ASIDE = 10_000


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
    clause = _held(version, clause, revision)
    checked = _checked(texts)
    _write(clause, checked)
    clause.revision += 1
    clause.save(update_fields=["revision"])
    vouched = _vouched(texts)
    journal.enter(
        "protocols.clause_reworded", version, by=by, at=at, clause=str(clause.key), vouched=vouched
    )
    return clause


@ledger.operation
def add_clause(
    version: Version, *, texts: Texts, number: int, by: Person, at: datetime | None = None
) -> Clause:
    """A new clause that takes *number*; those from there on move down by one."""
    version = drafting.hold(version, by=by)
    clause = _insert(version, _checked(texts), number)
    facts = {"clause": str(clause.key), "number": clause.number, "vouched": _vouched(texts)}
    journal.enter("protocols.clause_added", version, by=by, at=at, **facts)
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
    texts = {code: Wording(topic.heading[code], topic.text[code]) for code in version.languages}
    clause = _insert(version, texts, number, topic=topic.number)
    answers.rest_on(clause)
    facts = {"clause": str(clause.key), "number": clause.number, "topic": topic.number}
    journal.enter("protocols.clause_added", version, by=by, at=at, **facts)
    return clause


@ledger.operation
def remove_clause(clause: Clause, *, revision: int, by: Person, at: datetime | None = None) -> None:
    """Take the clause out of the draft. Refused while an answer of the table cites it."""
    version = drafting.hold(clause.version, by=by)
    clause = _held(version, clause, revision)
    citing = sorted({row.circumstance for row in clause.rows.all()})
    if citing:
        raise CannotEdit(
            _("Answers cite this clause (%(rows)s). Let them cite another one first.")
            % {"rows": ", ".join(citing)}
        )
    if version.clauses.count() == 1:
        raise CannotEdit(_("A version needs at least one clause."))
    key = str(clause.key)
    clause.delete()
    _renumber(version, list(version.clauses.order_by("number")))
    journal.enter("protocols.clause_removed", version, by=by, at=at, clause=key)


@ledger.operation
def move_clause(
    clause: Clause, *, number: int, revision: int, by: Person, at: datetime | None = None
) -> Clause:
    """Put the clause at *number*; the others close up and make room."""
    version = drafting.hold(clause.version, by=by)
    clause = _held(version, clause, revision)
    standing = [one for one in version.clauses.order_by("number") if one.pk != clause.pk]
    place = min(max(number, 1), len(standing) + 1)
    standing.insert(place - 1, clause)
    _renumber(version, standing)
    journal.enter(
        "protocols.clause_moved", version, by=by, at=at, clause=str(clause.key), number=place
    )
    clause.number = place
    return clause


def _insert(version: Version, texts: Texts, number: int, *, topic: int | None = None) -> Clause:
    standing = list(version.clauses.order_by("number"))
    if len(standing) >= MOST_CLAUSES:
        raise CannotEdit(_("A version holds at most %(most)d clauses.") % {"most": MOST_CLAUSES})
    clause = Clause.objects.create(version=version, number=_ASIDE * 2, topic=topic)
    _write(clause, texts)
    place = min(max(number, 1), len(standing) + 1)
    standing.insert(place - 1, clause)
    _renumber(version, standing)
    clause.number = place
    return clause


def _held(version: Version, clause: Clause, revision: int) -> Clause:
    """The clause as it stands now, inside the locked draft."""
    standing = Clause.objects.filter(version=version, pk=clause.pk).first()
    if standing is None:
        raise ChangedMeanwhile(_("Somebody else took this clause out while you were at it."))
    if standing.revision != revision:
        raise ChangedMeanwhile(_("Somebody else changed this clause while you were at it."))
    return standing


def _checked(texts: Texts) -> Texts:
    """The languages that say something, cleaned as they will be signed."""
    checked = {}
    for language, wording in texts.items():
        heading = _cleaned(wording.heading, f"heading_{language}").strip()
        body = _cleaned(wording.body, f"body_{language}").strip("\n")
        if bool(heading) != bool(body):
            missing = "body" if heading else "heading"
            raise CannotEdit(_("Give heading and text."), field=f"{missing}_{language}")
        if heading:
            checked[language] = Wording(heading, body)
    if not checked:
        raise CannotEdit(_("Write the clause in at least one language."))
    return checked


def _vouched(texts: Texts) -> bool:
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


def _renumber(version: Version, order: Sequence[Clause]) -> None:
    """The clauses of *version* numbered from 1 in this order."""
    version.clauses.filter(number__lt=_ASIDE).update(number=F("number") + _ASIDE)
    places = [When(pk=clause.pk, then=Value(place)) for place, clause in enumerate(order, start=1)]
    version.clauses.update(number=Case(*places))
