"""Whoever comes too late reads what happened meanwhile, keeps what they typed, and is led on."""

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.forms import BaseForm, CharField
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.casefile import CaseFile
from incidents.models import Incident, MediationCase, Pattern
from incidents.stepping import NotTheMoment
from liaison.fields import ScreenedText

# The names of text fields, wherever they stand in a form or in a row of one.
_TEXTS = frozenset(
    {"words", "note", "what", "post", "body", "number", "caption", "narrative", "done"}
    | {"where", "exception"}
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed into one field."""

    label: Any
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """Where the words can be gone on with: a box that they are filled into, and not sent from."""

    label: Any
    url: str
    name: str
    words: str


View = Callable[..., HttpResponse]
LeadOn = Callable[[HttpRequest, str, NotTheMoment], HttpResponse]


def led_on_by(lead_on: LeadOn) -> Callable[[View], View]:
    """The decorator for a page on which a step is taken: whoever comes too late to it is led on by
    *lead_on*, which gets the reference that stands in the address."""

    def step(view: View) -> View:
        @functools.wraps(view)
        def once(request: HttpRequest, reference: str, **parts: Any) -> HttpResponse:
            lead_on_from(request)
            try:  # leading on may find nothing there any more either
                try:
                    return view(request, reference, **parts)
                except NotTheMoment as late:
                    return lead_on(request, reference, late)
            except Http404:
                return not_there(request)

        return once

    return step


def lead_on_from(request: HttpRequest) -> None:
    """From here on a refusal of what came too late is left to this page (``refusal.told_to``)."""
    request.leads_on = True  # type: ignore[attr-defined]


def sentence(late: NotTheMoment, news: str, *, is_since: bool) -> str:
    """One that says what happened; *is_since*: after the page was opened, as far as one knows."""
    if late.says_all or not news:
        return str(late)
    said = _("Meanwhile: %(news)s.") if is_since else _("What happened last: %(news)s.")
    return said % {"news": news}


def led_back(
    request: HttpRequest, said: str, to: Incident | MediationCase | Pattern | str
) -> HttpResponse:
    """To where one sees what can be done now; nothing was typed."""
    messages.info(request, f"{said} {_('Here stands what can be done now.')}")
    return redirect(to)


def kept(forms: Iterable[BaseForm]) -> list[Kept]:
    """What was typed and chosen, field by field, where something was written; no password, and
    nothing of untouched rows."""
    changed = [form for form in forms if form.is_bound and form.has_changed()]
    found = [(bound, _typed(bound)) for form in changed for bound in form.visible_fields()]
    # Where nothing was written, what was chosen is chosen again in no time.
    if not any(text and isinstance(bound.field, CharField) for bound, text in found):
        return []
    return [Kept(bound.label, text) for bound, text in found if text]


def ways(forms: Iterable[BaseForm], case: CaseFile) -> list[Way]:
    """Where the words of *forms* may be written instead: those for both sides to both, or for the
    own side alone; those for the own side never to both."""
    for form in forms:
        field = form.fields.get("words")
        words = _typed(form["words"]) if isinstance(field, ScreenedText) else ""
        if words and isinstance(field, ScreenedText):
            return list(_ways(words, case, is_shared=not field.may_vouch))
    return []


def _ways(words: str, case: CaseFile, *, is_shared: bool) -> Iterable[Way]:
    reference = [case.incident.reference]
    if is_shared and case.may_say:
        url = reverse("incidents:incident_say", args=reference) + "#say"
        yield Way(_("Go on with it, to both sides"), url, "words", words)
    if case.may_note:
        url = reverse("incidents:incident_note", args=reference) + "#note"
        yield Way(_("Go on with it, as a note for your side"), url, "note", words)


@contextmanager
def while_there() -> Iterator[None]:
    """Around an operation: what it does not find, since it went or is not read any more by whoever
    came to its page, is as an address that is not there. Errors: ``Http404``."""
    try:
        yield
    except ObjectDoesNotExist as error:
        raise Http404 from error


def not_there(request: HttpRequest) -> HttpResponse:
    """As any address that is not there for somebody, with what they have just sent to it. It tells
    nobody more than they wrote themselves. Errors: ``Http404`` where they wrote nothing."""
    typed = sent_by(request)
    if not typed:
        raise Http404
    return render(request, "incidents/not_there.html", {"kept": typed}, status=404)


def sent_by(request: HttpRequest) -> list[Kept]:
    """The texts that somebody sent, where no form is at hand."""
    sent = request.POST.items() if request.method == "POST" else ()
    texts = [str(text).strip() for name, text in sent if name.rpartition("-")[2] in _TEXTS]
    return [Kept("", text) for text in texts if text]


def _typed(bound: BoundField) -> str:
    """As it was typed, or the words of what was chosen."""
    if getattr(bound.field.widget, "input_type", "") in ("password", "checkbox", "file"):
        return ""
    value = bound.value()
    if isinstance(value, tuple):  # a text, and what its author vouched for
        value = value[0]
    choices = dict(getattr(bound.field, "choices", ()))
    chosen = value if isinstance(value, list) else [value]
    words = [str(choices.get(one, one)) for one in chosen if one not in (None, "")]
    return ", ".join(words).strip()
