"""Sealed files on disk: each under the name of its row, in ``settings.FILES_DIR``, which nothing
but the portal reads. What lies in them is ciphertext; whoever finds one has nothing.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

_NAME = re.compile(r"(?P<id>[0-9a-f]{32})\.sealed")


class NotThere(Exception):
    """The row is there, its file is not: a copy of the files older than that of the database."""


def write(row_id: UUID, sealed: bytes) -> None:
    """Keep *sealed*, whole or not at all. Errors: ``OSError``."""
    path = _path(row_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def read(row_id: UUID) -> bytes:
    """The envelope. Errors: ``NotThere``."""
    try:
        return _path(row_id).read_bytes()
    except FileNotFoundError as error:
        raise NotThere from error


def remove(row_id: UUID) -> None:
    """Doing it again changes nothing."""
    _path(row_id).unlink(missing_ok=True)


def written_before(moment: datetime) -> Iterator[UUID]:
    """The rows whose files were written before *moment*; what a crash left half written is removed
    on the way."""
    folder = Path(settings.FILES_DIR)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) >= moment:
                continue
            if named := _NAME.fullmatch(path.name):
                yield UUID(named["id"])
            elif path.name.startswith("."):
                path.unlink()


def faults() -> list[str]:
    """One sentence for each thing that is wrong with the folder. One that is yet to be made is no
    fault."""
    folder = Path(settings.FILES_DIR)
    found = []
    if folder.is_relative_to(settings.STATIC_ROOT):
        found.append(f"The folder of files {folder} lies in what a web server may serve.")
    if folder.is_dir() and folder.stat().st_mode & 0o077:
        found.append(f"The folder of files {folder} is open to others; its mode must be 0700.")
    if folder.is_dir() and not os.access(folder, os.W_OK):
        found.append(f"Nothing can be written to the folder of files {folder}.")
    return found


def _path(row_id: UUID) -> Path:
    return Path(settings.FILES_DIR) / f"{row_id.hex}.sealed"
