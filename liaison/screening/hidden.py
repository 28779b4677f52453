"""Characters that a reader cannot see and nobody needs."""

import unicodedata

# Letters and signs that are drawn as nothing: Hangul fillers, the empty Braille pattern.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"


def hidden_characters(text: str) -> list[tuple[int, str]]:
    """Places and names of characters that are not to be seen: control characters other than
    line breaks and tabs, direction marks, zero-width characters, halves of characters, letters
    that are drawn as nothing."""
    return [
        (place, unicodedata.name(sign, f"U+{ord(sign):04X}"))
        for place, sign in enumerate(text)
        if is_hidden(sign)
    ]


def is_hidden(sign: str) -> bool:
    return sign in _BLANKS or (
        unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in "\n\r\t"
    )
