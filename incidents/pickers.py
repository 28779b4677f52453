"""Controls of the log form, written in one go: forty tiles must not cost forty templates."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from incidents import taxonomy
from incidents.places import Place
from incidents.taxonomy import Kind
from liaison.roles import Side
from liaison.widgets import LongSelect


class SiteSelect(LongSelect):
    """A select of sites. Somebody may reach hundreds, and the same ones on every page, so they are
    kept apart from Django's choices, which are gone through each time they are given."""

    offered: tuple[tuple[Any, Any], ...] = ()

    def offers(self, places: Iterable[Place], *others: tuple[Any, Any]) -> None:
        self.offered = (*others, *((place.site_id, place.name) for place in places))

    def use_required_attribute(self, initial: Any) -> bool:
        """As Django's, which looks at its choices: only where the first one is no choice."""
        return bool(self.offered) and not self.offered[0][0]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = _options(self.offered, str(get_language()))
        chosen = format_html('value="{}"', "" if value is None else value)
        options = options.replace(f"<option {chosen}>", f"<option {chosen} selected>", 1)
        return format_html("<select{}>{}</select>", flatatt(attributes), mark_safe(options))


@lru_cache(maxsize=128)
def _options(choices: tuple[tuple[Any, Any], ...], _language: str) -> str:
    return format_html_join("", '<option value="{}">{}</option>', choices)


class KindPicker(forms.RadioSelect):
    """The kinds of encounter as tiles, in drawers; the one with the choice stands open.

    ``side`` (set by the form) decides which drawers come first.
    """

    side = Side.SITE

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = value if value in taxonomy.KINDS else ""
        return _drawers(str(get_language()), self.side, name, str(chosen))


@lru_cache(maxsize=256)
def _drawers(_language: str, side: Side, name: str, chosen: str) -> SafeString:
    """The same for everybody of one side and language, so it is written once."""
    drawers, number, pieces = taxonomy.drawers(side), 0, []
    standing = taxonomy.KINDS[chosen].group if chosen else drawers[0][0]
    for group, kinds in drawers:
        tiles = _tiles(name, kinds, chosen, number)
        pieces.append(
            format_html(
                '<details class="drawer"{}><summary>{} <span class="drawer__count">{}</span>'
                '</summary><div class="tiles">{}</div></details>',
                mark_safe(" open") if group is standing else "",
                group.label,
                len(kinds),
                tiles,
            )
        )
        number += len(kinds)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _tiles(name: str, kinds: Iterable[Kind], chosen: str, first: int) -> SafeString:
    return format_html_join(
        "",
        '<div class="choice"><input class="form-check-input" type="radio" name="{0}" value="{1}"'
        ' id="id_{0}_{2}"{3}><label for="id_{0}_{2}">{4}<span class="choice__hint">{5}</span>'
        "</label></div>",
        (
            (
                name,
                kind.code,
                number,
                mark_safe(" checked") if kind.code == chosen else "",
                kind.label,
                taxonomy.IN_SHORT[kind.severity],
            )
            for number, kind in enumerate(kinds, first)
        ),
    )
