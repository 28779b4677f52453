"""The page of a mediation, and what each of the three does there."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.mediation import assigning, confiding, consenting, leaving, signing
from incidents.mediation.forms import ConfideForm, YesNoForm
from incidents.mediation.lifecycle import CaseStep
from incidents.mediation.parts import Viewer
from incidents.mediation.views import showing
from incidents.models import MediationCase
from incidents.taxonomy import Lane
from liaison import refusal
from protocols.signing_forms import SignForm

_DETAIL = "incidents/mediation/mediation_detail.html"


@require_safe
@showing.step
def mediation_detail(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    return _page(request, case, viewer)


@require_POST
@showing.step
def mediation_answer(request: HttpRequest, reference: str) -> HttpResponse:
    def answer(case: MediationCase, *, is_yes: bool) -> object:
        return consenting.answer(case, agrees=is_yes, by=request.user)

    # The same words whatever the answer was, and whatever came of it: the page says that.
    return _say_yes_or_no(request, reference, answer, _("Your side’s answer is kept."))


@require_POST
@showing.step
def mediator_answer(request: HttpRequest, reference: str) -> HttpResponse:
    def answer(case: MediationCase, *, is_yes: bool) -> object:
        return assigning.answer(case, challenges=not is_yes, by=request.user)

    return _say_yes_or_no(request, reference, answer, _("Your side’s answer is kept."))


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_leave(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks once more before it stops for both."""
    case, viewer = showing.find(request, reference)
    if request.method == "POST":
        with refusal.told_to(request):
            leaving.leave(case, by=request.user)
            messages.success(request, _("The mediation does not go on. Both sides are told that."))
        return redirect(case)
    showing.require_moment(request, CaseStep.LEAVE, case)
    return showing.show(request, case, viewer, "incidents/mediation/mediation_leave.html")


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediator_step_back(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    if request.method == "POST":
        with refusal.told_to(request):
            assigning.step_back(case, by=request.user)
            messages.success(request, _("You are no longer the mediator. You no longer see it."))
            return redirect("desk:home")
        return redirect(case)
    showing.require_moment(request, CaseStep.STEP_BACK, case)
    return showing.show(request, case, viewer, "incidents/mediation/mediator_step_back.html")


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_terms(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    signing.who_signs(case, request.user)
    assignment = case.assignments.current().first()
    if assignment is None:
        return redirect(case)
    digest = signing.digest_of(case, assignment)
    form = SignForm(request.POST or None, initial={"digest": digest})

    def sign() -> object:
        data = form.cleaned_data
        return signing.sign(case, digest=data["digest"], password=data["password"], by=request.user)

    tried = refusal.attempt(request, form, sign)
    if tried.is_done:
        messages.success(request, _("Signed. The talks begin when all three have signed."))
        return redirect(case)
    template = "incidents/mediation/mediation_terms.html"
    return showing.show(request, case, viewer, template, {"form": form}, tried.status)


@require_POST
@showing.step
def mediation_confide(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    form = ConfideForm(request.POST)

    def write() -> object:
        data = form.cleaned_data
        return confiding.write(
            case, data["words"], Lane(data["lane"]), key=data["key"], by=request.user
        )

    tried = refusal.attempt(request, form, write)
    if not tried.is_done:
        return _page(request, case, viewer, typed=form, status=tried.status)
    messages.success(request, _("Kept, for those alone who are named above the box."))
    return redirect(case)


@require_safe
@showing.step
def mediation_seen(request: HttpRequest, reference: str) -> HttpResponse:
    """What the others see: for a side what of its own they read, for the mediator both sides."""
    case, viewer = showing.find(request, reference)
    return showing.show(request, case, viewer, "incidents/mediation/mediation_seen.html")


def _say_yes_or_no(
    request: HttpRequest, reference: str, answer: Callable[..., object], told: str
) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    form = YesNoForm(request.POST)
    if not form.is_valid():
        return _page(request, case, viewer, asked=form, status=422)
    with refusal.told_to(request):
        answer(case, is_yes=form.is_yes)
        messages.success(request, told)
    return redirect(case)


def _page(
    request: HttpRequest,
    case: MediationCase,
    viewer: Viewer,
    *,
    asked: YesNoForm | None = None,
    typed: ConfideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = showing.page_of(case, viewer)
    boxes = [(one, _box(one.lane, typed)) for one in page.audiences]
    context = {"mediation": page, "asked": asked, "boxes": boxes}
    return showing.show(request, case, viewer, _DETAIL, context, status)


def _box(lane: Lane, typed: ConfideForm | None) -> ConfideForm:
    """The form of one lane: as it was typed, if it was typed into that one."""
    return typed if typed and typed.data.get("lane") == lane.value else ConfideForm(lane=lane)
