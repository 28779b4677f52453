"""Words that hurt, and what one may write instead: proposed beside the text, never asked about.

The terms are contested and change; whoever writes decides.
"""

import re
from dataclasses import dataclass

from liaison.screening.folding import fold


@dataclass(frozen=True, slots=True)
class Hint:
    """``text[start:end] == words``; ``instead`` is in the language of the words."""

    start: int
    end: int
    words: str
    instead: str


_PERSON, _PEOPLE = "person who uses drugs", "people who use drugs"
_PERSONNE, _PERSONNES = "personne qui consomme des drogues", "personnes qui consomment des drogues"
# Longer wordings first: of two that begin at one place, the first counts.
_INSTEAD: tuple[tuple[str, str], ...] = (
    (r"(?:drug|substance) (?:abuser|user|addict)s", _PEOPLE),
    (r"(?:drug|substance) (?:abuser|user|addict)", _PERSON),
    (r"(?:addicts|junkies|druggies|crackheads|dopers|drug abusers)", _PEOPLE),
    (r"(?:addict|junkie|junky|druggie|crackhead|doper|abuser)", _PERSON),
    (r"abusers", _PEOPLE),
    (r"(?:drug|substance) (?:abuse|misuse)", "drug use"),
    (r"drug habit", "drug use"),
    (r"shooting galler(?:y|ies)", "supervised consumption site"),
    (r"overdose victims", "people who overdosed"),
    (r"overdose victim", "person who overdosed"),
    (r"dirty (?:needles?|syringes?|works|rigs?|gear)", "used syringes"),
    (r"clean (?:needles?|syringes?|works|rigs?|gear)", "sterile syringes"),
    (
        r"(?<=he )is clean|(?<=e's )clean|(?<=they )are clean|(?<=on )is clean",
        "not using at present",
    ),
    (r"(?:toxicomanes|drogués|droguées|toxicos|toxs)", _PERSONNES),
    (r"(?:toxicomane|droguée?|toxico|tox)", _PERSONNE),
    (r"(?:camés|camées|junkys)", _PERSONNES),
    (r"(?:camée?)", _PERSONNE),
    (r"toxicomanie", "consommation de drogues"),
    (r"abus de (?:drogues?|substances?)", "consommation de drogues"),
    (r"(?:piqueries?|shooteuses?)", "site de consommation supervisée"),
    (r"victimes de surdoses?", "personnes qui ont fait une surdose"),
    (r"victime de surdose", "personne qui a fait une surdose"),
    (r"(?:seringues?|aiguilles?) (?:sales?|souillées?)", "matériel utilisé"),
    (r"(?:seringues?|aiguilles?) propres?", "matériel stérile"),
    (r"(?:est|être|était|rester?) clean|(?<=elle )est propre", "ne consomme pas en ce moment"),
)
_ANY = re.compile(
    r"\b(?:" + "|".join(f"({wording})" for wording, _instead in _INSTEAD) + r")\b", re.IGNORECASE
)


def hints(text: str) -> list[Hint]:
    """The words in *text* for which there is a kinder one, in order."""
    folded = fold(text)
    found = []
    for match in _ANY.finditer(folded.text):
        start, end = folded.span(*match.span())
        instead = _INSTEAD[(match.lastindex or 1) - 1][1]
        found.append(Hint(start, end, text[start:end], instead))
    return found
