"""Pieces of the frame that look the same on page after page, written once and kept."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def kept(name: str, **facts: Any) -> SafeString:
    """``{% kept "components/rail.html" section=section %}``: the piece called *name*, with *facts*
    and nothing else of the page. Written once for each language and each set of facts.

    Only for facts of few values, none of which is about one person.
    """
    return _written(name, str(get_language()), tuple(facts.items()))


@lru_cache(maxsize=512)
def _written(name: str, _language: str, facts: tuple[tuple[str, Any], ...]) -> SafeString:
    return render_to_string(name, dict(facts))
