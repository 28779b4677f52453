"""Editing the entry table of a draft: its grid, one answer, several at once, one for all states."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison import refusal
from protocols import answering, entry, inheriting, table_page, turns, wording
from protocols.answer_forms import (
    AnswerForm,
    EverywhereForm,
    SeenForm,
    TicksForm,
    read_tick,
    ticked,
)
from protocols.entry import Circumstance, Key, SiteState
from protocols.models import Version
from protocols.table_page import Sheet
from protocols.views.attempts import catch_up
from protocols.views.editing import editable_version
from protocols.views.requests import SignedIn


def table_edit(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """The grid; what is ticked there goes back to what it inherits, is left open, or gets one
    answer on the next page. One press beside an answer takes back that one alone."""
    version = editable_version(request, slug, number)
    data = _ticked(request)
    form = TicksForm(data if request.method == "POST" else None)
    wanted = data.get("do", "")
    if wanted == "answer" and form.is_valid():
        return _to_one_answer(version, form.seen)
    operation = answering.leave_open if wanted == "open" else answering.inherit
    tried = refusal.attempt(
        request, form, lambda: operation(version, seen=form.seen, by=request.user)
    )
    if tried.is_done:
        return _to_table(version, next(iter(form.seen))[0])
    sheet, only = _sheet(version), request.GET.get("only", "")
    lines = sheet.lines(only, _cells(request.POST))
    context = {"version": version, "sheet": sheet, "form": form, "only": only, "lines": lines}
    return render(request, "protocols/table_edit.html", context, status=tried.status)


def answer_edit(
    request: SignedIn, slug: str, number: int, circumstance: str, state: str
) -> HttpResponse:
    version = editable_version(request, slug, number)
    return _answer(request, version, [_key(circumstance, state)])


def answers_edit(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """One answer for the cells of the address."""
    version = editable_version(request, slug, number)
    keys = _cells(request.POST if request.method == "POST" else request.GET)
    if not keys:
        return redirect(turns.address("table_edit", version))
    if not frozenset.intersection(*(entry.allowed(circumstance) for circumstance, _state in keys)):
        codes = ", ".join(dict.fromkeys(circumstance.value for circumstance, _state in keys))
        messages.error(
            request, _("Fixed rules leave no answer that fits all of these: %s.") % codes
        )
        return redirect(turns.address("table_edit", version))
    return _answer(request, version, keys)


def answer_everywhere(request: SignedIn, slug: str, number: int, circumstance: str) -> HttpResponse:
    version = editable_version(request, slug, number)
    key = _key(circumstance, SiteState.OPERATING)[0]
    sheet = _sheet(version)
    form = _everywhere_form(request, sheet, key)

    def answer() -> list[Key]:
        return answering.answer_everywhere(
            version,
            key,
            form.reply(),
            instead_of=form.instead(),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )

    tried = refusal.attempt(request, form, answer)
    if tried.is_done:
        return _to_table(version, key)
    if tried.is_stale:
        catch_up(form, seen=sheet.stamp(key))
    context = {"form": form, "is_stale": tried.is_stale, **_everywhere(sheet, key)}
    return render(request, "protocols/answer_everywhere.html", context, status=tried.status)


@require_POST
def answer_withdraw(request: SignedIn, slug: str, number: int, circumstance: str) -> HttpResponse:
    version = editable_version(request, slug, number)
    key, form = _key(circumstance, SiteState.OPERATING)[0], SeenForm(request.POST)
    with refusal.told_to(request):
        seen = form.cleaned_data["seen"] if form.is_valid() else ""
        answering.withdraw_everywhere(version, key, seen=seen, by=request.user)
    return _to_table(version, key)


def _ticked(request: SignedIn) -> QueryDict:
    """What was sent, with the one answer that was pressed in the place of those that are ticked."""
    data = request.POST.copy()
    if "inherit" in data:
        data.setlist("cells", data.getlist("inherit"))
        data["do"] = "inherit"
    return data


def _cells(sent: QueryDict) -> list[Key]:
    return [found[0] for one in sent.getlist("cells") if (found := read_tick(one))]


def _answer(request: SignedIn, version: Version, keys: Sequence[Key]) -> HttpResponse:
    sheet = _sheet(version)
    form = _answer_form(request, sheet, keys)

    def answer() -> list[Key]:
        return answering.answer(version, form.reply(), seen=form.seen, by=request.user)

    tried = refusal.attempt(request, form, answer)
    if tried.is_done:
        return _to_table(version, keys[0][0])
    if tried.is_stale:
        catch_up(form, cells=list(map(sheet.tick, keys)))
    context = {
        "version": version,
        "form": form,
        "squares": list(map(sheet.square, keys)),
        "text_language": sheet.language,
        "is_stale": tried.is_stale,
        **(_single(sheet, keys[0]) if len(keys) == 1 else {}),
    }
    return render(request, "protocols/answer_edit.html", context, status=tried.status)


def _answer_form(request: SignedIn, sheet: Sheet, keys: Sequence[Key]) -> AnswerForm:
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        circumstances=[circumstance for circumstance, _state in keys],
        clauses=sheet.clauses,
        languages=sheet.version.languages,
        initial={"cells": list(map(sheet.tick, keys)), **_typed(sheet, keys)},
    )


def _everywhere_form(request: SignedIn, sheet: Sheet, key: Circumstance) -> EverywhereForm:
    row = sheet.row(key)
    return EverywhereForm(
        request.POST if request.method == "POST" else None,
        circumstances=[key],
        clauses=sheet.clauses,
        languages=sheet.version.languages,
        own=[state for state in SiteState if inheriting.is_own(row, state)],
        initial={"seen": sheet.stamp(key), **sheet.typed(inheriting.everywhere(row))},
    )


def _everywhere(sheet: Sheet, key: Circumstance) -> dict[str, Any]:
    """What the page of the answer for all states says beside it."""
    return {
        "version": sheet.version,
        "circumstance": key,
        "title": f"{key} {wording.CIRCUMSTANCES[key]}",
        "squares": [sheet.square((key, state)) for state in SiteState],
        "stamp": sheet.stamp(key),
        "text_language": sheet.language,
        "is_given": inheriting.everywhere(sheet.row(key)) is not None,
    }


def _single(sheet: Sheet, key: Key) -> dict[str, Any]:
    """What the page of one answer says beside it."""
    return {
        "circumstance": key[0],
        "title": f"{key[0]} {wording.CIRCUMSTANCES[key[0]]}",
        "state": wording.STATES[key[1]],
        "one": sheet.square(key),
        "gaps": [gap for gap in sheet.gaps if gap.is_about(key)],
    }


def _typed(sheet: Sheet, keys: Sequence[Key]) -> dict[str, Any]:
    """What a form for the cells begins from, where it is the same for all of them."""
    first, *others = map(sheet.start, keys)
    return sheet.typed(first) if all(one.says == first.says for one in others) else {}


def _sheet(version: Version) -> Sheet:
    return table_page.sheet(version, str(translation.get_language()))


def _key(circumstance: str, state: str) -> Key:
    found = Circumstance.read(circumstance)
    if found is None or state not in list(SiteState):
        raise Http404
    return found, SiteState(state)


def _to_one_answer(version: Version, seen: Iterable[Key]) -> HttpResponse:
    """To the page that gives all the cells one answer, as they were seen."""
    query = urlencode({"cells": list(map(ticked, seen))}, doseq=True)
    return redirect(f"{turns.address('answers_edit', version)}?{query}")


def _to_table(version: Version, circumstance: Circumstance) -> HttpResponse:
    return redirect(f"{turns.address('table_edit', version)}#entry-{circumstance}")
