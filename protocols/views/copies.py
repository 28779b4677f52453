"""Copies of a version: its certificate, its PDF, the signed text; and how a copy is checked."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import guessing
from liaison import refusal
from liaison.refusal import Refused
from liaison.squares import drawn
from protocols import annexes, clocks, document, overview, printing, texts, verifying
from protocols.signing_forms import VerifyForm
from protocols.views.reading import text_language, visible_version
from protocols.views.requests import SignedIn


@require_safe
def version_certificate(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number, sent=True)
    text = texts.read_by(request.user, version)
    context = {
        "version": version,
        "zone": clocks.zone_of(version.protocol, request.user),
        "slots": version.slots.select_related("organisation", "signature"),
        "text": text,
        "annexes": annexes.digests(text),
        "times": overview.times_of(version, request.user, at=timezone.now()),
        "drawing": drawn(verifying.address(version)),
        "verify_address": verifying.page(),
    }
    return render(request, "protocols/version_certificate.html", context)


@require_safe
def version_pdf(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """In the language asked for (``?text=fr``), else in that of the page."""
    version = visible_version(request, slug, number)
    language = text_language(request, version)
    name = printing.file_name(version, f"-{language}.pdf")
    response = HttpResponse(
        printing.pdf(version, language=language, person=request.user),
        content_type="application/pdf",
    )
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Content-Language"] = language
    return response


@require_safe
def version_export(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """The signed text, byte for byte."""
    version = visible_version(request, slug, number, sent=True)
    response = HttpResponse(document.signed_text(version), content_type="text/plain; charset=utf-8")
    name = printing.file_name(version, ".txt")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def annex_export(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    """One annex byte for byte, for somebody who reads it."""
    version = visible_version(request, slug, number, sent=True)
    read = texts.read_by(request.user, version).annexes
    if all(annex.partnership.pk != pk for annex in read):
        raise Http404
    text = document.annex_text(version, pk)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = printing.annex_file_name(version, pk)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy_verify(request: HttpRequest) -> HttpResponse:
    """Whether a copy is genuine. What is asked is posted, so that no address and no log holds it;
    a visitor who asks for what there is not, again and again, waits."""
    form = VerifyForm(request.POST or None)

    def check() -> verifying.Answer:
        if guessing.is_spent(request):
            raise Refused(_("Too many copies were not known. Try again in five minutes."))
        return verifying.check(form.cleaned_data["copy"], at=timezone.now())

    tried = refusal.attempt(request, form, check)
    answer = tried.result
    if tried.status == 422 or (answer and answer.stage is None):
        guessing.count_wrong(request)
    context = {"form": form, "answer": answer, "at": timezone.now()}
    return render(request, "protocols/copy_verify.html", context, status=tried.status)
