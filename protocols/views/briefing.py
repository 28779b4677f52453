"""How many officers know a version, roll-calls, and the leaders who stand behind it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from liaison import access, refusal
from liaison.models import Organisation
from liaison.roles import Permission
from liaison.squares import drawn
from protocols import at_roll_call, briefing, briefing_page, codes, endorsing
from protocols.briefing_forms import EndorseForm, SheetForm
from protocols.briefing_page import Page
from protocols.models import Endorsement, Protocol, RollCall, Version
from protocols.views.attempts import catch_up
from protocols.views.requests import SignedIn


@require_GET
def briefing_show(request: SignedIn, slug: str) -> HttpResponse:
    return _shown(request, _page(request, slug))


@require_POST
def roll_call_open(request: SignedIn, slug: str) -> HttpResponse:
    page = _page(request, slug)
    access.require(request.user, Permission.BRIEFING_LEAD, page.partnerships)
    version, form = _subject(page), page.roll_call_form(request.POST)

    def open_one() -> RollCall:
        return briefing.open_roll_call(version, form.whom, form.wanted, by=request.user)

    tried = refusal.attempt(request, form, open_one)
    if not tried.is_done:
        return _shown(request, page, tried.status, roll_call=form)
    return redirect("protocols:roll_call_show", slug, tried.result.pk)


def roll_call_show(request: SignedIn, slug: str, pk: UUID) -> HttpResponse:
    """The sheet to print, and to type in."""
    roll_call = _roll_call(request, slug, pk)
    form = SheetForm(request.POST or None)

    def record() -> briefing.Sheet:
        return briefing.record_sheet(roll_call, form.cleaned_data["numbers"], by=request.user)

    tried = refusal.attempt(request, form, record)
    if tried.is_done:
        messages.success(request, _said(tried.result))
        return redirect("protocols:roll_call_show", slug, pk)
    context = {
        "form": form,
        **_printed(roll_call),
        "given": briefing_page.given_at(roll_call, request.user),
        "crumbs": _crumbs(roll_call),
    }
    return render(request, "protocols/roll_call_show.html", context, status=tried.status)


def _printed(roll_call: RollCall) -> dict[str, Any]:
    """What the sheet of a roll-call says: its code, and the questions to ask aloud."""
    code, now = roll_call.words(), timezone.now()
    address = settings.BASE_URL + reverse("protocols:door_briefing", args=[code])
    seed = at_roll_call.seed_of(roll_call, str(roll_call.pk), 0)
    hold = at_roll_call.hold_of(roll_call, None, now)
    return {
        "roll_call": roll_call,
        "code": codes.in_groups(code),
        "address": address,
        "drawing": drawn(address),
        "questions": at_roll_call.questions(
            roll_call.version, seed, str(translation.get_language()), hold
        ),
        "is_open": RollCall.objects.open_at(now).filter(pk=roll_call.pk).exists(),
        "zone": roll_call.service.zone,
        "lines": range(20),
    }


def _crumbs(roll_call: RollCall) -> list[tuple[Any, str]]:
    protocol = roll_call.version.protocol
    return [
        (protocol.title, protocol.get_absolute_url()),
        (_("Briefing"), reverse("protocols:briefing_show", args=[protocol.slug])),
    ]


@require_POST
def roll_call_revoke(request: SignedIn, slug: str, pk: UUID) -> HttpResponse:
    roll_call = _roll_call(request, slug, pk)
    with refusal.told_to(request):
        briefing.revoke(roll_call, by=request.user)
        messages.success(request, _("Revoked. The code opens nothing any more."))
    return redirect("protocols:briefing_show", slug)


@require_POST
def acknowledgement_strike(request: SignedIn, slug: str, pk: UUID, given: UUID) -> HttpResponse:
    roll_call = _roll_call(request, slug, pk)
    acknowledgement = get_object_or_404(roll_call.acknowledgements, pk=given)
    with refusal.told_to(request):
        briefing.strike_out(acknowledgement, by=request.user)
        messages.success(request, _("Struck out. It counts no more, and the record says so."))
    return redirect("protocols:roll_call_show", slug, pk)


@require_POST
def briefing_set_aside(request: SignedIn, slug: str, pk: UUID) -> HttpResponse:
    page = _page(request, slug)
    access.require(request.user, Permission.BRIEFING_LEAD, page.partnerships)
    service = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    version = _subject(page)
    with refusal.told_to(request):
        briefing.set_aside(version, service, by=request.user)
        messages.success(request, _("No more reminders for this version."))
    return redirect("protocols:briefing_show", slug)


@require_POST
def protocol_endorse(request: SignedIn, slug: str) -> HttpResponse:
    page = _page(request, slug)
    access.require(request.user, Permission.PROTOCOL_ENDORSE, page.partnerships)
    subject, form = _subject(page), EndorseForm(request.POST)

    def endorse() -> Endorsement:
        said = dict(form.cleaned_data)
        own = page.protocol.versions.visible_to(request.user).select_related("protocol")
        return endorsing.endorse(
            get_object_or_404(own, pk=said.pop("version")), **said, by=request.user
        )

    tried = refusal.attempt(request, form, endorse)
    if not tried.is_done:
        catch_up(form, version=subject.pk)
        return _shown(request, page, tried.status, endorse=form)
    messages.success(request, _("Endorsed. Both sides are told, and it is shown on their pages."))
    return redirect("protocols:briefing_show", slug)


@require_POST
def endorsement_withdraw(request: SignedIn, slug: str, pk: UUID) -> HttpResponse:
    visible = Endorsement.objects.visible_to(request.user).filter(version__protocol__slug=slug)
    endorsement = get_object_or_404(visible.select_related("mandate", "version__protocol"), pk=pk)
    with refusal.told_to(request):
        endorsing.withdraw(endorsement, by=request.user)
        messages.success(request, _("Withdrawn. It is shown no more."))
    return redirect("protocols:briefing_show", slug)


def _page(request: SignedIn, slug: str) -> Page:
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), slug=slug)
    return briefing_page.of(protocol, request.user, at=timezone.now())


def _subject(page: Page) -> Version:
    """Errors: ``Http404`` where nothing is in force."""
    if page.subject is None:
        raise Http404
    return page.subject


def _shown(request: SignedIn, page: Page, status: int = 200, **forms: Any) -> HttpResponse:
    access.require(request.user, Permission.BRIEFING_SEE, page.protocol.covered)
    context = {
        "page": page,
        "protocol": page.protocol,
        "zone": page.zone,
        "crumbs": [
            (_("Protocols"), reverse("protocols:protocol_list")),
            (page.protocol.title, page.protocol.get_absolute_url()),
        ],
        "roll_call_form": forms.get("roll_call") or page.roll_call_form(),
        "endorse_form": forms.get("endorse") or _endorse_form(page),
    }
    return render(request, "protocols/briefing_show.html", context, status=status)


def _endorse_form(page: Page) -> EndorseForm:
    subject = page.subject
    return EndorseForm(initial={"given_on": page.today, "version": subject and subject.pk})


def _roll_call(request: SignedIn, slug: str, pk: UUID) -> RollCall:
    visible = RollCall.objects.visible_to(request.user).filter(version__protocol__slug=slug)
    found = visible.select_related("version__protocol", "service", "division", "data_key")
    return get_object_or_404(found, pk=pk)


def _said(sheet: briefing.Sheet) -> str:
    recorded = ngettext(
        "%(count)d officer recorded.", "%(count)d officers recorded.", sheet.recorded
    ) % {"count": sheet.recorded}
    if not sheet.known:
        return recorded
    return f"{recorded} " + (
        ngettext(
            "%(count)d had acknowledged before.", "%(count)d had acknowledged before.", sheet.known
        )
        % {"count": sheet.known}
    )
