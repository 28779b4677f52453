"""Controls of our own."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe


class Plain(forms.widgets.Input):
    """An input as Django writes it, without a template for it and another for its attributes."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        told = self.get_context(name, value, attrs)["widget"]
        shown = {} if told["value"] is None else {"value": told["value"]}
        given = {"type": told["type"], "name": told["name"], **shown, **told["attrs"]}
        return format_html("<input{}>", mark_safe("".join(_attributes(given))))


def _attributes(given: Mapping[str, Any]) -> Iterator[str]:
    """In their order, which ``flatatt`` does not keep."""
    for name, value in given.items():
        if value is True:
            yield f" {escape(name)}"
        elif value is not False:
            yield f' {escape(name)}="{conditional_escape(value)}"'


class Hidden(Plain, forms.HiddenInput):
    """What a form carries and nobody sees."""


class MomentInput(Plain, forms.DateTimeInput):
    """A day and a time of it, picked or typed."""

    input_type = "datetime-local"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **options)


class DayInput(forms.DateInput):
    """A calendar day, picked or typed."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class ClockInput(forms.TimeInput):
    """A time of day, picked or typed."""

    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


class Tiles(forms.RadioSelect):
    """One of several as large tiles, for a thumb. ``hints`` says more about a value."""

    layout = "tiles"

    def __init__(self, *args: Any, hints: Mapping[Any, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        option["hint"] = self.hints.get(option["value"], "")
        return option


class ManyTiles(forms.CheckboxSelectMultiple):
    """Any of several as large tiles."""

    layout = "tiles"


class LongSelect(forms.Select):
    """A select of many options, without a template for each of them.

    Groups of options, ``required``, ``disabled`` and the empty choice are as in Django's.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        if self.allow_multiple_selected:
            attributes["multiple"] = True
        chosen = {str(one) for one in self.format_value(value)}
        pieces = mark_safe("".join(_pieces(self.choices, chosen)))
        return format_html("<select{}>{}</select>", flatatt(attributes), pieces)


class LongSelectMultiple(LongSelect, forms.SelectMultiple):
    """Any of many options, as quick."""


def _pieces(choices: Any, chosen: set[str]) -> Iterator[str]:
    for value, label in choices:
        told = "" if value is None else str(value)
        if isinstance(label, (list, tuple)):
            options = "".join(_pieces(label, chosen))
            yield f'<optgroup label="{escape(told)}">{options}</optgroup>'
        else:
            mark = " selected" if told in chosen else ""
            yield f'<option value="{escape(told)}"{mark}>{conditional_escape(str(label))}</option>'
