"""Which steps are for an incident as serious as it is."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.lifecycle import RULES, Stage, Step, Weight
from incidents.models import Incident

# What is open instead where both sides know of a critical matter, by its stage.
_TO_LEADERS = gettext_lazy(
    "Ask the leaders of both sides: they can refer it to the statutory body. What was promised "
    "stays promised."
)
_OF_CRITICAL: Mapping[str, Any] = {
    Stage.ESCALATED: gettext_lazy("Put forward that it goes to the statutory body."),
    Stage.REFERRED: gettext_lazy("It is with the statutory body: write down what it answers."),
    Stage.CLOSED: gettext_lazy("Tell the statutory body what is new."),
}


def fits(step: Step, incident: Incident) -> bool:
    match RULES[step].weight:
        case Weight.CRITICAL:
            return incident.stays_with_its_side
        case Weight.OTHER:
            return not incident.stays_with_its_side
        case Weight.LESS:
            return not incident.is_critical
        case Weight.ANY:
            return True


def sources(step: Step, incident: Incident) -> frozenset[Stage]:
    """From which stages an incident as serious as this one takes *step*."""
    rule = RULES[step]
    return rule.sources | rule.if_critical if incident.is_critical else rule.sources


def why_not(step: Step, incident: Incident) -> str:
    """Why *step* is not for an incident as serious as this one, and what is open instead."""
    if RULES[step].weight is Weight.LESS and incident.released_at:
        says = _("Critical matters are neither settled nor opened again between the two sides.")
        return f"{says} {_OF_CRITICAL.get(incident.stage, _TO_LEADERS)}"
    if incident.stays_with_its_side:
        return _(
            "A matter of this weight is not discussed here. It stays with your side; the "
            "statutory body can be told."
        )
    return _("This is for critical matters only. Write a note for your own side.")
