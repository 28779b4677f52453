"""Markdown of clauses as HTML that can do no harm. Pure."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from protocols import blanks

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "br", "blockquote", "h3", "h4", "a", "hr", "mark"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "mailto", "tel"}
_BLANK = re.compile(blanks.PATTERN)


def render(text: str) -> SafeString:
    """*text* (Markdown) as HTML: paragraphs, lists, emphasis, links, blanks marked, no more."""
    return mark_safe(
        nh3.clean(
            _MARKDOWN.render(text),
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer nofollow",
        )
    )


def _blank(state: StateInline, silent: bool) -> bool:
    """A blank as ``<mark>``; asked before links are."""
    found = _BLANK.match(state.src, state.pos, state.posMax)
    if found and not silent:
        state.push("mark_open", "mark", 1)
        state.push("text", "", 0).content = found[0]
        state.push("mark_close", "mark", -1)
    if found:
        state.pos = found.end()
    return bool(found)


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "html_block", "html_inline"]
)
_MARKDOWN.inline.ruler.before("link", "blank", _blank)
