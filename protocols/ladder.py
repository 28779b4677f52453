"""The public rungs of the contact ladder, and which of them the steps of an answer name. Pure.

An answer says whom to call. One that was signed before answers could say so has only its steps,
free text ("Call the keyholder of the site."), so whom they name is read from their words. A post
that the ladder does not hold is never offered as if it did: the next rung of that side answers in
its place, and the card says so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liaison.bilingual import NOTHING, Bilingual
from liaison.roles import Side
from protocols import wording
from protocols.entry import Post

_EXTENSION = re.compile(r"(?:ext|x|p)\.? ?(\d+)$")


_SIDES = {
    Post.KEYHOLDER: Side.SITE,
    Post.IN_CHARGE: Side.SITE,
    Post.MANAGER: Side.SITE,
    Post.LIAISON: Side.POLICE,
    Post.SUPERVISOR: Side.POLICE,
}
# What steps and rungs call them, in every language of the portal.
_WORDS: Mapping[Post, re.Pattern[str]] = {
    Post.KEYHOLDER: re.compile(
        r"key.?holder|(?:détent|port)(?:eur|rice|euse)s? des? cl[ée]s?", re.I
    ),
    Post.IN_CHARGE: re.compile(
        r"(?:person|nurse|staff) in charge|shift lead|responsable|chef(?:fe)? de quart", re.I
    ),
    Post.MANAGER: re.compile(r"manager|gestionnaire", re.I),
    Post.LIAISON: re.compile(r"liaison", re.I),
    Post.SUPERVISOR: re.compile(r"supervis(?:or|eu)|(?:duty )?inspect(?:or|eu)", re.I),
}
# Those that steps are read for. An officer's own supervisor answers by radio, not from a card.
_SAID_IN_STEPS = (Post.KEYHOLDER, Post.IN_CHARGE, Post.LIAISON)
# "Tell" may be said at the door; these are said into a telephone.
_CALLS = re.compile(r"\b(?:call|telephone|phone|appelez|téléphonez)\b", re.I)


@dataclass(frozen=True, slots=True)
class Rung:
    """A post that may be called; never a person."""

    side: str
    post: Bilingual
    phone: str
    reachable: Bilingual = NOTHING

    @property
    def dial(self) -> str:
        return dial(self.phone)


@dataclass(frozen=True, slots=True)
class Call:
    """A number to tap. ``is_named``: a step asks for it; ``instead_of``: in place of the post that
    it asks for, which has no number here; without a ``rung`` there is no number at all."""

    rung: Rung | None
    is_named: bool = False
    instead_of: Any = ""


def calls(
    rungs: Sequence[Rung], steps: Iterable[Any] = (), posts: Sequence[Post] = ()
) -> list[Call]:
    """Those the answer says to call (*posts*; where it says none, those its *steps* name), then
    every other rung."""
    named = _each_once([_answering(post, rungs) for post in posts or posts_in(steps)])
    shown = {call.rung for call in named}
    return [*named, *(Call(rung) for rung in rungs if rung not in shown)]


def posts_in(steps: Iterable[Any]) -> list[Post]:
    """The posts that the *steps* ask to call, each once."""
    calling = [str(step) for step in steps if _CALLS.search(str(step))]
    found = [post for step in calling for post in _SAID_IN_STEPS if _WORDS[post].search(step)]
    return list(dict.fromkeys(found))


def dial(phone: str) -> str:
    """A number as it was typed, as a telephone dials it (the ``tel:`` of an address)."""
    extension = _EXTENSION.search(phone)
    main = re.sub(r"[^\d+]", "", phone[: extension.start()] if extension else phone)
    return f"{main};ext={extension[1]}" if extension else main


def _each_once(found: Sequence[Call]) -> list[Call]:
    """A number stands once, with every post in whose place it is called."""
    by_rung: dict[Rung | None, list[str]] = {}
    for call in found:
        absent = by_rung.setdefault(call.rung, [])
        absent += [str(call.instead_of)] if call.instead_of else []
    return [
        Call(rung, is_named=True, instead_of=", ".join(absent)) for rung, absent in by_rung.items()
    ]


def _named_by(rung: Rung) -> set[Post]:
    """The posts that its words say: what its languages agree on, else what the English says. The
    French "responsable" is a manager's word as well as that of whoever is in charge."""
    read = ({post for post, words in _WORDS.items() if words.search(f)} for f in rung.post.forms)
    said = [posts for posts in read if posts]
    return (set.intersection(*said) or said[0]) if said else set()


def _answering(post: Post, rungs: Sequence[Rung]) -> Call:
    for rung in rungs:
        if post in _named_by(rung):
            return Call(rung, is_named=True)
    ranked = sorted(rungs, key=lambda rung: rung.side != _SIDES[post])
    return Call(ranked[0] if ranked else None, is_named=True, instead_of=wording.POSTS[post])
