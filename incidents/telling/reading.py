"""What a manager reads of what their site was told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from audit import ledger
from incidents.models import Told
from incidents.telling.lifecycle import Stage
from liaison import keyset, site_ledger
from liaison.keyset import Page, Place


def page_of(person: Any, *, before: Place | None, after: Place | None) -> Page[Told]:
    """A page of what *person* reads, the newest days first; nothing of it is opened."""
    rows = Told.objects.visible_to(person).defer("ciphertext").select_related("site")
    rows = rows.order_by("-shown_from", "-id")
    backwards = after is not None and before is None
    if before is not None:
        rows = rows.filter(_beyond("lt", before))
    elif after is not None:
        rows = rows.filter(_beyond("gt", after)).reverse()
    found = list(rows[: keyset.PAGE + 1])
    is_start = before is None and after is None
    return keyset.page(found, size=keyset.PAGE, backwards=backwards, is_start=is_start)


def place_of(told: Told) -> Place:
    return Place(told.shown_from, told.pk)


def find(pk: UUID, person: Any) -> Told:
    """Errors: ``Told.DoesNotExist`` for what *person* does not read."""
    visible = Told.objects.visible_to(person)
    return visible.select_related(
        "site__operator", "data_key", "answered_by", "incident", "reply__data_key"
    ).get(pk=pk)


@ledger.operation
def begin(told: Told, *, by: Any, at: datetime | None = None) -> Told:
    """*told* is opened for the first time; whoever holds its slip learns that it was read.
    Opened again, nothing changes. Errors: ``Told.DoesNotExist``."""
    at = at or timezone.now()
    held = Told.objects.visible_to(by).select_for_update(of=("self",)).get(pk=told.pk)
    if held.stage == Stage.RECEIVED:
        held.stage = told.stage = Stage.READ
        held.save(update_fields=["stage"])
        site_ledger.record("incidents.told_read", told, by=by, at=at)
    return told


def _beyond(which: str, place: Place) -> Q:
    same_day = Q(shown_from=place.at, **{f"id__{which}": place.id})
    return Q(**{f"shown_from__{which}": place.at}) | same_day
