"""Names: after "called", "named", "s'appelle" and the like; initials, aliases, given names."""

import re
from collections.abc import Iterator

from liaison.screening import capitals, given_names, people
from liaison.screening import name_words as known
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Word, Words, back_over, last_low, low, next_low

# The longer one counts where several end at one word.
_ENDS = {
    ending: sorted((p for p in known.PHRASES if p[-1] == ending), key=len, reverse=True)
    for ending in {phrase[-1] for phrase in known.PHRASES}
}
_LONGEST = 3
_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.[ -]?){1,3}(?:[A-Z](?:\.|\b(?!['-]))|[A-Z][a-zà-ÿ]{2,20}(?![\w']))"
    r"|(?<![\w.-])[A-Z]-[A-Z](?![\w-])"
)
_NOT_INITIALS = re.compile(
    r"(?:U\.?S|U\.?K|B\.?C|P\.?O|C\.?P|N\.?S|N\.?B|P\.?E|D\.?C|E\.?U|N\.?W|S\.?W|N\.?E|S\.?E"
    r"|B\.?P|M\.?D|A\.?M|P\.?M|D\.?O\.?B|R\.?C|H\.?Q|I\.?D|O\.?K|Q\.?C)\b"
)
_TOLD_INITIALS = re.compile(
    r"\b(?:initials?|initiales?)\b[\s:]{1,3}(?:are |is |sont |were )?([A-Za-z]{2,3})\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:^|[\n;(,] ?|\. )(?i:(?:full |last |first |real |nick)?(?:name|nom|prénom|surnom|alias|aka)"
    r"(?: complet)?) ?: ?\"?([A-ZÀ-Þ][\w'-]{1,30}(?: [A-ZÀ-Þ][\w'-]{1,30})?)"
)
# As a wristband has it: "OKAFOR, Chinedu".
_LAST_FIRST = re.compile(
    r"(?<![\w.])(?=[A-ZÀ-Þ-]{0,14}[AEIOUYÀ-Þ])[A-ZÀ-Þ][A-ZÀ-Þ'-]{3,20}, [A-ZÀ-Þ][a-zà-ÿ]{2,20}\b"
)
# "Identity: LAFORGE Dimitri".
_AS_FILED = re.compile(
    r"(?:: |\b(?:named?|nommée?|identifiée?|identified as) )"
    r"((?=[A-ZÀ-Þ-]{0,14}[AEIOUYÀ-Þ])[A-ZÀ-Þ][A-ZÀ-Þ'-]{3,20} [A-ZÀ-Þ][a-zà-ÿ]{2,20})\b"
)
# "Joss, as everybody calls him".
_AS_CALLED = re.compile(
    r"\b([A-ZÀ-Þ][\w'-]{1,20}),? (?:as|comme) [^.;,\n]{0,30}\b"
    r"(?:calls?|called|knows?|known|appelle|appelait|appellent|surnomme|connaît)\b"
)
_FIRST_AND_LETTER = re.compile(r"(?<![\w.])([A-ZÀ-Þ][a-zà-ÿ]{2,14}) [A-Z]\.(?= [a-zà-ÿ])")
_NO_NAMES = known.NOT_NAMES | known.MEDICINES
_SMALL_TITLES = frozenset({"mme", "mlle", "mrs", "mr"})
_SHORT_FORMS = frozenset({"ID", "EMS", "HR"})


def spans(words: Words) -> Iterator[Span]:
    named_before = -1
    for place, word in enumerate(words):
        name = _after_a_phrase(words, place)
        if name < 0 and word.low in known.CALLED:
            name = _after_called(words, place)
        if name < 0 and (word.low in known.TITLES or word.text == "M"):
            name = _after_a_title(words, place)
        if name < 0:
            name = max(_sought(words, place), _done_to(words, place))
        if name < 0 and _is_given(words, place):
            name = place
        if name < 0:
            name = capitals.name_at(words, place, named_before)
        if name >= 0:
            named_before = _last_of(words, name)
            yield Span(Kind.NAME, words[name].start, words[named_before].end)


def spelled(text: str, _year: int) -> Iterator[Span]:
    """Initials, and what stands after "Name:"."""
    for match in _INITIALS.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].lower().split()[-1:]
        is_short_form = _NOT_INITIALS.fullmatch(match[0].rstrip("."))
        if not is_short_form and known.COUNTED.isdisjoint(before):
            yield Span(Kind.NAME, match.start(), match.end())
    for match in _FIRST_AND_LETTER.finditer(text):
        if match[1].lower() not in known.COUNTED | known.NOT_NAMES:
            yield Span(Kind.NAME, match.start(), match.end())
    for match in _LAST_FIRST.finditer(text):
        if match[0].split(",")[0].lower() not in known.NOT_NAMES | known.PLACES:
            yield Span(Kind.NAME, match.start(), match.end())
    for pattern in (_TOLD_INITIALS, _FIELD, _AS_FILED, _AS_CALLED):
        for match in pattern.finditer(text):
            yield Span(Kind.NAME, *match.span(1))


def _after_a_phrase(words: Words, place: int) -> int:
    if words[place].low in {"dit", "dite"} and "," in words[place].gap:
        return _name_at(words, place + 1, any_case=False)
    for phrase in _ENDS.get(words[place].low, ()):
        first = place - len(phrase) + 1
        if first < 0 or any(words[first + n].low != part for n, part in enumerate(phrase)):
            continue
        before = back_over(words, first, people.AUXILIARIES | {"also"})
        if not known.THINGS.isdisjoint((low(words, before), low(words, first - 1))):
            return -1
        return _name_at(words, place + 1, any_case=phrase[0] in known.ONLY_OF_PEOPLE)
    return -1


def _after_called(words: Words, place: int) -> int:
    """ "A man called jimmy" needs no capital; "somebody called Ambulance Services" is no name."""
    if words[place].low in known.ONLY_OF_PEOPLE or low(words, place - 1) in {
        "one",
        "celui",
        "celle",
    }:
        return _name_at(words, place + 1, any_case=True)
    before = back_over(words, place, people.AUXILIARIES)
    if low(words, before) not in people.NOUNS:
        is_so = last_low(words, place) in known.IS and low(words, before) not in known.THINGS
        return _name_at(words, place + 1, any_case=False) if is_so else -1
    is_sure = before == place - 1 and words[before].low not in {"somebody", "someone"}
    return _name_at(words, place + 1, any_case=is_sure)


def _sought(words: Words, place: int) -> int:
    """Whom somebody asked for; and a name or initials right after "client" and the like."""
    if place + 1 >= len(words):
        return -1
    name, word = words[place + 1], words[place]
    if not _may_be_a_name(name) or next_low(words, place + 1) in known.PLACES:
        return -1
    if word.low in known.FILED and word.text.islower() and name.gap in {" ", " ("}:
        is_initials = len(name.text) in (2, 3) and name.text not in _SHORT_FORMS
        return place + 1 if is_initials or not name.text.isupper() else -1
    is_sought = (low(words, place - 1), word.low) in known.SOUGHT
    return place + 1 if is_sought and name.gap == " " and not name.text.isupper() else -1


def _done_to(words: Words, place: int) -> int:
    """As in "they cuffed Elias", "his brother Elias"."""
    word = words[place]
    if (word.low not in known.DONE_TO and word.low not in known.KIN) or not word.text.islower():
        return -1
    # "Son" is "his" in French.
    if word.low == "son" and last_low(words, place) not in people.OWNED | {"my", "a", "the"}:
        return -1
    if place + 1 >= len(words) or words[place + 1].gap != " ":
        return -1
    name = words[place + 1]
    if name.text.isupper():
        return -1
    if name.low in given_names.NAMES:
        return place + 1
    is_place = next_low(words, place + 1) in known.PLACES or low(words, place + 3) in known.PLACES
    return place + 1 if _may_be_a_name(name) and not is_place else -1


def _after_a_title(words: Words, place: int) -> int:
    """From the title on: "M." needs its point, or it is an initial."""
    last, title = place + 1, words[place].text
    while low(words, last) in known.OF_A_FAMILY and words[last].gap == " ":
        last += 1
    if last >= len(words):
        return -1
    name = words[last]
    if title in _SMALL_TITLES and name.gap == " " and name.text.islower():
        return place if len(name.low) > 2 and name.low not in known.NOT_NAMES else -1
    gaps = {".", ". "} if title == "M" else {" ", ".", ". "}
    is_named = name.gap in gaps and _may_be_a_name(name) and len(name.text) > 1
    return place if is_named and title[0].isupper() else -1


def _may_be_a_name(word: Word) -> bool:
    return word.is_name_like and word.low not in _NO_NAMES


def _name_at(words: Words, place: int, *, any_case: bool) -> int:
    if place >= len(words) or not set(words[place].gap) <= set(' ,":('):
        return -1
    word = words[place]
    if word.is_number or word.low in known.NOT_NAMES or low(words, place + 1) in known.PLACES:
        # "Le Grand" is a nickname, "the quiet hour" is none.
        is_told = low(words, place - 1) in known.SAID_OF_ONE
        is_nickname = word.low in {"le", "la"} and (word.is_name_like or is_told)
        is_nickname = is_nickname and place + 1 < len(words) and _may_be_a_name(words[place + 1])
        return place if is_nickname else -1
    if low(words, place + 2) in known.PLACES and words[place + 2].is_name_like:
        return -1
    return place if word.is_name_like or any_case else -1


def _is_given(words: Words, place: int) -> bool:
    word = words[place]
    known_as = given_names.NAMES if word.is_name_like else given_names.IN_SMALL_LETTERS
    # LEO is no Leo.
    if word.low not in known_as or (word.text.isupper() and len(word.text) < 4):
        return False
    first = place
    while first and words[first].gap == "-" and words[first - 1].is_name_like:
        first -= 1
    before = {low(words, at) for at in range(max(first - 1, 0), place)}
    if next_low(words, place) in known.PLACES or before & known.BEFORE_PLACES:
        return False
    if next_low(words, place) in {"and", "et"} and low(words, place + 2)[:1].isdigit():
        return False  # "Hazel and 3rd" is a corner
    is_of = last_low(words, place) in {"de", "du"}
    return not (is_of and last_low(words, place - 1) in known.BEFORE_PLACES)


def _last_of(words: Words, first: int) -> int:
    """Of the name that begins there: further words with a capital belong to it."""
    last = first
    while last + 1 < len(words) and last - first < _LONGEST and _belongs(words[last + 1]):
        last += 1
    return last


def _belongs(word: Word) -> bool:
    return word.gap in {" ", "-", "'", ". "} and _may_be_a_name(word)
