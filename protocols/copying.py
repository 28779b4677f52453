"""Filling a new draft: from topics of the library, or from another version."""

from collections.abc import Sequence
from uuid import UUID

from protocols import profile
from protocols.library import LANGUAGES, Topic
from protocols.models import Clause, ClauseText, EntryRow, EntryStep, EntryStepText, Version


def from_topics(topics: Sequence[Topic], version: Version) -> None:
    """A clause for each of *topics* and all 66 default answers, in every language there is. An
    answer whose topic is not among them cites no clause yet."""
    clauses = {
        topic.number: Clause(version=version, number=number, topic=topic.number)
        for number, topic in enumerate(topics, start=1)
    }
    texts = [
        ClauseText(
            clause=clauses[topic.number],
            language=language,
            heading=topic.heading[language],
            body=topic.text[language],
        )
        for topic in topics
        for language in LANGUAGES
    ]
    rows, steps, step_texts = [], [], []
    for (circumstance, state), cell in profile.CELLS.items():
        row = EntryRow(
            version=version,
            circumstance=circumstance.value,
            state=state.value,
            disposition=cell.disposition.value,
            clause=clauses.get(cell.topic),
        )
        rows.append(row)
        for order, words in enumerate(cell.steps, start=1):
            step = EntryStep(row=row, order=order)
            steps.append(step)
            step_texts += [
                EntryStepText(step=step, language=language, text=words[language])
                for language in LANGUAGES
            ]
    _save(list(clauses.values()), texts, rows, steps, step_texts)


def from_version(base: Version, version: Version) -> None:
    """Everything *base* says, clause for clause; each clause keeps its key."""
    clauses: dict[UUID, Clause] = {}
    texts, rows, steps, step_texts = [], [], [], []
    for old in base.clauses.prefetch_related("texts"):
        clauses[old.pk] = Clause(version=version, key=old.key, number=old.number, topic=old.topic)
        texts += [
            ClauseText(clause=clauses[old.pk], language=t.language, heading=t.heading, body=t.body)
            for t in old.texts.all()
        ]
    for old_row in base.rows.prefetch_related("steps__texts"):
        row = EntryRow(
            version=version,
            circumstance=old_row.circumstance,
            state=old_row.state,
            disposition=old_row.disposition,
            clause=clauses[old_row.clause_id] if old_row.clause_id else None,
        )
        rows.append(row)
        for old_step in old_row.steps.all():
            step = EntryStep(row=row, order=old_step.order)
            steps.append(step)
            step_texts += [
                EntryStepText(step=step, language=t.language, text=t.text)
                for t in old_step.texts.all()
            ]
    _save(list(clauses.values()), texts, rows, steps, step_texts)


def _save(
    clauses: list[Clause],
    texts: list[ClauseText],
    rows: list[EntryRow],
    steps: list[EntryStep],
    step_texts: list[EntryStepText],
) -> None:
    Clause.objects.bulk_create(clauses)
    ClauseText.objects.bulk_create(texts)
    EntryRow.objects.bulk_create(rows)
    EntryStep.objects.bulk_create(steps)
    EntryStepText.objects.bulk_create(step_texts)
