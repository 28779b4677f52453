"""Details of one officer, as they are kept apart from all words. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Apart:
    """Badge or fleet numbers, and why they are needed."""

    numbers: str
    why: str = ""

    def written(self) -> str:
        """One text: the numbers on its first line, the reason beneath."""
        return f"{self.numbers}\n{self.why}" if self.why else self.numbers


def read(text: str) -> Apart:
    numbers, _line, why = text.partition("\n")
    return Apart(numbers, why)
