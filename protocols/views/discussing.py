"""Talking about a clause of a draft: comments, and other wording that the other side decides on."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison import access, refusal
from liaison.roles import Permission
from protocols import (
    clocks,
    commenting,
    conversation,
    offer,
    parties,
    proposing,
    reading,
    speaking,
    turns,
)
from protocols.conversation import Thread
from protocols.forms import CommentForm, ProposalForm, ReasonForm, RevisionForm
from protocols.models import Clause, Remark, RemarkClosing, Version
from protocols.texts import Text
from protocols.views.attempts import catch_up
from protocols.views.editing import beside, editable_version, typed
from protocols.views.reading import text_language, visible_version
from protocols.views.requests import SignedIn


def clause_discuss(request: SignedIn, slug: str, number: int, key: UUID) -> HttpResponse:
    version = _discussed(request, slug, number, key)
    if request.method == "POST":
        access.require(request.user, Permission.PROTOCOL_DRAFT, version)
    form = CommentForm(request.POST or None)

    def comment() -> Remark:
        return commenting.comment(version, key, words=form.cleaned_data["words"], by=request.user)

    tried = refusal.attempt(request, form, comment)
    if tried.is_done:
        messages.success(request, _("Written. Both sides can read it."))
        return _back(version, key)
    return _show(request, version, conversation.on(version, key, request.user), form, tried.status)


def clause_propose(request: SignedIn, slug: str, number: int, key: UUID) -> HttpResponse:
    _discussed(request, slug, number, key)
    version = editable_version(request, slug, number)
    thread = conversation.on(version, key, request.user)
    if request.method != "POST" and (thread.proposal or not thread.clause):
        return _back(version, key)
    return _write(request, version, thread, None)


def proposal_counter(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version, proposal = _to_decide(request, slug, number, pk)
    thread = conversation.on(version, proposal.clause_key, request.user)
    if request.method != "POST" and not thread.waits_on(proposal):
        return _back(version, proposal.clause_key)
    return _write(request, version, thread, proposal)


def proposal_decline(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version, proposal = _to_decide(request, slug, number, pk)
    thread = conversation.on(version, proposal.clause_key, request.user)
    if request.method != "POST" and not thread.waits_on(proposal):
        return _back(version, proposal.clause_key)
    form = ReasonForm(request.POST or None)

    def decline() -> RemarkClosing:
        return proposing.decline(proposal, reason=form.cleaned_data["reason"], by=request.user)

    tried = refusal.attempt(request, form, decline)
    if tried.is_done:
        messages.success(request, _("Declined. The other side has been told and can read why."))
        return _back(version, proposal.clause_key)
    context = {
        "version": version,
        "thread": thread,
        "form": form,
        "readers": readers(version, thread),
    }
    return render(request, "protocols/proposal_decline.html", context, status=tried.status)


@require_POST
def proposal_accept(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version, proposal = _remark(request, slug, number, pk)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Read the wording before you accept it."))
        return _back(version, proposal.clause_key)
    with refusal.told_to(request):
        proposing.accept(proposal, **form.cleaned_data, by=request.user)
        messages.success(request, _accepted(proposal))
    return _back(version, proposal.clause_key)


def _accepted(proposal: Remark) -> str:
    if proposal.kind == Remark.Kind.REMOVAL:
        return _("Accepted. The clause is out of the draft, and the other side is told.")
    if proposal.kind == Remark.Kind.ADDITION:
        return _("Accepted. The clause stands in the draft now, and the other side is told.")
    return _("Accepted. The clause says it now, and the other side is told.")


@require_POST
def proposal_withdraw(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version, proposal = _remark(request, slug, number, pk)
    with refusal.told_to(request):
        proposing.withdraw(proposal, by=request.user)
        messages.success(request, _("Taken back. The draft stays as it stands."))
    return _back(version, proposal.clause_key)


@require_POST
def comment_resolve(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version, remark = _remark(request, slug, number, pk)
    with refusal.told_to(request):
        commenting.resolve(remark, by=request.user)
        messages.success(request, _("Marked as resolved."))
    return _back(version, remark.clause_key)


def _show(
    request: SignedIn, version: Version, thread: Thread, form: CommentForm, status: int
) -> HttpResponse:
    if not thread.clause and not thread.entries:
        raise Http404
    language = text_language(request, version)
    read = reading.clauses(Text(version, [thread.clause] if thread.clause else [], []), language)
    context = {
        "version": version,
        "zone": clocks.zone_of(version.protocol, request.user),
        "thread": thread,
        "clause": read[0] if read else None,
        "text_language": language,
        "form": form,
        "readers": readers(version, thread),
        "before": conversation.before(version, thread.key, request.user),
        "may_write": version.is_draft
        and access.may(request.user, Permission.PROTOCOL_DRAFT, thread.partnership or version),
    }
    return render(request, "protocols/clause_discuss.html", context, status=status)


def _write(
    request: SignedIn, version: Version, thread: Thread, answered: Remark | None
) -> HttpResponse:
    """The form for other wording: of one's own, or in answer to what the other side proposed."""
    # A clause that somebody took out meanwhile comes through, to be refused in words.
    clause = thread.clause or Clause(key=thread.key, version=version, number=0, revision=0)
    initial = typed(clause, offer.read(answered.words()).texts if answered else None)
    form = ProposalForm(request.POST or None, languages=version.languages, initial=initial)

    def write() -> Remark:
        if answered:
            return proposing.counter(answered, **form.said(), by=request.user)
        return proposing.propose(clause, **form.said(), by=request.user)

    tried = refusal.attempt(request, form, write)
    if tried.is_done:
        messages.success(request, _("Proposed. The other side has been told and decides."))
        return _back(version, thread.key)
    if tried.is_stale:
        catch_up(form, revision=clause.revision)
    stands = beside(clause, form) if tried.is_stale else None
    told = {"version": version, "thread": thread, "readers": readers(version, thread)}
    context = {**told, "form": form, "answered": answered, "beside": stands}
    return render(request, "protocols/clause_propose.html", context, status=tried.status)


def _discussed(request: SignedIn, slug: str, number: int, key: UUID | None = None) -> Version:
    """The version, for somebody who may read what was said while it was a draft, of the clause
    *key* too."""
    version = visible_version(request, slug, number)
    if key and conversation.is_hidden(version, key, request.user):
        raise Http404
    if not access.may(request.user, Permission.PROTOCOL_READ_DRAFT, version):
        raise Http404
    return version


def _remark(request: SignedIn, slug: str, number: int, pk: UUID) -> tuple[Version, Remark]:
    """A remark on the version, for somebody who may answer it."""
    version = _discussed(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_DRAFT, version)
    seen = Remark.objects.visible_to(request.user).select_related("data_key", "partnership__site")
    remark = get_object_or_404(seen, version=version, pk=pk)
    remark.version = version
    access.require(request.user, Permission.PROTOCOL_DRAFT, remark)
    return version, remark


def _to_decide(request: SignedIn, slug: str, number: int, pk: UUID) -> tuple[Version, Remark]:
    """A proposal, for somebody of the side that decides on it."""
    version, proposal = _remark(request, slug, number, pk)
    if speaking.side_of(request.user, version.protocol) == proposal.side:
        raise PermissionDenied(_("Your own side proposed it. The other side decides on it."))
    return version, proposal


def _back(version: Version, key: UUID) -> HttpResponse:
    return redirect(turns.address("clause_discuss", version, key))


def readers(version: Version, thread: Thread) -> list[str]:
    """Whoever reads what is written there: of an annex its own two sides alone."""
    there = thread.partnership
    if there:
        return [there.site.operator.name, there.service.name]
    return parties.names(version.protocol)
