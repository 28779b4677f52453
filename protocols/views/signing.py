"""Sending, taking back, signing and declining."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison import access, refusal
from liaison.roles import Permission
from protocols import declining, sending, signing
from protocols.forms import DeclineForm, SignForm
from protocols.models import Version
from protocols.views.attempts import attempt
from protocols.views.reading import show_version, visible_version
from protocols.views.requests import SignedIn


@require_POST
def version_send(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    with refusal.told_to(request):
        sending.send(version, by=request.user)
        messages.success(request, _("Sent for signature. Everybody in charge has been told."))
    return redirect(version)


@require_POST
def version_recall(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
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
    context = {"version": version, "form": form}
    return render(request, "protocols/version_decline.html", context, status=tried.status)
