"""Six plain words by which somebody asks later what became of what they told.

They are worked out from what the form drew by chance, so that pressing twice gives the same six;
kept is only a keyed hash of them. Lists: ``words_en``, ``words_fr``; six words of either are worth
more than 60 bits.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

import vault
from incidents.telling import words_en, words_fr

LISTS: Mapping[str, Sequence[str]] = {"en": words_en.WORDS, "fr": words_fr.WORDS}
LENGTH = 6
# What letters are made of that have no accent to lose.
_JOINED = str.maketrans({"œ": "oe", "æ": "ae"})


def drawn(seed: str, language: str) -> str:
    """The six words that belong to *seed*; without the vault's key nobody finds them."""
    words = LISTS.get(language, words_en.WORDS)
    number = int(vault.keyed_hash(f"{language}|{seed}", purpose="tell-slip"), 16)
    picked = []
    for _place in range(LENGTH):
        number, index = divmod(number, len(words))
        picked.append(words[index])
    return " ".join(picked)


def hash_of(typed: str) -> str:
    """By which a slip is looked up, however it was typed."""
    return vault.keyed_hash(folded(typed), purpose="tell-slip-index")


def folded(typed: str) -> str:
    """*typed* as words of plain small letters: case, accents and what stands between them do not
    matter."""
    plain = unicodedata.normalize("NFKD", typed.casefold().translate(_JOINED))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall("[a-z]+", letters))
