"""What applied, to whom, when. "In force", "suspended" and "superseded" are answers to a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from liaison.instances import Instances, Part
from liaison.models import Partnership
from protocols import looking_up
from protocols.entry import Circumstance, Instrument, SiteState
from protocols.holding import FREE, Hold
from protocols.holds import hold_of
from protocols.looking_up import Told
from protocols.models import InForce, Protocol, Version
from protocols.models.agreed import InForceQuerySet


def in_force(partnership: Partnership, at: datetime) -> InForce | None:
    """The row that applies to *partnership* at *at* (aware), with its version. One query."""
    return _with_versions().filter(partnership=partnership).at(at).first()


def by_partnership(partnerships: Iterable[Partnership], at: datetime) -> dict[UUID, InForce]:
    """The rows that apply at *at*, by the id of the partnership. One query for all of them."""
    found = _with_versions().covering(partnerships).at(at)
    return {row.partnership_id: row for row in found}


def at_site(site_id: UUID, at: datetime) -> dict[UUID, InForce]:
    """As ``by_partnership``, for all partnerships of one site."""
    return {row.partnership_id: row for row in _AT_SITE.found(site_id, at)}


def _of_site(site_id: UUID, at: datetime) -> QuerySet[InForce]:
    return InForce.objects.filter(partnership__site_id=site_id).at(at)


_AT_SITE = Instances(
    _of_site,
    [
        Part("", InForce),
        Part("version", Version, "id", "protocol_id", "number"),
        Part("version__protocol", Protocol, "id", "slug", "title"),
    ],
    UUID,
    datetime,
)


def coming(partnerships: Iterable[Partnership], at: datetime) -> list[InForce]:
    """The rows that are signed and still to begin at *at*, the first one first."""
    return list(_with_versions().covering(partnerships).after(at).order_by("starts"))


@dataclass(frozen=True, slots=True)
class Applied:
    """What applied to a partnership at a moment; ``row`` is None where nothing was in force,
    ``hold`` what kept it from answering."""

    row: InForce | None
    hold: Hold = FREE

    @property
    def version(self) -> Version | None:
        return self.row.version if self.row else None

    def answer(
        self,
        circumstance: Circumstance | None,
        state: SiteState,
        *,
        language: str,
        threat_to_life: bool = False,
        instrument: Instrument = Instrument.NONE,
    ) -> Told:
        """What it says to one situation, in words. At most one query."""
        return looking_up.look_up(
            self.version,
            circumstance,
            state,
            language=language,
            threat_to_life=threat_to_life,
            instrument=instrument,
            hold=self.hold,
        )


def what_applied(partnership: Partnership, at: datetime) -> Applied:
    """The version by which something that happened at *at* is judged, with what was suspended
    then. Two queries at most."""
    row = in_force(partnership, at)
    return Applied(row, hold_of(row, at) if row else FREE)


def _with_versions() -> InForceQuerySet:
    return InForce.objects.select_related("version__protocol")
