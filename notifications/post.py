"""Handing in what people must be told. Delivery comes later, from the rows written here."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from notifications.models import Notice

KIND = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
ADDRESS = re.compile(r"/(?!/)[!-~]{0,299}")
LONGEST_FACT = 80
Fact = str | int | bool


def send(
    kind: str,
    *,
    to: Iterable[Any],
    about: models.Model,
    path: str,
    key: str,
    facts: Mapping[str, Fact] | None = None,
    at: datetime | None = None,
) -> None:
    """Writes one notice for each person in *to*, in the running transaction, in one query.

    *kind* is "app/name" and names the templates ``notices/<app>/<name>.subject.txt`` and
    ``.body.txt``. *about* is what the recipient must still be allowed to see when the notice is
    rendered; *path* is its page. The same *kind*, *key* and person is told once, however often
    it is handed in. *facts* are codes, counts and ISO dates, never words about a case.
    People with a closed account and the portal itself are passed over.

    Errors: ``RuntimeError`` outside a transaction, ``ValueError`` for anything else than facts.
    """
    people = [person for person in to if person.is_active and not person.is_system]
    _hand_in(kind, people, about, key, path=path, facts=facts, at=at)


def welcome(
    kind: str,
    *,
    person: Any,
    about: models.Model,
    key: str,
    facts: Mapping[str, Fact] | None = None,
    at: datetime | None = None,
) -> None:
    """How to get into one's own account: told also to somebody whose account is not open yet.

    As ``send``; the mail is ``notices/<app>/<name>.mail.txt``, a whole one of its own.
    """
    _hand_in(kind, [person], about, key, path="/", facts=facts, at=at)


def _hand_in(
    kind: str,
    people: list[Any],
    about: models.Model,
    key: str,
    *,
    path: str,
    facts: Mapping[str, Fact] | None,
    at: datetime | None,
) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A notice is written in the transaction of what it tells.")
    if not KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is not a kind of notice; write it like 'visits/confirmed'.")
    if not ADDRESS.fullmatch(path):
        raise ValueError("The path of a notice is an address of the portal, at most 300 long.")
    at = at or timezone.now()
    checked = _checked(facts or {})
    Notice.objects.bulk_create(
        [
            Notice(
                kind=kind,
                recipient_id=person.pk,
                about_type=about._meta.label_lower,
                about_id=str(about.pk),
                path=path,
                facts=checked,
                dedupe_key=_dedupe_key(kind, key, str(person.pk)),
                created_at=at,
                next_at=at,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )


def _dedupe_key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _checked(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    for name, fact in facts.items():
        is_short = isinstance(fact, str) and len(fact) <= LONGEST_FACT and fact.isprintable()
        if not (is_short or isinstance(fact, int)):
            # The fact itself may be what must not be written anywhere, so it is not repeated.
            raise ValueError(f"The fact {name!r} is not a code, a count or an ISO date.")
    return dict(facts)
