"""What a site asks of each kind of visit: a page to read, and a form for each kind."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liaison import access, refusal
from liaison.models import Partnership
from liaison.roles import Permission
from visits import terms
from visits.kinds import Kind
from visits.models import KindTerms
from visits.terms_form import TermsForm


@require_GET
def kind_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    partnership = partnership_seen(request, pk)
    standing = terms.all_of(partnership)
    shared = terms.common_conditions(standing)
    context = {
        "partnership": partnership,
        "shared": shared,
        "kinds": [
            (asked, [sentence for sentence in asked.conditions if sentence not in shared])
            for asked in standing.values()
        ],
        "may_set": access.may(request.user, Permission.VISIT_TERMS, partnership),
    }
    return render(request, "visits/kind_list.html", context)


@require_http_methods(["GET", "POST"])
def kind_set(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    partnership = partnership_seen(request, pk)
    if kind not in Kind.values:
        raise Http404
    access.require(request.user, Permission.VISIT_TERMS, partnership)
    standing = terms.of(partnership, kind)
    form = TermsForm.of(standing, request.POST if request.method == "POST" else None)

    def change() -> KindTerms:
        seen = request.POST.get("seen", "")
        return terms.set_terms(partnership, kind, form.asked(), seen=seen, by=request.user)

    tried = refusal.attempt(request, form, change)
    if tried.is_done:
        messages.success(request, _("Saved. The police side is told."))
        return redirect("visits:kind_list", pk=partnership.pk)
    context = {
        "partnership": partnership,
        "standing": standing,
        "form": form,
        "tried": tried,
        "stamp": terms.stamp(standing),
    }
    return render(request, "visits/kind_set.html", context, status=tried.status)


def partnership_seen(request: HttpRequest, pk: UUID) -> Partnership:
    """Errors: ``Http404`` where this person sees no visits."""
    visible = Partnership.objects.visible_to(request.user).with_parties()
    partnership: Partnership = get_object_or_404(visible, pk=pk)
    if not access.may(request.user, Permission.VISIT_SEE, partnership):
        raise Http404
    return partnership
