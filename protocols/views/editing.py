"""Editing a draft: beginning it, its dates, its clauses."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Person
from liaison import access, refusal
from liaison.models import Partnership
from liaison.roles import Permission
from protocols import (
    clause_links,
    discarding,
    drafting,
    editing,
    in_force,
    library,
    parties,
    rewording,
    settling,
    shelf,
    turns,
)
from protocols.editing import Texts
from protocols.forms import (
    AddClauseForm,
    ClauseForm,
    DiscardForm,
    MoveForm,
    RevisionForm,
    SettleForm,
    StartForm,
    StartFrom,
)
from protocols.models import Clause, Protocol, Version
from protocols.rewording import Reworded
from protocols.views.attempts import catch_up
from protocols.views.reading import visible_version
from protocols.views.requests import SignedIn


def protocol_start(request: SignedIn) -> HttpResponse:
    access.require(request.user, Permission.PROTOCOL_DRAFT)
    partnerships = drafting.partnerships_open_to(request.user)
    asked = [one.pk for one in partnerships if str(one.pk) == request.GET.get("partnership")]
    form = StartForm(
        request.POST or None,
        initial={"partnerships": asked} if asked else {},
        partnerships=partnerships,
        texts=drafting.texts_open_to(request.user),
        applies=bool(in_force.by_partnership(partnerships, timezone.now())),
    )
    tried = refusal.attempt(request, form, lambda: _begin(form, request.user))
    if tried.is_done:
        return redirect(tried.result)
    return render(request, "protocols/protocol_start.html", {"form": form}, status=tried.status)


def _begin(form: StartForm, by: Person) -> Version:
    """The draft from the text that was chosen."""
    chosen, told = form.cleaned_data["start_from"], form.cleaned_data
    source: dict[str, Any] = {}
    if chosen == StartFrom.LIBRARY:
        source["topics"] = library.TOPICS
    if chosen == StartFrom.IN_FORCE:
        source["base"] = drafting.applying_to(told["partnerships"], at=timezone.now())
    if chosen == StartFrom.OTHER:
        source["base"] = told["other"]
    return drafting.start(told["partnerships"], title=told["title"], **source, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
def version_start(request: SignedIn, slug: str) -> HttpResponse:
    """Says what will happen, and who is told; the button of that page does it. An address that
    names a clause by its key leads to that clause of the draft."""
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), slug=slug)
    key = clause_links.read_key(request.GET.get("clause"))
    if request.method != "POST":
        access.require(request.user, Permission.PROTOCOL_DRAFT, protocol.covered)
        base = drafting.base_of_next(list(protocol.versions.all()))
        if base is None:
            return redirect(protocol)
        context = {
            "protocol": protocol,
            "base": base,
            "clause": clause_links.clause(base, key, request.user),
            "back": protocol.get_absolute_url(),
        }
        return render(request, "protocols/version_start.html", context)
    with refusal.told_to(request):
        begun = drafting.start_next(protocol, by=request.user)
        return redirect(clause_links.address(begun, key, request.user))
    return redirect(protocol)


def version_discard(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Says what will happen and asks why; the button of that page does it."""
    version = editable_version(request, slug, number)
    form = DiscardForm(request.POST or None)

    def discard() -> Version:
        return discarding.discard(version, **form.cleaned_data, by=request.user)

    tried = refusal.attempt(request, form, discard)
    if tried.is_done:
        messages.success(request, _("Discarded. Both sides can read it, and why."))
        return redirect(version)
    context = {"version": version, "form": form, "parties": parties.names(version.protocol)}
    return render(request, "protocols/version_discard.html", context, status=tried.status)


def version_settle(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = editable_version(request, slug, number)
    initial = {**settling.terms_of(version), "revision": version.revision}
    form = SettleForm(request.POST or None, initial=initial)

    def settle() -> Version:
        revision = form.cleaned_data["revision"]
        return settling.settle(version, form.terms(), revision=revision, by=request.user)

    tried = refusal.attempt(request, form, settle)
    if tried.is_done:
        return redirect(version)
    if tried.is_stale:
        catch_up(form, revision=version.revision)
    context = {"version": version, "form": form, "is_stale": tried.is_stale}
    return render(request, "protocols/version_settle.html", context, status=tried.status)


def clause_add(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = editable_version(request, slug, number)
    initial = {"revision": 0, "number": version.clauses.common().count() + 1}
    form = AddClauseForm(request.POST or None, languages=version.languages, initial=initial)

    def add() -> Clause:
        place = form.cleaned_data["number"]
        return editing.add_clause(version, texts=form.texts(), number=place, by=request.user)

    tried = refusal.attempt(request, form, add)
    if tried.is_done:
        return back_to(version, f"clause-{tried.result.number}")
    context = {"version": version, "form": form}
    return render(request, "protocols/clause_add.html", context, status=tried.status)


def annex_add(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    """A clause for one of the sites that the protocol covers."""
    there = Partnership.objects.visible_to(request.user).filter(covered_by__protocol__slug=slug)
    partnership = get_object_or_404(there.with_parties(), pk=pk)
    version = editable_version(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_DRAFT, partnership)
    if len(version.protocol.covered) == 1:
        raise Http404
    initial = {"revision": 0}
    form = ClauseForm(request.POST or None, languages=version.languages, initial=initial)

    def add() -> Clause:
        return editing.add_to_annex(version, partnership, texts=form.texts(), by=request.user)

    tried = refusal.attempt(request, form, add)
    if tried.is_done:
        return back_to(version, tried.result.anchor)
    context = {"version": version, "form": form, "annex": version.protocol.name_of(partnership)}
    return render(request, "protocols/clause_add.html", context, status=tried.status)


def clause_edit(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version = editable_version(request, slug, number)
    clause = _clause(request, version, pk)
    form = ClauseForm(request.POST or None, languages=version.languages, initial=typed(clause))

    def reword() -> Clause:
        revision = form.cleaned_data["revision"]
        return editing.reword(clause, texts=form.texts(), revision=revision, by=request.user)

    tried = refusal.attempt(request, form, reword)
    if tried.is_done:
        return back_to(version, tried.result.anchor)
    if tried.is_stale:
        catch_up(form, revision=clause.revision)
    context = {
        "version": version,
        "clause": clause,
        "annex": version.protocol.name_of(clause.partnership) if clause.partnership else "",
        "form": form,
        "beside": beside(clause, form) if tried.is_stale else None,
        "topic": shelf.of_clause(clause.topic, str(translation.get_language())),
        "cited": sorted({row.circumstance for row in clause.rows.all()}),
        "proposed": version.remarks.open().proposals().filter(clause_key=clause.key).first(),
    }
    return render(request, "protocols/clause_edit.html", context, status=tried.status)


@require_POST
def clause_move(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version = editable_version(request, slug, number)
    clause, form = _clause(request, version, pk), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say to which number the clause moves."))
        return redirect(turns.address("clause_edit", version, pk))
    with refusal.told_to(request):
        clause = editing.move_clause(clause, **form.cleaned_data, by=request.user)
    return back_to(version, clause.anchor)


@require_POST
def clause_remove(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version = editable_version(request, slug, number)
    clause, form = _clause(request, version, pk), RevisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Open the clause before you take it out."))
        return redirect(turns.address("clause_edit", version, pk))
    with refusal.told_to(request):
        editing.remove_clause(clause, **form.cleaned_data, by=request.user)
        messages.success(request, _("The clause is out of the draft."))
    return back_to(version, "clauses")


def editable_version(request: SignedIn, slug: str, number: int) -> Version:
    """A version this person may edit. What is no draft has no edit page; but somebody who was
    already editing comes through, so that the operation refuses and nothing typed is lost."""
    version = visible_version(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_DRAFT, version)
    if not version.is_draft and request.method != "POST":
        raise Http404
    return version


def back_to(version: Version, place: str) -> HttpResponse:
    return redirect(f"{version.get_absolute_url()}#{place}")


def _clause(request: SignedIn, version: Version, pk: UUID) -> Clause:
    """The clause; one that somebody took out meanwhile comes through to be refused in words."""
    readable = version.clauses.read_by(request.user, version)
    clause = readable.filter(pk=pk).select_related("partnership__site").first()
    is_there = version.clauses.filter(pk=pk).exists()
    if clause is None and (is_there or request.method != "POST"):
        raise Http404
    if clause:
        clause.version = version
        access.require(request.user, Permission.PROTOCOL_DRAFT, clause)
    return clause or Clause(pk=pk, version=version, number=0, revision=0)


def typed(clause: Clause, texts: Texts | None = None) -> dict[str, Any]:
    """What the form begins with: *texts*, or else the words of the clause."""
    words: dict[str, Any] = {"revision": clause.revision}
    for language, text in (texts or editing.standing(clause)).items():
        words[f"heading_{language}"] = text.heading
        words[f"body_{language}"] = text.body
    return words


def beside(clause: Clause, form: ClauseForm) -> list[Reworded]:
    """What stands there now beside what was typed, where the two differ."""
    return rewording.between(editing.standing(clause), form.texts(), clause.version.languages)
