"""Which step is missing until a mediation can be offered, in one line for the page of an incident.
What is in the way for good stands in ``eligibility``."""

from django.utils.translation import gettext as _

from incidents import stepping
from incidents.lifecycle import Stage, Step
from incidents.mediation import offering
from incidents.models import Incident
from liaison.roles import Side


def missing(incident: Incident, side: Side, *, is_on_table: bool) -> str:
    """For a reader on *side*; empty where nothing is missing, or it is never mediated, or where the
    way there is shown (``case_actions``). *is_on_table*: a settlement is proposed."""
    if incident.is_positive or incident.is_critical or incident.kind in offering.NEVER_MEDIATED:
        return ""
    if incident.stage == Stage.RELEASED:
        if side is incident.author_side:
            return _("Either side can offer a mediation once the other side has acknowledged this.")
        return _("Either side can offer a mediation once your side has acknowledged this.")
    if is_on_table and stepping.is_the_moment(Step.OFFER, incident):
        return _("A mediation can be offered if the proposal is declined or taken back.")
    return ""
