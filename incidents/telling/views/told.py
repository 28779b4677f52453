"""The pages on which whoever speaks for a site reads what it was told, and answers."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit import reads
from incidents import sight
from incidents.forms import TakeOutForm
from incidents.models import Incident, Removal, Told
from incidents.out_page import OutPage
from incidents.taxonomy import Lane
from incidents.telling import answering, destroying, into_incident, numbers, reading
from incidents.telling.answers import MEANINGS, Answer
from incidents.telling.asked import Wish
from incidents.telling.forms import AnswerForm
from incidents.views import showing, too_late
from liaison import access, refusal
from liaison.keyset import NoSuchPlace, Place
from liaison.models import TellLink
from liaison.refusal import Refused
from liaison.roles import Permission


@require_safe
def told_list(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.TOLD_READ):
        raise Http404
    page = reading.page_of(
        request.user, before=_place(request, "before"), after=_place(request, "after")
    )
    rows = page.rows
    context = {
        "rows": rows,
        "posters": _posters(request.user),
        "tables": numbers.by_week(request.user, at=timezone.now()),
        "newer": f"?after={reading.place_of(rows[0])}" if rows and page.has_newer else "",
        "older": f"?before={reading.place_of(rows[-1])}" if rows and page.has_older else "",
    }
    return render(request, "incidents/telling/told_list.html", context)


def _posters(person: Any) -> list[TellLink]:
    """Of each site whose links *person* gives out, the newest that stands."""
    links = TellLink.objects.visible_to(person).standing().defer("ciphertext")
    newest: dict[UUID, TellLink] = {}
    for link in links.select_related("site"):
        newest.setdefault(link.site_id, link)
    return sorted(newest.values(), key=lambda one: one.site.name)


def _while_there(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What was told may go at any moment, by another manager or by the clock: whoever is at its
    page then finds nothing there, and has what they typed."""

    @functools.wraps(view)
    def once(request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            return view(request, pk)
        except Told.DoesNotExist:
            return too_late.not_there(request)

    return once


@require_http_methods(["GET", "HEAD", "POST"])
@_while_there
def told_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    told = reading.find(pk, request.user)
    form = AnswerForm(request.POST if request.method == "POST" else None, wish=Wish(told.wish))

    def answer() -> None:
        chosen, words = Answer(form.cleaned_data["answer"]), form.cleaned_data["words"]
        answering.answer(told, chosen, str(words), vouched=words.vouched, by=request.user)

    tried = refusal.attempt(request, form, answer)
    if tried.is_done:
        messages.success(request, _("Answered. Whoever holds the slip finds it there."))
        return redirect("telling:told_list")
    return _show(request, told, form, tried.status, tried.refused)


@require_http_methods(["GET", "HEAD", "POST"])
@_while_there
def told_take_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks first what should go before its time."""
    told = reading.find(pk, request.user)
    form = TakeOutForm(request.POST if request.method == "POST" else None)

    def take_out() -> None:
        destroying.take_out(told, Removal.Why(form.cleaned_data["why"]), by=request.user)

    tried = refusal.attempt(request, form, take_out)
    if tried.is_done:
        messages.success(request, _("Taken out for good, with the answer to it."))
        return redirect("telling:told_list")
    words = told.account.words or str(told.account.what.label)
    besides = [
        _("What was answered to it goes with it. Whoever holds the slip then finds nothing."),
        _("What kind of thing it was still counts."),
    ]
    context = {
        "form": form,
        "out": OutPage(
            _("Told to the site"),
            Lane.SITE,
            _("Somebody without a name"),
            None,
            words,
            besides=besides,
            is_told=False,
        ),
        "back": told.get_absolute_url(),
    }
    template = "incidents/words_take_out.html"
    return showing.render_noted(request, told, Lane.SITE, template, context, tried.status)


def _show(
    request: HttpRequest, told: Told, form: AnswerForm, status: int, refused: Refused | None
) -> HttpResponse:
    """After noting who reads it; what cannot be noted is not shown (503)."""
    try:
        reads.note(request.user, told, Lane.SITE)
    except reads.NotNoted:
        return render(request, "incidents/not_shown.html", status=503)
    told = reading.begin(told, by=request.user)
    context = {
        "told": told,
        "site": told.site,
        "form": form,
        "refused": refused,
        "kept": too_late.kept([form]),
        "ends_on": destroying.ends_on(told),
        "may_log": into_incident.told_of(told.pk, request.user) is not None,
        "says": MEANINGS[Answer(told.answer)].says if told.answer else "",
        # Whoever is off that case reads nothing of it here either.
        "became": told.incident if told.incident and _sees(request, told.incident) else None,
    }
    return render(request, "incidents/telling/told_detail.html", context, status=status)


def _sees(request: HttpRequest, incident: Incident) -> bool:
    return sight.of(request.user).sees(incident)


def _place(request: HttpRequest, name: str) -> Place | None:
    asked = request.GET.get(name)
    try:
        return Place.read(asked) if asked else None
    except NoSuchPlace as error:
        raise Http404 from error
