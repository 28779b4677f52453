"""How often the two sides want to meet: a page to read, and a form for each kind."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liaison import access, refusal
from liaison.models import Partnership
from liaison.roles import Permission
from visits.contact import goals, goals_met
from visits.contact.forms_goal import GoalForm
from visits.contact.goals import USUAL, Wanted
from visits.models import ContactGoal
from visits.models.goal import CHOICES, CODES, Per, often
from visits.views.kinds import partnership_seen

# Of the changes, so many of the newest are shown.
MOST = 20


@require_GET
def goal_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, partnership_seen(request, pk))


@require_http_methods(["GET", "POST"])
def goal_set(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    partnership = _to_change(request, pk, kind)
    said = goals.newest(partnership, kind)
    stands = said if said and not said.is_ended else None
    form = GoalForm(
        request.POST if request.method == "POST" else None, initial=_initial(kind, stands)
    )

    def change() -> ContactGoal:
        seen = request.POST.get("seen", "")
        return goals.set_goal(partnership, kind, form.wanted(), seen=seen, by=request.user)

    tried = refusal.attempt(request, form, change)
    if tried.is_done:
        messages.success(request, _("Saved. The other side is told."))
        return redirect("visits:goal_list", pk=partnership.pk)
    context = {
        "partnership": partnership,
        "kind": kind,
        "title": dict(CHOICES)[kind],
        "stands": stands,
        "form": form,
        "tried": tried,
        "stamp": goals.stamp(said),
    }
    return render(request, "visits/goal_set.html", context, status=tried.status)


@require_POST
def goal_end(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    partnership = _to_change(request, pk, kind)
    with refusal.told_to(request) as told:
        goals.end_goal(partnership, kind, seen=request.POST.get("seen", ""), by=request.user)
        messages.success(request, _("Ended. The other side is told."))
        return redirect("visits:goal_list", pk=partnership.pk)
    return _page(request, partnership, status=told.status)


def _page(request: HttpRequest, partnership: Partnership, status: int = 200) -> HttpResponse:
    changes = ContactGoal.objects.visible_to(request.user).filter(partnership=partnership)
    said = changes.standing().with_parties().order_by("set_at", "pk")
    standing = {one.kind: one for one in said}
    context = {
        "partnership": partnership,
        "progress": goals_met.of(standing.values(), timezone.now()),
        "usual": [_offer(kind) for kind in USUAL if kind not in standing],
        "others": [
            (kind, label)
            for kind, label in goals.choices(partnership)
            if kind not in {**standing, **USUAL}
        ],
        "changes": changes.select_related("set_by").order_by("-set_at", "-pk")[:MOST],
        "may_set": access.may(request.user, Permission.CONTACT_GOALS, partnership),
        "may_propose": access.may(request.user, Permission.VISIT_PROPOSE, partnership),
    }
    return render(request, "visits/goal_list.html", context, status=status)


def _offer(kind: str) -> dict[str, Any]:
    wanted = USUAL[kind]
    return {
        "kind": kind,
        "label": dict(CHOICES)[kind],
        "often": often(wanted.times, wanted.per),
    }


def _initial(kind: str, stands: ContactGoal | None) -> dict[str, Any]:
    wanted = stands or USUAL.get(kind, Wanted(1, Per.MONTH))
    return {"times": wanted.times, "per": wanted.per}


def _to_change(request: HttpRequest, pk: UUID, kind: str) -> Partnership:
    """Errors: ``Http404`` where this person sees nothing, ``PermissionDenied`` with the reason
    where they only look on."""
    partnership = partnership_seen(request, pk)
    if kind not in CODES:
        raise Http404
    access.require(request.user, Permission.CONTACT_GOALS, partnership)
    return partnership
