"""Markdown of clauses, as HTML that can do no harm and as nodes for paper. Pure.

Whoever signs must see every word that is signed: what Markdown would hide is shown as it was typed.
"""

import re
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from protocols import blanks

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "br", "blockquote", "h3", "h4", "a", "hr", "mark"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "mailto", "tel"}
_BLANK = re.compile(blanks.PATTERN)
# Text that is folded deeper than this is shown as it was typed: no press prints it.
_DEEPEST = 12


def render(text: str) -> SafeString:
    """*text* (Markdown) as HTML: paragraphs, lists, emphasis, links, blanks marked, no more."""
    return mark_safe(
        nh3.clean(
            _MARKDOWN.renderer.render(_parsed(text), _MARKDOWN.options, {}),
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer nofollow",
        )
    )


def nodes(text: str) -> list[dict[str, Any]]:
    """*text* (Markdown) as blocks: ``k`` says which kind, ``c`` or ``items`` hold what is in it,
    a run of words is ``{"k": "text", "s": words}``. The same kinds as ``render`` lets through."""
    return _blocks(SyntaxTreeNode(_parsed(text)).children)


def plain(text: str) -> str:
    """*text* (Markdown) as it reads without its signs: a mark or a number before each item of a
    list, the address of a link behind its words."""
    return "\n\n".join(_lines(block) for block in nodes(text))


def _lines(block: dict[str, Any]) -> str:
    if block["k"] == "rule":
        return "—"
    if block["k"] == "quote":
        return "\n".join(_lines(inner) for inner in block["c"])
    if "items" not in block:
        return _worded(block["c"])
    items = ("\n".join(_lines(inner) for inner in item) for item in block["items"])
    if block["k"] == "ul":
        return "\n".join(f"• {item}" for item in items)
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, block["start"]))


def _worded(runs: list[dict[str, Any]]) -> str:
    return "".join(_worded_run(run) for run in runs)


def _worded_run(run: dict[str, Any]) -> str:
    if run["k"] == "break":
        return "\n"
    if run["k"] != "link":
        return str(run.get("s") or _worded(run.get("c", [])))
    words = _worded(run["c"])
    return words if words == run["to"] else f"{words} ({run['to']})"


def _parsed(text: str) -> list[Token]:
    tokens = _MARKDOWN.parse(text)
    inner = [within for token in tokens for within in token.children or []]
    if any(token.level > _DEEPEST for token in (*tokens, *inner)):
        return _PLAIN.parse(text)
    return tokens


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
    if node.type == "code_block":
        return [{"k": "p", "c": [{"k": "text", "s": node.content}]}]
    runs = _runs(node.children)
    # A heading that says nothing is none: paper that is read by ear refuses it.
    is_heading = node.type == "heading" and _said(runs).strip()
    return [{"k": "h" if is_heading else "p", "c": runs}]


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
        return [{"k": "link", "to": str(node.attrs["href"]), "c": _runs(node.children)}]
    if node.type in _RUNS:
        return [{"k": _RUNS[node.type], "c": _runs(node.children)}]
    return [{"k": "text", "s": node.content}]


def _said(runs: list[dict[str, Any]]) -> str:
    return "".join(run.get("s") or _said(run.get("c", [])) for run in runs)


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


def _show_titles(state: StateCore) -> None:
    """What a link says only to whoever points at it stands behind it, for all."""
    for token in state.tokens:
        shown, titles = [], []
        for run in token.children or []:
            shown.append(run)
            if run.type == "link_open":
                titles.append(run.attrs.pop("title", ""))
            elif run.type == "link_close" and (title := titles.pop()):
                shown.append(Token("text", "", 0, content=f" ({title})", level=run.level))
        token.children = shown if token.children else token.children


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Whether it becomes a link; another stays as it was typed."""
        return url.partition(":")[0].lower() in _SCHEMES


# Definitions of links and what stands behind a fence are not shown; signs written as numbers are
# shown as what nobody can see.
_MARKDOWN = _Markdown("commonmark", {"html": False}).disable(
    ["image", "html_block", "html_inline", "reference", "fence", "entity"]
)
_MARKDOWN.inline.ruler.before("link", "blank", _blank)
_MARKDOWN.core.ruler.push("titles", _show_titles)
_PLAIN = MarkdownIt("zero", {"html": False}).enable("newline")
