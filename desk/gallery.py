"""The gallery: every component in all its states, with what it asks for. Embedded mode only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk import gallery_examples

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
EXAMPLES = Path(settings.BASE_DIR) / "templates" / "desk" / "gallery"
_TOLD = re.compile(r"{% comment %}\n(.*?)\n?{% endcomment %}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One component: its name, what its own head says about it, and the page of its states.

    Pieces of the frame have no such page: they stand around this one.
    """

    name: str
    told: str
    example: str


def pieces() -> Iterator[Piece]:
    """Every component, by name."""
    for path in sorted(COMPONENTS.glob("*.html")):
        found = _TOLD.search(path.read_text(encoding="utf-8"))
        example = EXAMPLES / path.name
        yield Piece(
            name=path.stem,
            told=found[1] if found else "",
            example=f"desk/gallery/{path.name}" if example.exists() else "",
        )


@login_not_required
@require_safe
def gallery_show(request: HttpRequest) -> HttpResponse:
    everything = list(pieces())
    context = gallery_examples.everything() | {
        "shown": [piece for piece in everything if piece.example],
        "around": [piece for piece in everything if not piece.example],
    }
    return render(request, "desk/gallery.html", context)
