"""Who reads what is confided in a mediation, and who may demand it by law."""

from django.utils.translation import gettext as _

from incidents import lanes
from incidents.lanes import Audience
from incidents.models import MediationCase
from incidents.taxonomy import Lane
from liaison.roles import Side


def audience(case: MediationCase, lane: Lane) -> Audience:
    """The sentences above a box in one of the three confidential lanes, and in the shared one."""
    if lane is Lane.SHARED:
        readers = _("Those in charge at %(operator)s and at %(service)s, and the mediator.") % {
            "operator": case.incident.site.operator.name,
            "service": case.incident.pair.service.name,
        }
        return Audience(lane, readers, lanes.demand(lane))
    if lane is Lane.MEDIATOR:
        readers = _("You alone. It is destroyed within 30 days after the end.")
        return Audience(lane, readers, _("A court that orders it while it exists."))
    side = lane.confided_by or Side.SITE
    if side is Side.SITE:
        readers = _(
            "The site manager and alternate at %(organisation)s, and the mediator while named. "
            "Nobody of the police, and nobody else of the site."
        )
        party = case.incident.site.operator.name
    else:
        readers = _(
            "The liaison officers at %(organisation)s, and the mediator while named. Nobody of "
            "the site, and nobody else of the police."
        )
        party = case.incident.pair.service.name
    return Audience(lane, readers % {"organisation": party}, lanes.demand(Lane.of(side)))
