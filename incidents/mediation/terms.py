"""The terms of a mediation, in both languages, and the digest that three people sign. Pure.

A text that changes is another version: whoever signed the former signed the former.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from liaison.bilingual import Bilingual

VERSION = "1"
SCHEME = "portal-mediation-terms-v1"
# So many days after the end the mediator's own notes are destroyed.
NOTES_KEPT_DAYS = 30

TERMS: Sequence[Bilingual] = (
    Bilingual(
        "It is about how the two organisations work together, and what each will do. Nobody is "
        "judged, and no finding about anybody is made.",
        "Il s’agit de la façon dont les deux organisations travaillent ensemble et de ce que "
        "chacune fera. Personne n’est jugé, et aucune conclusion n’est tirée sur quiconque.",
    ),
    Bilingual(
        "Both sides take part because they want to. Either may stop at any time until it has "
        "signed an agreement, and owes no reason. Nobody is told which side it was.",
        "Les deux parties participent de leur plein gré. Chacune peut arrêter à tout moment tant "
        "qu’elle n’a pas signé d’entente, sans donner de raison. Personne n’apprend laquelle "
        "a arrêté.",
    ),
    Bilingual(
        "The mediator stands on neither side and decides nothing.",
        "Le médiateur n’est d’aucune partie et ne décide de rien.",
    ),
    Bilingual(
        "What a side confides to the mediator is not passed on, unless that side says so. Only "
        "the result and the promises leave the room. Nothing is recorded.",
        "Ce qu’une partie confie au médiateur n’est pas transmis, sauf si elle le permet. Seuls "
        "le résultat et les engagements sortent de la pièce. Rien n’est enregistré.",
    ),
    Bilingual(
        "What is said is not used for discipline, in proceedings or as intelligence, as far as "
        "the law allows.",
        "Ce qui est dit ne sert ni à la discipline, ni à une procédure, ni au renseignement, dans "
        "la mesure où la loi le permet.",
    ),
    Bilingual(
        "Confidence ends where somebody’s life is in danger, where a child has to be protected, "
        "where a court orders it, and where a law on access to information requires it.",
        "La confidentialité prend fin lorsque la vie de quelqu’un est en danger, lorsqu’un enfant "
        "doit être protégé, lorsqu’un tribunal l’ordonne, et lorsqu’une loi sur l’accès à "
        "l’information l’exige.",
    ),
    Bilingual(
        "Nobody who uses the site is named, or described so that they could be known.",
        "Aucune personne qui utilise le site n’est nommée, ni décrite de façon à pouvoir être "
        "reconnue.",
    ),
    Bilingual(
        "The mediator’s own notes are read by the mediator alone, and are destroyed within 30 "
        "days after the end.",
        "Les notes du médiateur ne sont lues que par le médiateur, et sont détruites dans les "
        "30 jours suivant la fin.",
    ),
    Bilingual(
        "It stops and extends no time limit of a complaint. Everybody keeps the right to complain.",
        "Elle ne suspend ni ne prolonge aucun délai de plainte. Chacun garde le droit de porter "
        "plainte.",
    ),
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What the three names stand under, besides the text."""

    case_id: UUID
    partnership_id: UUID
    mediator_id: UUID


def digest(signed: Signed) -> str:
    """SHA-256 over the scheme's name, a line break, and canonical JSON of the terms in both
    languages, their version, the mediation, the partnership and the mediator."""
    body = {
        "case": str(signed.case_id),
        "mediator": str(signed.mediator_id),
        "partnership": str(signed.partnership_id),
        "terms": [{"en": term.en, "fr": term.fr} for term in TERMS],
        "version": VERSION,
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{SCHEME}\n{text}".encode()).hexdigest()


def read_in(language: str) -> list[str]:
    """The terms as a reader of *language* is shown them."""
    return [term.read_in(language)[0] for term in TERMS]
