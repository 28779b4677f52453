"""Officers' statements: asked for by the liaison, given by whoever holds the link."""

from datetime import datetime
from uuid import UUID

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from accounts import guessing
from accounts.models import Person
from audit import reads
from incidents import lanes, particulars
from incidents.as_seen import AsSeen
from incidents.corrections import reading
from incidents.models import StatementLink
from incidents.statements import asking, giving
from incidents.statements.forms import AskForm, GiveForm
from incidents.statements.giving import CountsNoMore
from incidents.taxonomy import Lane
from incidents.views import showing, too_late
from liaison import refusal
from liaison.roles import Side


@require_http_methods(["GET", "HEAD", "POST"])
def statement_ask(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    if not asking.may_ask(incident, side, by=request.user):
        raise Http404
    at = timezone.now()
    form = AskForm(request.POST or None)
    tried = refusal.attempt(
        request,
        form,
        lambda: asking.ask(
            incident,
            form.cleaned_data["post"],
            key=form.cleaned_data["key"],
            by=request.user,
            at=at,
        ),
    )
    if tried.is_done:
        messages.success(request, _("Hand the address on to whoever you ask. It counts once."))
        return redirect(request.path)
    links = StatementLink.objects.visible_to(request.user).filter(incident=incident)
    rows = [(link, _address(link, at)) for link in links.select_related("data_key")]
    context = {"form": form, "rows": rows, "zone": incident.site.zone, "now": at}
    return showing.show(
        request, incident, side, "incidents/statements/ask.html", context, tried.status
    )


@require_POST
def statement_revoke(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    visible = StatementLink.objects.visible_to(request.user).filter(incident=incident)
    link = get_object_or_404(visible, pk=pk)
    with refusal.told_to(request):
        asking.revoke(link, by=request.user)
        messages.success(request, _("Taken back. The link opens nothing any more."))
    return redirect("incidents:statement_ask", reference)


@login_not_required
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def statement_give(request: HttpRequest, token: str) -> HttpResponse:
    """For one officer, who has no account: the facts that were released, and a box."""
    at = timezone.now()
    form = GiveForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return _given(request, token, form, at)
    link = giving.opened(token, at=at)
    if link is None:
        return _gone(request)
    try:
        reads.note(Person.system(), link.incident, Lane.POLICE, at=at)
    except reads.NotNoted:
        return render(request, "incidents/not_shown.html", status=503)
    standing = reading.as_corrected(link.incident)
    context = {
        "form": form,
        "link": link,
        "incident": standing,
        "seen": AsSeen(standing, None),
        "shared": list(particulars.shared(standing)),
        "audience": lanes.own(Side.POLICE, link.incident.pair.service.name),
    }
    status = 422 if form.is_bound else 200
    return render(request, "incidents/statements/give.html", context, status=status)


def _given(request: HttpRequest, token: str, form: GiveForm, at: datetime) -> HttpResponse:
    """Said on this very answer: the link opens nothing after it."""
    data = form.cleaned_data
    try:
        giving.give(token, data["words"], key=data["key"], by=Person.system(), at=at)
    except CountsNoMore:
        return _gone(request)
    return render(request, "incidents/statements/given.html")


def _gone(request: HttpRequest) -> HttpResponse:
    """The one answer to every link that opens nothing, whatever is wrong with it; whoever guesses
    on and on gets none. A whole station may share one address, so a link that opens is opened."""
    if guessing.is_spent(request):
        return respond_429(request)
    guessing.count_wrong(request)
    context = {"kept": too_late.sent_by(request)}
    return render(request, "incidents/statements/gone.html", context, status=404)


def _address(link: StatementLink, at: datetime) -> str:
    return asking.address(link) if link.stands(at) else ""
