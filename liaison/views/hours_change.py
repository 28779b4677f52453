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

from liaison import (
    access,
    hours_file,
    hours_meanwhile,
    opening,
    previewing,
    refusal,
    timekeeping,
)
from liaison.forms import hours_editor, hours_holidays
from liaison.forms.hours_editor import HoursEditor
from liaison.hours_file import Document
from liaison.hours_meanwhile import Meanwhile
from liaison.models import Site
from liaison.opening import HitsOthers, NoHoursLeft
from liaison.previewing import Preview
from liaison.refusal import Told
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
    **said: Any,
) -> HttpResponse:
    """The look at *document*, of somebody who started from the statement *expected*."""
    preview = previewing.of_hours(site, document, at=timezone.now())
    return _look(request, preview, expected, status=status, told=told, **said)


def _look(request: HttpRequest, preview: Preview, expected: str, **said: Any) -> HttpResponse:
    document = preview.document
    carried = {"document": json.dumps(document), "expected": expected}
    may_edit = hours_editor.holds(document, preview.stands, today=preview.today)
    return look_first(request, preview, carried, document=document, may_edit=may_edit, **said)


def _typed(request: HttpRequest, site: Site) -> HttpResponse:
    """What was typed goes on record if it hits nothing and nobody wants to look at it first."""
    known = timekeeping.hours_known(site)
    today = timekeeping.day_at(site, timezone.now())
    chosen = hours_holidays.chosen(request.POST, site.operator, today)
    editor = HoursEditor.sent(request.POST, opening.hours_of(known), today=today, more=chosen)
    if not editor.is_valid():
        return _page(request, site, editor, status=422)
    seen = editor.head.cleaned_data["expected"]
    with refusal.told_to(request, editor.head) as told:
        opening.check_expected(known, seen)
        preview = previewing.of_hours(site, editor.document, at=timezone.now())
        if "look" in request.POST or preview.foreseen or preview.without_hours_from:
            return _look(request, preview, seen)
        return _save(request, site, editor.document, seen, preview.mark)
    if isinstance(told.refused, HitsOthers | NoHoursLeft):
        messages.error(request, str(told.refused))
        return _refused(request, site, editor.document, seen, told)
    # What stands now is shown beside what was typed; whoever saves again has seen it.
    meanwhile = hours_meanwhile.of(site, seen, editor.document, at=timezone.now())
    editor.saw(opening.mark_of(meanwhile.known))
    return _page(request, site, editor, status=told.status, meanwhile=meanwhile)


def _carried(request: HttpRequest, site: Site) -> HttpResponse:
    """Somebody has looked at it: they put it on record, or go back to change it."""
    seen = request.POST.get("expected", "")
    try:
        document = hours_file.read_hours(request.POST["document"].encode())
    except BadDocument as bad:
        messages.error(request, _("The hours did not arrive whole: %(what)s") % {"what": bad})
        return _afresh(request, site, status=422)
    if "edit" in request.POST and _may_edit(site, document):
        return _again(request, site, document, seen)
    with refusal.told_to(request) as told:
        return _save(request, site, document, seen, request.POST.get("foreseen", ""))
    return _refused(request, site, document, seen, told)


def _refused(
    request: HttpRequest, site: Site, document: Document, seen: str, told: Told
) -> HttpResponse:
    """The look at it again, or the rows, with what has to be seen before deciding again."""
    if isinstance(told.refused, NoHoursLeft):
        return document_page(request, site, document, seen, status=told.status, is_unticked=True)
    meanwhile = hours_meanwhile.of(site, seen, document, at=timezone.now())
    now = opening.mark_of(meanwhile.known)
    if isinstance(told.refused, HitsOthers):
        return document_page(request, site, document, now, status=told.status)
    if _may_edit(site, document):
        return _again(request, site, document, now, status=told.status, meanwhile=meanwhile)
    return document_page(request, site, document, now, status=told.status, meanwhile=meanwhile)


def _may_edit(site: Site, document: Document) -> bool:
    stands = opening.hours_of(timekeeping.hours_known(site))
    today = timekeeping.day_at(site, timezone.now())
    return hours_editor.holds(document, stands, today=today)


def _save(
    request: HttpRequest, site: Site, document: Document, expected: str, foreseen: str
) -> HttpResponse:
    saved = opening.set_hours(
        site,
        document,
        by=request.user,
        expected=expected,
        foreseen=foreseen,
        may_empty="without_hours" in request.POST,
    )
    if expected and opening.mark_of(saved) == expected:
        messages.info(request, _("Nothing has changed: these hours stand already."))
    else:
        say_what_was_hit(request, saved, _("The hours are on record and count from now on."))
    return redirect("liaison:hours_show", slug=site.slug)


def _afresh(request: HttpRequest, site: Site, *, status: int = 200) -> HttpResponse:
    known = timekeeping.hours_known(site)
    document = opening.hours_of(known)
    if not hours_editor.fits(document):
        return render(request, "liaison/hours_too_long.html", {"site": site}, status=status)
    return _again(request, site, document, opening.mark_of(known), status=status)


def _again(
    request: HttpRequest,
    site: Site,
    document: Document,
    expected: str,
    *,
    status: int = 200,
    meanwhile: Meanwhile | None = None,
) -> HttpResponse:
    today = timekeeping.day_at(site, timezone.now())
    editor = HoursEditor.of(document, expected=expected, today=today)
    return _page(request, site, editor, status=status, meanwhile=meanwhile)


def _holidays(request: HttpRequest, site: Site) -> HttpResponse:
    today = timekeeping.day_at(site, timezone.now())
    ticked = hours_holidays.chosen(request.POST, site.operator, today)
    editor = HoursEditor.with_exceptions(request.POST, ticked)
    return _page(request, site, editor, added="holidays")


def _page(
    request: HttpRequest,
    site: Site,
    editor: HoursEditor,
    *,
    added: str = "",
    status: int = 200,
    meanwhile: Meanwhile | None = None,
) -> HttpResponse:
    today = timekeeping.day_at(site, timezone.now())
    holidays = hours_holidays.offered(site.operator, today, editor.dates, request.POST)
    context: dict[str, Any] = {
        "site": site,
        "holidays": holidays,
        "are_chosen": any(one.is_chosen for one in holidays),
        "editor": editor,
        "added": added,
        "meanwhile": meanwhile,
        "outlook": timekeeping.outlook(site, timezone.now()),
    }
    return render(request, "liaison/hours_change.html", context, status=status)
