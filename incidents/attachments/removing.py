"""A file that should not stand there is taken out for good: its key, then the file itself."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import stepping, taking_out
from incidents.models import Attachment, Removal
from incidents.taking_out import CannotTakeOut
from liaison import access
from vault import files


@ledger.operation
def take_out(
    attachment: Attachment, why: Removal.Why, *, by: Any, at: datetime | None = None
) -> list[Attachment]:
    """Destroy *attachment*, with what it was released as or from, for everybody.

    Returns all that went. Errors: ``Attachment.DoesNotExist`` for one the person does not see,
    ``PermissionDenied``, ``CannotTakeOut`` for what is gone already.
    """
    at = at or timezone.now()
    held, seen = stepping.lock(attachment.incident, by)
    side = seen.side_in(held)
    files_seen = Attachment.objects.filter(seen.files(), incident=held)
    attachment = files_seen.select_related("data_key").get(pk=attachment.pk)
    access.require_verdict(taking_out.may(attachment, held, side, by=by))
    require_there(attachment)
    assert side is not None  # noqa: S101 - ``may`` has refused it
    going = [one for one in going_with(attachment) if not one.is_gone]
    taking_out.destroy(held, going, why, side=side, by=by, at=at)
    for one in going:
        transaction.on_commit(partial(files.remove, one.pk))
    return going


def require_there(attachment: Attachment) -> None:
    """Errors: ``CannotTakeOut``."""
    if attachment.is_gone:
        raise CannotTakeOut(_("This file was taken out for good already."))


def going_with(attachment: Attachment) -> list[Attachment]:
    """*attachment*, what it was released from and what that was released as."""
    origin = attachment.released_from_id or attachment.pk
    family = Attachment.objects.filter(pk=origin) | Attachment.objects.filter(released_from=origin)
    return list(family.select_related("data_key", "author").order_by("at", "id"))
