"""Whoever signs is who they say: the password, asked again, a few times at most."""

from django.core.cache import cache
from django.utils.translation import gettext as _

from accounts.models import Person
from liaison.refusal import Refused

TRIES = 5
WITHIN_SECONDS = 300


class NotProven(Refused):
    pass


def require(person: Person, password: str) -> None:
    """Errors: ``NotProven`` for a wrong password, and for any after five wrong ones in five
    minutes. To be asked before a transaction begins: what a wrong try leaves must stay."""
    taken = _take_place(person)
    if taken is None:
        raise NotProven(_("Too many wrong passwords. Try again in five minutes."), field="password")
    if not person.check_password(password):
        raise NotProven(_("This is not your password."), field="password")
    cache.delete(taken)


def _take_place(person: Person) -> str | None:
    """One of the few places a try can take; ``cache.add`` lets only one try have each."""
    for number in range(TRIES):
        if cache.add(place(person, number), 1, timeout=WITHIN_SECONDS):
            return place(person, number)
    return None


def place(person: Person, number: int) -> str:
    """Where one try of *person* is counted."""
    return f"proof:{person.pk}:{number}"
