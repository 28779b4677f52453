"""Who acts for whom: the mandates of one's own organisations, and of the other side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liaison import access, four_eyes, mandates, people, refusal
from liaison.forms.people import FEW, MandateForm, WhoseForm
from liaison.models import Mandate, Organisation
from liaison.roles import Permission


@require_GET
def mandate_list(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.MANDATE_SEE):
        raise Http404
    organisations = people.organisations_of(request.user)
    shown = people.chosen(organisations, request.GET.get("of"))
    context = {
        "organisations": organisations,
        "organisation": shown,
        "whose": WhoseForm(organisations, shown) if len(organisations) > FEW else None,
        "groups": people.by_stage(request.user, shown, at=timezone.now()),
        "may_give": four_eyes.may_give_some(request.user, shown),
        "neutral_bodies": people.neutral_bodies(request.user),
    }
    return render(request, "liaison/mandate_list.html", context)


@require_GET
def mandate_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _visible(request, pk))


@require_http_methods(["GET", "POST"])
def mandate_give(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisations = Organisation.objects.where_may_appoint(request.user)
    organisation = get_object_or_404(organisations, pk=pk)
    form = MandateForm(
        request.POST or None,
        organisation=organisation,
        person=request.user,
        initial={"starts_on": organisation.day_at(timezone.now())},
    )

    def give() -> Mandate:
        return mandates.give(form.newcomer, form.appointment, by=request.user)

    tried = refusal.attempt(request, form, give)
    if tried.is_done:
        messages.success(request, _("Given. It counts once it is confirmed."))
        return redirect(tried.result)
    context = {"form": form, "organisation": organisation}
    return render(request, "liaison/mandate_give.html", context, status=tried.status)


@require_POST
def mandate_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    mandate = _visible(request, pk)
    with refusal.told_to(request) as told:
        mandates.confirm(mandate, by=request.user)
        messages.success(request, _("Confirmed. Both sides have been told."))
    return _after(request, mandate, told)


@require_POST
def mandate_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    mandate = _visible(request, pk)
    with refusal.told_to(request) as told:
        mandates.decline(mandate, by=request.user)
        messages.success(request, _("Declined. Whoever gave it has been told."))
    return _after(request, mandate, told)


@require_http_methods(["GET", "POST"])
def mandate_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    mandate = _visible(request, pk)
    if request.method == "GET":
        return _ask_before_ending(request, mandate)
    with refusal.told_to(request) as told:
        mandates.end(mandate, by=request.user)
        messages.success(request, _("Ended. It gives no access any more."))
    return _after(request, mandate, told)


def _ask_before_ending(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    if mandate.ended_at:
        return redirect(mandate)
    access.require_verdict(people.may_end(request.user, mandate))
    context = {
        "mandate": mandate,
        "is_own": mandate.person_id == request.user.pk,
        "speaks": people.places_of(request.user, mandate),
        "back": mandate.get_absolute_url(),
    }
    return render(request, "liaison/asked/mandate_end.html", context)


@require_POST
def mandate_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The mail once more, to somebody who has not come yet."""
    mandate = _visible(request, pk)
    with refusal.told_to(request) as told:
        mandates.ask_again(mandate, by=request.user)
        messages.success(request, _("On its way. A link in the former mail opens nothing now."))
    return _after(request, mandate, told)


def _visible(request: HttpRequest, pk: UUID) -> Mandate:
    return get_object_or_404(Mandate.objects.visible_to(request.user).with_names(), pk=pk)


def _after(request: HttpRequest, mandate: Mandate, told: refusal.Told) -> HttpResponse:
    if told.refused is not None:
        mandate.refresh_from_db()
        return _page(request, mandate, status=told.status)
    still_visible = Mandate.objects.visible_to(request.user)
    return redirect(mandate if mandate in still_visible else "/")


def _page(request: HttpRequest, mandate: Mandate, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = people.of_one(request.user, mandate, at=timezone.now())
    return render(request, "liaison/mandate_detail.html", context, status=status)
