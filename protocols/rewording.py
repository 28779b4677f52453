"""How one wording of a clause differs from another, language by language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from protocols import prose, worddiff
from protocols.editing import Texts, Wording
from protocols.worddiff import Piece

_NOTHING = Wording("", "")


@dataclass(frozen=True)
class Reworded:
    """One language in which a clause says something else."""

    language: str
    was: Wording
    now: Wording

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @cached_property
    def heading(self) -> list[Piece]:
        return worddiff.pieces(self.was.heading, self.now.heading)

    @cached_property
    def body(self) -> list[Piece]:
        was, now = prose.plain(self.was.body), prose.plain(self.now.body)
        if was == now:
            # Only signs have changed, emphasis say: then they are what there is to see.
            was, now = self.was.body, self.now.body
        return worddiff.pieces(was, now)

    @property
    def columns(self) -> tuple[tuple[list[Piece], list[Piece]], tuple[list[Piece], list[Piece]]]:
        """Heading and body of the former wording, and of the latter, each with what only it says
        marked."""
        return (
            (worddiff.former(self.heading), worddiff.former(self.body)),
            (worddiff.latter(self.heading), worddiff.latter(self.body)),
        )


def language_name(code: str) -> str:
    return _(str(dict(settings.LANGUAGES).get(code, code)))


def between(was: Texts, now: Texts, languages: Sequence[str]) -> list[Reworded]:
    """The languages in which the two differ, in the order of *languages*."""
    order = [*languages, *sorted(set(was) | set(now))]
    return [
        Reworded(code, was.get(code, _NOTHING), now.get(code, _NOTHING))
        for code in dict.fromkeys(order)
        if was.get(code) != now.get(code)
    ]
