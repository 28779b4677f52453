"""The bytes of the ledger: canonical JSON and the three hashes. ``docs/ledger.md`` shows them."""

import json
import re
import unicodedata
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NoReturn
from uuid import UUID

BIGGEST_INT = 2**53 - 1  # beyond it, other languages read another number
LONGEST_TEXT = 200
LONGEST_BODY = 64 * 1024
DEEPEST = 6
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


class NotCanonical(ValueError):
    """A value, or a body, that the ledger does not take."""


def write(body: dict[str, Any]) -> str:
    """*body* as canonical JSON: sorted keys, no spaces, nothing that two programs read apart.

    Errors: ``NotCanonical`` for anything but str, int, bool, None, list and dict, for floats,
    integers beyond 2**53-1, texts that are long, not NFC or not UTF-8, and keys that are not
    snake_case. Nothing is converted: what cannot be kept as it is, is not kept.
    """
    _check(body, "", 0)
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if len(text.encode()) > LONGEST_BODY:
        raise NotCanonical(f"A ledger body holds at most {LONGEST_BODY} bytes.")
    return text


def read(text: str) -> dict[str, Any]:
    """The body that *text* holds. Errors: ``NotCanonical`` for a key named twice or a float."""
    try:
        body = _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotCanonical("The body is not JSON.") from error
    if not isinstance(body, dict):
        raise NotCanonical("The body is not an object.")
    return body


def moment(at: datetime) -> str:
    """*at* in UTC with microseconds. Errors: ``NotCanonical`` for a time without zone."""
    if at.tzinfo is None:
        raise NotCanonical("The ledger takes times with their zone.")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def first_link(chain: UUID) -> bytes:
    """What stands before the first entry of a chain."""
    return sha256(b"portal-ledger-v1\n" + chain.bytes).digest()


def leaf(salt: bytes, body: str) -> bytes:
    """The salted hash of a body. The salt keeps a guessed body from being confirmed."""
    return sha256(b"\x00" + salt + body.encode()).digest()


def link(previous: bytes, *, seq: int, vis: int, key_epoch: int, leaf: bytes) -> bytes:
    """The hash of an entry, which binds it to everything before it."""
    numbers = seq.to_bytes(8, "big") + vis.to_bytes(1, "big") + key_epoch.to_bytes(4, "big")
    return sha256(b"\x01" + previous + numbers + leaf).digest()


def _check(value: object, where: str, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonical(f"{where}: nested too deeply.")
    if isinstance(value, list):
        for item in value:
            _check(item, where, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not _KEY.fullmatch(key):
                raise NotCanonical(f"{where}: a key that is not snake_case.")
            _check(item, f"{where}.{key}" if where else key, depth + 1)
    else:
        _check_single(value, where)


def _check_single(value: object, where: str) -> None:
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, int):
        if abs(value) > BIGGEST_INT:
            raise NotCanonical(f"{where}: beyond 2**53-1.")
    elif value is not None:
        raise NotCanonical(f"{where}: {type(value).__name__} is not kept in the ledger.")


def _check_text(value: str, where: str) -> None:
    # The value is not repeated in the error: it may be what must not be written anywhere.
    if len(value) > LONGEST_TEXT:
        raise NotCanonical(f"{where}: longer than {LONGEST_TEXT} characters.")
    if value.isascii():
        return
    if not unicodedata.is_normalized("NFC", value):
        raise NotCanonical(f"{where}: not in normal form C.")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise NotCanonical(f"{where}: half a character.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("The body names a key twice.")
    return found


def _refuse(_text: str) -> NoReturn:
    raise NotCanonical("The body holds a number that is not whole.")


# Made once: a chain of a million entries is read with it.
_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=_refuse, parse_constant=_refuse)
