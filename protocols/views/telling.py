"""What is tapped at a door, and the page on which liaison officers find it."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Person
from liaison import access, refusal
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Permission
from protocols import door, telling
from protocols.models import DoorNote
from protocols.telling import AppliesNoMore
from protocols.telling_forms import UnclearForm
from protocols.views.door import Said, gone, language_of
from protocols.views.requests import SignedIn

# What an address of the card asks, and goes back to.
_ASKED = ("c", "i", "threat", "show", "s", "lang")


@csrf_exempt  # no session stands behind it: whoever holds the link may say it
@login_not_required
@require_POST
def door_tell(request: HttpRequest, token: str) -> HttpResponse:
    """Entered, waited, or handed somebody over: for the liaison officers."""
    partnership = _partnership(request, token)
    if partnership is None:
        return gone(language_of(request))
    kind = request.POST.get("kind", "")
    if kind not in DoorNote.Kind:
        raise Http404
    try:
        telling.tell(partnership, DoorNote.Kind(kind), by=Person.system())
    except Refused:
        return _back(request, token, Said.TOO_MANY)
    return _back(request, token, Said.TOLD)


@csrf_exempt  # as above
@login_not_required
@require_POST
def door_unclear(request: HttpRequest, token: str) -> HttpResponse:
    """An answer was unclear: counted for its clause."""
    partnership = _partnership(request, token)
    if partnership is None:
        return gone(language_of(request))
    form = UnclearForm(request.POST)
    if not form.is_valid():
        return _back(request, token, Said.APPLIES_NO_MORE)
    tapped = form.cleaned_data
    try:
        telling.find_unclear(
            partnership,
            tapped["clause"],
            version=tapped["version"],
            key=tapped["key"],
            by=Person.system(),
        )
    except AppliesNoMore:
        return _back(request, token, Said.APPLIES_NO_MORE)
    except Refused:
        return _back(request, token, Said.TOO_MANY)
    return _back(request, token, Said.UNCLEAR)


@require_safe
def door_note_list(request: SignedIn) -> HttpResponse:
    if not access.may(request.user, Permission.DOOR_NOTES):
        raise Http404
    return render(
        request, "protocols/door_note_list.html", {"notes": telling.waiting(request.user)}
    )


@require_POST
def door_note_set_aside(request: SignedIn, pk: UUID) -> HttpResponse:
    visible = DoorNote.objects.visible_to(request.user).select_related("partnership")
    note = get_object_or_404(visible, pk=pk)
    with refusal.told_to(request):
        telling.set_aside(note, by=request.user)
        messages.success(request, _("Set aside."))
    return redirect("protocols:door_note_list")


def _partnership(request: HttpRequest, token: str) -> Partnership | None:
    """The one that the card is about; None where the link opens nothing, or no service comes."""
    opened = door.opens(token, timezone.now())
    chosen = opened and door.chosen(opened.services, request.GET.get("s", ""))
    return Partnership(pk=chosen.id) if chosen else None


def _back(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """To the page that was open, which says what came of it."""
    asked = [(name, request.GET[name]) for name in _ASKED if name in request.GET]
    address = reverse("protocols:door_card", args=[token])
    query = urlencode([*asked, ("said", said.value)])
    return HttpResponseRedirect(f"{address}?{query}", status=303)
