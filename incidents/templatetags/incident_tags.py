"""Incidents in lists, written in one go: a template a row costs more than its query."""

from collections.abc import Iterable

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from incidents.listing import Row

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
    that is not bound, so it looks the same to all of one language and is written once.

    For fields whose choices and first value are the same for everybody.
    """
    if field.form.is_bound:
        return _rendered(field, also_said)
    key = (type(field.form), field.name, str(get_language()), also_said)
    if key not in _blank:
        _blank[key] = _rendered(field, also_said)
    return _blank[key]


def _rendered(field: BoundField, also_said: str) -> SafeString:
    context = {"field": field, "also_said": also_said}
    return render_to_string("bootstrap5/field.html", context)
