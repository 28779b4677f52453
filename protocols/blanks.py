"""Blanks: what only the two sides can fill in, in square brackets, “[distance in metres]”. Pure.

A link is none, nor is a bracket after a backslash, for whoever needs brackets in a signed text.
"""

import re

LONGEST = 120
PATTERN = rf"\[[^\[\]]{{1,{LONGEST}}}\](?!\()"
_BLANK = re.compile(rf"(?<!\\){PATTERN}")


def of(text: str) -> list[str]:
    """The blanks of *text* (Markdown) in order, each once, brackets included."""
    return list(dict.fromkeys(" ".join(found.split()) for found in _BLANK.findall(text)))
