"""A site's hours as a file: taken away by whoever reads them, brought by the manager."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison import access, hours_export, hours_file, opening, strict_json, timekeeping
from liaison.forms.hours_upload import HoursUploadForm
from liaison.hours_file import SiteFile
from liaison.models import Site
from liaison.roles import Permission
from liaison.strict_json import BadDocument
from liaison.views.hours import visible
from liaison.views.hours_change import document_page

# Problems that a page tells at once.
_MOST = 20


@require_safe
def hours_export_file(request: HttpRequest, slug: str) -> HttpResponse:
    site = visible(request, slug)
    text = hours_export.exported(site, timekeeping.hours_known(site))
    name = f"{site.slug}-hours.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=headers)


@require_http_methods(["GET", "POST"])
def hours_import(request: HttpRequest, slug: str) -> HttpResponse:
    site = visible(request, slug)
    access.require(request.user, Permission.HOURS_CHANGE, site)
    form = HoursUploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            file = hours_file.read(form.cleaned_data["file"].read(strict_json.MAX_BYTES + 1))
        except BadDocument as bad:
            for problem in bad.problems[:_MOST]:
                form.add_error("file", str(problem))
        else:
            expected = opening.mark_of(timekeeping.hours_known(site))
            return document_page(request, site, file.document, expected, told=[*_told(site, file)])
    context = {"site": site, "form": form}
    return render(request, "liaison/hours_import.html", context, status=422 if form.errors else 200)


def _told(site: Site, file: SiteFile) -> Iterator[str]:
    yield _("From the file only the hours are taken; the site stays what it is.")
    facts = {
        _("short name"): (file.slug, site.slug),
        _("name"): (file.name, site.name),
        _("operator"): (file.operator, site.operator.name),
        _("time zone"): (file.zone, site.zone),
        _("stage of life"): (file.lifecycle, site.lifecycle),
        _("opening day"): (file.opens_on or site.opens_on, site.opens_on),
    }
    for fact, (there, here) in facts.items():
        if there != here:
            yield _("The file says “%(there)s” for %(fact)s; here it is “%(here)s”.") % {
                "fact": fact,
                "there": there,
                "here": here,
            }
