"""Offering to mediate, and what it means."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import settling
from incidents.lifecycle import Step
from incidents.mediation import offering, terms
from incidents.mediation.forms import OfferForm
from incidents.mediation.offering import CannotOffer
from incidents.models import MediationCase
from incidents.views import showing
from liaison import refusal


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_offer(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.OFFER, incident, side)
    if request.method != "POST":
        settling.require_empty_table(incident)
    now = timezone.now()
    form = OfferForm(request.POST if request.method == "POST" else None)

    def offer() -> MediationCase:
        seen = showing.revision(request, incident)
        return offering.offer(incident, form.codes(), by=request.user, revision=seen, at=now)

    tried = refusal.attempt(request, form, offer)
    if tried.is_done:
        messages.success(request, _("Offered. Both sides have been asked, each privately."))
        return redirect(tried.result)
    refused = tried.refused.rows if isinstance(tried.refused, CannotOffer) else []
    context = {
        "form": form,
        "rows": refused or offering.in_the_way(incident, now),
        "again_from": offering.open_again_from(incident),
        "terms": terms.read_in(get_language() or "en"),
        "now": now,
    }
    template = "incidents/mediation/mediation_offer.html"
    return showing.show(request, incident, side, template, context, tried.status)
