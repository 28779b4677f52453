"""Opening thirty accounts without thirty times the work that makes a password hard to guess.

Inside the block passwords are hashed as by Argon2 with hardly any work. Nobody can sign in
meanwhile: the whole load is one transaction, and before it ends every account gets the one hash
of the real password, made in the usual way.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import hashers


class QuickHasher(hashers.Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 8
    parallelism = 1


@contextmanager
def quick_hashing() -> Iterator[None]:
    usual = settings.PASSWORD_HASHERS
    _use([f"{__name__}.{QuickHasher.__qualname__}"])
    try:
        yield
    finally:
        _use(usual)


def _use(names: list[str]) -> None:
    settings.PASSWORD_HASHERS = names
    hashers.reset_hashers(setting="PASSWORD_HASHERS")
