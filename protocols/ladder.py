"""The public rungs of the contact ladder, and which of them the steps of an answer name. Pure.

A step is free text that both sides signed ("Call the keyholder of the site."), so whom it names is
read from its words. A post that the ladder does not hold is never offered as if it did: the next
rung of that side answers in its place, and the card says so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from liaison.roles import Side

_EXTENSION = re.compile(r"(?:ext|x|p)\.? ?(\d+)$")


class Post(StrEnum):
    """A post that steps name and that a number may belong to."""

    KEYHOLDER = "keyholder"
    IN_CHARGE = "in_charge"
    LIAISON = "liaison"


LABELS: Mapping[Post, Any] = {
    Post.KEYHOLDER: _("keyholder"),
    Post.IN_CHARGE: _("person in charge"),
    Post.LIAISON: _("liaison"),
}
_SIDES = {Post.KEYHOLDER: Side.SITE, Post.IN_CHARGE: Side.SITE, Post.LIAISON: Side.POLICE}
# What steps and rungs call them, in every language of the portal.
_WORDS = {
    Post.KEYHOLDER: re.compile(
        r"key.?holder|(?:détent|port)(?:eur|rice|euse)s? des? cl[ée]s?", re.I
    ),
    Post.IN_CHARGE: re.compile(r"(?:person|nurse|staff) in charge|shift lead|responsable", re.I),
    Post.LIAISON: re.compile(r"liaison", re.I),
}
# "Tell" may be said at the door; these are said into a telephone.
_CALLS = re.compile(r"\b(?:call|telephone|phone|appelez|téléphonez)\b", re.I)


@dataclass(frozen=True, slots=True)
class Rung:
    """A post that may be called; never a person."""

    side: str
    post: str
    phone: str
    reachable: str = ""

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


def calls(rungs: Sequence[Rung], steps: Iterable[Any] = ()) -> list[Call]:
    """Those the *steps* name, in their order, then every other rung."""
    named = [_answering(post, rungs) for post in posts_in(steps)]
    shown = {call.rung for call in named}
    return [*named, *(Call(rung) for rung in rungs if rung not in shown)]


def posts_in(steps: Iterable[Any]) -> list[Post]:
    """The posts that the *steps* ask to call, each once."""
    calling = [str(step) for step in steps if _CALLS.search(str(step))]
    found = [post for step in calling for post in Post if _WORDS[post].search(step)]
    return list(dict.fromkeys(found))


def dial(phone: str) -> str:
    """A number as it was typed, as a telephone dials it (the ``tel:`` of an address)."""
    extension = _EXTENSION.search(phone)
    main = re.sub(r"[^\d+]", "", phone[: extension.start()] if extension else phone)
    return f"{main};ext={extension[1]}" if extension else main


def _answering(post: Post, rungs: Sequence[Rung]) -> Call:
    for rung in rungs:
        if _WORDS[post].search(rung.post):
            return Call(rung, is_named=True)
    ranked = sorted(rungs, key=lambda rung: rung.side != _SIDES[post])
    return Call(ranked[0] if ranked else None, is_named=True, instead_of=LABELS[post])
