"""How the in-hours exception of a visit, or a closure made for it, is shown. Reading only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from liaison import access
from liaison.roles import Permission
from vault import TakenOut
from visits import closures, exceptions, lifecycle
from visits.kinds import Place
from visits.models import InHoursException, Visit


@dataclass(frozen=True, slots=True)
class Shown:
    """``waives`` in words; ``gone``: the reason was taken out for good."""

    waives: str
    reason: str
    gone: bool
    by: str
    at: datetime


def of(visit: Visit) -> Shown | None:
    """That of the time *visit* has now. One query, none for a visit elsewhere."""
    if visit.place != Place.ON_SITE:
        return None
    found = exceptions.current().filter(visit=visit).select_related("by", "reason__data_key")
    kept: InHoursException | None = found.last()
    if kept is None:
        return None
    try:
        reason, gone = kept.reason.words(), False
    except TakenOut:
        reason, gone = "", True
    waives = ", ".join(str(word) for name, word in exceptions.WORDS.items() if getattr(kept, name))
    return Shown(waives, reason, gone, kept.by.name, kept.at)


@dataclass(frozen=True, slots=True)
class Closing:
    """The site closes for the visit: what people were ``told``, if they were; ``may_tell``: the
    reader can write the notice."""

    told: bool
    why: str
    instead: str
    may_tell: bool


def closing(visit: Visit, person: Any, at: datetime) -> Closing | None:
    """Nothing where the site does not close. Two queries, one more where it does; none for a
    visit that does not take place on site."""
    if visit.stage_at(at) not in lifecycle.OCCUPYING or not closures.made_for(visit):
        return None
    notice = closures.notice_of(visit)
    try:
        why = notice.why.words() if notice else ""
        instead = notice.instead.words() if notice else ""
    except TakenOut:
        why = instead = str(_("This text was taken out for good."))
    may_tell = bool(access.may(person, Permission.VISIT_EXCEPT, visit.partnership))
    return Closing(notice is not None, why, instead, may_tell)
