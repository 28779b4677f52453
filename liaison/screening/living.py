"""Where one person lives or sleeps, told in words: "he sleeps behind the bakery". Pure.

Only what is told as a habit: that somebody slept in a chair of the site is what happened.
"""

from collections.abc import Iterator

from liaison.screening import people
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Words, last_low, listed, low, next_low

_LIVES = listed(
    "lives sleeps camps squats stays crashes couchsurfs resides dort couche campe squatte habite "
    "loge crèche demeure reste"
)
_LIVING = listed("living sleeping camping squatting staying crashing")
_HOMES = listed("tent camp spot place home room van bed tente campement lit chambre maison auto")
_IS = listed("is s been keeps has")
_PLACED = listed(
    "in at by near behind beside under below across inside outside above on next with off out "
    "dans au aux à près derrière devant sous chez sur en juste"
)
# Not a place, or one of the site's own.
_NO_HOME = listed(
    "fear peace line queue touch booth chair chairs booths door outside calm silence fille ligne "
    "paix site room salle fauteuil chaise file porte calme sol table couch"
)
_LITTLE = people.ARTICLES | listed("rough here there sometimes mostly souvent parfois surtout")


def spans(words: Words) -> Iterator[Span]:
    for place, word in enumerate(words):
        first = last = -1
        if word.low in _LIVES or _is_living(words, place):
            first, last = people.subject(words, place), _where(words, place)
        elif _is_their_home(words, place):
            first, last = place - 1, _where(words, place + 1)
        if first >= 0 and last >= 0:
            yield Span(Kind.PLACE, words[first].start, words[last].end)


def _is_their_home(words: Words, place: int) -> bool:
    """As in "her tent is", of which it is told where."""
    is_theirs = words[place].low in _HOMES and last_low(words, place) in people.OWNED
    return is_theirs and next_low(words, place) in {"is", "was", "est"}


def _is_living(words: Words, place: int) -> bool:
    return words[place].low in _LIVING and low(words, place - 1) in _IS


def _is_home(words: Words, place: int) -> bool:
    """ "Chez sa sœur", "au 3e"."""
    if low(words, place) == "chez":
        return True
    return low(words, place) == "au" and low(words, place + 1)[:1].isdigit()


def _where(words: Words, place: int) -> int:
    """The last word of the place that is told; -1 where none is."""
    at = place + 1
    while at < len(words) and not words[at].breaks and words[at].low in _LITTLE - _PLACED:
        at += 1
    if at >= len(words) or words[at].breaks or words[at].low not in _PLACED:
        return -1
    while next_low(words, at) in _LITTLE | _PLACED:
        at += 1
    # "Elle reste" is "she stays" too.
    if words[place].low == "reste" and not _is_home(words, place + 1):
        return -1
    named = next_low(words, at)
    return at + 1 if named and named not in _NO_HOME else -1
