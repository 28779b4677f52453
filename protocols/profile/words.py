"""The shape of the default text: every sentence in both languages, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from protocols.entry import Circumstance, Disposition, SiteState

LANGUAGES = ("en", "fr")
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    en: str
    fr: str

    def __getitem__(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class DefaultClause:
    heading: Words
    body: Words


@dataclass(frozen=True, slots=True)
class DefaultCell:
    disposition: Disposition
    clause: int
    steps: tuple[Words, ...]


Cells = Mapping[tuple[Circumstance, SiteState], DefaultCell]
Does = tuple[Disposition, tuple[Words, ...]]


def say(en: str, fr: str) -> Words:
    """Both languages; French gets the no-break spaces that its double signs ask for."""
    for sign in ":;?!»":
        fr = fr.replace(f" {sign}", NO_BREAK + sign)
    return Words(en, fr.replace("« ", "«" + NO_BREAK))


def row(
    circumstance: Circumstance, clause: int, operating: Does, closed: Does, suspended: Does
) -> dict[tuple[Circumstance, SiteState], DefaultCell]:
    """The three cells of one circumstance, all citing the same clause."""
    states = zip(SiteState, (operating, closed, suspended), strict=True)
    return {
        (circumstance, state): DefaultCell(disposition, clause, steps)
        for state, (disposition, steps) in states
    }
