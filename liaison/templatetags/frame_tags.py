"""Pieces of the frame that look the same on page after page, written once and kept."""

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from liaison.context import Opens

register = template.Library()


@register.simple_tag
def kept(name: str, **facts: Any) -> SafeString:
    """``{% kept "components/rail.html" section=section %}``: the piece called *name*, with *facts*
    and nothing else of the page. Written once for each language and each set of facts.

    Only for facts of few values, none of which is about one person.
    """
    return _written(name, str(get_language()), tuple(facts.items()))


@lru_cache(maxsize=1024)
def _written(name: str, _language: str, facts: tuple[tuple[str, Any], ...]) -> SafeString:
    return render_to_string(name, dict(facts))


@register.simple_tag(takes_context=True)
def account(context: Context) -> SafeString:
    """``components/account.html``, which every page has and which says most things twice: written
    once for each language, with a blank for whatever is of one person or one page."""
    request, user = context["request"], context["user"]
    opens, unread = context.get("opens"), context.get("unread")
    return format_html(
        _account(str(get_language()), bool(user.is_authenticated), opens, unread),
        name=getattr(user, "name", ""),
        path=request.get_full_path(),
        token=context["csrf_token"],
    )


@lru_cache(maxsize=64)
def _account(_language: str, is_signed_in: bool, opens: Opens | None, unread: bool) -> SafeString:
    """With ``{name}``, ``{path}`` and ``{token}`` for ``format_html``, which escapes them."""
    blanks = {
        "user": {"is_authenticated": is_signed_in, "name": "{name}"},
        "request": {"get_full_path": "{path}"},
        "csrf_token": "{token}",
    }
    return render_to_string("components/account.html", {**blanks, "opens": opens, "unread": unread})
