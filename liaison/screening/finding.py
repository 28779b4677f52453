"""What screening tells of a place in a text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    DIGITS = "digits"
    BIRTH = "birth"
    NUMBER = "number"
    NAME = "name"
    PLACE = "place"
    SUBSTANCE = "substance"
    CONDITION = "condition"
    STANDING = "standing"
    LOOKS = "looks"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Finding:
    """``text[start:end] == words``. ``sure``: its check digit says what it is. One that is not
    sure is asked about all the same."""

    kind: Kind
    start: int
    end: int
    words: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A place that one of the searches found, in the text it was given."""

    kind: Kind
    start: int
    end: int
    sure: bool = False
