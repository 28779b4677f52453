"""Details of one officer: a name after a rank, a badge, a plate, the number of a car.

They are no more for everybody's eyes than a name is, but there is a place of their own for them.
"""

import re
from collections.abc import Iterator

from liaison.screening.finding import Kind, Span
from liaison.screening.name_words import CALLED, NOT_NAMES
from liaison.screening.words import Word, Words, listed, low

_RANKS = listed(
    "officer constable cst pc wpc sgt sergeant inspector insp detective det corporal cpl "
    "lieutenant lt captain capt superintendent supt trooper sheriff agent agente sergent "
    "sergente constable inspecteur inspectrice lieutenante capitaine brigadier brigadière "
    "commandant commandante caporal adjudant adjudante gendarme commissaire enquêteur enquêteuse "
    "chef sarge officers constables agents agentes sergeants policier policière policeman "
    "policewoman patrolman ptl deputy marshal inspectors détective dét serg lieut"
)
_SEVERAL = listed("officers constables agents agentes sergeants inspectors")
_BEFORE_RANKS = listed("senior acting first detective staff leading chief l le la")
_NOT_NAMES = listed(
    "on in at from to of and or the a who was is had has did safety division central police "
    "principal principale liaison de du des le la les qui a et en au service in charge or above "
    "officer constable sergeant inspector chief superintendent major general training duty street "
    "station chef adjoint adjointe main water first second third operations patrol"
)
# After one of these a word in small letters is a name, unless it is what they do.
_SHORT_RANKS = listed("sgt cst det insp cpl const supt")
_SAID_OF_RANKS = listed(
    "said says told asks asked was is had has came went will would did does and on at from in "
    "with who called took let gave wants wanted again then also just left arrived never didn "
    "didnt wasn wasnt from being been that this there here they he she agreed apologised "
    "apologized about to looked stood walked kept made brought were are for of the read spoke "
    "drove sat stayed held knew saw found broke meant put sent ran heard stopped goes comes "
    "shows showed calls sounds seems seemed won could should may might must always only even "
    "both"
)
_CODE = r"(?=[A-Z-]{0,4}\d|\d)[A-Z0-9]{1,7}(?:[- ]?(?=[A-Z]{0,3}\d)[A-Z0-9]{1,5})?(?![\w-])"
_NO = r"(?: ?(?:number|numbers|numéro|num|no|nos|nr|nº|n°|#|was|is|are|est|était|:|\.|,)){0,3} ?"
_BADGE = re.compile(
    r"\b(?:badge|collar|shoulder|shield|warrant card|fleet|call ?sign|matricule|insigne|flotte"
    r"|indicatif|rio)\b" + _NO + r"(?-i:" + _CODE + r")",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"\b(?:(?:licen[cs]e|number|registration) (?:plate|number)|plates?|registration|reg|licen[cs]e"
    r"|rego|plaques?|immatriculation|immatriculée?)\b,?"
    + _NO
    + r"(?-i:(?=[A-Z -]{0,5}\d)[A-Z0-9]{1,7}(?:[ -][A-Z0-9]{1,4}){0,2}(?!\w))",
    re.IGNORECASE,
)
_CAR = re.compile(
    r"\b(?:(?:police |patrol |squad )?(?:car|vehicle|unit|cruiser|van|truck|suv)"
    r"|(?:auto-?patrouille|voiture|véhicule|auto|vus|unité|fourgon|camion)"
    r"(?: de police| de patrouille)?)\b"
    + _NO
    + r"(?-i:(?=\w{0,3}\d[\w-]{0,4}\d|\d[A-Z]|[A-Z]\d)"
    + _CODE
    + r")(?! ?(?:of|de|du|des|d'|m|metres?|meters?|mètres?|minutes?|min|h|hours?|heures?|times?|"
    r"fois|percent|%|doors?|feet|ft|km|years?|ans|seconds?|secondes?)\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:unit|car|unité|voiture|crew|équipage|patrol|patrouille) (?:[A-Z]{1,3} )?(?:\d{1,3}[- ])?"
    r"(?:alpha|bravo|charlie|delta|echo|foxtrot|"
    r"golf|hotel|india|kilo|lima|mike|oscar|papa|romeo|sierra|tango|victor|whisk[e]?y|zulu)"
    r"(?:[- ]?\d{1,3})?\b",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"\b(?:name ?tag|name ?plate|name badge|porte-nom|écusson|insigne)\b[^.;\n]{0,12}?"
    r"(?:says?|said|reads?|was|dit|disait|indiquait|marqué|:) \"?([A-ZÀ-Þ][a-zà-ÿ'-]{2,20})"
)
_HASH = re.compile(r"(?:no\.? ?|n° ?)?# ?\d{3,6}\b")
_OFFICER_NEAR = re.compile(r"\b(?:officers?|agente?s?|constable|badge|sergeant|sergente?)\b", re.I)


def spans(words: Words) -> Iterator[Span]:
    for place, word in enumerate(words[:-1]):
        if word.low in _RANKS and low(words, place + 1) in CALLED and _is_a_name(words, place + 2):
            yield Span(Kind.OFFICER, word.start, words[_end_of_name(words, place + 2)].end)
        elif word.low in _RANKS and _is_named(words, place):
            first = place
            if low(words, place - 1) in _BEFORE_RANKS and not word.breaks:
                first -= 1
            last = _end_of_name(words, place + 1)
            yield Span(Kind.OFFICER, words[first].start, words[last].end)


def _end_of_name(words: Words, last: int) -> int:
    """O'Neil, J. Wong and Jean Roy are one name each."""
    while last + 1 < len(words) and words[last + 1].gap in {" ", "-", "'", ". "}:
        more = words[last + 1]
        if more.low in {"and", "et"} and _is_a_name(words, last + 2):
            last += 2
            continue
        is_after_a_dot = more.gap == ". " and len(words[last].text) > 1
        if not more.is_name_like or is_after_a_dot or more.low in _NOT_NAMES:
            break
        last += 1
    return last


def _is_a_name(words: Words, place: int) -> bool:
    if place >= len(words) or words[place].gap != " ":
        return False
    return words[place].is_name_like and words[place].low not in _NOT_NAMES | NOT_NAMES


def _is_named(words: Words, place: int) -> bool:
    name = words[place + 1]
    if words[place].low in _SHORT_RANKS and name.gap in {" ", ". "} and _is_small_name(name):
        return True
    is_short = len(words[place].text) < 5
    is_several = words[place].low in _SEVERAL
    gaps = {" "} | ({". "} if is_short else set()) | ({": ", " : "} if is_several else set())
    is_next = name.gap in gaps
    if is_next and name.is_number and len(name.text) >= 3:
        return True
    is_letter = (
        len(name.text) == 1 and low(words, place + 2) and words[place + 2].gap in {"'", ". "}
    )
    return (
        is_next
        and name.is_name_like
        and name.low not in _NOT_NAMES | NOT_NAMES
        and (len(name.text) > 1 or bool(is_letter))
        and low(words, place + 2) not in {"street", "road", "division", "station", "avenue"}
    )


def _is_small_name(word: Word) -> bool:
    """As in "sgt mcelroy"."""
    known = _SAID_OF_RANKS | _NOT_NAMES | NOT_NAMES | _RANKS
    is_verb = word.low.endswith(("ed", "ing"))
    return word.text.islower() and len(word.low) > 3 and word.low not in known and not is_verb


def numbered(text: str, _year: int) -> Iterator[Span]:
    for pattern in (_BADGE, _PLATE, _SAID, _CAR):
        for match in pattern.finditer(text):
            yield Span(Kind.OFFICER, match.start(), match.end())
    for match in _HASH.finditer(text):
        if _OFFICER_NEAR.search(text[max(0, match.start() - 40) : match.start()]):
            yield Span(Kind.OFFICER, match.start(), match.end())


def tagged(text: str, _year: int) -> Iterator[Span]:
    """What a name tag says."""
    for match in _TAGGED.finditer(text):
        yield Span(Kind.OFFICER, *match.span(1))
