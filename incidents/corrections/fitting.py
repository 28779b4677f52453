"""Whether what is said to be right can be, beside all that is recorded."""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from incidents import reporting
from incidents.corrections import facts
from incidents.corrections.facts import Fact, Values
from incidents.models import Incident
from incidents.particulars import Particulars
from incidents.taxonomy import KINDS, Area, Distance, Severity
from liaison.refusal import Refused
from liaison.templatetags import time_tags


class CannotCorrect(Refused):
    pass


def fit(standing: Incident, fact: Fact, values: Values, *, at: datetime) -> dict[str, Any]:
    """*values* as a correction keeps them, where they can be right of *standing*, which says what
    is recorded so far. Errors: ``CannotCorrect``, ``reporting.CannotLog``."""
    if not facts.can_be_corrected(standing, fact):
        raise CannotCorrect(_("There is nothing to correct of this in this kind of encounter."))
    right = _with(standing, fact, values)
    check = _CHECKS.get(fact)
    if check:
        check(standing, right, at)
    reporting.refuse_what_does_not_fit(
        KINDS[right.kind],
        Area(right.area),
        Distance(right.distance) if right.distance else None,
        Particulars(
            circumstance=right.circumstance, threat=right.threat, instrument=right.instrument
        ),
    )
    now = facts.of_incident(right, fact)
    if now == facts.of_incident(standing, fact):
        raise CannotCorrect(
            _("That is what is recorded already. Change it, or go back."),
            field=facts.COLUMNS[fact][0],
        )
    return now


def as_kept(incident: Incident, fact: Fact, values: Values) -> dict[str, Any]:
    """*values* as a correction of *incident* would keep them, whether they fit or not."""
    right = _with(incident, fact, values)
    if fact is Fact.TIME:
        right.occurred_at = reporting.moment(
            right.occurred_at, right.site.zone, at=incident.logged_at
        )
    return facts.of_incident(right, fact)


def _with(incident: Incident, fact: Fact, values: Values) -> Incident:
    right = copy(incident)
    for name in facts.COLUMNS[fact]:
        setattr(right, name, values[name])
    return right


def _time(standing: Incident, right: Incident, at: datetime) -> None:
    """Nothing happened after it was logged."""
    right.occurred_at = reporting.moment(right.occurred_at, standing.site.zone, at=at)
    if right.occurred_at > standing.logged_at:
        there = standing.logged_at.astimezone(standing.tz)
        shown = time_tags.day_and_clock(there)
        raise CannotCorrect(
            _("It was logged at %(nearest)s by the site’s clock, and had happened by then.")
            % {"nearest": shown},
            field="occurred_at",
            nearest=[standing.logged_at],
        )


def _kind(standing: Incident, right: Incident, _at: datetime) -> None:
    """What went well goes another way than what did not."""
    if KINDS[right.kind].is_good != KINDS[standing.kind].is_good:
        raise CannotCorrect(
            _(
                "What went well and what did not go different ways. Choose a kind of the same "
                "sort, or log it anew and say so here."
            ),
            field="kind",
        )


def _severity(_standing: Incident, right: Incident, _at: datetime) -> None:
    if right.severity not in Severity.values[1:]:
        raise CannotCorrect(
            _("Choose how serious it is, from minor to critical."), field="severity"
        )


_CHECKS: Mapping[Fact, Callable[[Incident, Incident, datetime], None]] = {
    Fact.TIME: _time,
    Fact.KIND: _kind,
    Fact.SEVERITY: _severity,
}
