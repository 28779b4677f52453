"""The kinds of encounter to choose from: those the person logged of late, then all, in drawers.

Without a script it is radio buttons in groups. With one (``static/js/log.js``) a word finds them,
the best first.
Written in one go: forty tiles must not cost forty templates.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incidents import kind_search, kind_words, taxonomy
from incidents.taxonomy import Kind
from liaison.roles import Side

_SEARCH = (
    '<div class="picker__search"><label class="field__label" for="id_{0}_search">{1}</label>'
    '<input class="form-control" type="search" id="id_{0}_search" autocomplete="off"'
    ' autocapitalize="none" enterkeyhint="done" aria-describedby="id_{0}_found">'
    '<p class="picker__found" id="id_{0}_found" role="status" data-none="{2}" data-one="{3}"'
    ' data-many="{4}" data-some="{5}"></p>'
    '<div class="tiles picker__fits" data-endings="{6}" data-small="{7}" hidden></div></div>'
)
_FIRST = (
    '<div class="picker__first"><p class="choices__group">{}</p><div class="tiles">{}</div></div>'
)
_DRAWER = (
    '<details class="drawer"{}><summary>{} <span class="drawer__count">{}</span></summary>'
    '<div class="tiles">{}</div></details>'
)
_TILE = (
    '<div class="choice" data-words="{6}"><input class="form-check-input" type="radio" name="{0}"'
    ' value="{1}" id="id_{0}_{2}"{3}><label for="id_{0}_{2}">{4}'
    '<span class="choice__hint">{5}</span></label></div>'
)


class KindPicker(forms.RadioSelect):
    """``side`` (set by the form) decides which drawers come first, ``first`` which kinds stand
    before them. The drawer with the choice stands open; without a choice and
    without such kinds, the first one."""

    side = Side.SITE
    first: tuple[str, ...] = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = str(value) if value in taxonomy.KINDS else ""
        kinds = [taxonomy.KINDS[code] for code in self.first]
        first = (
            format_html(_FIRST, _("You logged lately"), _tiles(name, kinds, chosen, "lately"))
            if kinds
            else ""
        )
        # Two radio buttons cannot both be chosen, and a recent kind stands there twice.
        rest = "" if chosen in self.first else chosen
        drawers = _drawers(str(get_language()), self.side, name, rest, is_open=not kinds)
        search = _search(str(get_language()), name)
        return format_html('<div class="picker">{}{}{}</div>', search, first, drawers)


@lru_cache(maxsize=16)
def _search(_language: str, name: str) -> SafeString:
    return format_html(
        _SEARCH,
        name,
        _("Find it by a word: “car”, “ID check”, “narcan”"),
        _("Nothing fits. Try another word, or clear it and look through the groups."),
        _("One kind fits."),
        _("{number} kinds fit."),
        _("No kind fits every word. Those that fit some, best first: {number}."),
        " ".join(kind_search.ENDINGS),
        " ".join(sorted(kind_search.SMALL)),
    )


@lru_cache(maxsize=256)
def _drawers(_language: str, side: Side, name: str, chosen: str, *, is_open: bool) -> SafeString:
    """The same for everybody of one side and language, so it is written once."""
    drawers, number, pieces = taxonomy.drawers(side), 0, []
    standing = drawers[0][0] if is_open else None
    if chosen:
        standing = taxonomy.KINDS[chosen].group
    for group, kinds in drawers:
        mark = mark_safe(" open") if group is standing else ""
        tiles = _tiles(name, kinds, chosen, number)
        pieces.append(format_html(_DRAWER, mark, group.label, len(kinds), tiles))
        number += len(kinds)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _tiles(name: str, kinds: Iterable[Kind], chosen: str, first: int | str) -> SafeString:
    words = kind_words.searched()
    return format_html_join(
        "",
        _TILE,
        (
            (
                name,
                kind.code,
                f"{first}_{number}" if isinstance(first, str) else first + number,
                mark_safe(" checked") if kind.code == chosen else "",
                kind.label,
                taxonomy.IN_SHORT[kind.severity],
                words[kind.code],
            )
            for number, kind in enumerate(kinds)
        ),
    )
