"""A draft of the log form: saved while one types, opened on any device, gone when it is logged.

Nothing of this is in the ledger: a draft is nobody's but its author's, and a chain that both
sides read would tell who began to write, and when (decision 61).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from incidents.models import LogDraft
from incidents.taxonomy import Lane
from liaison import access
from liaison.refusal import Refused, Stale
from liaison.roles import POLICE_ROLES, SITE_ROLES, Permission, Side
from vault import sealing

LASTS = timedelta(hours=24)
MOST_OPEN = 10
LONGEST = 40_000  # characters, of all that is typed
_FORMS = UUID("8d4cf1d2-51b2-4b4c-9d8c-6f1f5b0f5a11")

T = TypeVar("T")
Fields = Mapping[str, list[str]]


class CannotSave(Refused):
    pass


class HasEnded(Refused):
    """It was logged or discarded, in another window perhaps."""


class WrittenElsewhere(Stale):
    """Another window, or another device, has written since. ``draft`` is how it stands there."""

    def __init__(self, draft: LogDraft) -> None:
        super().__init__(
            _(
                "This draft was changed in another window since you opened this one. What is "
                "written there stands below; press again, and what is written here takes its place."
            )
        )
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Hand:
    """From where something is sent: the ``key`` drawn with the form, the ``window`` it stands in,
    and the ``revision`` of the draft it began with (0: with none)."""

    key: UUID
    window: UUID
    revision: int

    @property
    def form(self) -> UUID:
        return uuid5(_FORMS, str(self.key))

    def has_seen(self, draft: LogDraft) -> bool:
        """Whether nothing was written there that is not known here."""
        return draft.window == self.window or draft.revision == self.revision


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft, opened: the ``key`` of its form, and what stands in its fields."""

    key: UUID
    fields: Fields

    def words(self) -> Iterator[str]:
        """What of it is text."""
        for name in ("narrative", "done", "identifiers", "identifiers_why"):
            yield from filter(None, self.fields.get(name, []))


def keep(fields: Fields, hand: Hand, *, by: Any, at: datetime | None = None) -> LogDraft:
    """Keep what was typed, sealed, for *by* alone, for a day from now on.

    Errors: ``PermissionDenied``, ``WrittenElsewhere``, ``HasEnded``, ``CannotSave``.
    """
    access.require(by, Permission.INCIDENT_LOG)
    if sum(len(value) for values in fields.values() for value in values) > LONGEST:
        raise CannotSave(_("This is too long to keep as a draft. Shorten it."))
    text = json.dumps({"key": str(hand.key), "fields": dict(fields)}, sort_keys=True)
    return _even_if_met(lambda: _keep(text, hand, by=by, at=at or timezone.now()))


@transaction.atomic
def _keep(text: str, hand: Hand, *, by: Any, at: datetime) -> LogDraft:
    draft = _locked(hand, by)
    if draft is None:
        # Several forms that begin at once are counted one after the other.
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if LogDraft.objects.visible_to(by).count() >= MOST_OPEN:
            raise CannotSave(_("You have ten drafts already. Discard one of them first."))
        draft = LogDraft(author=by, form=hand.form, revision=0)
        draft.seal(text, domain=_domain(by), at=at)
    elif draft.ended_at:
        raise HasEnded(_("This draft was logged or discarded already."))
    elif not hand.has_seen(draft):
        raise WrittenElsewhere(draft)
    else:
        draft.seal(text, domain=draft.data_key.domain, at=at)
    draft.window, draft.revision = hand.window, draft.revision + 1
    draft.saved_at, draft.lapses_at, draft.warned_at = at, at + LASTS, None
    draft.save()
    return draft


def opened(draft: LogDraft) -> Typed:
    """What stands in it. Errors: ``vault.TakenOut``."""
    kept = json.loads(draft.words())
    return Typed(UUID(kept["key"]), kept["fields"])


def refuse_unseen(hand: Hand, *, by: Any) -> None:
    """Errors: ``WrittenElsewhere`` where logging would destroy words that are not seen here."""
    draft = LogDraft.objects.visible_to(by).select_related("data_key").filter(form=hand.form)
    for found in draft:
        if not hand.has_seen(found):
            raise WrittenElsewhere(found)


def end(hand: Hand, *, by: Any, at: datetime | None = None) -> None:
    """It is logged: what was typed is destroyed, and nothing that is still under way brings it
    back. Words that another window wrote meanwhile stay."""
    _even_if_met(lambda: _end(hand, by=by, at=at or timezone.now()))


@transaction.atomic
def _end(hand: Hand, *, by: Any, at: datetime) -> None:
    draft = _locked(hand, by)
    if draft is None:
        draft = LogDraft(author=by, form=hand.form, window=hand.window, saved_at=at, lapses_at=at)
        draft.seal("", domain=_domain(by), at=at)
    elif draft.ended_at or not hand.has_seen(draft):
        return
    destroy(draft, at=at)


@transaction.atomic
def discard(draft: LogDraft, *, by: Any, at: datetime | None = None) -> None:
    """Errors: ``HasEnded``."""
    held = LogDraft.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=draft.pk)
    for found in held.select_related("data_key"):
        destroy(found, at=at or timezone.now())
        return
    raise HasEnded(_("This draft was logged or discarded already."))


def destroy(draft: LogDraft, *, at: datetime) -> None:
    """The text and its key, for good; in the running transaction, by whoever holds its lock."""
    sealing.take_out(draft.data_key, at=at)
    draft.ciphertext, draft.ended_at = b"", at
    draft.save()


def _even_if_met(deed: Callable[[], T]) -> T:
    """*deed*, once more where another one for the same form began at the same moment and was
    first: then its row is there to be found."""
    try:
        return deed()
    except IntegrityError:
        return deed()


def _locked(hand: Hand, by: Any) -> LogDraft | None:
    rows = LogDraft.objects.select_for_update(of=("self",)).select_related("data_key")
    return rows.filter(author=by, form=hand.form).first()


def _domain(by: Any) -> str:
    """The lane of the author's side; of the portal for somebody who acts for either."""
    roles = access.roles_of(by)
    if not roles & POLICE_ROLES:
        return Lane.of(Side.SITE).value
    return "system" if roles & SITE_ROLES else Lane.of(Side.POLICE).value
