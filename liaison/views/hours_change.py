"""The page on which a manager changes a site's hours, and the look at it before it counts."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liaison import access, hours_file, opening, previewing, refusal, timekeeping
from liaison.forms import hours_editor, hours_holidays
from liaison.forms.hours_editor import HoursEditor
from liaison.hours_file import Document
from liaison.models import Site
from liaison.opening import HitsOthers
from liaison.roles import Permission
from liaison.strict_json import BadDocument
from liaison.views.hours import look_first, say_what_was_hit, visible


@require_http_methods(["GET", "POST"])
def hours_change(request: HttpRequest, slug: str) -> HttpResponse:
    site = visible(request, slug)
    access.require(request.user, Permission.HOURS_CHANGE, site)
    if "add" in request.POST:
        added = request.POST["add"]
        if added == "holidays":
            return _holidays(request, site)
        return _page(request, site, HoursEditor.with_room(request.POST, added), added=added)
    if "document" in request.POST:
        return _carried(request, site)
    if request.method == "POST":
        return _typed(request, site)
    return _afresh(request, site)


def document_page(
    request: HttpRequest,
    site: Site,
    document: Document,
    expected: str,
    *,
    status: int = 200,
    told: Sequence[str] = (),
) -> HttpResponse:
    """The look at *document*, of somebody who started from the statement *expected*."""
    preview = previewing.of_hours(site, document, at=timezone.now())
    carried = {"document": json.dumps(document), "expected": expected}
    return look_first(
        request,
        preview,
        carried,
        status=status,
        document=document,
        told=told,
        may_edit=hours_editor.fits(document),
    )


def _typed(request: HttpRequest, site: Site) -> HttpResponse:
    """What was typed goes on record if it hits nothing and nobody wants to look at it first."""
    known = timekeeping.hours_known(site)
    editor = HoursEditor.sent(request.POST, opening.hours_of(known))
    if not editor.is_valid():
        return _page(request, site, editor, status=422)
    seen = editor.head.cleaned_data["expected"]
    with refusal.told_to(request, editor.head) as told:
        opening.check_expected(known, seen)
        preview = previewing.of_hours(site, editor.document, at=timezone.now())
        if "look" in request.POST or preview.foreseen:
            return document_page(request, site, editor.document, seen)
        return _save(request, site, editor.document, seen, preview.mark)
    if isinstance(told.refused, HitsOthers):
        messages.error(request, str(told.refused))
        return document_page(request, site, editor.document, seen, status=told.status)
    # What stands now is shown beside what was typed; whoever saves again has seen it.
    editor.saw(opening.mark_of(timekeeping.hours_known(site)))
    return _page(request, site, editor, status=told.status)


def _carried(request: HttpRequest, site: Site) -> HttpResponse:
    """Somebody has looked at it: they put it on record, or go back to change it."""
    seen = request.POST.get("expected", "")
    try:
        document = hours_file.read_hours(request.POST["document"].encode())
    except BadDocument as bad:
        messages.error(request, _("The hours did not arrive whole: %(what)s") % {"what": bad})
        return _afresh(request, site, status=422)
    if "edit" in request.POST and hours_editor.fits(document):
        return _again(request, site, document, seen)
    with refusal.told_to(request) as told:
        return _save(request, site, document, seen, request.POST.get("foreseen", ""))
    if isinstance(told.refused, HitsOthers) or not hours_editor.fits(document):
        seen = opening.mark_of(timekeeping.hours_known(site))
        return document_page(request, site, document, seen, status=told.status)
    seen = opening.mark_of(timekeeping.hours_known(site))
    return _again(request, site, document, seen, status=told.status)


def _save(
    request: HttpRequest, site: Site, document: Document, expected: str, foreseen: str
) -> HttpResponse:
    saved = opening.set_hours(site, document, by=request.user, expected=expected, foreseen=foreseen)
    say_what_was_hit(request, saved, _("The hours are on record and count from now on."))
    return redirect("liaison:hours_show", slug=site.slug)


def _afresh(request: HttpRequest, site: Site, *, status: int = 200) -> HttpResponse:
    known = timekeeping.hours_known(site)
    document = opening.hours_of(known)
    if not hours_editor.fits(document):
        return render(request, "liaison/hours_too_long.html", {"site": site}, status=status)
    return _again(request, site, document, opening.mark_of(known), status=status)


def _again(
    request: HttpRequest, site: Site, document: Document, expected: str, *, status: int = 200
) -> HttpResponse:
    today = timekeeping.day_at(site, timezone.now())
    editor = HoursEditor.of(document, expected=expected, today=today)
    return _page(request, site, editor, status=status)


def _holidays(request: HttpRequest, site: Site) -> HttpResponse:
    today = timekeeping.day_at(site, timezone.now())
    ticked = hours_holidays.chosen(
        request.POST, hours_holidays.offered(site.operator, today, set())
    )
    editor = HoursEditor.with_exceptions(request.POST, ticked)
    return _page(request, site, editor, added="holidays")


def _page(
    request: HttpRequest, site: Site, editor: HoursEditor, *, added: str = "", status: int = 200
) -> HttpResponse:
    today = timekeeping.day_at(site, timezone.now())
    context: dict[str, Any] = {
        "site": site,
        "holidays": hours_holidays.offered(site.operator, today, editor.dates),
        "editor": editor,
        "added": added,
        "outlook": timekeeping.outlook(site, timezone.now()),
    }
    return render(request, "liaison/hours_change.html", context, status=status)
