"""Drafts that nobody goes on with: warned about, then destroyed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from incidents.drafts import saving
from incidents.models import LogDraft
from notifications import post

WARNED_BEFORE = timedelta(hours=4)
# So long an emptied draft keeps what is sent late from bringing it back.
REMEMBERED = timedelta(hours=24)


def lapse_due(*, by: Any, at: datetime) -> None:
    """Destroys those whose time is over, warns of those whose time is near, forgets those that
    ended long ago. May run late or twice."""
    for pk in list(LogDraft.objects.lapsing_by(at).values_list("pk", flat=True)):
        _lapse(pk, at=at)
    near = LogDraft.objects.lapsing_by(at + WARNED_BEFORE).filter(warned_at=None)
    for pk in list(near.values_list("pk", flat=True)):
        _warn(pk, at=at)
    LogDraft.objects.filter(ended_at__lte=at - REMEMBERED).delete()


@transaction.atomic
def _lapse(pk: Any, *, at: datetime) -> None:
    for draft in _held(pk, at):
        saving.destroy(draft, at=at)


@transaction.atomic
def _warn(pk: Any, *, at: datetime) -> None:
    """Told once for each time it was saved; not a word of it, nor which site it is about."""
    for draft in _held(pk, at + WARNED_BEFORE):
        draft.warned_at = at
        draft.save(update_fields=["warned_at"])
        post.send(
            "incidents/draft_lapses",
            to=[draft.author],
            about=draft,
            path=reverse("incidents:draft_list"),
            key=f"{draft.pk}:{draft.revision}",
            at=at,
        )


def _held(pk: Any, by_then: datetime) -> Any:
    """The one draft, locked, if its author has not gone on with it since."""
    rows = LogDraft.objects.lapsing_by(by_then).filter(pk=pk).select_for_update(of=("self",))
    return rows.select_related("data_key", "author")
