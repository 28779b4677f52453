"""What a request says of its own encoding is not heard: all that is sent here is read as UTF-8, as
every page has it sent.

Django reads it in whatever codec is named, before anything here could say no: in one that is none
of text, or in a name that is broken, it finds a fault of its own, and others bring signs that no
text can hold past every check of a text.
"""

import re
from typing import Any

from django.core.signals import request_started

# What parts of a form that is sent in parts are parted by.
_BOUNDARY = re.compile(r';\s*boundary=("[^"]*"|[^;\s"]*)', re.IGNORECASE)


def listen() -> None:
    """From the next request on."""
    request_started.connect(plain_request, dispatch_uid=__name__)


def plain(told: str) -> str:
    """*told*, a kind of content, with nothing beside it but the boundary."""
    boundary = _BOUNDARY.search(told)
    kind = told.partition(";")[0].strip()
    return f"{kind}; boundary={boundary[1]}" if boundary else kind


def plain_request(
    environ: dict[str, Any] | None = None, scope: dict[str, Any] | None = None, **_news: Any
) -> None:
    """*environ* where the server is a WSGI one, *scope* where it is an ASGI one."""
    if environ and "CONTENT_TYPE" in environ:
        environ["CONTENT_TYPE"] = plain(environ["CONTENT_TYPE"])
    if scope:
        scope["headers"] = [_plain_header(*header) for header in scope["headers"]]


def _plain_header(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    is_told = name.lower() == b"content-type"
    return name, plain(value.decode("latin-1")).encode("latin-1") if is_told else value
