"""How often anybody tells or asks something in an hour, without knowing who anybody is.

Counted is by the network a request comes from, as a hash that needs the vault's key and a salt of
the day, and over all. Both lie in the cache alone; with the salt, which lasts a day, goes every
way back from what was counted. No address is written anywhere.
"""

import ipaddress
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

import vault

HOUR, DAY = 3600, 86_400
_SALT = "telling:salt"
# So much of an address is its network; one site's guests may share it.
_NETWORKS = {4: 24, 6: 48}


@dataclass(frozen=True, slots=True)
class Limit:
    """How much is taken in an hour, from one network and in all."""

    name: str
    from_one: int
    in_all: int


TELLING = Limit("told", from_one=20, in_all=600)
ASKING = Limit("asked", from_one=30, in_all=1200)


def origin_of(request: HttpRequest) -> str:
    """Where *request* comes from, as a name that nobody can read and that changes every day."""
    salt = cache.get_or_set(_SALT, lambda: secrets.token_hex(16), DAY)
    return vault.keyed_hash(f"{salt}|{_network(request)}", purpose="tell-origin")


def takes(limit: Limit, origin: str, *, at: datetime) -> bool:
    """Counts one more, and says whether that is still taken."""
    hour = int(at.timestamp() // HOUR)
    mine = _counted(f"telling:{limit.name}:{hour}:{origin}") <= limit.from_one
    return (_counted(f"telling:{limit.name}:{hour}") <= limit.in_all) and mine


def forget() -> None:
    """What is past its day goes also where nobody asks for it."""
    cache.get(_SALT)


def _counted(key: str) -> int:
    cache.add(key, 0, HOUR)
    with suppress(ValueError):  # its hour ran out in between
        return cache.incr(key)
    return 1


def _network(request: HttpRequest) -> str:
    """Empty where the server was not told of one: all such requests count as one."""
    with suppress(ValueError, PermissionDenied):
        address = ratelimit.get_ip(request)
        version = ipaddress.ip_address(address).version
        return str(ipaddress.ip_network(f"{address}/{_NETWORKS[version]}", strict=False))
    return ""
