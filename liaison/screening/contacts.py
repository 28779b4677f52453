"""E-mail addresses."""

import re
from collections.abc import Iterator

from liaison.screening.finding import Kind, Span

_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}\s?(?:@|[(\[](?:at|arobase)[)\]])\s?(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}",
    re.IGNORECASE,
)

# As somebody says it aloud.
_SPOKEN = re.compile(
    r"\b[\w.+-]{2,64} (?:at|arobase|\(at\)) [\w-]{2,63} ?(?:dot|point|\.) ?"
    r"(?:com|ca|org|net|fr|qc|info|me|uk|be|ch)\b",
    re.IGNORECASE,
)


def emails(text: str, _year: int) -> Iterator[Span]:
    for pattern in (_EMAIL, _SPOKEN):
        for match in pattern.finditer(text):
            yield Span(Kind.EMAIL, match.start(), match.end())
