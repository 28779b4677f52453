"""What a person was told: the same rows as the mails, each once, newest first."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications import access, naming, rendering
from notifications.models import Notice

log = logging.getLogger(__name__)
ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as it reads, in the language that is active. ``about``: by which name what it is
    about is told apart; ``more``: where that is; ``day_told``: where no more is told of ``told_at``
    than that."""

    id: UUID
    subject: str
    body: str
    path: str
    told_at: datetime
    is_unread: bool
    about: str = ""
    day_told: date | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some notices; ``older`` is the last one looked at where there are more behind it."""

    lines: list[Line]
    older: UUID | None


def page(person: Any, *, before: Notice | None = None, at: datetime | None = None) -> Page:
    """The newest notices of *person*, or those behind *before*, that they may still see.

    A notice about something that is no longer theirs to see is left out and counts as read, so
    that the bell does not ring for what cannot be shown.
    """
    rows = Notice.objects.in_inbox_of(person)
    if before is not None:
        rows = rows.filter(
            Q(created_at__lt=before.created_at) | Q(created_at=before.created_at, id__lt=before.pk)
        )
    found = list(rows[: ON_A_PAGE + 1])
    here = found[:ON_A_PAGE]
    shown = access.visible(person, here) if here else []
    names = naming.names(person, map(naming.about, shown)) if shown else {}
    _set_aside([notice for notice in here if notice not in shown], at or timezone.now())
    return Page(
        lines=[_line(notice, person, names.get(naming.about(notice))) for notice in shown],
        older=here[-1].pk if len(found) > ON_A_PAGE else None,
    )


def has_unread(person: Any) -> bool:
    """Whether the bell rings. One query."""
    return Notice.objects.unread_by(person.pk).exists()


def open_notice(notice: Notice, *, by: Any, at: datetime | None = None) -> bool:
    """Marks *notice* as read and says whether what it is about may still be seen by *by*."""
    mark_read(notice, by=by, at=at)
    return bool(access.visible(by, [notice]))


def mark_read(notice: Notice, *, by: Any, at: datetime | None = None) -> None:
    Notice.objects.unread_by(by.pk).filter(pk=notice.pk).update(read_at=at or timezone.now())


def mark_all_read(*, by: Any, at: datetime | None = None) -> None:
    Notice.objects.unread_by(by.pk).update(read_at=at or timezone.now())


def _set_aside(hidden: list[Notice], at: datetime) -> None:
    unread = [notice.pk for notice in hidden if notice.read_at is None]
    if unread:
        Notice.objects.filter(pk__in=unread).update(read_at=at)


def _line(notice: Notice, person: Any, named: naming.Named | None) -> Line:
    notice.recipient = person
    try:
        subject, body = rendering.subject(notice), rendering.body(notice)
    except Exception as error:
        # One notice that cannot be rendered must not take the others from the page.
        log.warning("A notice %s cannot be shown: %s", notice.kind, type(error).__name__)
        subject, body = _("There is news on this page"), ""
    return Line(
        id=notice.pk,
        subject=subject,
        body=body,
        path=notice.path,
        told_at=notice.created_at,
        is_unread=notice.read_at is None,
        about=named.name if named else "",
        day_told=named.day_told(notice.created_at) if named else None,
        more=named.more if named else "",
    )
