"""How often a visitor has guessed wrong lately; whoever guesses right is never counted.

The count lies in the shared cache, under a keyed hash of where the visitor comes from, and is
gone after a few minutes.
"""

import time
from contextlib import suppress

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# A whole station may share one address: a few slips must not stop its roll-call.
MOST = 20
WITHIN = 300  # seconds; also what the cache keeps by itself


def is_spent(request: HttpRequest) -> bool:
    """Whether this visitor has guessed wrong too often to go on."""
    return int(cache.get(_key(request), 0)) >= MOST


def count_wrong(request: HttpRequest) -> None:
    key = _key(request)
    cache.add(key, 0, WITHIN)
    with suppress(ValueError):  # its time ran out in between
        cache.incr(key)


def _key(request: HttpRequest) -> str:
    visitor = f"{ratelimit.get_ip(request)}|{int(time.time() // WITHIN)}"
    return f"guessing:{salted_hmac(__name__, visitor, algorithm='sha256').hexdigest()}"
