"""The inbox."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from notifications import choosing, inbox
from notifications.forms import ChoicesForm
from notifications.models import Notice


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before")
    page = inbox.page(request.user, before=_own(request, before) if before else None)
    context = {"page": page, "has_unread": inbox.has_unread(request.user), "now": timezone.now()}
    return render(request, "notifications/notice_list.html", context)


@require_POST
def notice_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One press marks it as read and goes there. What merely looks (a prefetch, a scanner of mail)
    sends a GET, and changes nothing."""
    notice = _own(request, pk)
    if not inbox.open_notice(notice, by=request.user):
        raise Http404
    return redirect(notice.path)


@require_POST
def notice_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    inbox.mark_read(_own(request, pk), by=request.user)
    return redirect("notifications:notice_list")


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    inbox.mark_all_read(by=request.user)
    return redirect("notifications:notice_list")


@require_http_methods(["GET", "POST"])
def choices_change(request: HttpRequest) -> HttpResponse:
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        initial={"takes_invitations": choosing.takes_invitations(request.user.pk)},
    )
    if form.is_valid():
        choosing.choose(**form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("notifications:notice_list")
    return render(request, "notifications/choices_change.html", {"form": form})


def _own(request: HttpRequest, pk: Any) -> Notice:
    try:
        wanted = UUID(str(pk))
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Notice.objects.in_inbox_of(request.user), pk=wanted)
