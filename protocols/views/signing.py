"""Sending, taking back, signing and declining."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from liaison import access, refusal
from liaison.roles import Permission
from protocols import (
    clocks,
    declining,
    open_points,
    parties,
    reading,
    sending,
    signatories,
    signing,
    signing_page,
    texts,
    turns,
)
from protocols.models import Version
from protocols.signing_forms import DeclineForm, SendForm, SignForm
from protocols.texts import Text
from protocols.views.attempts import catch_up
from protocols.views.editing import editable_version
from protocols.views.reading import text_language, visible_version
from protocols.views.requests import SignedIn


def version_send(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Asks which posts sign and by when; names what lacks a language before it is sent, and asks
    whether it is sent so."""
    version, now = editable_version(request, slug, number), timezone.now()
    text = texts.whole(version)
    form = _send_form(request, text, now)

    def send() -> Version:
        plan = signatories.planned(version.protocol, *form.chosen())
        return sending.send(
            version, plan=plan, despite=form.cleaned_data["seen"], by=request.user, at=now
        )

    tried = refusal.attempt(request, form, send)
    if tried.is_done:
        messages.success(request, _("Sent for signature. Everybody in charge has been told."))
        return redirect(version)
    if tried.status != 200:
        catch_up(form, seen=text.stamp, is_meant="")
    context = {"version": version, "form": form, **_before_sending(text, request.user)}
    return render(request, "protocols/version_send.html", context, status=tried.status)


def _before_sending(text: Text, person: Person) -> dict[str, Any]:
    """What *person* has to know of the whole *text*: what keeps it from being sent, and what is
    sent in one language alone."""
    seen, is_draft = texts.read_by(person, text.version), text.version.is_draft
    return {
        "text": seen,
        "unseen": len(text.lacks) - len(seen.lacks),
        "gaps": reading.told(reading.gaps(text)) if is_draft else [],
        "points": open_points.read_by(person, text) if is_draft else [],
    }


def _send_form(request: SignedIn, text: Text, at: datetime) -> SendForm:
    return SendForm(
        request.POST if request.method == "POST" else None,
        parties=parties.organisations(text.version.protocol),
        usual=signatories.usual(text.version, at=at),
        asks=bool(text.lacks),
        initial={"seen": text.stamp},
    )


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


@require_http_methods(["GET", "HEAD", "POST"])
def version_sign(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """What a signer reads in a few minutes, and the place to sign."""
    version = visible_version(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_SIGN, version)
    if request.method != "POST" and not version.awaits_signatures:
        return redirect(version)
    form = SignForm(request.POST or None, initial={"digest": version.digest})

    def sign() -> object:
        return signing.sign(
            version,
            digest=form.cleaned_data["digest"],
            password=form.cleaned_data["password"],
            by=request.user,
        )

    tried = refusal.attempt(request, form, sign)
    if tried.is_done:
        messages.success(request, _("Signed for your organisation. Both sides have been told."))
        return redirect(version)
    context = {"version": version, "form": form, **_before_signing(request, version)}
    return render(request, "protocols/version_sign.html", context, status=tried.status)


def _before_signing(request: SignedIn, version: Version) -> dict[str, Any]:
    """What a signer reads, whose turn it is, and by which clock."""
    person, language, at = request.user, text_language(request, version), timezone.now()
    return {
        "zone": clocks.zone_of(version.protocol, person),
        "turn": turns.of(version, person, at=at),
        "asked": signing_page.of(version, person, language=language, at=at),
    }


def version_decline(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_SIGN, version)
    if request.method != "POST" and not version.awaits_signatures:
        raise Http404
    form = DeclineForm(request.POST or None)

    def decline() -> Version:
        return declining.decline(version, **form.cleaned_data, by=request.user)

    tried = refusal.attempt(request, form, decline)
    if tried.is_done:
        messages.success(request, _("Declined. Both sides can read why."))
        return redirect(tried.result)
    context = {"version": version, "form": form, "parties": parties.names(version.protocol)}
    return render(request, "protocols/version_decline.html", context, status=tried.status)
