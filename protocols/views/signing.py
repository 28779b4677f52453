"""Sending, taking back, signing and declining."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liaison import access, refusal
from liaison.roles import Permission
from protocols import declining, parties, sending, signing, texts
from protocols.forms import DeclineForm, SendForm, SignForm
from protocols.models import Version
from protocols.views.attempts import attempt, catch_up
from protocols.views.editing import editable_version
from protocols.views.reading import show_version, visible_version
from protocols.views.requests import SignedIn


def version_send(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Names what lacks a language before it is sent, and asks whether it is sent so."""
    version = editable_version(request, slug, number)
    text = texts.of(version)
    form = SendForm(
        request.POST if request.method == "POST" else None,
        asks=bool(text.lacks),
        initial={"seen": text.stamp},
    )

    def send() -> Version:
        return sending.send(version, despite=form.cleaned_data["seen"], by=request.user)

    tried = attempt(request, form, send)
    if tried.done:
        messages.success(request, _("Sent for signature. Everybody in charge has been told."))
        return redirect(version)
    if tried.status != 200:
        catch_up(form, seen=text.stamp, is_meant="")
    context = {"version": version, "form": form, "text": text}
    return render(request, "protocols/version_send.html", context, status=tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
def version_recall(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Says what will happen; the button of that page does it."""
    version = visible_version(request, slug, number)
    if request.method != "POST":
        access.require(request.user, Permission.PROTOCOL_DRAFT, version)
        if not sending.can_recall(version):
            return redirect(version)
        context = {"version": version, "back": version.get_absolute_url()}
        return render(request, "protocols/version_recall.html", context)
    with refusal.told_to(request):
        sending.recall(version, by=request.user)
        messages.success(request, _("Back to draft. Everybody in charge has been told."))
    return redirect(version)


@require_POST
def version_sign(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_SIGN, version)
    form = SignForm(request.POST)

    def sign() -> object:
        return signing.sign(
            version,
            digest=form.cleaned_data["digest"],
            password=form.cleaned_data["password"],
            by=request.user,
        )

    tried = attempt(request, form, sign)
    if not tried.done:
        return show_version(request, version, form, status=tried.status)
    messages.success(request, _("Signed for your organisation. Both sides have been told."))
    return redirect(version)


def version_decline(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_SIGN, version)
    if request.method != "POST" and not version.awaits_signatures:
        raise Http404
    form = DeclineForm(request.POST or None)

    def decline() -> Version:
        return declining.decline(version, **form.cleaned_data, by=request.user)

    tried = attempt(request, form, decline)
    if tried.done:
        messages.success(request, _("Declined. Both sides can read why."))
        return redirect(tried.result)
    names = [organisation.name for organisation, _side in parties.organisations(version.protocol)]
    context = {"version": version, "form": form, "parties": names}
    return render(request, "protocols/version_decline.html", context, status=tried.status)
