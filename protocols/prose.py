"""Markdown of clauses, as HTML that can do no harm and as nodes for paper. Pure."""

import re
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

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


def nodes(text: str) -> list[dict[str, Any]]:
    """*text* (Markdown) as blocks: ``k`` says which kind, ``c`` or ``items`` hold what is in it,
    a run of words is ``{"k": "text", "s": words}``. The same kinds as ``render`` lets through."""
    return _blocks(SyntaxTreeNode(_MARKDOWN.parse(text)).children)


def _blocks(tree: list[SyntaxTreeNode]) -> list[dict[str, Any]]:
    return [block for node in tree for block in _block(node)]


def _block(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    if node.type in ("bullet_list", "ordered_list"):
        items = [_blocks(item.children) for item in node.children]
        start = int(node.attrs.get("start", 1))
        kind = {"k": "ol", "start": start} if node.type == "ordered_list" else {"k": "ul"}
        return [{**kind, "items": items}]
    if node.type == "blockquote":
        return [{"k": "quote", "c": _blocks(node.children)}]
    if node.type == "hr":
        return [{"k": "rule"}]
    if node.type in ("fence", "code_block"):
        return [{"k": "p", "c": [{"k": "text", "s": node.content}]}]
    return [{"k": "h" if node.type == "heading" else "p", "c": _runs(node.children)}]


_RUNS = {"strong": "strong", "em": "em", "mark": "mark"}


def _runs(tree: list[SyntaxTreeNode]) -> list[dict[str, Any]]:
    return [run for node in tree for run in _run(node)]


def _run(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    if node.type == "inline":
        return _runs(node.children)
    if node.type == "hardbreak":
        return [{"k": "break"}]
    if node.type == "softbreak":
        return [{"k": "text", "s": " "}]
    if node.type == "link":
        to = str(node.attrs.get("href", ""))
        allowed = to.split(":", 1)[0].lower() in _SCHEMES
        return (
            [{"k": "link", "to": to, "c": _runs(node.children)}]
            if allowed
            else (_runs(node.children))
        )
    if node.type in _RUNS:
        return [{"k": _RUNS[node.type], "c": _runs(node.children)}]
    return [{"k": "text", "s": node.content}]


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
