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
    r"|date\s{1,3}de\s{1,3}naissance|ddn)\b(?:[^\d.;\n]{0,30}:)?[\s:,.]{0,4}(?:(?:on|in|is|as|le|en|est)\s{1,3}){0,2}"
    r"(?P<when>\d{1,4}(?:[./-]\d{1,4}){0,3}(?:st|nd|rd|th|er)?(?:\s(?:of\s)?"
    + MONTH
    + r",?(?:\s\d{2,4})?)?|"
    + MONTH
    + r"\s'?\d{1,4}(?:st|nd|rd|th)?(?:,?\s\d{4})?"
    r"|(?:the )?(?:early |late |spring |summer |fall |autumn |winter )(?:of |in )?\d{4})",
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
_TENS_EN = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_UNITS_EN = listed("one two three four five six seven eight nine")
_IN_WORDS_EN = _TENS_EN | listed("thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_IN_WORDS_FR = listed(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "vingt vingts trente quarante cinquante soixante et"
)
_YEARS = listed("year years yr yrs y an ans")
_IS = listed("is was be turned turns turning are were aged age s looked looks seemed seems")
_ABOUT = listed(
    "about around only just nearly almost now only environ à peine tout au approx maybe perhaps "
    "peut être presque pas plus moins juste barely encore que"
)
_GUESSED = listed("or maybe about around perhaps looked")
_OLD_THINGS = listed("is are building site agreement protocol van house hall")
_DECADES_EN = listed(
    "teens twenties thirties forties fifties sixties seventies eighties 20s 30s 40s 50s 60s 70s 80s"
)
_IN_THEIR = listed("in their early mid late probably maybe")
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
        elif word.low in _IN_WORDS_EN:
            found = _in_words(words, place)
        elif word.low in _IN_WORDS_FR and next_low(words, place) == "ans":
            found = _french(words, place)
        elif word.low in _DECADES_EN or word.low in _DECADES_FR:
            found = _decade(words, place)
        elif word.low in _AGED_FR and last_low(words, place) in people.PEOPLE:
            found = (place - 1, place)
        if found:
            yield Span(Kind.BIRTH, words[found[0]].start, words[found[1]].end)


def _so_many_years(words: Words, place: int) -> tuple[int, int] | None:
    if _is_told_first(words, place) or _is_put_in(words, place):
        return (place, place)
    if next_low(words, place) == "ans":
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


def _is_told_first(words: Words, place: int) -> bool:
    """A sentence begins with it: "At 47, he ...", "À 47 ans, tu ..."."""
    if last_low(words, place) not in {"at", "à"} or last_low(words, place - 1):
        return False
    is_french = next_low(words, place) == "ans"
    after = place + 1 + is_french
    is_parted = after < len(words) and words[after].gap.startswith(",")
    if is_french:
        return is_parted
    return int(words[place].text) > 12 and low(words, after) in {"he", "she", "you"}


def _is_put_in(words: Words, place: int) -> bool:
    """As in "the gentleman on the steps, 82, was grateful"."""
    after = words[place + 1].gap if place + 1 < len(words) else ""
    if words[place].gap != ", " or not after.startswith(",") or int(words[place].text) < 13:
        return False
    before = words[max(place - 8, 0) : place]
    return any(word.low in people.NOUNS for word in before)


def _in_words(words: Words, place: int) -> tuple[int, int] | None:
    """ "She just turned nineteen", "he is twenty-two"; twenty minutes late is no age."""
    last = place + (words[place].low in _TENS_EN and next_low(words, place) in _UNITS_EN)
    if next_low(words, last) in _YEARS:
        return (place, last) if low(words, last + 2) == "old" else None
    verb = back_over(words, place, _ABOUT | listed("to more than at least over under"))
    is_so = low(words, verb) in _IS and people.subject(words, verb) >= 0
    is_so = is_so or low(words, verb) in {"turned", "turning"}
    return (place, last) if is_so and (_ends(words, last) or _is_then(words, last)) else None


def _is_then(words: Words, place: int) -> bool:
    return next_low(words, place) in {"this", "last", "today", "yesterday", "next", "but", "when"}


def _ends(words: Words, place: int) -> bool:
    """Nothing that is counted follows the number."""
    following = listed("and or was were who with in at on from had has is et qui")
    return place + 1 == len(words) or words[place + 1].breaks or next_low(words, place) in following


def _french(words: Words, place: int) -> tuple[int, int] | None:
    fillers = _ABOUT | {"d", "de", "ou"} | _TWO_DIGITS | _IN_WORDS_FR
    verb = back_over(words, place, fillers)
    before = low(words, verb)
    if before == "avoir" and low(words, verb - 1) in {"d", "pourrait", "doit", "devait"}:
        return (verb, place + 1)
    if before == "ses":
        whose = back_over(words, verb, people.AUXILIARIES | listed("fêté fête fêtait eu avoir"))
        return (verb, place + 1) if low(words, whose) in people.PEOPLE else None
    if before in people.NOUNS or (before == "ai" and last_low(words, verb) == "j"):
        return (verb, place + 1)
    if before in {"petit", "petite"} and next_low(words, verb) in {"de", "d"}:
        return (verb, place + 1)
    if before in {"âgé", "âgée"} and low(words, verb - 1) not in {"bâtiment", "immeuble"}:
        return (verb, place + 1)
    if before in {"a", "avait", "aura", "eu"} and people.subject(words, verb) >= 0:
        return (verb, place + 1)
    return None


def _decade(words: Words, place: int) -> tuple[int, int] | None:
    if words[place].low in _DECADES_EN:
        own = people.owner(words, place, most=2)
        if own < 0 and "my" in (low(words, place - 1), low(words, place - 2)):
            own = place - 1
        # "Most are in their thirties" is said of nobody.
        whose = back_over(words, place, _IN_THEIR | people.AUXILIARIES - {"are", "were"})
        is_their = last_low(words, place) == "their" and low(words, whose) in people.PEOPLE
        return (own if own >= 0 else place - 1, place) if own >= 0 or is_their else None
    is_beside = last_low(words, place - 1) == "" and low(words, place - 2) in people.NOUNS
    if last_low(words, place) == "la" and (low(words, place - 2) == "dans" or is_beside):
        return (place - 1, place)
    person = back_over(words, place, listed("dans la d une de l qui a est était avait"))
    return (person, place) if low(words, person) in people.PEOPLE else None
