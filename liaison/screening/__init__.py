"""What should not be written down: signs that a free text speaks about a person. Pure.

``check`` asks; it never decides. Each search is a module and knows one idea; what one has found
the next no longer sees. ``hints`` proposes kinder words and asks nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime

from liaison.screening import (
    births,
    conditions,
    contacts,
    living,
    looks,
    names,
    numbers,
    officers,
    places,
    standing,
    substances,
    words,
)
from liaison.screening.blots import without
from liaison.screening.finding import Finding, Kind, Span
from liaison.screening.folding import fold, plain
from liaison.screening.hidden import hidden_characters, is_hidden
from liaison.screening.language import Hint, hints

__all__ = ["Finding", "Hint", "Kind", "check", "hidden_characters", "hints", "is_hidden", "plain"]

Search = Callable[[str, int], Iterable[Span]]
Walk = Callable[[words.Words], Iterable[Span]]

# By signs, in the text and the year it is; what was found before is blotted out.
_WITHOUT_DIGITS: tuple[Search, ...] = (
    contacts.emails,
    numbers.aloud,
    births.worded,
    officers.tagged,
    names.spelled,
)
_WITH_DIGITS: tuple[Search, ...] = (
    contacts.emails,
    numbers.aloud,
    births.dated,
    births.worded,
    numbers.of_schemes,
    places.spans,
    officers.numbered,
    officers.tagged,
    numbers.long,
    names.spelled,
)
# By meaning: these walk from word to word, and all see the same ones.
_WALKS: tuple[Walk, ...] = (
    officers.spans,
    names.spans,
    births.ages,
    conditions.spans,
    substances.spans,
    standing.spans,
    looks.spans,
    living.spans,
)


def check(
    text: str, *, year: int | None = None, apart_from: Collection[Kind] = ()
) -> list[Finding]:
    """What in *text* may be about a person, in order, never overlapping.

    *year* is the year it is now (default: the clock's), by which a date is old enough to be
    somebody's birthday. *apart_from*: kinds that belong where the text stands. Takes time in
    proportion to the length of the text.
    """
    folded = fold(text)
    spans = _spans(folded.text, year or datetime.now(UTC).year)
    found: list[Finding] = []
    for span in _apart(spans, len(folded.text)):
        if span.kind not in apart_from:
            start, end = folded.span(span.start, span.end)
            found.append(Finding(span.kind, start, end, text[start:end], span.sure))
    return found


def _spans(text: str, year: int) -> Iterator[Span]:
    left = text
    has_digits = any(sign.isdigit() for sign in text)
    for search in _WITH_DIGITS if has_digits else _WITHOUT_DIGITS:
        spans = list(search(left, year))
        yield from spans
        left = without(left, [(span.start, span.end) for span in spans])
    read = words.split(text)
    for walk in _WALKS:
        yield from walk(read)


def _apart(spans: Iterable[Span], length: int) -> list[Span]:
    """In order; of two that overlap, the one that was found first."""
    taken = bytearray(length)
    kept: list[Span] = []
    for span in spans:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
