"""Codes and service numbers as people type them. Pure.

A code is read aloud, copied from a board and typed with a thumb, so it has no letter that looks
like a digit. Ten of 32 signs are 50 bits, and wrong ones are counted (``accounts.guessing``).
"""

import re
import secrets

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 10
HALF = LENGTH // 2
_NUMBER = re.compile(r"[A-Z0-9]{2,12}")
_BETWEEN = re.compile(r"[\s.\-_/]+")


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def in_groups(code: str) -> str:
    """As it is printed: "K7QMX-4WT2P"."""
    return f"{code[:HALF]}-{code[HALF:]}"


def read_code(typed: str) -> str:
    """What was meant by *typed*; a code or something that is none."""
    return _BETWEEN.sub("", typed).upper()[: 2 * LENGTH]


def read_number(typed: str) -> str:
    """A service number in its one spelling; "" for what cannot be one."""
    number = _BETWEEN.sub("", typed).upper()
    return number if _NUMBER.fullmatch(number) else ""
