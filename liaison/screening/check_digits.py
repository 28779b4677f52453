"""Numbers of health cards and the like, by their shape and their check digit.

A check digit that is right says what a number is; one that is wrong lets nothing go, since a
number is easily mistyped.
"""

import re
from collections.abc import Callable


def says_what_it_is(run: str) -> bool:
    """One of the schemes that have a check digit claims the number."""
    digits = [int(sign) for sign in run if sign.isdigit()]
    return any(shape.fullmatch(run) and holds(digits) for shape, holds in _SCHEMES)


def _luhn(digits: list[int]) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _bc_phn(digits: list[int]) -> bool:
    weights = (2, 4, 8, 5, 10, 9, 7, 3)
    rest = sum(digit * weight % 11 for digit, weight in zip(digits[1:9], weights, strict=True)) % 11
    return 11 - rest == digits[9]


def _nhs(digits: list[int]) -> bool:
    total = sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == digits[9]


def _medicare(digits: list[int]) -> bool:
    weights = (1, 3, 7, 9, 1, 3, 7, 9)
    total = sum(digit * weight for digit, weight in zip(digits[:8], weights, strict=True))
    return total % 10 == digits[8]


def _nir(digits: list[int]) -> bool:
    number = int("".join(map(str, digits)))
    return number % 100 == 97 - number // 100 % 97


_SCHEMES: tuple[tuple[re.Pattern[str], Callable[[list[int]], bool]], ...] = (
    (re.compile(r"\d{4}[ -]?\d{3}[ -]?\d{3}(?:[ -]?[A-Z]{2})?"), _luhn),  # Ontario
    (re.compile(r"9\d{3}[ -]?\d{3}[ -]?\d{3}"), _bc_phn),
    (re.compile(r"\d{3}[ -]\d{3}[ -]\d{4}"), _nhs),
    (re.compile(r"[2-6]\d{3}[ -]?\d{5}[ -]?\d(?:[ -/]?\d)?"), _medicare),
    (re.compile(r"\d{3}[ -]\d{3}[ -]\d{3}"), _luhn),  # social insurance
    (re.compile(r"[12][ ]?\d\d[ ]?\d\d[ ]?\d\d[ ]?\d{3}[ ]?\d{3}[ ]?\d\d"), _nir),
)
