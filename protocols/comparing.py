"""What a text changes against another one: clause by clause, word by word, answer by answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from liaison import access
from liaison.roles import Permission
from protocols import in_force, prose, reading, rewording, texts
from protocols.differences import AnswerChange, ClauseChange, Difference, Kept, What
from protocols.editing import Texts, Wording
from protocols.entry import Circumstance, Key, SiteState, every_cell
from protocols.models import Clause, Version
from protocols.rewording import Reworded
from protocols.texts import Text

# A clause of the former text and the one that took its place; either may be absent.
Pair = tuple[Clause | None, Clause | None]


def with_what_stands(text: Text, person: Any, language: str, at: datetime) -> list[Difference]:
    """How *text* differs from each version in force at *at* where it is to apply, as far as
    *person* reads there, and from the one it was begun from where that was declined. One query,
    and five for each such version."""
    places = _places(text.version, person, at)
    base = text.version.base
    if base and base.is_declined:
        places[base] = []
    if len(text.version.protocol.covered) == 1:
        places = {former: [] for former in places}
    return [
        replace(between(texts.read_by(person, former), text, language), sites=sites)
        for former, sites in places.items()
    ]


def standing_beside(version: Version, person: Any, at: datetime) -> list[Version]:
    """The versions in force at *at* where *version* is to apply, as far as *person* reads there.
    One query."""
    return list(_places(version, person, at))


def _places(version: Version, person: Any, at: datetime) -> dict[Version, list[str]]:
    """The same, each with the sites where it is in force."""
    readable = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
    there = [one for one in version.protocol.covered if one.pk in readable]
    rows = in_force.by_partnership(there, at)
    found: dict[Version, list[str]] = {}
    for one in there:
        if row := rows.get(one.pk):
            found.setdefault(row.version, []).append(one.site.name)
    return found


def between(former: Text, now: Text, language: str, *, by_topic: bool = False) -> Difference:
    """*now* against *former*, both as one reader may read them. A clause is known again by its
    lasting key and, *by_topic*, by what it settles, so that two protocols can be compared."""
    pairs = _pairs(former, now, by_topic)
    shared = {old.key: new.key for old, new in pairs if old and new}
    changes, kept = _clauses(pairs, former, now, language) if shared else ([], [])
    return Difference(
        former=former.version,
        clauses=changes,
        answers=_answers(former, now, language, shared),
        is_other=not shared,
        kept=kept,
    )


def _pairs(former: Text, now: Text, by_topic: bool) -> list[Pair]:
    """The clauses of both texts, in the order of *now*; those that are gone come last."""
    left = {clause.key: clause for clause in former.clauses}
    found = {clause.key: left.pop(clause.key, None) for clause in now.clauses}
    if by_topic:
        settled = {one.topic: one for one in left.values() if one.topic and not one.partnership_id}
        for clause in now.clauses:
            if found[clause.key] is None and clause.topic in settled:
                found[clause.key] = left.pop(settled[clause.topic].key)
    return [
        *((found[one.key], one) for one in now.clauses),
        *((old, None) for old in left.values()),
    ]


def _clauses(
    pairs: Sequence[Pair], former: Text, now: Text, language: str
) -> tuple[list[ClauseChange], list[Kept]]:
    changes: list[ClauseChange] = []
    kept: list[Kept] = []
    for old, new in pairs:
        was, says = _words(old, former.version), _words(new, now.version)
        if old and new and was == says:
            kept.append(Kept(old.number, new.number, _heading(new, now.version, language)))
        elif new:
            what = What.REWORDED if old else What.NEW
            changes.append(
                ClauseChange(
                    what,
                    new.number,
                    _heading(new, now.version, language),
                    _before(old, former.version, language),
                    old.number if old else None,
                    *_change(what, was, says, language, now.version),
                    *_where(now, new),
                )
            )
        elif old:
            changes.append(
                ClauseChange(
                    What.GONE,
                    old.number,
                    _heading(old, former.version, language),
                    _before(old, former.version, language),
                    None,
                    *_change(What.GONE, was, says, language, former.version),
                    *_where(former, old),
                )
            )
    return changes, kept


def _where(text: Text, clause: Clause) -> tuple[str, str]:
    """Its place on the page, and the name of the annex it stands in."""
    names = {annex.partnership.pk: annex.name for annex in text.annexes}
    annex = names[clause.partnership_id] if clause.partnership_id else ""
    return clause.anchor, annex


def _change(
    what: What, was: Texts, says: Texts, language: str, version: Version
) -> tuple[list[Reworded], list[Reworded]]:
    """What differs in the reader's language, or else in all, and where it differs besides."""
    order = list(dict.fromkeys([language, *version.languages]))
    differing = rewording.between(was, says, order)
    if what != What.REWORDED:
        # A whole text is read in one language, as everywhere.
        return differing[:1], []
    mine = [one for one in differing if one.language == language]
    return mine or differing, [one for one in differing if mine and one not in mine]


def _heading(clause: Clause, version: Version, language: str) -> str:
    text = texts.choose(clause.texts.all(), language, version.languages)
    return text.heading if text else ""


def _before(clause: Clause | None, version: Version, language: str) -> SafeString | str:
    text = texts.choose(clause.texts.all(), language, version.languages) if clause else None
    return prose.render(text.body) if text else ""


def _answers(
    former: Text, now: Text, language: str, shared: Mapping[UUID, UUID]
) -> list[AnswerChange]:
    """*shared* gives the lasting key that a clause of *former* has in *now*."""
    said, says = _said(former, shared), _said(now, {key: key for key in shared.values()})
    changed = {cell for cell in every_cell() if said.get(cell) != says.get(cell)}
    rows = zip(reading.grid(former, language), reading.grid(now, language), strict=True)
    found = [
        AnswerChange(
            new.circumstance,
            tuple(
                pair
                for pair in zip(old.cells, new.cells, strict=True)
                if (new.circumstance, pair[1].state) in changed
            ),
        )
        for old, new in rows
    ]
    return [answer for answer in found if answer.cells]


def _words(clause: Clause | None, version: Version) -> dict[str, Wording]:
    shown = texts.said(clause.texts.all(), version.languages) if clause else []
    return {text.language: Wording(text.heading, text.body) for text in shown}


def _said(text: Text, shared: Mapping[UUID, UUID]) -> dict[Key, tuple[Any, ...]]:
    """What each answer holds: disposition, steps in all languages, whom to call, what to log and,
    where the texts share clauses, the lasting key of its clause; the number alone may change
    because another came or went."""
    found = {}
    for row in text.rows:
        steps = [texts.said(step.texts.all(), text.version.languages) for step in row.steps.all()]
        key = row.clause.key if shared and row.clause else None
        found[Circumstance(row.circumstance), SiteState(row.state)] = (
            row.disposition,
            shared.get(key, key) if key else None,
            [{one.language: one.text for one in step} for step in steps],
            [*row.call, *row.log],
        )
    return found
