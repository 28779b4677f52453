"""When somebody was born, and how old they are."""

import re
from collections.abc import Iterator

from liaison.screening import dates, people
from liaison.screening.dates import MONTH
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Words, back_over, forth_over, last_low, listed, low, next_low

# A date that many years old or older may be somebody's birthday; a younger one is about work.
YOUNGEST, OLDEST = 12, 110
_BORN = re.compile(
    r"\b(?:born|d\.?o\.?b\.?|date\s{1,3}of\s{1,3}birth|birth\s?da(?:te|y)|n[ée]e?s?\s(?:le|en)"
    r"|date\s{1,3}de\s{1,3}naissance|ddn)\b[\s:,.]{0,4}(?:(?:on|in|is|as|le|en|est)\s{1,3}){0,2}"
    r"(?P<when>\d{1,4}(?:[./-]\d{1,4}){0,3}(?:st|nd|rd|th|er)?(?:\s(?:of\s)?"
    + MONTH
    + r",?(?:\s\d{2,4})?)?|"
    + MONTH
    + r"\s\d{1,4}(?:st|nd|rd|th)?(?:,?\s\d{4})?)",
    re.IGNORECASE,
)
# A date after one of these words is that of a text, not of a person.
_OF_A_TEXT = re.compile(
    r"\b(?:acts?|laws?|bill|code|orders?|circulars?|regulations?|statutes?|policy|guidelines?"
    r"|agreements?|protocols?|version|mou|memorand\w{1,3}|letters?|signed|dated|lois?|décrets?"
    r"|arrêtés?|circulaires?|règlements?|ordonnances?|accords?|protocoles?|entente|convention"
    r"|lettres?|signée?s?|datée?s?)\b[^.;\n]{0,25}$",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b\d{1,2} ?(?:yo|y/o|yrs? old|years of age)\b"
    r"|(?<!under )(?<!over )(?<!minimum )\b(?:age|âge)d? ?:? ?\d{2}\b(?! (?:and|or|et|ou) )"
    r"|\b(?:male|female|man|woman|homme|femme|[MF])(?:, |/)"
    r"(?:approx\.? |about |around |environ )?\d{2}(?: ans)?(?=[,.;)]| {0,3}$)",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?[- ]year[- ]old "
    r"(?=man|woman|person|boy|girl|male|female|kid|client|guy|lady)",
    re.IGNORECASE,
)
_TWO_DIGITS = frozenset(str(number) for number in range(10, 100))
_YEARS = listed("year years yr yrs y an ans")
_IS = listed("is was turned turns turning are were aged age s looked looks seemed seems")
_ABOUT = listed(
    "about around only just nearly almost now only environ à peine tout au approx maybe perhaps "
    "peut être presque pas plus moins"
)
_GUESSED = listed("or maybe about around perhaps looked")
_OLD_THINGS = listed("is are building site agreement protocol van house hall")
_DECADES_EN = listed(
    "teens twenties thirties forties fifties sixties seventies eighties 20s 30s 40s 50s 60s 70s 80s"
)
_DECADES_FR = listed("vingtaine trentaine quarantaine cinquantaine soixantaine")
_AGED_FR = listed(
    "sexagénaire septuagénaire octogénaire nonagénaire quinquagénaire quadragénaire trentenaire "
    "quadra mineur mineure"
)


def dated(text: str, year: int) -> Iterator[Span]:
    """Dates that are said to be a birthday, and such as are old enough to be one."""
    told = [match.span("when") for match in _BORN.finditer(text)]
    for start, end in told:
        yield Span(Kind.BIRTH, start, end)
    for match in _SHORT.finditer(text):
        yield Span(Kind.BIRTH, match.start(), match.end())
    for start, end, tells in dates.told(text, year):
        before = text[max(0, start - 60) : start]
        if YOUNGEST <= year - tells <= OLDEST and not _OF_A_TEXT.search(before):
            yield Span(Kind.BIRTH, start, end)


def worded(text: str, _year: int) -> Iterator[Span]:
    """A "thirty-year-old woman"."""
    for match in _WORDED.finditer(text):
        yield Span(Kind.BIRTH, match.start(), match.end() - 1)


def ages(words: Words) -> Iterator[Span]:
    for place, word in enumerate(words):
        found = None
        if word.is_number and len(word.text) <= 2:
            found = _so_many_years(words, place)
        elif word.low in _DECADES_EN or word.low in _DECADES_FR:
            found = _decade(words, place)
        elif word.low in _AGED_FR and last_low(words, place) in people.PEOPLE:
            found = (place - 1, place)
        if found:
            yield Span(Kind.BIRTH, words[found[0]].start, words[found[1]].end)


def _so_many_years(words: Words, place: int) -> tuple[int, int] | None:
    is_french = next_low(words, place) == "ans"
    if is_french:
        return _french(words, place)
    if next_low(words, place) in _YEARS:
        return _english(words, place)
    if last_low(words, place) == "of" and last_low(words, place - 1) in people.NOUNS:
        return (place - 2, place) if int(words[place].text) > 12 and _ends(words, place) else None
    if last_low(words, place) in {"aged", "age"} and people.subject(words, place - 1) >= 0:
        return (place - 1, place)
    if last_low(words, place) == "than" and low(words, place - 2) in {"older", "younger", "more"}:
        found = back_over(
            words, place - 2, people.AUXILIARIES | listed("no looked looks seemed much")
        )
        return (place, place) if low(words, found) in people.PEOPLE else None
    return _bare(words, place)


def _english(words: Words, place: int) -> tuple[int, int] | None:
    """34-year-old, 27 years old, 17 y/o."""
    last = place + 2
    after = low(words, last)
    if after not in {"old", "o"}:
        return None
    person = forth_over(words, last, listed("white black tall trans"), 2)
    if low(words, person) in people.PEOPLE | {"old"}:
        return (place, last)
    verb = back_over(words, place, _ABOUT | {"a", "an", "the", "at", "most"})
    if low(words, verb) in _IS and people.subject(words, verb) >= 0:
        return (place, last)
    is_noun = last_low(words, place) in {"a", "an", "the"} and words[place + 1].gap == "-"
    is_guess = low(words, place - 1) in _GUESSED and low(words, verb) not in _OLD_THINGS
    return (place, last) if (is_noun or is_guess) and person < 0 else None


def _bare(words: Words, place: int) -> tuple[int, int] | None:
    """ "She turned 41", "he was 25", where nothing that is counted follows."""
    verb = back_over(words, place, _ABOUT)
    is_turned = low(words, verb).startswith("turn")
    if low(words, verb) not in _IS or people.subject(words, verb) < 0:
        return None
    ends = place + 1 == len(words) or words[place + 1].breaks
    ends = ends or next_low(words, place) in {"and", "but"}
    is_followed = next_low(words, place) in {
        *("last", "and", "this", "when", "years", "or", "in", "on", "at", "today", "yesterday")
    }
    return (
        (place, place)
        if int(words[place].text) > 12 and (ends or (is_turned and is_followed))
        else None
    )


def _ends(words: Words, place: int) -> bool:
    """Nothing that is counted follows the number."""
    following = listed("and or was were who with in at on from had has is et qui")
    return place + 1 == len(words) or words[place + 1].breaks or next_low(words, place) in following


def _french(words: Words, place: int) -> tuple[int, int] | None:
    verb = back_over(words, place, _ABOUT | {"d", "de", "ou"} | _TWO_DIGITS)
    before = low(words, verb)
    if before == "avoir" and low(words, verb - 1) in {"d", "pourrait", "doit", "devait"}:
        return (verb, place + 1)
    if before in people.NOUNS | {"ses"}:
        return (verb, place + 1)
    if before in {"âgé", "âgée"} and low(words, verb - 1) not in {"bâtiment", "immeuble"}:
        return (verb, place + 1)
    if before in {"a", "avait", "aura", "eu"} and people.subject(words, verb) >= 0:
        return (verb, place + 1)
    return None


def _decade(words: Words, place: int) -> tuple[int, int] | None:
    if words[place].low in _DECADES_EN:
        own = people.owner(words, place, most=2)
        is_their = last_low(words, place) == "their"
        return (own if own >= 0 else place - 1, place) if own >= 0 or is_their else None
    if last_low(words, place) == "la" and low(words, place - 2) == "dans":
        return (place - 1, place)
    person = back_over(words, place, listed("dans la d une de l qui a est était avait"))
    return (person, place) if low(words, person) in people.PEOPLE else None
