"""A text that people type in English, in French or in both, and how a reader finds it. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text, in one of the two languages or in both; empty in both, nothing is said."""

    en: str = ""
    fr: str = ""

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)

    def __str__(self) -> str:
        return " / ".join(self.forms)

    @property
    def forms(self) -> list[str]:
        """The texts that are there, the English one first."""
        return [text for _code, text in self.said_in]

    @property
    def said_in(self) -> list[tuple[str, str]]:
        """The same, each with the language it is in."""
        return [(code, text) for code, text in (("en", self.en), ("fr", self.fr)) if text]

    def read_in(self, language: str) -> tuple[str, str]:
        """What a reader of *language* is shown, and the language it is in: theirs where the text
        has it, else the other."""
        english, french = ("en", self.en), ("fr", self.fr)
        wanted, other = (french, english) if language.startswith("fr") else (english, french)
        code, text = wanted if wanted[1] else other
        return text, code


NOTHING = Bilingual()
