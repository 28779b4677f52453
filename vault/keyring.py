"""The domain keys: one file for each domain and epoch, in ``settings.KEYS_DIR``.

A file is called ``<domain>.<epoch>.key``, holds 64 hexadecimal digits, and is readable by its
owner only. Embedded, a key is made when it is first needed; in production it has to be there.
"""

import contextlib
import functools
import os
import re
import stat
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from vault import crypto

# The key of keyed hashes. It is never replaced: what was hashed could not be found again.
INDEX = "index"
_FILE = re.compile(r"(?P<name>[a-z_]+)\.(?P<epoch>[1-9][0-9]{0,5})\.key")


def names() -> tuple[str, ...]:
    """The domains, and the key of keyed hashes."""
    return (*settings.VAULT_DOMAINS, INDEX)


def current(name: str) -> tuple[int, bytes]:
    """The newest epoch of this key and the key itself, made first if that is allowed.

    Errors: ``ValueError`` for an unknown name, ``ImproperlyConfigured`` for a missing key.
    """
    epoch = max(epochs(name), default=0)
    if not epoch:
        if not settings.EMBEDDED:
            raise ImproperlyConfigured(_missing(name))
        create(name)
        epoch = 1
    return epoch, key(name, epoch)


def key(name: str, epoch: int) -> bytes:
    """The key of this epoch. Errors: ``ImproperlyConfigured`` when its file is missing,
    malformed or readable by others."""
    return _read(_path(name, epoch))


def epochs(name: str) -> list[int]:
    """The epochs whose files are there, oldest first. Errors: ``ValueError``."""
    if name not in names():
        raise ValueError(f"“{name}” is not a domain of the vault.")
    return _epochs(Path(settings.KEYS_DIR), name)


def create(name: str, epoch: int = 1) -> bool:
    """Make this key unless it is there. True when this call made it.

    Of several processes that try at once, one makes it and the others find it.
    """
    path = _path(name, epoch)
    _epochs.cache_clear()
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as file:
        file.write(crypto.new_key().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link, not a rename: it fails where the name is taken, and so never replaces a key.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
            return True
        return False
    finally:
        fresh.unlink()
        _epochs.cache_clear()


def faults() -> list[str]:
    """One sentence for each thing that is wrong with the keys. A key that is yet to be made
    is no fault where it may be made."""
    directory = Path(settings.KEYS_DIR)
    if not directory.is_dir():
        return [] if settings.EMBEDDED else [f"The key directory {directory} does not exist."]
    found = []
    if directory.stat().st_mode & 0o077:
        found.append(f"The key directory {directory} is open to others; its mode must be 0700.")
    _epochs.cache_clear()
    for name in names():
        known = epochs(name)
        if not known and not settings.EMBEDDED:
            found.append(_missing(name))
        for epoch in known:
            try:
                _load(_path(name, epoch))
            except ImproperlyConfigured as fault:
                found.append(str(fault))
    return found


def _path(name: str, epoch: int) -> Path:
    if name not in names():
        raise ValueError(f"“{name}” is not a domain of the vault.")
    return Path(settings.KEYS_DIR) / f"{name}.{int(epoch)}.key"


@functools.lru_cache(maxsize=64)
def _epochs(directory: Path, name: str) -> list[int]:
    if not directory.is_dir():
        return []
    matches = (_FILE.fullmatch(path.name) for path in directory.iterdir())
    return sorted(int(match["epoch"]) for match in matches if match and match["name"] == name)


@functools.lru_cache(maxsize=64)
def _read(path: Path) -> bytes:
    return _load(path)


def _load(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        text = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"The key file {path} cannot be read.") from error
    if stat.S_IMODE(mode) & 0o077:
        raise ImproperlyConfigured(f"The key file {path} is open to others; its mode must be 0400.")
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ImproperlyConfigured(f"The key file {path} does not hold 64 hexadecimal digits.")
    return bytes.fromhex(text)


def _missing(name: str) -> str:
    return (
        f"The key “{name}” is missing from {settings.KEYS_DIR}. Put it back from where it is "
        "kept; on a new installation run “manage.py vault keys”."
    )
