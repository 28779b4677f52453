"""Filling a new draft: from topics of the library, or from another version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from protocols import profile
from protocols.library import LANGUAGES, Topic
from protocols.models import Clause, ClauseText, EntryRow, EntryStep, EntryStepText, Version


def from_topics(topics: Sequence[Topic], version: Version) -> None:
    """A clause for each of *topics* and all 66 default answers, in every language there is. An
    answer whose topic is not among them cites no clause yet."""
    draft, clauses = _Draft(version), {}
    for number, topic in enumerate(topics, start=1):
        clauses[topic.number] = draft.clause(
            {code: (topic.heading[code], topic.text[code]) for code in LANGUAGES},
            number=number,
            topic=topic.number,
        )
    for (circumstance, state), cell in profile.CELLS.items():
        draft.answer(
            [{code: words[code] for code in LANGUAGES} for words in cell.steps],
            circumstance=circumstance.value,
            state=state.value,
            disposition=cell.disposition.value,
            clause=clauses.get(cell.topic),
        )
    draft.save()


def from_version(base: Version, version: Version) -> None:
    """Everything *base* says, clause for clause; each clause keeps its key."""
    draft, clauses = _Draft(version), {}
    for old in base.clauses.prefetch_related("texts"):
        clauses[old.pk] = draft.clause(
            {text.language: (text.heading, text.body) for text in old.texts.all()},
            key=old.key,
            number=old.number,
            topic=old.topic,
        )
    for row in base.rows.prefetch_related("steps__texts"):
        draft.answer(
            [{text.language: text.text for text in step.texts.all()} for step in row.steps.all()],
            circumstance=row.circumstance,
            state=row.state,
            disposition=row.disposition,
            clause=clauses[row.clause_id] if row.clause_id else None,
        )
    draft.save()


class _Draft:
    """Rows that are gathered first and saved together: a table has hundreds of them."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.clauses: list[Clause] = []
        self.texts: list[ClauseText] = []
        self.rows: list[EntryRow] = []
        self.steps: list[EntryStep] = []
        self.step_texts: list[EntryStepText] = []

    def clause(self, texts: Mapping[str, tuple[str, str]], **facts: Any) -> Clause:
        clause = Clause(version=self.version, **facts)
        self.clauses.append(clause)
        self.texts += [
            ClauseText(clause=clause, language=language, heading=heading, body=body)
            for language, (heading, body) in texts.items()
        ]
        return clause

    def answer(self, steps: Iterable[Mapping[str, str]], **facts: Any) -> None:
        """One answer; *steps* in order, each in every language it has."""
        row = EntryRow(version=self.version, **facts)
        self.rows.append(row)
        for order, words in enumerate(steps, start=1):
            step = EntryStep(row=row, order=order)
            self.steps.append(step)
            self.step_texts += [
                EntryStepText(step=step, language=language, text=text)
                for language, text in words.items()
            ]

    def save(self) -> None:
        Clause.objects.bulk_create(self.clauses)
        ClauseText.objects.bulk_create(self.texts)
        EntryRow.objects.bulk_create(self.rows)
        EntryStep.objects.bulk_create(self.steps)
        EntryStepText.objects.bulk_create(self.step_texts)
