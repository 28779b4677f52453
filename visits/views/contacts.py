"""Contacts that happened: keeping one, and the list of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liaison import access, refusal
from liaison.keyset import NoSuchPlace
from liaison.models import Partnership
from liaison.roles import Permission
from visits import showing
from visits.contact import contacts
from visits.contact.forms_contact import ContactForm
from visits.models import Contact


@require_http_methods(["GET", "POST"])
def contact_log(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.VISIT_SEE):
        raise Http404
    access.require(request.user, Permission.CONTACT_LOG)
    reaches = showing.partnerships(request.user, Permission.CONTACT_LOG)
    at_site = [reach for reach in reaches if reach.site_slug == request.GET.get("site")]
    choices = [
        (str(reach.id), f"{reach.site_name} · {reach.service_name}") for reach in at_site or reaches
    ]
    form = ContactForm(request.POST or None, choices=choices)

    def log() -> Contact:
        mine = Partnership.objects.visible_to(request.user).with_parties()
        partnership = mine.get(pk=form.cleaned_data["partnership"])
        at = timezone.now()
        return contacts.log(partnership, form.spoke(at), by=request.user, at=at)

    tried = refusal.attempt(request, form, log)
    if tried.is_done:
        messages.success(request, _("Kept. Both sides see that you spoke."))
        return redirect("visits:contact_list")
    return render(request, "visits/contact_log.html", {"form": form}, status=tried.status)


@require_GET
def contact_list(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.VISIT_SEE):
        raise Http404
    try:
        found, more = contacts.page(request.user, after=request.GET.get("after", ""))
    except NoSuchPlace as error:
        raise Http404 from error
    context = {
        "rows": [(contact, _words(contact)) for contact in found],
        "more": more,
        "after": request.GET.get("after", ""),
        "may_log": access.may(request.user, Permission.CONTACT_LOG),
    }
    return render(request, "visits/contact_list.html", context)


def _words(contact: Contact) -> Any:
    words, gone = contact.line.shown() if contact.line else ("", False)
    return _("This text was taken out for good.") if gone else words
