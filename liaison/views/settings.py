"""The settings of a site: a page to read, and a page with one form for each part of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liaison import (
    access,
    contact_ladder,
    designation,
    fields,
    opening,
    opening_day,
    previewing,
    refusal,
    settings_page,
    site_facts,
    site_links,
)
from liaison.designation import Place, Rank
from liaison.forms import settings as forms
from liaison.models import Designation, LegalBasis, Partnership, Site, SiteLink
from liaison.models.party import Lifecycle
from liaison.opening import HitsOthers
from liaison.refusal import Tried
from liaison.roles import Permission, Side
from liaison.squares import drawn
from liaison.views.hours import look_first, say_what_was_hit


@require_GET
def site_settings(request: HttpRequest, slug: str) -> HttpResponse:
    page = settings_page.Page(person=request.user, site=_visible(request, slug), at=timezone.now())
    page.check_may_open()
    return render(request, "liaison/site_settings.html", {"page": page, "site": page.site})


@require_http_methods(["GET", "POST"])
def particulars_change(request: HttpRequest, slug: str) -> HttpResponse:
    site = _own(request, slug)
    form = forms.ParticularsForm.of(site, _sent(request))

    def change() -> None:
        site_facts.change_particulars(
            site,
            {name: _plain(value) for name, value in form.cleaned_data.items()},
            vouched=fields.vouched_names(form.cleaned_data),
            seen=request.POST.get("seen", ""),
            by=request.user,
        )

    shown = {"stamp": site_facts.stamp(site), "stands": settings_page.particulars(site)}
    return _part(request, "particulars_change", site, form, change, _("Saved."), **shown)


@require_http_methods(["GET", "POST"])
def lifecycle_change(request: HttpRequest, slug: str) -> HttpResponse:
    site = _own(request, slug)
    form = forms.LifecycleForm.of(site, _sent(request))
    looked = request.POST.get("foreseen")
    # Whoever has not looked yet has been shown no hit.
    foreseen = opening.mark_of_hits([]) if looked is None else looked

    def change() -> None:
        said = form.cleaned_data
        saved = opening.set_lifecycle(
            site, said["lifecycle"], opens_on=said["opens_on"], by=request.user, foreseen=foreseen
        )
        say_what_was_hit(request, saved, _("Saved."))

    tried = refusal.attempt(request, form, change)
    if not isinstance(tried.refused, HitsOthers):
        return _answer(request, "lifecycle_change", site, form, tried)
    if looked is not None:
        messages.error(request, str(tried.refused))
    return _look(request, site, form, status=200 if looked is None else tried.status)


def _look(
    request: HttpRequest, site: Site, form: forms.LifecycleForm, *, status: int
) -> HttpResponse:
    """What moving the site on would hit, before it is decided."""
    lifecycle, day = form.cleaned_data["lifecycle"], form.cleaned_data["opens_on"]
    preview = previewing.of_lifecycle(site, lifecycle, at=timezone.now())
    carried = {"lifecycle": lifecycle, "opens_on": day.isoformat() if day else ""}
    said = {"stage": Lifecycle(lifecycle).label, "back": _back(site.slug)}
    return look_first(request, preview, carried, status=status, **said)


@require_http_methods(["GET", "POST"])
def opening_day_set(request: HttpRequest, slug: str) -> HttpResponse:
    site = _own(request, slug)
    form = forms.OpeningDayForm(_sent(request), initial={"opens_on": site.opens_on})

    def change() -> None:
        seen = request.POST.get("seen", "")
        opening_day.set_day(site, form.cleaned_data["opens_on"], seen=seen, by=request.user)

    shown = {"stamp": opening_day.stamp(site)}
    told = _("Saved. Both sides are told.")
    return _part(request, "opening_day_set", site, form, change, told, **shown)


@require_http_methods(["GET", "POST"])
def legal_basis_record(request: HttpRequest, slug: str) -> HttpResponse:
    site = _own(request, slug)
    form = forms.LegalBasisForm(_sent(request))

    def change() -> None:
        said = {name: _plain(value) for name, value in form.cleaned_data.items()}
        site_facts.record_legal_basis(
            LegalBasis(site=site, **said),
            vouched=fields.vouched_names(form.cleaned_data),
            by=request.user,
        )

    return _part(
        request, "legal_basis_record", site, form, change, _("Recorded. Both sides are told.")
    )


@require_http_methods(["GET", "POST"])
def designation_appoint(request: HttpRequest, slug: str, pk: UUID, side: Side) -> HttpResponse:
    partnership = _own_partnership(request, slug, pk, side)
    candidates = designation.candidates(partnership, side, at=timezone.now())
    form = forms.AppointForm(_sent(request), candidates=candidates)

    def change() -> None:
        said = form.cleaned_data
        designation.appoint(
            Place(partnership, side, Rank(said["rank"])),
            form.chosen,
            post=_plain(said["post"]),
            ends_on=said["ends_on"],
            by=request.user,
        )

    told = _("Appointed from today. Both sides are told.")
    return _part(
        request,
        "designation_appoint",
        partnership.site,
        form,
        change,
        told,
        party=partnership.party(side),
    )


@require_http_methods(["GET", "POST"])
def designation_end(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    site = _visible(request, slug)
    visible = Designation.objects.visible_to(request.user).filter(partnership__site=site)
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


@require_http_methods(["GET", "POST"])
def ladder_replace(request: HttpRequest, slug: str, pk: UUID, side: Side) -> HttpResponse:
    partnership = _own_partnership(request, slug, pk, side)
    rungs = contact_ladder.rungs(partnership, side)
    ladder = forms.ladder_of(rungs, _sent(request))

    def change() -> None:
        seen = request.POST.get("seen", "")
        contact_ladder.replace(partnership, side, ladder.rungs, seen=seen, by=request.user)

    shown = {"party": partnership.party(side), "partnership": partnership, "rungs": rungs}
    told, stamp = _("Saved. The other side is told."), contact_ladder.stamp(rungs)
    return _part(
        request, "ladder_replace", partnership.site, ladder, change, told, stamp=stamp, **shown
    )


@require_http_methods(["GET", "POST"])
def link_issue(request: HttpRequest, slug: str, model: type[SiteLink]) -> HttpResponse:
    site = _own(request, slug)
    form = forms.LinkForm(_sent(request))

    def change() -> None:
        label, key = form.cleaned_data["label"], form.cleaned_data["key"]
        vouched = label.vouched
        site_links.issue(model, site, _plain(label), key=key, vouched=vouched, by=request.user)

    told = _("The link is ready to be printed.")
    return _part(request, f"{model.OPENS}_link_issue", site, form, change, told)


@require_http_methods(["GET", "POST"])
def link_revoke(request: HttpRequest, slug: str, model: type[SiteLink], pk: UUID) -> HttpResponse:
    link = _link(request, slug, model, pk)
    if request.method == "GET":
        access.require(request.user, Permission.SITE_SETTINGS, link.site)
        context = {"link": link, "back": _back(slug)}
        return render(request, f"liaison/asked/{model.OPENS}_link_revoke.html", context)
    with refusal.told_to(request):
        site_links.revoke(link, by=request.user)
        messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect("liaison:site_settings", slug=slug)


@require_GET
def link_poster(request: HttpRequest, slug: str, model: type[SiteLink], pk: UUID) -> HttpResponse:
    link = _link(request, slug, model, pk)
    if link.revoked_at:
        raise Http404
    address = site_links.address(link)
    context = {"link": link, "address": address, "drawing": drawn(address)}
    return render(request, f"liaison/{model.OPENS}_link_poster.html", context)


def _back(slug: str) -> str:
    return reverse("liaison:site_settings", args=[slug])


def _visible(request: HttpRequest, slug: str) -> Site:
    visible = Site.objects.visible_to(request.user).select_related("operator")
    return get_object_or_404(visible, slug=slug)


def _own(request: HttpRequest, slug: str) -> Site:
    site = _visible(request, slug)
    access.require(request.user, Permission.SITE_SETTINGS, site)
    return site


def _own_partnership(request: HttpRequest, slug: str, pk: UUID, side: Side) -> Partnership:
    visible = Partnership.objects.visible_to(request.user).with_parties()
    partnership = get_object_or_404(visible.filter(site__slug=slug), pk=pk)
    access.require(request.user, designation.MAY[side], partnership)
    return partnership


def _link(request: HttpRequest, slug: str, model: type[SiteLink], pk: UUID) -> SiteLink:
    links = model.objects.visible_to(request.user).filter(site__slug=slug)
    link: SiteLink = get_object_or_404(links.select_related("site", "data_key"), pk=pk)
    return link


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _part(
    request: HttpRequest,
    name: str,
    site: Site,
    form: Any,
    change: Callable[[], None],
    words: str,
    **shown: Any,
) -> HttpResponse:
    """Do the *change*, say the *words* and go back to the settings, or show the page of this part
    (*name*): what was typed, and what is wrong."""
    tried = refusal.attempt(request, form, change)
    if tried.is_done:
        messages.success(request, words)
    return _answer(request, name, site, form, tried, **shown)


def _answer(
    request: HttpRequest, name: str, site: Site, form: Any, tried: Tried, **shown: Any
) -> HttpResponse:
    if tried.is_done:
        return redirect("liaison:site_settings", slug=site.slug)
    context = {"form": form, "site": site, "back": _back(site.slug), "tried": tried, **shown}
    return render(request, f"liaison/{name}.html", context, status=tried.status)


def _plain(value: Any) -> Any:
    """Screened words as the text they are."""
    return str(value) if isinstance(value, fields.Words) else value
