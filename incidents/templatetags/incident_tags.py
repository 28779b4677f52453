"""Incidents in lists, written in one go: a template a row costs more than its query."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from incidents.as_seen import AsSeen
from incidents.forms import LogForm
from incidents.listing import Row
from incidents.models import Pattern
from liaison.bilingual import Bilingual
from liaison.templatetags import time_tags

register = template.Library()

_ROW = (
    '<li class="incidents__row"><p class="incidents__what"><a href="{}">{}</a></p>'
    '<p class="incidents__where">{} · {}</p><p class="incidents__marks">'
    '<span class="chip chip--{}"><svg viewBox="0 0 12 12" aria-hidden="true">{}</svg>{}</span>'
    '<span class="incidents__turn">{}</span>'
    '<span class="incidents__severity">{}</span><span class="muted">{}</span></p></li>'
)
# The shapes of components/stage.html.
_SHAPES = {
    "ok": mark_safe('<circle cx="6" cy="6" r="5"/>'),
    "wait": mark_safe(
        '<circle class="chip__ring" cx="6" cy="6" r="4.25"/><path d="M6 1a5 5 0 0 1 0 10z"/>'
    ),
    "plain": mark_safe('<circle class="chip__ring" cx="6" cy="6" r="4.25"/>'),
}


@register.filter
def told_to(moment: datetime, seen: AsSeen) -> SafeString | str:
    """``{{ file.at|told_to:seen }}``: a moment of the course of an incident, as exactly as the
    reader learns of it."""
    return seen.moment(moment)


@register.filter
def told_of(moment: datetime, pattern: Pattern) -> SafeString | str:
    """``{{ end.at|told_of:pattern }}``: a moment of the talk about a pattern, as exactly as it is
    told."""
    told = time_tags.day_in if pattern.is_by_the_day(moment) else time_tags.time_in
    return told(moment, pattern.partnership.site.zone)


@register.simple_tag
def incident_rows(rows: Iterable[Row]) -> SafeString:
    """The items of a list of incidents (``incidents.listing.Row``)."""
    return format_html_join(
        "",
        _ROW,
        (
            (
                row.url,
                row.what,
                row.site,
                row.when,
                row.tone,
                _SHAPES[row.tone],
                row.stage,
                row.turn,
                row.severity_label,
                row.reference,
            )
            for row in rows
        ),
    )


_blank: dict[tuple[type, str, str, str], SafeString] = {}


@register.simple_tag
def blank_field(field: BoundField, also_said: str = "") -> SafeString:
    """A field as ``bootstrap5/field.html`` shows it. Nobody has typed into the field of a form
    that is not bound, so it looks the same to all of one language and is written once; not where
    the form begins with something of its own for it.

    For fields whose choices are the same for everybody.
    """
    if field.form.is_bound or field.name in field.form.initial:
        return _rendered(field, also_said)
    key = (type(field.form), field.name, str(get_language()), also_said)
    if key not in _blank:
        _blank[key] = _rendered(field, also_said)
    return _blank[key]


def _rendered(field: BoundField, also_said: str) -> SafeString:
    context = {"field": field, "also_said": also_said}
    return render_to_string("bootstrap5/field.html", context)


@register.simple_tag
def hidden_fields(form: LogForm) -> SafeString:
    """What the page carries and nobody sees, without a template for each."""
    rows = ((name, form[name].value()) for name in _CARRIED)
    return format_html_join(
        "",
        '<input type="hidden" name="{0}" id="id_{0}" value="{1}">',
        ((name, "" if value is None else value) for name, value in rows),
    )


@register.simple_tag
def particulars(form: LogForm, bodies: Iterable[tuple[Bilingual, Bilingual, str]]) -> SafeString:
    """What may be ticked of an encounter: for a form that begins with nothing of it, written once
    for all who have the same complaint *bodies*."""
    told = tuple(bodies)
    if form.is_bound or not form.initial.keys().isdisjoint(_FOLDED):
        return _particulars(form, told)
    return _blank_particulars(told, str(get_language()))


_CARRIED = ("key", "note", "told", "window", "kept")
# Every page of the form begins by itself with the others.
_FOLDED = LogForm.base_fields.keys() - {*_CARRIED, "site", "occurred_at"}


@lru_cache(maxsize=256)
def _blank_particulars(
    bodies: tuple[tuple[Bilingual, Bilingual, str], ...], _language: str
) -> SafeString:
    return _particulars(LogForm(places=[], at=datetime.now(UTC)), bodies)


def _particulars(form: LogForm, bodies: tuple[tuple[Bilingual, Bilingual, str], ...]) -> SafeString:
    context = {"form": form, "bodies": bodies}
    return render_to_string("incidents/log_particulars.html", context)
