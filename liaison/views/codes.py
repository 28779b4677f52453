"""Codes to scan."""

import segno
from django.utils.safestring import SafeString, mark_safe


def drawn(address: str) -> SafeString:
    """*address* as a code; it still reads when a seventh of it is worn off."""
    return mark_safe(segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True))
