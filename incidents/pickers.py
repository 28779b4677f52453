"""A choice of sites that may be hundreds."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from incidents.places import Place
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
