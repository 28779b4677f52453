"""What applied, to whom, when. "In force", "suspended" and "superseded" are answers to a moment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from liaison.instances import Instances, Part
from liaison.models import LegalBasis, Partnership
from protocols import holding, looking_up
from protocols.entry import Circumstance, Instrument, SiteState
from protocols.holding import FREE, Hold, Spell
from protocols.looking_up import Told
from protocols.models import InForce, Protocol, Suspension, Version
from protocols.models.agreed import InForceQuerySet
from protocols.models.holding import SuspensionQuerySet


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
    then. Three queries at most."""
    row = in_force(partnership, at)
    return Applied(row, holds([row], at)[row.pk] if row else FREE)


def holds(rows: Iterable[InForce], at: datetime) -> dict[UUID, Hold]:
    """What holds each of *rows* at *at*, by the id of the row. Two queries for all of them."""
    found = list(rows)
    spells: dict[tuple[UUID, UUID], list[Spell]] = defaultdict(list)
    for row in _suspensions(found, at):
        number = row.clause.number if row.clause else None
        spells[row.partnership_id, row.version_id].append(Spell(number, row.side, row.ends))
    bases = _bases(found, at)
    return {
        row.pk: holding.hold(
            spells[row.partnership_id, row.version_id],
            basis_ends=bases[row.partnership_id][0],
            day=at.astimezone(ZoneInfo(bases[row.partnership_id][1])).date(),
        )
        for row in found
    }


def _suspensions(rows: list[InForce], at: datetime) -> SuspensionQuerySet:
    standing = Suspension.objects.at(at).select_related("clause")
    return standing.filter(
        partnership__in=[row.partnership_id for row in rows],
        version__in=[row.version_id for row in rows],
    )


def _bases(rows: list[InForce], at: datetime) -> dict[UUID, tuple[date | None, str]]:
    """The last day of the legal basis as it was recorded at *at*, and the zone of its site."""
    newest = LegalBasis.objects.filter(site=OuterRef("site"), recorded_at__lte=at)
    ends = Subquery(newest.order_by("-recorded_at", "-id").values("valid_to")[:1])
    pairs = Partnership.objects.filter(pk__in=[row.partnership_id for row in rows])
    return {pk: (last, zone) for pk, last, zone in pairs.values_list("pk", ends, "site__zone")}


def _with_versions() -> InForceQuerySet:
    return InForce.objects.select_related("version__protocol")
