"""AES-256-GCM envelopes: each text under its own data key, each data key under a domain key.

An envelope is one version byte, a random nonce of 12 bytes, and the ciphertext with its tag. The
associated data is not kept in it: whoever opens it has to know where it belongs.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"


class DoesNotOpen(Exception):
    """The envelope was made with another key, for another place, or was damaged."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """*plain* in an envelope that opens with *key*, and only for *place*."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def unseal(key: bytes, envelope: bytes, place: str) -> bytes:
    """What the envelope holds. Errors: ``DoesNotOpen``."""
    version, nonce = envelope[:1], envelope[1 : 1 + _NONCE_BYTES]
    if version != _VERSION:
        raise DoesNotOpen("The envelope is of an unknown version.")
    try:
        return AESGCM(key).decrypt(nonce, envelope[1 + _NONCE_BYTES :], place.encode())
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen("The envelope does not open with this key in this place.") from error
