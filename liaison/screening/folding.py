"""A text as it is read, whatever signs it is written with; and where each sign stood.

Full-width digits, no-break spaces, look-alike hyphens and quotation marks, letters with a mark
behind them and characters that cannot be seen hide nothing from the searches.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\u00ad\u02d7\u2043\ufe63\uff0d\u30fb"
_QUOTES = "\u2019\u2018\u02bc\u2032\u00b4`\uff07"
_DOUBLE = "\u201c\u201d\u201e\u00ab\u00bb\u2033\uff02"
_PLAIN = {
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
}


@dataclass(frozen=True, slots=True)
class Folded:
    """``places[n]`` is where the sign ``text[n]`` stood; the last one is the end of the text."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as it was written of ``text[start:end]``, with what follows there
        and cannot be seen by itself."""
        return self.places[start], max(self.places[end - 1] + 1, self.places[end])


def fold(text: str) -> Folded:
    if text.isascii() and text.isprintable():
        return Folded(text, range(len(text) + 1))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if signs and unicodedata.combining(sign):
            signs[-1] = _joined(signs[-1], sign)
            continue
        for one in plain(sign):
            signs.append(one)
            places.append(place)
    return Folded("".join(signs), [*places, len(text)])


def _joined(letter: str, mark: str) -> str:
    joined = unicodedata.normalize("NFC", letter + mark)
    return joined if len(joined) == 1 else letter


@lru_cache(maxsize=4096)
def plain(sign: str) -> str:
    """*sign* as it is compared: nothing for one that cannot be seen, sometimes several."""
    if sign in "\n\r\t":
        return sign
    if sign in _PLAIN:
        return _PLAIN[sign]
    category = unicodedata.category(sign)
    if category in {"Cc", "Cf", "Cs"}:
        return ""
    if category in {"Zs", "Zl", "Zp"}:
        return "\n" if category in {"Zl", "Zp"} else " "
    if category == "Nd":
        return str(unicodedata.digit(sign))
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) <= len(sign) + 3 else sign
