"""E-mail addresses."""

import re
from collections.abc import Iterator

from liaison.screening.finding import Kind, Span

_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}",
    re.IGNORECASE,
)


def emails(text: str, _year: int) -> Iterator[Span]:
    for match in _EMAIL.finditer(text):
        yield Span(Kind.EMAIL, match.start(), match.end())
