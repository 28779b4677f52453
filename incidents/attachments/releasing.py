"""Of what lies in the own lane, those that a releaser chooses go along to the other side: each
as a row of its own, sealed anew."""

from collections.abc import Collection, Iterator
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import ledger
from incidents import notices, stepping
from incidents.attachments import attaching
from incidents.lifecycle import RULES, Step
from incidents.models import Attachment, Incident
from incidents.taxonomy import Lane
from liaison import access, screening
from liaison.refusal import Refused
from liaison.roles import Side
from vault import files

FIELD = "attachments"
CANNOT_GO = gettext_lazy(
    "One of the files you chose cannot go any more. Look at those that are left."
)


class CannotGoAlong(Refused):
    """The other side cannot be shown one of the files."""

    def __init__(self, message: Any) -> None:
        super().__init__(message, field=FIELD)


def that_can_go(incident: Incident, side: Side) -> QuerySet[Attachment]:
    """Those that *side* has of *incident*, may be opened and did not go already."""
    own = incident.attachments.served().filter(lane=Lane.of(side), released_as=None)
    return own.select_related("data_key").order_by("number")


@ledger.operation
def show(attachment: Attachment, *, by: Any, at: datetime | None = None) -> Attachment:
    """Show one file of the own side to both, as one writes to both.

    Errors: ``PermissionDenied``, ``NotTheMoment``, ``CannotGoAlong``.
    """
    at = at or timezone.now()
    access.require(by, RULES[Step.DISCUSS].permission, attachment.incident)
    held, seen = stepping.lock(attachment.incident, by)
    side = seen.side_in(held)
    access.require_verdict(stepping.is_for(Step.DISCUSS, held, by=by, side=side))
    assert side is not None  # noqa: S101 - the verdict has refused it
    stepping.require_moment(Step.DISCUSS, held)
    standing = held.attachments.filter(released_from=attachment).first()
    if standing is not None:
        return standing
    kept = release(held, [attachment.pk], by=by, side=side, at=at)
    shown = held.attachments.get(released_from=attachment)
    notices.attachment_shown(held, shown, by=by, side=side, at=at)
    ledger.record(
        "incidents.attachment_shown",
        chain=held.pair.chain,
        by=by,
        about=held,
        at=at,
        side=side.value,
        attachments=kept,
    )
    return shown


def with_captions(incident: Incident, side: Side) -> list[tuple[Attachment, str]]:
    """What a releaser chooses from: each with what is said of it."""
    return [(one, one.words()) for one in that_can_go(incident, side)]


def release(
    held: Incident, chosen: Collection[UUID | str], *, by: Any, side: Side, at: datetime
) -> list[dict[str, str]]:
    """Show the other side the *chosen* files of a locked incident, in the running operation.

    Returns what the ledger keeps of them. Errors: ``CannotGoAlong``.
    """
    return [
        _shown(origin, number, caption, by=by, side=side, at=at)
        for origin, number, caption in _going(held, side, chosen)
    ]


def as_they_will_see(
    incident: Incident, side: Side, chosen: Collection[UUID | str]
) -> list[tuple[Attachment, str]]:
    """The *chosen* files, each under the label it will have, with what is said of it. Nothing is
    saved. Errors: ``CannotGoAlong``."""
    seen = []
    for origin, number, caption in _going(incident, side, chosen):
        shown = copy(origin)
        shown.number = number
        seen.append((shown, caption))
    return seen


def _going(
    incident: Incident, side: Side, chosen: Collection[UUID | str]
) -> Iterator[tuple[Attachment, int, str]]:
    """Each with the number it will have, and what is said of it."""
    if not chosen:
        return
    going = list(that_can_go(incident, side).filter(pk__in=chosen))
    if len(going) != len(set(chosen)):
        raise CannotGoAlong(CANNOT_GO)
    for number, origin in enumerate(going, attaching.next_number(incident, Lane.SHARED)):
        caption = origin.words()
        _refuse_to_show(origin, caption)
        yield origin, number, caption


def _shown(
    origin: Attachment, number: int, caption: str, *, by: Any, side: Side, at: datetime
) -> dict[str, str]:
    shown = Attachment(
        incident_id=origin.incident_id,
        lane=Lane.SHARED,
        number=number,
        media_type=origin.media_type,
        size=origin.size,
        author=by,
        author_side=side,
        at=at,
        released_from=origin,
        scan=origin.scan,
        scanned_at=origin.scanned_at,
    )
    try:
        content = origin.content()
    except files.NotThere as error:
        raise CannotGoAlong(
            _("%(label)s is not where files are kept. Release without it, and tell who runs this.")
            % {"label": origin.label}
        ) from error
    sealed = attaching.seal(shown, content, caption, at=at)
    return {"attachment": str(shown.pk), "from": str(origin.pk), "sealed": sealed}


def _refuse_to_show(origin: Attachment, caption: str) -> None:
    """What screening knows today it may not have known when the caption was written."""
    for finding in screening.check(caption)[:1]:
        raise CannotGoAlong(
            _("What is said of %(label)s, “%(words)s”, may tell who it is. Release without it.")
            % {"label": origin.label, "words": finding.words}
        )
