"""What recurs: all of it, one pattern, what was agreed about it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import taking_out
from incidents.forms.patterns import AgreedForm
from incidents.models import Pattern, Removal
from incidents.out_page import OutPage
from incidents.patterns import destroying, talking
from incidents.patterns.page import PatternPage
from incidents.taking_out import CannotTakeOut
from incidents.taxonomy import Lane
from incidents.views import asked_first, showing, too_late
from liaison import access, refusal
from liaison.roles import Permission

# The newest; those that are talked over come after those that are not.
_MOST = 100


@require_safe
def pattern_list(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.INCIDENT_SEE_SIDE):
        raise Http404
    patterns = list(Pattern.objects.visible_to(request.user).with_parties()[:_MOST])
    context = {
        "open": [one for one in patterns if one.closed_at is None],
        "over": [one for one in patterns if one.closed_at],
    }
    return render(request, "incidents/patterns/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pattern_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page, and the form on it that says what was agreed."""
    pattern = _find(request, pk)
    if request.method == "POST":
        access.require_verdict(talking.may_talk(pattern, request.user))
    form = AgreedForm(request.POST if request.method == "POST" else None)

    def propose() -> None:
        talking.propose(pattern, form.cleaned_data["words"], by=request.user)

    tried = refusal.attempt(request, form, propose)
    if tried.is_done:
        messages.success(request, _("Written down. The other side is asked whether it agrees."))
        return redirect(pattern)
    page = PatternPage(pattern, request.user, timezone.now())
    context = {"page": page, "pattern": pattern, "form": form}
    template = "incidents/patterns/detail.html"
    return showing.render_noted(request, pattern, Lane.SHARED, template, context, tried.status)


@require_POST
def pattern_agree(request: HttpRequest, pk: UUID, end: UUID) -> HttpResponse:
    pattern = _find(request, pk)
    with refusal.told_to(request):
        talking.agree(pattern, end, by=request.user)
        messages.success(request, _("Agreed by both sides. What comes after is counted anew."))
    return redirect(pattern)


@require_POST
def pattern_talk_on(request: HttpRequest, pk: UUID, end: UUID) -> HttpResponse:
    pattern = _find(request, pk)
    with refusal.told_to(request):
        talking.talk_on(pattern, end, by=request.user)
        messages.success(request, _("You talk on. The other side has been told."))
    return redirect(pattern)


@require_http_methods(["GET", "HEAD", "POST"])
def pattern_end_take_out(request: HttpRequest, pk: UUID, end: UUID) -> HttpResponse:
    """Asks first what should go for good."""
    pattern = _find(request, pk)
    access.require_verdict(talking.may_talk(pattern, request.user))
    one = get_object_or_404(pattern.ends.select_related("by", "data_key"), pk=end)
    text, gone = one.shown()
    too_late.lead_on_from(request)
    try:
        form, tried = asked_first.attempt(
            request,
            lambda why: destroying.take_out(pattern, end, why, by=request.user),
            require_there=lambda: taking_out.require_there(one),
        )
    except CannotTakeOut as late:
        return too_late.led_back(request, str(late), pattern)
    if tried.is_done:
        return redirect(pattern)
    label = Removal.What.PATTERN_END.label
    context = {
        "form": form,
        "out": OutPage(label, Lane.SHARED, one.by.name, one.at, text, gone),
        "pattern": pattern,
        "back": pattern.get_absolute_url(),
    }
    template = "incidents/words_take_out.html"
    return showing.render_noted(request, pattern, Lane.SHARED, template, context, tried.status)


def _find(request: HttpRequest, pk: UUID) -> Pattern:
    visible = Pattern.objects.visible_to(request.user).with_parties().with_clause()
    return get_object_or_404(visible, pk=pk)
