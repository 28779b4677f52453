"""Words that tell a time of the clock, or by which door, in which room or how far away something
was. Nothing about a person: looked for only where the facts are shown less exactly than that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.screening.folding import fold


@dataclass(frozen=True, slots=True)
class Exact:
    """``text[start:end] == words``."""

    start: int
    end: int
    words: str


_AT = r"(?:at|around|about|by|before|after|until|till|since|from|towards?)"
_A = r"(?:à|vers|dès|avant|après|jusqu'à|depuis|entre|autour de)"
_HOUR = r"(?:2[0-3]|[01]?\d)"
_ONE = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNE = (
    r"(?:une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|dix-sept|dix-huit|dix-neuf|vingt|vingt et une|vingt-deux|vingt-trois)"
)
# What follows an hour that nothing else tells to be one: "at ten in the morning", "at 10."
_ENDS = r"(?=\s{0,2}(?:[.,;!?)]|$)|\s{1,2}(?:in the|at night|that|this|last|on)\b)"
_CLOCKS = (
    rf"(?<![\d.]){_HOUR}(?:[.:][0-5]\d)?\s?[ap](?:\.\s?m\.|\.?m\b)",
    rf"(?<![\d:.]){_HOUR}:[0-5]\d(?![\d:])",
    rf"\b{_A}\s{_HOUR}\s?(?:h|heures?)(?:\s?[0-5]\d)?\b(?!\s?/)",
    rf"(?<![\d.,]){_HOUR}\s?h\s?[0-5]\d\b",
    rf"\b{_A}\s{_UNE}\sheures?\b(?:\s(?:et quart|et demie?|moins le quart|{_UNE}))?",
    rf"\b{_AT}\s(?:[01]\d|2[0-3])[0-5]\d(?:\s?(?:hrs|hours|h)\b|{_ENDS})",
    rf"\b(?:{_ONE}|{_HOUR})\so'clock\b",
    rf"\b(?:half|(?:a\s)?quarter|five|ten|twenty)\s(?:past|to|after)\s(?:{_ONE}|{_HOUR}|noon|midnight)\b",
    rf"\bat\s(?:{_ONE}|{_HOUR}){_ENDS}",
    r"\b(?:noon|midday|midnight)\b",
    r"(?<![-\w])(?:midi|minuit)\b",
)
_COLOURS = "white|black|blue|red|green|yellow|orange|brown|gr[ea]y|glass|steel"
_WHICH = f"front|back|rear|side|main|staff|service|emergency|fire|street|alley|{_COLOURS}"
_LAQUELLE = (
    "bleue|rouge|verte|jaune|blanche|noire|grise|brune|vitrée|arrière|avant|principale|latérale"
    "|d'entrée|d'en arrière|d'en avant|de derrière|de devant|de côté|de service|de secours"
)
# "Il porte une veste" is no door.
_ARTICLE = r"(?:la|une|cette|notre|votre|leur|sa|les|des|deux|de|à)"
_PLACES = (
    rf"\b(?:(?:{_WHICH})[\s-])?(?:doors?|doorways?|doorsteps?)\b(?!-)",
    rf"\b(?:(?:{_WHICH})[\s-])?entrances?\b",
    r"\b(?:consumption|injection|injecting|using|waiting|treatment|chill-?out)\s(?:room|area)s?\b",
    r"\b(?:reception|lobby|vestibule|hallway)\b",
    r"\bin\sfront\sof\b",
    r"\b(?:sidewalk|pavement)\b",
    rf"\b{_ARTICLE}\sportes?\b(?:\s(?:{_LAQUELLE}))?",
    r"\bà\sl'entrée(?:\s(?:principale|arrière|de service))?\b",
    r"\bsalles?\s(?:de\sconsommation|d'injection|d'attente|de\ssoins)\b",
    r"\b(?:à\sl'accueil|à\sla\sréception|dans\sle\s(?:hall|couloir|vestibule))\b",
    r"\b(?:devant|trottoir)\b",
)
_DISTANCES = (
    r"(?<![\d.,])\d{1,4}\s?(?:m|metres?|meters?|mètres?|feet|ft|pieds|steps|pas|yards)\b(?!/)",
    rf"\b(?:{_ONE}|a\sfew|some)\s(?:metres|meters|feet|steps|yards)\b",
    rf"\b(?:{_UNE}|quelques)\s(?:mètres|pieds|pas)\b",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


_CLOCK, _PLACE, _DISTANCE = _any(_CLOCKS), _any(_PLACES), _any(_DISTANCES)


def clock_times(text: str) -> list[Exact]:
    """Where *text* tells a time of the clock, in order."""
    return list(_found(_CLOCK, text))


def doors_and_rooms(text: str) -> list[Exact]:
    """Where *text* tells which door, entrance or room it was, or that it was in front, in order."""
    return list(_found(_PLACE, text))


def distances(text: str) -> list[Exact]:
    """Where *text* tells how far away something was, in order."""
    return list(_found(_DISTANCE, text))


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Exact]:
    folded = fold(text)
    for match in pattern.finditer(folded.text):
        start, end = folded.span(*match.span())
        yield Exact(start, end, text[start:end])
