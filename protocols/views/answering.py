"""Editing one answer of a draft's entry table."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation

from protocols import answering, reading, texts, wording
from protocols.entry import Circumstance, SiteState
from protocols.forms import AnswerForm
from protocols.models import EntryRow, Version
from protocols.views.attempts import attempt, catch_up
from protocols.views.editing import back_to, editable_version
from protocols.views.requests import SignedIn


def answer_edit(
    request: SignedIn, slug: str, number: int, circumstance: str, state: str
) -> HttpResponse:
    version = editable_version(request, slug, number)
    cell = _cell(circumstance, state)
    row = _row(version, cell)
    form = _form(request, version, cell[0], row)

    def answer() -> EntryRow:
        revision = form.cleaned_data["revision"]
        return answering.answer(version, cell, form.reply(), revision=revision, by=request.user)

    tried = attempt(request, form, answer)
    if tried.done:
        return back_to(version, f"entry-{cell[0]}")
    if tried.is_stale:
        catch_up(form, revision=row.revision if row else 0)
    context = {
        "version": version,
        "form": form,
        "question": wording.CIRCUMSTANCES[cell[0]],
        "state": wording.STATES[cell[1]],
        "standing": _standing(version, cell) if tried.is_stale else None,
    }
    return render(request, "protocols/answer_edit.html", context, status=tried.status)


def _cell(circumstance: str, state: str) -> tuple[Circumstance, SiteState]:
    found = Circumstance.read(circumstance)
    if found is None or state not in list(SiteState):
        raise Http404
    return found, SiteState(state)


def _row(version: Version, cell: tuple[Circumstance, SiteState]) -> EntryRow | None:
    rows = version.rows.filter(circumstance=cell[0].value, state=cell[1].value)
    return rows.select_related("clause").prefetch_related("steps__texts").first()


def _form(
    request: SignedIn, version: Version, circumstance: Circumstance, row: EntryRow | None
) -> AnswerForm:
    clauses = reading.clauses(texts.of(version), translation.get_language())
    return AnswerForm(
        request.POST or None,
        circumstance=circumstance,
        clauses=clauses,
        languages=version.languages,
        initial=_typed(version, row),
    )


def _typed(version: Version, row: EntryRow | None) -> dict[str, Any]:
    if row is None:
        return {"revision": 0}
    typed: dict[str, Any] = {
        "revision": row.revision,
        "disposition": row.disposition,
        "clause": row.clause.number if row.clause else None,
    }
    for code in version.languages:
        lines = [t.text for step in row.steps.all() for t in step.texts.all() if t.language == code]
        typed[f"steps_{code}"] = "\n".join(lines)
    return typed


def _standing(version: Version, cell: tuple[Circumstance, SiteState]) -> reading.CellRead | None:
    """What stands there now, in the reader's language."""
    rows = reading.grid(texts.of(version), translation.get_language())
    cells = next(row.cells for row in rows if row.circumstance is cell[0])
    return next((one for one in cells if one.state is cell[1] and one.disposition), None)
