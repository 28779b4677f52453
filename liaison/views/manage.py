"""Setting up, for the administrator only; for anybody else these pages do not exist."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Person
from liaison import account_closing, countries, founding, invitations, refusal, registry, setting_up
from liaison.forms import manage as forms
from liaison.models import Organisation


@require_GET
def manage_home(request: HttpRequest) -> HttpResponse:
    organisations = list(registry.organisations_for(request.user))
    if not organisations:
        raise Http404
    return render(request, "liaison/manage_home.html", {"organisations": organisations})


@require_http_methods(["GET", "POST"])
def organisation_create(request: HttpRequest) -> HttpResponse:
    _check_admin(request)
    form = forms.OrganisationForm(request.POST or None)

    def create() -> str:
        made = setting_up.create_organisation(
            form.organisation, divisions=form.cleaned_data["divisions"], by=request.user
        )
        return _page_of(made)

    return _form_page(request, "liaison/organisation_create.html", form, create)


@require_GET
def organisation_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(request, pk)
    context = {
        "organisation": organisation,
        "leaders": registry.leaders_of(organisation),
        "partnerships": registry.partnerships_of(organisation),
        "country": countries.name_of(organisation.country),
        "part": countries.part_name(organisation.country, organisation.subdivision),
        "may_have_leader": organisation.kind in founding.LEADER_OF,
        "is_led": founding.is_led(organisation, at=timezone.now()),
    }
    return render(request, "liaison/organisation_detail.html", context)


@require_http_methods(["GET", "POST"])
def organisation_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(request, pk)
    form = forms.OrganisationChangeForm(request.POST or None, organisation=organisation)

    def change() -> str:
        seen = request.POST.get("seen", "")
        setting_up.change_organisation(organisation, form.facts, seen=seen, by=request.user)
        messages.success(request, _("Saved."))
        return _page_of(organisation)

    return _form_page(
        request,
        "liaison/organisation_change.html",
        form,
        change,
        organisation=organisation,
        stamp=setting_up.stamp(organisation),
    )


@require_http_methods(["GET", "POST"])
def leader_found(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(request, pk)
    form = forms.LeaderForm(request.POST or None)

    def found() -> str:
        founding.found(form.newcomer, organisation, by=request.user)
        messages.success(request, _("Named. The invitation is on its way."))
        return _page_of(organisation)

    return _form_page(request, "liaison/leader_found.html", form, found, organisation=organisation)


@require_http_methods(["GET", "POST"])
def division_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(request, pk)
    form = forms.DivisionForm(request.POST or None)

    def add() -> str:
        setting_up.add_division(organisation, form.cleaned_data["name"], by=request.user)
        return _page_of(organisation)

    return _form_page(request, "liaison/division_add.html", form, add, organisation=organisation)


@require_http_methods(["GET", "POST"])
def site_create(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(request, pk)
    form = forms.SiteForm(request.POST or None, initial={"zone": organisation.zone})

    def create() -> str:
        setting_up.create_site(form.site_of(organisation), by=request.user)
        return _page_of(organisation)

    return _form_page(request, "liaison/site_create.html", form, create, organisation=organisation)


@require_http_methods(["GET", "POST"])
def partnership_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    service = _organisation(request, pk)
    form = forms.PartnershipForm(
        request.POST or None,
        service=service,
        sites=list(registry.sites_for(request.user)),
        initial={"began_on": service.day_at(timezone.now())},
    )

    def form_it() -> str:
        divisions = form.chosen_divisions
        setting_up.form_partnership(form.partnership, divisions=divisions, by=request.user)
        messages.success(request, _("Set up. Those who lead the two sides so far have been told."))
        return _page_of(service)

    return _form_page(request, "liaison/partnership_form.html", form, form_it, organisation=service)


@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    _check_admin(request)
    wanted = request.GET.get("q", "")[:100].replace("\0", "").strip()
    after = request.GET.get("after", "")[:254].replace("\0", "")
    page = registry.account_page(request.user, wanted=wanted, after=after)
    return render(request, "liaison/account_list.html", {"page": page, "wanted": wanted})


@require_http_methods(["GET", "POST"])
def account_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    if request.method == "GET":
        return _asked_first(request, pk, "liaison/asked/account_close.html")
    words = _("Closed. The next page that person opens asks to sign in.")
    return _done(request, pk, account_closing.close, words)


@require_POST
def account_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, account_closing.reopen, _("Open again."))


@require_POST
def account_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = _("A new link is on its way. The former one stopped working.")
    return _done(request, pk, invitations.resend, words)


@require_http_methods(["GET", "POST"])
def invitation_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    if request.method == "GET":
        return _asked_first(request, pk, "liaison/asked/invitation_withdraw.html")
    return _done(request, pk, invitations.withdraw, _("Withdrawn. The link opens nothing."))


def _asked_first(request: HttpRequest, pk: UUID, template: str) -> HttpResponse:
    context = {"person": _account(request, pk), "back": reverse("liaison:account_list")}
    return render(request, template, context)


def _done(request: HttpRequest, pk: UUID, act: Callable[..., Any], words: str) -> HttpResponse:
    person = _account(request, pk)
    with refusal.told_to(request):
        act(person, by=request.user)
        messages.success(request, words)
    return redirect("liaison:account_list")


def _account(request: HttpRequest, pk: UUID) -> Person:
    found: Person = get_object_or_404(registry.accounts_for(request.user), pk=pk)
    return found


def _check_admin(request: HttpRequest) -> None:
    """Errors: ``Http404`` for whoever sets nothing up."""
    if not registry.organisations_for(request.user).exists():
        raise Http404


def _organisation(request: HttpRequest, pk: UUID) -> Organisation:
    found: Organisation = get_object_or_404(registry.organisations_for(request.user), pk=pk)
    return found


def _page_of(organisation: Organisation) -> str:
    return reverse("liaison:organisation_detail", args=[organisation.pk])


def _form_page(
    request: HttpRequest, template: str, form: Any, act: Callable[[], str], **context: Any
) -> HttpResponse:
    """The page of a form: shown, or done and left for where *act* says."""
    tried = refusal.attempt(request, form, act)
    if tried.is_done:
        return redirect(tried.result)
    return render(request, template, {"form": form, **context}, status=tried.status)
