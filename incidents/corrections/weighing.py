"""What follows when it is corrected how serious an incident is.

Up to critical, before a release: as if it had been logged so. Down again: only as long as the
other side does not know that there is a critical matter.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from incidents import notices, planning, reporting
from incidents.corrections.facts import Fact, Values
from incidents.corrections.fitting import CannotCorrect
from incidents.critical import confirming
from incidents.lifecycle import Stage
from incidents.mediation.offering import NEVER_MEDIATED
from incidents.models import Correction, Incident
from incidents.taxonomy import Severity


def refuse(held: Incident, fact: Fact, now: Values) -> None:
    """Errors: ``CannotCorrect`` where the way of *held* does not allow *now*."""
    is_grave = now.get("severity") == Severity.CRITICAL or now.get("kind") in NEVER_MEDIATED
    if is_grave and held.stage == Stage.MEDIATION:
        raise CannotCorrect(
            _("Such a matter is not mediated. Leave the mediation first, then correct this."),
            field=fact.value,
        )
    if fact is not Fact.SEVERITY or not held.stays_with_its_side:
        return
    if held.stage != Stage.LOGGED:
        raise _cannot(
            _("It went to the statutory body, or is closed, as a critical matter. Write a note.")
        )
    if confirming.is_confirmed(held):
        raise _cannot(
            _(
                "It is confirmed as critical, and the other side knows that it exists. That cannot "
                "be taken back; you can close it on your side, and say why."
            )
        )


def clear_the_way(held: Incident, fact: Fact, now: Values, *, by: Any, at: datetime) -> None:
    """What is critical is not released: a release of the locked *held* that is planned is off."""
    if fact is Fact.SEVERITY and now["severity"] == Severity.CRITICAL:
        planning.give_up(held, by=by, at=at)


def weigh(held: Incident, correction: Correction, *, by: Any, at: datetime) -> None:
    """Let *held*, which is locked, be as serious as *correction* says, with what follows; its
    step, which follows, saves it."""
    was_critical = held.is_critical
    held.severity = correction.now["severity"]
    key = str(correction.pk)
    if was_critical and not held.is_critical:
        notices.not_critical(held, key=f"not_critical:{key}", by=by, at=at)
    elif held.is_critical and held.released_at:
        notices.now_critical(held, key=f"now_critical:{key}", by=by, at=at)
    elif held.is_critical:
        notices.critical(held, key=f"critical:{key}", by=by, at=at)
    if held.released_at:
        return
    if held.is_critical:
        held.turn, held.turn_since = held.side, at
        held.due_at = at + reporting.TAKEN_UP_WITHIN
    elif was_critical:
        held.turn = held.turn_since = held.due_at = None


def _cannot(words: str) -> CannotCorrect:
    return CannotCorrect(words, field="severity")
