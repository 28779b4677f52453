"""A page of data as a PDF: tagged (PDF/UA-1), the same bytes for the same data."""

import json
import re
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

# How typst says that a sign cannot be drawn, and how it writes one that cannot be shown either.
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf(template: Path, data: dict[str, Any]) -> bytes:
    """*data* set by *template*. A sign that no font holds is written as its number, which a line
    in ``data["notes"]`` then says; files in ``data["attached"]`` keep every sign."""
    try:
        return _press(template, data)
    except typst.TypstError as refused:
        undrawn = _undrawn(refused)
        if not undrawn:
            raise
    notes = [
        *data["notes"],
        _("Signs that cannot be drawn on paper are written as their number, like [U+4E2D]."),
    ]
    plain = {key: value for key, value in data.items() if key != "attached"}
    written = _written_out({**plain, "notes": notes}, undrawn)
    return _press(template, {**written, "attached": data["attached"]})


def size(zone: str) -> str:
    """The sheet that lies in printers where *zone* is the zone, by typst's name."""
    return "us-letter" if zone.startswith("America/") else "a4"


def _press(template: Path, data: dict[str, Any]) -> bytes:
    printed: bytes = typst.compile(
        template.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(data)},
        ignore_system_fonts=True,
    )
    return printed


def _undrawn(refused: typst.TypstError) -> dict[int, str]:
    """By code point: how the signs that no font holds are written, as far as that is why."""
    found = "".join(_UNDRAWN.findall(str(getattr(refused, "diagnostic", ""))))
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)
    return {ord(sign): f"[U+{ord(sign):04X}]" for sign in plain}


def _written_out(value: Any, signs: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, dict):
        return {key: _written_out(inner, signs) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_written_out(inner, signs) for inner in value]
    return value
