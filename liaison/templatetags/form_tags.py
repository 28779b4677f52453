"""How a field becomes markup: once, for every form of the portal."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

_CONTROLS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.Select, "form-select"),
)


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: ``hidden``, ``check``, ``choices`` or ``line``."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


@register.filter
def faults(form: Any) -> int:
    """How many things have to be put right: one field of a form may have several. What is made of
    several forms lists them itself."""
    said = form.errors
    return sum(map(len, said.values())) if isinstance(form, forms.BaseForm) else len(said)


@register.filter
def first_control(field: BoundField) -> str:
    """The id to which an error leads: the control itself, or the first of several."""
    if field.id_for_label:
        return str(field.id_for_label)
    return f"{field.auto_id}_0"


@register.filter
def lead_in(label: Any) -> str:
    """A label as it stands before its error: one that is a sentence has its mark already."""
    words = str(label)
    if words.endswith((".", "?", "!", ":", "…")):
        return words
    # Translators: what stands before a text that belongs to it; some languages space the colon.
    return _("%(label)s:") % {"label": words}


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of what is said about a field: its help, then its errors."""
    said = [str(field.field.widget.attrs.get("aria-describedby", ""))]
    if field.help_text or _limit(field):
        said.append(f"{field.auto_id}_help")
    if field.errors:
        said.append(f"{field.auto_id}_errors")
    return " ".join(filter(None, said))


@register.simple_tag
def control(field: BoundField, also_said: str = "") -> SafeString:
    """The control of *field* with its class and with what tells its state to a screen reader.

    *also_said* is the id of something else that is said about it.
    """
    attributes = _state(field, also_said)
    given = str(field.field.widget.attrs.get("class", ""))
    wrong = "is-invalid" if field.errors else ""
    # A placeholder is gone as soon as one types; what is to be said stands in the help.
    attributes["placeholder"] = False
    attributes["class"] = " ".join(filter(None, [control_class(field), given, wrong]))
    return field.as_widget(attrs=attributes)


@register.simple_tag
def options(field: BoundField) -> SafeString:
    """The options of a field of choices, each a row that can be pressed. Written in one go,
    because a form may have dozens. An option may carry a ``hint`` (``liaison.widgets.Tiles``)."""
    widget = field.field.widget
    attributes = field.build_widget_attrs({"id": field.auto_id})
    attributes.pop("aria-describedby", None)  # said once, of the whole group
    values = widget.format_value(field.value())
    css = "form-check-input is-invalid" if field.errors else "form-check-input"
    groups = widget.optgroups(field.html_name, values, attributes)
    return format_html_join("", "{}", ([_group(css, *group)] for group in groups))


def _group(css: str, label: Any, options: list[dict[str, Any]], _index: int) -> SafeString:
    heading = format_html('<p class="choices__group">{}</p>', label) if label else ""
    rows = format_html_join("", _OPTION, ((_option(css, option)) for option in options))
    return format_html("{}{}", heading, rows)


_OPTION = (
    '<div class="choice"><input type="{}" class="{}" name="{}" value="{}"{}>'
    '<label for="{}">{}{}</label></div>'
)


def _option(css: str, option: dict[str, Any]) -> tuple[Any, ...]:
    hint = option.get("hint")
    return (
        option["type"],
        css,
        option["name"],
        str(option["value"]),
        flatatt(option["attrs"]),
        option["attrs"].get("id", ""),
        option["label"],
        format_html(' <span class="choice__hint">{}</span>', hint) if hint else "",
    )


@register.simple_tag
def said(field: BoundField) -> SafeString:
    """What is said about a field before its control: its help, then its errors."""
    parts = []
    # Help is written by developers and may hold a link; Django does not escape it either.
    if words := mark_safe(" ".join(filter(None, (str(field.help_text), _limit(field))))):
        parts.append(
            format_html('<div class="field__help" id="{}_help">{}</div>', field.auto_id, words)
        )
    if field.errors:
        errors = format_html_join("", "<li>{}</li>", ([error] for error in field.errors))
        parts.append(
            format_html('<ul class="field__errors" id="{}_errors">{}</ul>', field.auto_id, errors)
        )
    return mark_safe("".join(parts))


@register.simple_tag
def wrapper(field: BoundField) -> SafeString:
    """The attributes of the box around a field."""
    classes = ["field", "field--wrong" if field.errors else "", field.css_classes()]
    return format_html('id="div_{}" class="{}"', field.auto_id, " ".join(filter(None, classes)))


@register.simple_tag
def words(field: BoundField) -> SafeString | str:
    """The label of a field, and whether it may be left out. A form says in ``needed_later`` what
    may be left out only for now, by the name of the field: until when, in words."""
    if field.field.required:
        return conditional_escape(field.label)
    until = getattr(field.form, "needed_later", {}).get(field.name, _("optional"))
    return format_html('{} <span class="field__optional">({})</span>', field.label, until)


@register.filter
def control_class(field: BoundField) -> str:
    """Bootstrap's class for the control of *field*."""
    widget = field.field.widget
    return next((name for type_, name in _CONTROLS if isinstance(widget, type_)), "form-control")


def _limit(field: BoundField) -> str:
    """How long a text of several lines may be, in words; nothing for anything else."""
    most = getattr(field.field, "max_length", None)
    is_long = isinstance(field.field.widget, forms.Textarea) and not _is_one_line(field)
    if not most or not is_long:
        return ""
    return _("Up to %(count)s characters.") % {"count": number_format(most, force_grouping=True)}


def _is_one_line(field: BoundField) -> bool:
    return bool(getattr(field.field, "is_one_line", False))


def _state(field: BoundField, also_said: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    if _limit(field):
        # A browser cuts in silence what is pasted; the server says so, and keeps it.
        attributes["maxlength"] = False
    if said := f"{also_said} {described_by(field)}".strip():
        attributes["aria-describedby"] = said
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes
