"""Full dates in a text, with the year they tell: what is old enough may be a birthday."""

import re
from collections.abc import Iterator

from liaison.screening.blots import without

_MONTHS = (
    "january jan janvier janv february feb février fevrier févr fevr march mar mars april apr "
    "avril avr may mai june jun juin july jul juillet juil august aug août aout september sept "
    "sep septembre october oct octobre november nov novembre december dec décembre decembre déc"
)
MONTH = "(?:" + "|".join(sorted(_MONTHS.split(), key=len, reverse=True)) + r")\b\.?"
_ALONE, _END = r"(?<![\d./-])", r"(?![./-]?\d)"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ALONE}(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_END}",
        rf"{_ALONE}(?P<d>\d{{1,2}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<y>\d{{4}}){_END}",
        rf"{_ALONE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>\d\d){_END}",
        rf"{_ALONE}(?P<d>\d\d)(?P<s>[-.])(?P<m>\d\d)(?P=s)(?P<y>\d\d){_END}",
        rf"{_ALONE}(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?\s(?:of\s)?{MONTH},?\s(?P<y>\d{{4}}){_END}",
        rf"\b{MONTH}\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}}){_END}",
    )
]


def told(text: str, year: int) -> Iterator[tuple[int, int, int]]:
    """Every full date in *text*: start, end and the year it tells. *year* is the year it is."""
    for pattern in _DATES:
        places = []
        for match in pattern.finditer(text):
            tells = int(match["y"])
            if len(match["y"]) == 2:
                tells += 2000 if 2000 + tells <= year else 1900
            day, month = int(match["d"]), int(match.groupdict().get("m") or 1)
            # 03/14/1980 is written month first; either reading makes it a date.
            if min(month, day) in range(1, 13) and max(month, day) in range(1, 32):
                places.append(match.span())
                yield *match.span(), tells
        text = without(text, places)
