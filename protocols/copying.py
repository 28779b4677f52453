"""Filling a new draft: from topics of the library, or from another version."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from protocols import answers, inheriting
from protocols.entry import Key, SiteState
from protocols.inheriting import Given
from protocols.library import LANGUAGES, Topic
from protocols.models import Clause, ClauseText, Version


def from_topics(topics: Sequence[Topic], version: Version) -> None:
    """A clause for each of *topics* and all 66 default answers, in every language there is. An
    answer whose topic is not among them cites no clause yet."""
    draft = _Draft(version)
    for number, topic in enumerate(topics, start=1):
        draft.clause(
            {code: (topic.heading[code], topic.text[code]) for code in LANGUAGES},
            number=number,
            topic=topic.number,
        )
    draft.save()
    default = answers.defaults(version)
    filled = {
        circumstance: inheriting.back({}, list(SiteState), row)
        for circumstance, row in default.items()
    }
    answers.save(version, _by_cell(filled))


def from_version(base: Version, version: Version) -> None:
    """Everything *base* says, clause for clause; each clause keeps its key, and each answer what
    it says and where that came from. An annex comes along where it applies; for a single
    partnership it becomes part of the text."""
    draft = _Draft(version)
    clauses: dict[UUID | None, UUID] = {}
    covered = {one.pk for one in version.protocol.covered}
    applying = base.clauses.filter(Q(partnership=None) | Q(partnership__in=covered))
    for old in applying.prefetch_related("texts"):
        clauses[old.pk] = draft.clause(
            {text.language: (text.heading, text.body) for text in old.texts.all()},
            key=old.key,
            number=old.number,
            partnership_id=old.partnership_id if len(covered) > 1 else None,
            topic=old.topic,
        ).pk
    draft.save()
    answers.save(
        version,
        {
            key: Given(replace(one.says, clause=clauses.get(one.says.clause)), one.origin)
            for key, one in _by_cell(answers.of(base)).items()
        },
    )


def _by_cell(rows: answers.Rows) -> dict[Key, Given[answers.Said]]:
    return {(c, state): given for c, row in rows.items() for state, given in row.items()}


class _Draft:
    """Clauses that are gathered first and saved together."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.clauses: list[Clause] = []
        self.texts: list[ClauseText] = []

    def clause(self, texts: Mapping[str, tuple[str, str]], **facts: Any) -> Clause:
        clause = Clause(version=self.version, **facts)
        self.clauses.append(clause)
        self.texts += [
            ClauseText(clause=clause, language=language, heading=heading, body=body)
            for language, (heading, body) in texts.items()
        ]
        return clause

    def save(self) -> None:
        Clause.objects.bulk_create(self.clauses)
        ClauseText.objects.bulk_create(self.texts)
