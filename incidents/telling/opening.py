"""What the page opens with, before anybody tells anything."""

from dataclasses import dataclass
from datetime import date, datetime

from incidents import lanes
from incidents.taxonomy import Lane
from incidents.telling import agreed, sending
from incidents.telling.agreed import Agreed
from liaison import complaints, timekeeping
from liaison.complaints import Way
from liaison.models import Site


@dataclass(frozen=True, slots=True)
class Opening:
    """``way``: to a formal complaint about what happened today. ``demand``: who may ask for what
    was told by law."""

    site: Site
    agreed: list[Agreed]
    read_by: date
    way: Way
    demand: str


def of_site(site: Site, *, at: datetime, language: str) -> Opening:
    day = timekeeping.day_at(site, at)
    return Opening(
        site=site,
        agreed=agreed.at_site(site, at=at, language=language),
        read_by=sending.read_by(site, day),
        way=complaints.way(site, day),
        demand=lanes.demand(Lane.SITE),
    )
