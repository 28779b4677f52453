"""Addresses as squares to scan; they still read when a seventh of one is worn off."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def drawn(address: str) -> SafeString:
    """*address* as a drawing (SVG) inside a page; the page says how large."""
    return mark_safe(_square(address).svg_inline(scale=8, border=2, omitsize=True))


def for_paper(address: str) -> str:
    """*address* as a drawing (SVG) of its own."""
    drawing = io.BytesIO()
    _square(address).save(drawing, kind="svg", border=1, scale=4)
    return drawing.getvalue().decode()


def _square(address: str) -> segno.QRCode:
    return segno.make(address, error="m")
