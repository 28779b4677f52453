"""The agreement: drafted by the mediator, signed by both sides, taken back to the table."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents.forms import PromiseForms
from incidents.laying_down import Terms
from incidents.mediation import agreeing, drafting, lanes
from incidents.mediation.forms import DraftForm, LayOutForm
from incidents.mediation.lifecycle import CaseStep
from incidents.mediation.page import MediationPage
from incidents.mediation.parts import Viewer
from incidents.mediation.views import showing
from incidents.models import MediationCase
from incidents.taxonomy import Lane, Outcome
from liaison import access, refusal
from protocols.signing_forms import SignForm

_AGREEMENT = "incidents/mediation/mediation_agreement.html"


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """Read by all three, with what each draft changed; signed there by both sides."""
    case, viewer = showing.find(request, reference)
    page = showing.page_of(case, viewer)
    if not page.agreement.versions:
        return redirect(case)
    if request.method == "POST":
        access.require_verdict(agreeing.may_sign(case, request.user))
    form = SignForm(request.POST or None, initial={"digest": page.agreement.digest})

    def sign() -> object:
        data = form.cleaned_data
        return agreeing.sign(
            case, digest=data["digest"], password=data["password"], by=request.user
        )

    tried = refusal.attempt(request, form, sign)
    if tried.is_done:
        # The same words whether it was the first name or the second: the page says that.
        messages.success(request, _("Signed for your side."))
        return redirect(case)
    return _read(request, case, viewer, page, form=form, status=tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_draft(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    _require_mediator(viewer)
    page = showing.page_of(case, viewer)
    data = request.POST if request.method == "POST" else None
    showing.require_moment(request, CaseStep.DRAFT, case)
    today = timezone.now().astimezone(case.incident.tz).date()
    form = DraftForm(data, initial=_words_of(page))
    first = drafting.first_day(today)
    promises = PromiseForms(
        data,
        prefix="promise",
        form_kwargs={"today": today, "first": first},
        filled=_promises_of(page) if data is None else (),
    )
    status = 200 if data is None else 422
    if data is not None and (form.is_valid() & promises.is_valid()):
        with refusal.told_to(request, form, *promises) as told:
            _draft(request, case, form, promises)
            return redirect("incidents:mediation_agreement", reference)
        status = told.status
    context = {
        "form": form,
        "promises": promises,
        "first_day": first,
        "audience": lanes.audience(case, Lane.SHARED),
        "mediation": page,
    }
    template = "incidents/mediation/mediation_draft.html"
    return showing.show(request, case, viewer, template, context, status)


@require_POST
@showing.step
def mediation_lay_out(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    _require_mediator(viewer)
    form = LayOutForm(request.POST)

    def lay_out() -> object:
        return drafting.lay_out(case, digest=form.cleaned_data["digest"], by=request.user)

    tried = refusal.attempt(request, form, lay_out)
    if tried.is_done:
        messages.success(request, _("Both sides have been asked to sign it."))
        return redirect(case)
    page = showing.page_of(case, viewer)
    return _read(request, case, viewer, page, asked=form, status=tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_go_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks once more before the signatures are void."""
    case, viewer = showing.find(request, reference)
    if request.method == "POST":
        with refusal.told_to(request):
            agreeing.go_back(case, by=request.user)
            messages.success(request, _("It is back at the table. All three are told that."))
        return redirect(case)
    showing.require_moment(request, CaseStep.GO_BACK, case)
    return showing.show(request, case, viewer, "incidents/mediation/mediation_go_back.html")


def _require_mediator(viewer: Viewer) -> None:
    """Errors: ``PermissionDenied``."""
    if not viewer.is_mediator:
        raise PermissionDenied(_("This is for the mediator to do."))


def _read(
    request: HttpRequest,
    case: MediationCase,
    viewer: Viewer,
    page: MediationPage,
    *,
    form: SignForm | None = None,
    asked: LayOutForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"mediation": page, "form": form, "asked": asked}
    return showing.show(request, case, viewer, _AGREEMENT, context, status)


def _draft(
    request: HttpRequest, case: MediationCase, form: DraftForm, promises: PromiseForms
) -> None:
    data = form.cleaned_data
    terms = Terms(Outcome(data["outcome"]), data["words"], promises.promises())
    seen = request.POST.get("seen")
    drafting.draft(case, terms, key=data["key"], seen=seen, by=request.user)
    messages.success(request, _("Drafted. Both sides have been told and can read it."))


def _words_of(page: MediationPage) -> dict[str, Any]:
    """What a draft begins with: the one before."""
    if not page.agreement.versions:
        return {}
    terms = page.agreement.versions[0].terms
    return {"outcome": terms.settlement.outcome, "words": terms.words.text}


def _promises_of(page: MediationPage) -> list[dict[str, Any]]:
    lines = page.agreement.versions[0].terms.promises if page.agreement.versions else []
    return [
        {
            "side": line.commitment.side,
            "post": line.commitment.post,
            "what": line.what.text,
            "due_on": line.commitment.due_on,
        }
        for line in lines
    ]
