"""A small client of ClamAV's daemon, by its command INSTREAM (see clamd(8))."""

import socket
from urllib.parse import urlsplit

from django.conf import settings

_CHUNK = 64 * 1024
_SECONDS = 10.0
_LONGEST_ANSWER = 1024


class NotAnswering(Exception):
    """The scanner is not there, or does not say whether the file is clean."""


def is_there() -> bool:
    """Whether this installation has a scanner."""
    return bool(settings.CLAMD)


def is_clean(content: bytes) -> bool:
    """Whether the scanner finds nothing in *content*. Errors: ``NotAnswering``, after at most some
    tens of seconds."""
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                line.sendall(len(chunk).to_bytes(4) + chunk)
            line.sendall(bytes(4))
            answer = _answer(line)
    except OSError as error:
        raise NotAnswering from error
    if answer == b"stream: OK":
        return True
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        return False
    raise NotAnswering  # an error of its own: too large for it, its signatures not loaded


def _connected() -> socket.socket:
    address = urlsplit(settings.CLAMD)
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname, address.port or 3310), _SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(_SECONDS)
    try:
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> bytes:
    heard = b""
    while b"\0" not in heard and len(heard) < _LONGEST_ANSWER:
        more = line.recv(_LONGEST_ANSWER)
        if not more:
            break
        heard += more
    return heard.split(b"\0")[0].strip()
