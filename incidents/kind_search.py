"""How a word that somebody types finds a kind of encounter. Pure; ``static/js/log.js`` does the
same on the page, with ``ENDINGS`` and ``SMALL`` from here.

A word fits one that begins with it, or one that is the same without its ending ("followed" and
"following"). Where not every word fits any kind, those come that some fit.
"""

from collections.abc import Mapping

from incidents.plain_words import plain

# Of plurals and verbs, in English and French, the longer first; without marks.
ENDINGS = (
    "issements",
    "ements",
    "aient",
    "ement",
    "ings",
    "ees",
    "ent",
    "ing",
    "ait",
    "ed",
    "ee",
    "er",
    "es",
    "ez",
    "e",
    "s",
)
_SMALL = (
    "a an and at au aux by dans de des du en et for from la le les me of on ont or ou our par "
    "sur the their they to un une us was we were with"
)
# They say nothing of what happened.
SMALL = frozenset(_SMALL.split())
# What is left of a word when its ending is cut.
LEAST = 3
# Shorter stems than this fit only themselves.
BEGINS = 4
EXACT, BEGUN = 2, 1


def stem(word: str) -> str:
    """*word*, plain already, without its ending, and the letter before it once."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            cut = word.removesuffix(ending)
            return cut[:-1] if len(cut) > LEAST and cut[-1] == cut[-2] else cut
    return word


def found(typed: str, lines: Mapping[str, str]) -> list[str]:
    """The keys of *lines*, each the plain words by which something is known, that fit best first:
    those that more of the words fit, and fit whole; then those where they stand earlier."""
    words = plain(typed).split()
    wanted = [word for word in words if word not in SMALL] or words
    fits = {key: _fits(wanted, line.split()) for key, line in lines.items()}
    most = max((number for number, _whole, _place in fits.values()), default=0)
    fitting = [key for key, (number, *_rest) in fits.items() if number]
    if most == len(wanted):
        fitting = [key for key in fitting if fits[key][0] == most]
    return sorted(fitting, key=lambda key: fits[key], reverse=True)


def _fits(wanted: list[str], known: list[str]) -> tuple[int, int, int]:
    """How many of *wanted* fit, how well, and how early, the more the better."""
    number = whole = place = 0
    for word in wanted:
        fits = [(_fit(word, one), -at) for at, one in enumerate(known)]
        how, at = max(fits, default=(0, 0))
        if how:
            number, whole, place = number + 1, whole + how, place + at
    return number, whole, place


def _fit(word: str, known: str) -> int:
    mine, theirs = stem(word), stem(known)
    if word == known or mine == theirs:
        return EXACT
    begins = known.startswith(word) or (len(mine) >= BEGINS and theirs.startswith(mine))
    return BEGUN if begins else 0
