"""What waits for those who brief officers: versions that too few of them know."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Action, Item, Turn
from liaison.models import Partnership
from liaison.roles import Permission
from protocols import briefing_notices, coverage


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """The items of *person* at *at*. Seven queries at most on top of their standing."""
    own = access.standing(person)
    leading = own.partnerships_for(Permission.BRIEFING_LEAD)
    if not leading:
        return []
    partnerships = Partnership.objects.with_parties().filter(pk__in=leading)
    return list(_owed(list(partnerships), at))


def _owed(partnerships: list[Partnership], at: datetime) -> Iterator[Item]:
    for one in coverage.of(partnerships, at):
        if not one.is_owed:
            continue
        here = [line.unit.name for line in one.lines if not line.is_enough]
        url = briefing_notices.page_of(one.version)
        yield Item(
            turn=Turn.YOURS,
            what=_("Brief your officers: %(version)s") % {"version": one.version},
            where=", ".join(here),
            url=url,
            zone=one.service.zone,
            since=one.starts if one.starts <= at else None,
            action=Action(_("Open a roll-call"), f"{url}#open-one", posts=False),
        )
