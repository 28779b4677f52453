"""What is kept of an incident that went to the statutory body."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from incidents import writing
from incidents.as_seen import AsSeen
from incidents.models import Incident, Referral, Statement
from incidents.taxonomy import Lane
from liaison import timekeeping
from liaison.refusal import Refused
from liaison.roles import Side
from liaison.templatetags import time_tags


class CannotRefer(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Told:
    """Which body was told, on which day (the site's calendar), and the number it gave, if any."""

    body: str
    on: date
    number: str = ""


def keep(
    held: Incident, told: Told, *, lane: Lane, by: Any, side: Side | None, at: datetime
) -> Referral:
    """Write it down for the readers of *lane*, in the running transaction. Errors:
    ``CannotRefer`` for a day before it happened, as exactly as *side* sees it, or still to come,
    with the nearest that would do.
    """
    _refuse_day(AsSeen(held, side), told.on, today=timekeeping.day_at(held.site, at))
    number = None
    if told.number:
        draft = writing.Draft(told.number, Statement.Kind.BODY_NUMBER, lane)
        [number] = writing.write(held, [draft], by=by, side=side, at=at)
    return Referral.objects.create(
        incident=held,
        body=told.body,
        referred_on=told.on,
        number=number,
        side=side,
        by=by,
        at=at,
    )


def _refuse_day(seen: AsSeen, on: date, *, today: date) -> None:
    first = seen.first_day
    if first <= on <= today:
        return
    if seen.knows_the_day:
        words = _("It happened on %(first)s, and today is %(today)s there: give a day between.")
    else:
        words = _(
            "It happened in the week from %(first)s, and today is %(today)s there: give a day "
            "between."
        )
    said = {name: time_tags.day_in_words(day) for name, day in (("first", first), ("today", today))}
    raise CannotRefer(words % said, field="on", nearest=[first if on < first else today])
