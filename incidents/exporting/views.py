"""A case is exported: for whom, what is blacked out, and the file."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.exporting import beginning, blacking_out, layers, making, page
from incidents.exporting.classes import Recipient, Why
from incidents.exporting.content import Piece
from incidents.exporting.forms import BeginForm, MakeForm, TextForm, WhereverForm
from incidents.exporting.making import Made
from incidents.exporting.page import LayerPage, TextPart
from incidents.models import Blackout, Export, Incident, RedactionLayer
from incidents.views import showing
from liaison import access, refusal
from liaison.roles import Side

_MEDIA = {Export.Form.PDF: "application/pdf", Export.Form.JSON: "application/json"}


@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request: HttpRequest, reference: str) -> HttpResponse:
    """What was exported, and where another export begins."""
    incident, side = _find(request, reference)
    own = RedactionLayer.objects.of_side(incident, side)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        earlier=page.earlier(own, incident.tz),
        is_released=incident.released_at is not None,
    )

    def begin() -> RedactionLayer:
        data = form.cleaned_data
        return beginning.begin(
            incident,
            Recipient(data["recipient"]),
            with_own=form.with_own,
            begun_from=data.get("begun_from"),
            by=request.user,
        )

    tried = refusal.attempt(request, form, begin)
    if tried.is_done:
        return redirect("incidents:export_layer", reference, tried.result.pk)
    context = {
        "form": form,
        "rows": page.export_rows(incident, side),
        "begun": [(one, page.called(one, incident.tz)) for one in own if not one.exports.all()],
        "other": side.other,
    }
    return _show(request, incident, side, "list", context, tried.status)


@require_safe
def export_layer(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """The case as it would be exported."""
    incident, side, layer = _layer(request, reference, pk)
    return _layer_page(request, incident, side, layer, WhereverForm())


@require_POST
def export_wherever(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side, layer = _layer(request, reference, pk)
    form = WhereverForm(request.POST)

    def black_out() -> list[Blackout]:
        data = form.cleaned_data
        return blacking_out.black_out_wherever(
            layer, data["said"], Why(data["why"]), by=request.user
        )

    tried = refusal.attempt(request, form, black_out)
    if not tried.is_done:
        return _layer_page(request, incident, side, layer, form, tried.status)
    messages.success(request, page.found(tried.result))
    return redirect("incidents:export_layer", reference, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def export_text(request: HttpRequest, reference: str, pk: UUID, text: UUID) -> HttpResponse:
    """One text, of which words or all is blacked out."""
    incident, side, layer = _layer(request, reference, pk)
    shown = LayerPage(layer, incident, request.user)
    piece = _piece(shown, text)
    parts = shown.parts(piece)
    part = _part(request, parts)
    form = TextForm(request.POST if request.method == "POST" else None, words=part.words)

    def black_out() -> object:
        why = Why(form.cleaned_data["why"])
        return blacking_out.black_out(layer, text, form.chosen, why, by=request.user)

    tried = refusal.attempt(request, form, black_out)
    if tried.is_done:
        messages.success(request, _("Blacked out in this export. The text itself stays as it is."))
        return redirect("incidents:export_layer", reference, pk)
    ticked = set(request.POST.getlist("numbers"))
    context = {
        "form": form,
        "page": shown,
        "piece": piece,
        "words": [(word, str(word.number) in ticked) for word in part.words],
        "part": part,
        "parts": parts,
        "black": shown.black_places(piece),
    }
    return _show(request, incident, side, "text", context, tried.status)


@require_POST
def export_lift(request: HttpRequest, reference: str, pk: UUID, place: UUID) -> HttpResponse:
    _incident, _side, layer = _layer(request, reference, pk)
    with refusal.told_to(request):
        blacking_out.lift(layer, place, by=request.user)
        messages.success(request, _("It is shown again."))
    return redirect("incidents:export_layer", reference, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def export_make(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """The file itself comes back, after the password."""
    incident, side, layer = _layer(request, reference, pk)
    form = MakeForm(request.POST if request.method == "POST" else None)

    def make() -> Made:
        data = form.cleaned_data
        return making.make(
            layer, Export.Form(data["form"]), password=data["password"], by=request.user
        )

    tried = refusal.attempt(request, form, make)
    if tried.is_done:
        return _file(tried.result)
    context = {"form": form, "page": LayerPage(layer, incident, request.user), "other": side.other}
    return _show(request, incident, side, "make", context, tried.status)


def _file(made: Made) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{made.file_name}"'}
    form = Export.Form(made.export.form)
    return HttpResponse(made.file, content_type=_MEDIA[form], headers=headers)


def _find(request: HttpRequest, reference: str) -> tuple[Incident, Side]:
    """Errors: ``Http404``, ``PermissionDenied``."""
    incident, side = showing.find(request, reference)
    access.require_verdict(layers.may_export(incident, side, by=request.user))
    assert side is not None  # noqa: S101 - the verdict has refused it
    return incident, side


def _layer(request: HttpRequest, reference: str, pk: UUID) -> tuple[Incident, Side, RedactionLayer]:
    """Errors: ``Http404`` for one of the other side."""
    incident, side = _find(request, reference)
    layer = get_object_or_404(RedactionLayer.objects.of_side(incident, side), pk=pk)
    layer.incident = incident
    return incident, side, layer


def _piece(shown: LayerPage, text: UUID) -> Piece:
    piece = shown.whole.piece(text)
    if piece is None or not piece.text or not shown.is_open:
        raise Http404
    return piece


def _part(request: HttpRequest, parts: Sequence[TextPart]) -> TextPart:
    """The one that the address names, else the first. Errors: ``Http404``."""
    asked = request.GET.get("part", "1")
    for part in parts:
        if str(part.number) == asked:
            return part
    raise Http404


def _layer_page(
    request: HttpRequest,
    incident: Incident,
    side: Side,
    layer: RedactionLayer,
    form: WhereverForm,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "page": LayerPage(layer, incident, request.user)}
    return _show(request, incident, side, "layer", context, status)


def _show(
    request: HttpRequest,
    incident: Incident,
    side: Side,
    name: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    template = f"incidents/exporting/{name}.html"
    return showing.show(request, incident, side, template, context, status)
