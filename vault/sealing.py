"""Sealing a text, opening it, taking it out for good, and hashes that need a key to make."""

import hashlib
import hmac
import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from vault import crypto, keyring
from vault.crypto import DoesNotOpen

if TYPE_CHECKING:
    from vault.models import DataKey

__all__ = [
    "DoesNotOpen",
    "TakenOut",
    "keyed_hash",
    "open_key",
    "open_nothing",
    "take_out",
    "wrap_new_key",
]

_NOWHERE = "vault|nowhere"
_PURPOSE = re.compile(r"[a-z][a-z-]*")


class TakenOut(Exception):
    """The text was taken out: its key is destroyed, and nobody can read it again."""


def keyed_hash(value: str, purpose: str) -> str:
    """HMAC-SHA256 of *value* as hexadecimal digits; the same value for another *purpose* gives
    another hash. For looking up what must not be readable in the database."""
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError("A purpose is written in small letters and hyphens.")
    _epoch, key = keyring.current(keyring.INDEX)
    own = hmac.digest(key, purpose.encode(), "sha256")
    return hmac.new(own, value.encode(), hashlib.sha256).hexdigest()


def wrap_new_key(data_key: "DataKey") -> bytes:
    """Give *data_key* a fresh key, wrapped under its domain's newest key. Returns it bare."""
    bare = crypto.new_key()
    data_key.key_epoch, domain_key = keyring.current(data_key.domain)
    data_key.wrapped = crypto.seal(domain_key, bare, _place(data_key))
    return bare


def open_key(data_key: "DataKey") -> bytes:
    """The bare key. Errors: ``TakenOut``, ``DoesNotOpen``."""
    if data_key.wrapped is None:
        raise TakenOut
    domain_key = keyring.key(data_key.domain, data_key.key_epoch)
    return crypto.unseal(domain_key, bytes(data_key.wrapped), _place(data_key))


def take_out(data_key: "DataKey", *, at: datetime | None = None) -> None:
    """Destroy *data_key*, and with it every text sealed under it. There is no way back.

    Doing it again changes nothing.
    """
    at = at or timezone.now()
    standing = type(data_key).objects.filter(pk=data_key.pk, destroyed_at=None)
    if standing.update(wrapped=None, destroyed_at=at):
        data_key.destroyed_at = at
    data_key.wrapped = None


def open_nothing() -> str:
    """The work of opening a text, for an empty one: so that what is not there takes as long to
    find out as what is."""
    key = crypto.new_key()
    bare = crypto.unseal(key, crypto.seal(key, key, _NOWHERE), _NOWHERE)
    return crypto.unseal(bare, crypto.seal(bare, b"", _NOWHERE), _NOWHERE).decode()


def _place(data_key: "DataKey") -> str:
    return f"vault|data-key|{data_key.pk}|{data_key.domain}|{data_key.key_epoch}|v1"
