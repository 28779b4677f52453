"""Changing one answer of a draft's entry table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from protocols import canonical, drafting, entry, journal, wording
from protocols.editing import CannotEdit, ChangedMeanwhile
from protocols.entry import Circumstance, Disposition, SiteState
from protocols.models import Clause, EntryRow, EntryStep, EntryStepText, Version

MOST_STEPS = 8
LONGEST_STEP = EntryStepText._meta.get_field("text").max_length or 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer is to say. ``steps`` are in order, by language; ``clause`` is a number."""

    disposition: Disposition
    clause: int | None
    steps: Mapping[str, Sequence[str]]
    vouched: bool = False


@ledger.operation
def answer(
    version: Version,
    cell: tuple[Circumstance, SiteState],
    reply: Reply,
    *,
    revision: int,
    by: Person,
    at: datetime | None = None,
) -> EntryRow:
    """Give the cell this answer. *revision* is the one on screen (0: there was none).
    Errors: ``ChangedMeanwhile`` when somebody else was faster; nothing is saved then."""
    version = drafting.hold(version, by=by)
    circumstance, state = cell
    row = EntryRow.objects.filter(
        version=version, circumstance=circumstance.value, state=state.value
    ).first()
    if (row.revision if row else 0) != revision:
        raise ChangedMeanwhile(_("Somebody else changed this answer while you were at it."))
    _check_rule(circumstance, reply.disposition)
    clause = _clause(version, reply.clause)
    steps = {language: _checked(lines, language) for language, lines in reply.steps.items()}
    row, _created = EntryRow.objects.update_or_create(
        version=version,
        circumstance=circumstance.value,
        state=state.value,
        defaults={
            "disposition": reply.disposition.value,
            "clause": clause,
            "revision": revision + 1,
        },
    )
    _write(row, steps)
    journal.enter(
        "protocols.answered",
        version,
        by=by,
        at=at,
        circumstance=circumstance.value,
        state=state.value,
        disposition=reply.disposition.value,
        vouched=reply.vouched,
    )
    return row


def _check_rule(circumstance: Circumstance, disposition: Disposition) -> None:
    allowed = entry.allowed(circumstance)
    if disposition not in allowed:
        words = ", ".join(str(wording.DISPOSITIONS[one]) for one in Disposition if one in allowed)
        raise CannotEdit(
            _("A fixed rule answers this case. Possible here: %(answers)s.") % {"answers": words},
            field="disposition",
            nearest=[one for one in Disposition if one in allowed],
        )


def _clause(version: Version, number: int | None) -> Clause | None:
    if number is None:
        return None
    clause = version.clauses.filter(number=number).first()
    if clause is None:
        raise CannotEdit(_("There is no clause of that number."), field="clause")
    return clause


def _checked(lines: Sequence[str], language: str) -> list[str]:
    field = f"steps_{language}"
    try:
        steps = [canonical.clean(line).strip() for line in lines]
    except canonical.HiddenSign as hidden:
        raise CannotEdit(drafting.hidden_sign(hidden), field=field) from hidden
    steps = [step for step in steps if step]
    if len(steps) > MOST_STEPS:
        raise CannotEdit(
            _("At most %(most)d steps: an officer reads them at a door.") % {"most": MOST_STEPS},
            field=field,
        )
    if any(len(step) > LONGEST_STEP for step in steps):
        raise CannotEdit(
            _("A step has at most %(most)d characters.") % {"most": LONGEST_STEP}, field=field
        )
    return steps


def _write(row: EntryRow, steps: Mapping[str, Sequence[str]]) -> None:
    row.steps.all().delete()
    count = max((len(lines) for lines in steps.values()), default=0)
    fresh = EntryStep.objects.bulk_create(
        EntryStep(row=row, order=order) for order in range(1, count + 1)
    )
    EntryStepText.objects.bulk_create(
        EntryStepText(step=step, language=language, text=text)
        for language, lines in steps.items()
        for step, text in zip(fresh, lines, strict=False)
    )
