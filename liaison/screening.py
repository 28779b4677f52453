"""What should not be written down: signs that a free text speaks about a person. Pure.

``check`` asks; it never decides. It finds e-mail addresses, telephone numbers, long digit groups
and dates of birth, and lets the numbers of ordinary work pass: times, years, clause and protocol
numbers, money. ``hidden_characters`` finds what a reader cannot see and nobody needs.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

# A date that many years old or older may be somebody's birthday; a younger one is about work.
YOUNGEST, OLDEST = 12, 110
LONG_GROUP = 7


class Kind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    DIGITS = "digits"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Finding:
    """``text[start:end] == words``."""

    kind: Kind
    start: int
    end: int
    words: str


def check(text: str, *, year: int | None = None) -> list[Finding]:
    """What in *text* may be about a person, in order, never overlapping.

    *year* is the year it is now (default: the clock's), by which a date is old enough to be
    somebody's birthday. Takes time in proportion to the length of the text.
    """
    year = year or datetime.now(UTC).year
    found: list[Finding] = []
    left = text
    for search in (_emails, _told_births, _old_dates, _numbers):
        spans = list(search(left, year))
        found += [Finding(kind, start, end, text[start:end]) for kind, start, end in spans]
        left = _without(left, [(start, end) for _kind, start, end in spans])
    return sorted(found, key=lambda finding: finding.start)


# Letters and signs that are drawn as nothing: Hangul fillers, the empty Braille pattern.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"


def hidden_characters(text: str) -> list[tuple[int, str]]:
    """Places and names of characters that are not to be seen: control characters other than
    line breaks and tabs, direction marks, zero-width characters, halves of characters, letters
    that are drawn as nothing."""
    return [
        (place, unicodedata.name(sign, f"U+{ord(sign):04X}"))
        for place, sign in enumerate(text)
        if sign in _BLANKS
        or (unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in "\n\r\t")
    ]


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """*text*, as long as before, with the spans blotted out, so that nothing is found twice."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = "\0" * (end - start)
    return "".join(signs)


# --- e-mail addresses -------------------------------------------------------------------------
_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}",
    re.IGNORECASE,
)


def _emails(text: str, _year: int) -> Iterator[tuple[Kind, int, int]]:
    for match in _EMAIL.finditer(text):
        yield Kind.EMAIL, match.start(), match.end()


# --- dates ------------------------------------------------------------------------------------
_MONTHS = (
    "january jan janvier janv february feb février fevrier févr fevr march mar mars april apr "
    "avril avr may mai june jun juin july jul juillet juil august aug août aout september sept "
    "sep septembre october oct octobre november nov novembre december dec décembre decembre déc"
)
_MONTH = "(?:" + "|".join(sorted(_MONTHS.split(), key=len, reverse=True)) + r")\b\.?"
_ALONE, _END = r"(?<![\d./-])", r"(?![./-]?\d)"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ALONE}(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_END}",
        rf"{_ALONE}(?P<d>\d{{1,2}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<y>\d{{4}}){_END}",
        rf"{_ALONE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>\d\d){_END}",
        rf"{_ALONE}(?P<d>\d\d)-(?P<m>\d\d)-(?P<y>\d\d){_END}",
        rf"{_ALONE}(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?\s(?:of\s)?{_MONTH},?\s(?P<y>\d{{4}}){_END}",
        rf"\b{_MONTH}\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}}){_END}",
    )
]
_BORN = re.compile(
    r"\b(?:born|d\.?o\.?b\.?|date\s+of\s+birth|birth\s?da(?:te|y)|n[ée]e?s?\s(?:le|en)"
    r"|date\s+de\s+naissance|ddn)\b[\s:,.]*(?:(?:on|in|is|le|en|est)\s+)*"
    r"(?P<when>\d+(?:[./-]\d+)*(?:st|nd|rd|th|er)?(?:\s(?:of\s)?"
    + _MONTH
    + r",?(?:\s\d{2,4})?)?|"
    + _MONTH
    + r"\s\d{1,4}(?:st|nd|rd|th)?(?:,?\s\d{4})?)",
    re.IGNORECASE,
)
# A date after one of these words is that of a text, not of a person.
_OF_A_TEXT = re.compile(
    r"\b(?:acts?|laws?|bill|code|orders?|circulars?|regulations?|statutes?|policy|guidelines?"
    r"|agreements?|protocols?|version|mou|memorand\w+|letters?|signed|dated|lois?|décrets?|arrêtés?"
    r"|circulaires?|règlements?|ordonnances?|accords?|protocoles?|entente|convention|lettres?"
    r"|signée?s?|datée?s?)\b[^.;\n]{0,25}$",
    re.IGNORECASE,
)


def _told_births(text: str, _year: int) -> Iterator[tuple[Kind, int, int]]:
    for match in _BORN.finditer(text):
        yield Kind.BIRTH, *match.span("when")


def _old_dates(text: str, year: int) -> Iterator[tuple[Kind, int, int]]:
    for start, end, told in _dates(text, year):
        before = text[max(0, start - 60) : start]
        if YOUNGEST <= year - told <= OLDEST and not _OF_A_TEXT.search(before):
            yield Kind.BIRTH, start, end


def _dates(text: str, year: int) -> Iterator[tuple[int, int, int]]:
    """Every full date in *text*: start, end and the year it tells."""
    for pattern in _DATES:
        spans = []
        for match in pattern.finditer(text):
            told = int(match["y"])
            if len(match["y"]) == 2:
                told += 2000 if 2000 + told <= year else 1900
            day, month = int(match["d"]), int(match.groupdict().get("m") or 1)
            # 03/14/1980 is written month first; either reading makes it a date.
            if min(month, day) in range(1, 13) and max(month, day) in range(1, 32):
                spans.append(match.span())
                yield *match.span(), told
        text = _without(text, spans)


# --- numbers ----------------------------------------------------------------------------------
_GAP = r"(?:[\s.\-‐‑–]|\)[\s.-]?|\s\(|\s[-–]\s)"
_RUN = re.compile(rf"(?<!\d)[+(]{{0,2}}\d+(?:{_GAP}\d+)*", re.UNICODE)
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]\d|2[0-4])[0-5]\d"
_PLAIN = re.compile(
    "|".join(
        (
            rf"{_YEAR}(?:{_GAP}{_YEAR})*",  # years, a range of years
            rf"{_YEAR}[-–]\d{{1,5}}",  # the number of a protocol, an exemption, a file
            rf"{_CLOCK}\s?[-–]\s?{_CLOCK}",  # 0900-1700
            rf"{_YEAR}\s{_CLOCK}",  # the end of a date and a time
            r"\d{1,2}\.\d\d\s?[-–]\s?\d{1,2}\.\d\d",  # 14.10-15.20
            r"[1-9]\d?(?:\.[1-9]?\d){2,}",  # clause 12.10.11.2
            r"[1-9]\d?(?:\s\d{3}){2}",  # 1 234 567 of something
        )
    )
)
_MONEY = re.compile(r"[$€£¥]\s?$|\b(?:CAD|USD|AUD|EUR|GBP|CHF|DKK)\s?$")
_MONEY_AFTER = re.compile(
    r"\s?(?:[$€£¥]|(?:CAD|USD|AUD|EUR|GBP|CHF|DKK|dollars?|euros?|pounds?|kr)\b)", re.IGNORECASE
)
_NORTH_AMERICAN = re.compile(r"(?:\+?1\D?)?\(?[2-9]\d\d\)?\D{0,2}\d{3}\D?\d{4}")
_TEN_BY_TWO = re.compile(r"0\d(?:[\s.\-]?\d\d){4}")


def _numbers(text: str, year: int) -> Iterator[tuple[Kind, int, int]]:
    text = _without(text, [(start, end) for start, end, _told in _dates(text, year)])
    for match in _RUN.finditer(text):
        run, start, end = match.group(), match.start(), match.end()
        if sum(sign.isdigit() for sign in run) < LONG_GROUP or _PLAIN.fullmatch(run):
            continue
        if _MONEY.search(text[max(0, start - 6) : start]) or _MONEY_AFTER.match(text, end):
            continue
        yield (Kind.PHONE if _is_phone(run) else Kind.DIGITS), start, end


def _is_phone(run: str) -> bool:
    tests: tuple[Callable[[str], object], ...] = (
        lambda text: text.startswith(("+", "(")),
        _NORTH_AMERICAN.fullmatch,
        _TEN_BY_TWO.fullmatch,
    )
    return any(test(run) for test in tests)
