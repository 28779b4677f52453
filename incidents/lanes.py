"""Who reads a lane, and who may demand it by law: said above every box."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.taxonomy import Lane
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Audience:
    """A lane with the sentences that stand above its box."""

    lane: Lane
    readers: str
    demand: str


def own(side: Side, organisation: str = "") -> Audience:
    """The lane that only *side* reads; *organisation* names it where it is known which."""
    if side is Side.SITE:
        named = organisation or _("your organisation")
        readers = _(
            "Those in charge of this site at %(organisation)s, and whoever logged the incident. "
            "Nobody of the police."
        )
    else:
        named = organisation or _("your service")
        readers = _(
            "Those in charge of this liaison at %(organisation)s, and whoever logged the incident. "
            "Nobody of the site."
        )
    return Audience(Lane.of(side), readers % {"organisation": named}, demand(Lane.of(side)))


def of_incident(incident: Incident, side: Side) -> dict[str, Audience]:
    """The two lanes in which somebody of *side* can write."""
    return {"own": own_of(incident, side), "shared": shared_of(incident)}


def own_of(incident: Incident, side: Side) -> Audience:
    """The lane of *incident* that only *side* reads."""
    return own(side, _operator(incident) if side is Side.SITE else _service(incident))


def shared_of(incident: Incident) -> Audience:
    """The lane of *incident* that both sides read."""
    readers = _(
        "Both sides: those in charge of this site at %(operator)s, those in charge of this liaison "
        "at %(service)s, and whoever logged the incident."
    )
    named = {"operator": _operator(incident), "service": _service(incident)}
    return Audience(Lane.SHARED, readers % named, demand(Lane.SHARED))


def of_author(incident: Incident) -> Audience:
    """Where the side that logged it writes what concerns whoever reads *incident* by now."""
    side = incident.author_side
    is_shared = incident.lane_of(side) is Lane.SHARED
    return shared_of(incident) if is_shared else own_of(incident, side)


def _operator(incident: Incident) -> str:
    return incident.site.operator.name


def _service(incident: Incident) -> str:
    """Empty while it is not said which of several services it is about."""
    return incident.partnership.service.name if incident.partnership else ""


def demand(lane: Lane) -> str:
    """Who may ask for it by law, whoever reads it here."""
    if lane is Lane.SITE:
        return _("A court, and a public body that the law gives the power to ask the operator.")
    if lane is Lane.POLICE:
        return _(
            "A court, an oversight body, and whoever may ask a police service for its records."
        )
    return _(
        "A court, an oversight body, and whoever may ask either side for its records: the police "
        "service may have to answer requests from the public."
    )
