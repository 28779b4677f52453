"""What stands suspended of a version, which notice was given, what its reader may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission
from protocols.models import InForce, Suspension, Termination, Version


@dataclass(frozen=True, slots=True)
class Interruptions:
    """``standing`` are suspensions that stand, each with whether the reader may resume it;
    ``notices`` the terminations; ``story`` entries for the timeline."""

    standing: list[tuple[Suspension, bool]] = field(default_factory=list)
    notices: list[Termination] = field(default_factory=list)
    story: list[dict[str, Any]] = field(default_factory=list)


def of(version: Version, person: Any, *, at: datetime) -> Interruptions:
    """What happened to *version* where *person* reads protocols, at *at*. Two queries."""
    readable = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
    suspensions = list(
        version.suspensions.filter(partnership__in=readable).select_related(
            "partnership__site", "clause", "by", "data_key", "resumption__by"
        )
    )
    notices = list(
        Termination.objects.filter(
            in_force__version=version, in_force__partnership__in=readable
        ).select_related("in_force__partnership__site", "by", "data_key")
    )
    return Interruptions(
        standing=[
            (one, _may_resume(one, person)) for one in suspensions if one.starts <= at < one.over
        ],
        notices=[one for one in notices if one.ends > at],
        story=[*_told(suspensions, notices, person)],
    )


def open_to(
    person: Any, permission: Permission, rows: Iterable[InForce], *, at: datetime
) -> list[Partnership]:
    """The partnerships of those *rows* in which *person* holds *permission* over what runs; or,
    to end it, over what is still to come."""
    own = access.standing(person)
    return [
        row.partnership
        for row in rows
        if (row.ends is None or row.ends > max(at, row.starts))
        and (row.starts <= at or permission is Permission.PROTOCOL_TERMINATE)
        and own.may_in(permission, row.partnership_id)
    ]


def _may_resume(suspension: Suspension, person: Any) -> bool:
    own = access.standing(person)
    return own.may_in(Permission.PROTOCOL_SUSPEND, suspension.partnership_id) and (
        own.sides_of(suspension.partnership) == {suspension.side}
    )


def _told(
    suspensions: list[Suspension], notices: list[Termination], person: Any
) -> Iterable[dict[str, Any]]:
    for one in suspensions:
        yield _entry(one.starts, one.side, one.by, person, _scope(one), one.words())
        if hasattr(one, "resumption"):
            end = one.resumption
            yield _entry(end.at, one.side, end.by, person, _("Resumed"))
    for notice in notices:
        title = _("Notice given to end it")
        yield _entry(notice.at, notice.side, notice.by, person, title, notice.words())


def _scope(suspension: Suspension) -> str:
    if suspension.clause is None:
        return _("Suspended")
    return _("Clause %(number)d suspended") % {"number": suspension.clause.number}


def _entry(
    at: datetime, side: str, by: Any, person: Any, title: str, words: str = ""
) -> dict[str, Any]:
    return {
        "at": at,
        "lane": side,
        "by": by.name,
        "own": by.pk == person.pk,
        "title": title,
        "words": words,
        "gone": False,
    }
