"""What the form carries instead of a cookie: drawn by chance with it, signed, good for one link
and for some hours. Without it nothing is taken, so no other page can send the form; and what is
sent twice with one ticket is told once."""

import secrets
from datetime import timedelta

from django.core import signing

from liaison.models import TellLink

LASTS = timedelta(hours=12)
_SALT = "incidents.telling"


def draw(link: TellLink) -> str:
    return signing.dumps([link.pk.hex, secrets.token_hex(16)], salt=_SALT)


def seed_of(ticket: str, link: TellLink) -> str | None:
    """What was drawn by chance; None for a ticket of another link, one that is broken, or one that
    lay open for too long."""
    try:
        drawn_for, seed = signing.loads(ticket, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return str(seed) if drawn_for == link.pk.hex else None
