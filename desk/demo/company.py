"""The demonstration as it comes to life: who and where, by address and short name."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from accounts.models import Person
from desk.demo.moments import Clock
from desk.demo.places import PARTIES, PLACES
from liaison import hours_file
from liaison.hours import Schedule
from liaison.models import Organisation, Partnership, Site


@dataclass
class Company:
    """Filled by ``beginnings``; the stories take their people and places from here.

    ``now`` is the moment of loading. ``secret`` is the password of every account until the load
    is over.
    """

    now: datetime
    secret: str
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    pairs: dict[str, Partnership] = field(default_factory=dict)

    def __getitem__(self, address: str) -> Person:
        """The person with that address, written without its ".example"."""
        return self.people[f"{address}.example"]

    def pair(self, slug: str) -> Partnership:
        """The partnership of that site, with its parties."""
        return self.pairs[slug]

    def site(self, slug: str) -> Site:
        return self.pairs[slug].site

    @property
    def office(self) -> Clock:
        """The clock of the office that set everything up."""
        return Clock(self.now, Schedule.unknown(ZoneInfo(PARTIES[0].zone)))

    def clock(self, slug: str) -> Clock:
        """The clock on the wall of that site, with its hours as they were set up."""
        place = next(place for place in PLACES if place.slug == slug)
        schedule = Schedule.from_document(hours_file.check(place.document), ZoneInfo(place.zone))
        return Clock(self.now, schedule)
