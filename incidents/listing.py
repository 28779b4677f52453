"""The list: lean rows, a page at a time, filtered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from incidents import as_seen, sight, taxonomy
from incidents.corrections import reading
from incidents.forms import FilterForm
from incidents.lifecycle import Stage
from incidents.models import Incident
from incidents.taxonomy import Precision, Severity
from liaison import access, keyset
from liaison.access import Standing
from liaison.keyset import Page, Place
from liaison.models import Site
from liaison.roles import Permission, Side

TONES = {
    Stage.LOGGED: "plain",
    Stage.RELEASED: "wait",
    Stage.ACKNOWLEDGED: "wait",
    Stage.DISCUSSION: "wait",
    Stage.MEDIATION: "wait",
    Stage.ESCALATED: "wait",
    Stage.SETTLED: "ok",
    Stage.REFERRED: "plain",
    Stage.CLOSED: "ok",
}
_FIELDS = (
    "id",
    "reference",
    "kind",
    "severity",
    "stage",
    "turn",
    "side",
    "occurred_at",
    "listed_at",
    "time_grain",
    "precision",
    "corrected_at",
    "site_id",
    "partnership_id",
)
_SITE = ("site__name", "site__zone")


@dataclass(frozen=True, slots=True)
class Row:
    """One incident of the list, in words."""

    url: str
    reference: str
    what: str
    severity: int
    severity_label: str
    site: str
    when: str
    by: str
    stage: str
    tone: str
    turn: str


def page_of(
    person: Any, wanted: Mapping[str, Any], *, before: Place | None, after: Place | None
) -> tuple[list[Row], Page[dict[str, Any]]]:
    """A page of what *person* may see and *wanted* narrows: one query."""
    seen = sight.of(person)
    rows = Incident.objects.filter(seen.incidents(), _narrowed(wanted, seen)).newest_first()
    backwards = after is not None and before is None
    if before is not None:
        rows = rows.filter(_beyond("lt", before))
    elif after is not None:
        rows = rows.filter(_beyond("gt", after)).reverse()
    found = list(rows.values(*_FIELDS, *_SITE)[: keyset.PAGE + 1])
    page = keyset.page(
        found, size=keyset.PAGE, backwards=backwards, is_start=before is None and after is None
    )
    return _in_words(page.rows, person, seen), page


def links(page: Page[dict[str, Any]], wanted: Mapping[str, str]) -> dict[str, str]:
    """The addresses of the newer and the older page; empty where there is none."""
    kept = {name: value for name, value in wanted.items() if value}

    def address(name: str, row: dict[str, Any]) -> str:
        return "?" + urlencode({**kept, name: str(Place(row["listed_at"], row["id"]))})

    rows = page.rows
    return {
        "newer": address("after", rows[0]) if rows and page.has_newer else "",
        "older": address("before", rows[-1]) if rows and page.has_older else "",
    }


def recent(site: Site, person: Any, *, limit: int = 5) -> list[Row]:
    """The newest incidents of *site* that *person* may see, for the page of the site."""
    seen = sight.of(person)
    rows = Incident.objects.filter(seen.incidents(), site=site).newest_first()
    here = {"site__name": site.name, "site__zone": site.zone}
    return _in_words([{**row, **here} for row in rows.values(*_FIELDS)[:limit]], person, seen)


def among(ids: Collection[UUID], person: Any) -> list[Row]:
    """Those of the incidents *ids* that *person* may see, the newest first: one query."""
    seen = sight.of(person)
    rows = Incident.objects.filter(seen.incidents(), pk__in=ids).newest_first()
    return _in_words(list(rows.values(*_FIELDS, *_SITE)), person, seen)


def _in_words(found: Sequence[dict[str, Any]], person: Any, seen: sight.Sight) -> list[Row]:
    """One query more where something of the other side was corrected."""
    corrected = {row["id"]: row["side"] == _side(seen, row) for row in found if row["corrected_at"]}
    own = {pk for pk, is_own in corrected.items() if is_own}
    told = own | reading.told_among(corrected.keys() - own)
    words = _Words(seen, access.standing(person), told)
    return [words.row(row) for row in found]


def _side(seen: sight.Sight, row: Mapping[str, Any]) -> Side | None:
    """The side on which the reader stands there."""
    return seen.side_at(row["site_id"], row["partnership_id"])


class _Words:
    """Rows as words; what all rows of a page share is looked up once. *corrected*: those (ids) of
    which the reader is told that something was corrected."""

    def __init__(self, seen: sight.Sight, own: Standing, corrected: Collection[UUID]) -> None:
        self.handles = own.partnerships_for(Permission.INCIDENT_HANDLE)
        self.releases = own.sites_for(Permission.INCIDENT_RELEASE)
        self.stages = {stage: str(stage.label) for stage in Stage}
        self.severities = {one: str(label) for one, label in taxonomy.IN_SHORT.items()}
        self.sides = {side.value: str(side.label) for side in Side}
        self.yours = _("Your turn")
        self.own = _("Your side’s turn")
        self.theirs = _("Turn: %(side)s")
        self.corrected_later = _("corrected later")
        self.seen, self.corrected = seen, corrected

    def row(self, row: dict[str, Any]) -> Row:
        stage, severity = Stage(row["stage"]), Severity(row["severity"])
        return Row(
            url=f"/incidents/{row['reference']}/",
            reference=row["reference"],
            what=str(taxonomy.KINDS[row["kind"]].label),
            severity=severity.value,
            severity_label=self.severities[severity],
            site=row["site__name"],
            when=self._when(row),
            by=self.sides[row["side"]],
            stage=self.stages[stage],
            tone=TONES[stage],
            turn=self._turn(row),
        )

    def _when(self, row: dict[str, Any]) -> str:
        grain = as_seen.time_grain(row["time_grain"], row["side"], _side(self.seen, row))
        told = as_seen.told_as(grain, Precision(row["precision"]))
        when = as_seen.when_in_words(row["occurred_at"], told, row["site__zone"])
        return f"{when} · {self.corrected_later}" if row["id"] in self.corrected else when

    def _may_act(self, row: dict[str, Any]) -> bool:
        """Whether the reader takes the steps of their side here."""
        if row["stage"] == Stage.LOGGED:
            return row["site_id"] in self.releases
        return row["partnership_id"] in self.handles

    def _turn(self, row: dict[str, Any]) -> str:
        if not row["turn"]:
            return ""
        if row["turn"] == _side(self.seen, row):
            return self.yours if self._may_act(row) else self.own
        return self.theirs % {"side": self.sides[row["turn"]]}


def _beyond(which: str, place: Place) -> Q:
    """Rows past *place*; the first condition alone lets the index begin there."""
    return Q(**{f"listed_at__{which}e": place.at}) & (
        Q(**{f"listed_at__{which}": place.at}) | Q(**{f"id__{which}": place.id})
    )


def _narrowed(wanted: Mapping[str, Any], seen: sight.Sight) -> Q:
    chosen = Q()
    site: UUID | None = wanted.get("site")
    if site:
        chosen &= Q(site_id=site)
    for name in ("stage", "kind"):
        if wanted.get(name):
            chosen &= Q(**{name: wanted[name]})
    if wanted.get("show") == FilterForm.Mine.OWN:
        chosen &= Q(logged_by_id=seen.person_id)
    elif wanted.get("show") == FilterForm.Mine.WAITING:
        chosen &= seen.turn()
    return chosen
