"""Proposing that a clause is added to a draft, or taken out; the other side decides."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from liaison import refusal
from protocols import conversation, editing, library, parties, proposing, turns
from protocols.forms import NewClauseForm, RemovalForm
from protocols.library import Topic
from protocols.models import Clause, Remark, Version
from protocols.views.attempts import catch_up
from protocols.views.discussing import readers
from protocols.views.editing import editable_version, typed
from protocols.views.requests import SignedIn


def addition_propose(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """A clause of one's own words, or of those of a topic of the library (``?topic=``)."""
    version = editable_version(request, slug, number)
    topic = library.BY_KEY.get(request.GET.get("topic", ""))
    form = _new_clause_form(request, version, topic)

    def propose() -> Remark:
        settles = topic.number if topic else None
        return proposing.propose_clause(version, **form.said(), topic=settles, by=request.user)

    tried = refusal.attempt(request, form, propose)
    if tried.is_done:
        messages.success(request, _("Proposed. The other side has been told and decides."))
        return redirect(turns.address("clause_discuss", version, tried.result.clause_key))
    context = {"version": version, "form": form, "readers": parties.names(version.protocol)}
    return render(request, "protocols/addition_propose.html", context, status=tried.status)


def _new_clause_form(request: SignedIn, version: Version, topic: Topic | None) -> NewClauseForm:
    initial = {"revision": 0, "number": version.clauses.common().count() + 1}
    if topic:
        initial |= typed(Clause(revision=0), editing.said_by(topic, version.languages))
    return NewClauseForm(request.POST or None, languages=version.languages, initial=initial)


def removal_propose(request: SignedIn, slug: str, number: int, key: UUID) -> HttpResponse:
    version = editable_version(request, slug, number)
    if conversation.is_hidden(version, key, request.user):
        raise Http404
    thread = conversation.on(version, key, request.user)
    address = turns.address("clause_discuss", version, key)
    if request.method != "POST" and (thread.proposal or not thread.clause):
        return redirect(address)
    # A clause that somebody took out meanwhile comes through, to be refused in words.
    clause = thread.clause or Clause(key=key, version=version, number=0, revision=0)
    form = RemovalForm(request.POST or None, initial={"revision": clause.revision})

    def propose() -> Remark:
        return proposing.propose_removal(clause, **form.cleaned_data, by=request.user)

    tried = refusal.attempt(request, form, propose)
    if tried.is_done:
        messages.success(request, _("Proposed. The other side has been told and decides."))
        return redirect(address)
    if tried.is_stale:
        catch_up(form, revision=clause.revision)
    told = {"version": version, "thread": thread, "readers": readers(version, thread)}
    context = {**told, "clause": clause, "form": form}
    return render(request, "protocols/removal_propose.html", context, status=tried.status)
