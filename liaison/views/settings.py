"""The settings of a site: one page, a form for each section, each with an address of its side."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liaison import (
    access,
    contact_ladder,
    designation,
    door_links,
    fields,
    opening,
    refusal,
    settings_page,
    site_facts,
)
from liaison.designation import Place, Rank
from liaison.forms import settings as forms
from liaison.models import Designation, DoorLink, LegalBasis, Partnership, Site
from liaison.roles import Permission, Side
from liaison.squares import drawn
from liaison.views.hours import say_what_was_hit


@require_GET
def site_settings(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, slug)
    page.check_may_open()
    return _shown(request, page)


@require_POST
def particulars_change(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, slug)
    form = forms.ParticularsForm(request.POST, prefix="site")

    def change() -> None:
        site_facts.change_particulars(
            page.site,
            {name: _plain(value) for name, value in form.cleaned_data.items()},
            vouched=fields.vouched_names(form.cleaned_data),
            seen=request.POST.get("seen", ""),
            by=request.user,
        )

    return _kept(request, page, "particulars", form, change, _("Saved."))


@require_POST
def lifecycle_change(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, slug)
    form = forms.LifecycleForm(request.POST, prefix="life")

    def change() -> None:
        stage = form.cleaned_data["lifecycle"]
        saved = opening.set_lifecycle(page.site, stage, by=page.person)
        say_what_was_hit(request, saved, _("Saved."))

    return _kept(request, page, "lifecycle", form, change)


@require_POST
def legal_basis_record(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, slug)
    form = forms.LegalBasisForm(request.POST, prefix="basis")

    def change() -> None:
        said = {name: _plain(value) for name, value in form.cleaned_data.items()}
        site_facts.record_legal_basis(
            LegalBasis(site=page.site, **said),
            vouched=fields.vouched_names(form.cleaned_data),
            by=request.user,
        )

    return _kept(request, page, "legal_basis", form, change, _("Recorded. Both sides are told."))


@require_POST
def designation_appoint(request: HttpRequest, slug: str, pk: UUID, side: Side) -> HttpResponse:
    page = _page(request, slug)
    partnership = _partnership(request, page, pk)
    form = page.appoint_form(partnership, side, request.POST)

    def change() -> None:
        said = form.cleaned_data
        designation.appoint(
            Place(partnership, side, Rank(said["rank"])),
            form.chosen,
            post=_plain(said["post"]),
            ends_on=said["ends_on"],
            by=request.user,
        )

    key = f"appoint-{settings_page.key_of(partnership, side)}"
    return _kept(request, page, key, form, change, _("Appointed from today. Both sides are told."))


@require_http_methods(["GET", "POST"])
def designation_end(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    page = _page(request, slug)
    visible = Designation.objects.visible_to(request.user).filter(partnership__site=page.site)
    one = get_object_or_404(
        visible.select_related("partnership__site", "partnership__service"), pk=pk
    )
    if request.method == "GET":
        access.require(request.user, designation.MAY[Side(one.side)], one.partnership)
        context = {"one": one, "back": _back(slug)}
        return render(request, "liaison/asked/designation_end.html", context)
    with refusal.told_to(request):
        designation.end(one, by=request.user)
        messages.success(request, _("Ended. The place is empty until somebody is appointed."))
    return redirect("liaison:site_settings", slug=slug)


@require_POST
def ladder_replace(request: HttpRequest, slug: str, pk: UUID, side: Side) -> HttpResponse:
    page = _page(request, slug)
    partnership = _partnership(request, page, pk)
    key = f"ladder-{settings_page.key_of(partnership, side)}"
    ladder = forms.LadderForm(request.POST, prefix=key)

    def change() -> None:
        seen = request.POST.get("seen", "")
        contact_ladder.replace(partnership, side, ladder.rungs, seen=seen, by=request.user)

    return _kept(request, page, key, ladder, change, _("Saved. The other side is told."))


@require_POST
def door_link_issue(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, slug)
    form = forms.DoorLinkForm(request.POST, prefix="door")

    def change() -> None:
        label = form.cleaned_data["label"]
        door_links.issue(page.site, _plain(label), vouched=label.vouched, by=request.user)

    return _kept(request, page, "door_link", form, change, _("The link is ready to be printed."))


@require_http_methods(["GET", "POST"])
def door_link_revoke(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    link = _link(request, slug, pk)
    if request.method == "GET":
        access.require(request.user, Permission.SITE_SETTINGS, link.site)
        context = {"link": link, "back": _back(slug)}
        return render(request, "liaison/asked/door_link_revoke.html", context)
    with refusal.told_to(request):
        door_links.revoke(link, by=request.user)
        messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect("liaison:site_settings", slug=slug)


@require_GET
def door_link_poster(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    link = _link(request, slug, pk)
    if link.revoked_at:
        raise Http404
    address = door_links.address(link)
    context = {"link": link, "address": address, "drawing": drawn(address)}
    return render(request, "liaison/door_link_poster.html", context)


def _back(slug: str) -> str:
    return reverse("liaison:site_settings", args=[slug])


def _page(request: HttpRequest, slug: str) -> settings_page.Page:
    site = get_object_or_404(
        Site.objects.visible_to(request.user).select_related("operator"), slug=slug
    )
    return settings_page.Page(person=request.user, site=site, at=timezone.now())


def _link(request: HttpRequest, slug: str, pk: UUID) -> DoorLink:
    links = DoorLink.objects.visible_to(request.user).filter(site__slug=slug)
    return get_object_or_404(links.select_related("site", "data_key"), pk=pk)


def _partnership(request: HttpRequest, page: settings_page.Page, pk: UUID) -> Partnership:
    visible = Partnership.objects.visible_to(request.user).with_parties().filter(site=page.site)
    return get_object_or_404(visible, pk=pk)


def _kept(
    request: HttpRequest,
    page: settings_page.Page,
    key: str,
    form: Any,
    change: Callable[[], None],
    words: str = "",
) -> HttpResponse:
    """Do the *change*, say the *words* (unless the change has said its own) and go back to the
    page, or show it with what was typed and what is wrong."""
    page.check_may_open()
    status = 422
    if form.is_valid():
        with refusal.told_to(request, form if hasattr(form, "add_error") else None) as told:
            change()
        if told.refused is None:
            if words:
                messages.success(request, words)
            return redirect("liaison:site_settings", slug=page.site.slug)
        status, page.is_stale = told.status, isinstance(told.refused, refusal.Stale)
    page.bound[key] = form
    return _shown(request, page, status)


def _shown(request: HttpRequest, page: settings_page.Page, status: int = 200) -> HttpResponse:
    return render(
        request, "liaison/site_settings.html", {"page": page, "site": page.site}, status=status
    )


def _plain(value: Any) -> Any:
    """Screened words as the text they are."""
    return str(value) if isinstance(value, fields.Words) else value
