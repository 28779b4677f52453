"""Small line drawings that stand beside words, never alone."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Drawn on a 24 x 24 field with a round line; colour and weight come from the style sheet.
LINES: Mapping[str, str] = {
    "desk": "M4 5h16v10H4z M2 19h20 M8 9h8",
    "sites": "M4 20V10l8-6 8 6v10z M10 20v-6h4v6",
    "protocols": "M6 3h9l4 4v14H6z M15 3v4h4 M9 12h7 M9 16h7",
    "visits": "M4 6h16v14H4z M4 10h16 M8 3v4 M16 3v4 M9 15l2 2 4-4",
    "incidents": "M4 4h16v12h-9l-5 4v-4H4z M8 8h8 M8 12h5",
    "notices": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4z M10 21h4",
    "manage": "M4 7h10 M18 7h2 M4 17h2 M10 17h10 M16 5v4 M8 15v4",
    "people": "M9 11a3 3 0 1 0 0-7 3 3 0 0 0 0 7z M3 20a6 6 0 0 1 12 0 M16 5a3 3 0 0 1 0 6",
    "account": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21a8 8 0 0 1 16 0",
    "call": "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z",
    "print": "M7 8V3h10v5 M7 17H4V8h16v9h-3 M7 14h10v7H7z",
    "calendar": "M4 6h16v14H4z M4 10h16 M8 3v4 M16 3v4",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing called *name*, hidden from those who hear the page (a word stands beside it).

    Errors: KeyError for a name that is not drawn.
    """
    return drawing(LINES[name], "icon")


def drawing(lines: str, css: str) -> SafeString:
    """*lines*, written as in ``LINES``, with that class, hidden from those who hear the page."""
    paths = mark_safe("".join(f'<path d="{line}"/>' for line in _split(lines)))
    svg = '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>'
    return format_html(svg, css, paths)


def _split(lines: str) -> list[str]:
    """Each stroke as a path of its own: "M4 5h1 M2 3v4" -> ["M4 5h1", "M2 3v4"]."""
    return ["M" + stroke.strip() for stroke in lines.split("M") if stroke.strip()]
