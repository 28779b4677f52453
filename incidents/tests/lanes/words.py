"""The table: every kind of text of a case, in which lane it lies, and who may read it.

A text bears a word that stands nowhere else in the portal. Whoever is not named here finds that
word nowhere, by no way of reading; whoever is named finds it where ``AT`` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.taxonomy import Area, Lane

SITE = frozenset({"staff", "manager", "alternate", "leader"})
POLICE = frozenset({"liaison", "backup", "police_leader"})
MEDIATOR = frozenset({"mediator"})
IN_CHARGE = (SITE | POLICE) - {"staff"}
OFF = frozenset({"manager_off", "liaison_off"})
# Who stands on no side of the case, is off it, or nowhere at all. Beside the cast: ``people.py``.
NOBODY_ELSE = frozenset(
    {
        "officer",
        "other_mediator",
        "observer",
        "auditor",
        "admin",
        "former",
        "stranger",
        "other_staff",
        "other_manager",
        "other_leader",
        "other_liaison",
        "other_police_leader",
        "transit_liaison",
        "manager_off",
        "liaison_off",
        "torn",
        "anonymous",
    }
)
EVERYBODY = SITE | POLICE | MEDIATOR | NOBODY_ELSE
# They hold the post of somebody else here, in the same place: of each post one sends forms wrong.
SECOND = frozenset({"alternate", "backup"})

# Who reads a lane of a case that is being mediated, and was logged by ``staff``.
READS: Mapping[Lane, frozenset[str]] = {
    Lane.SITE: SITE,
    Lane.POLICE: POLICE,
    Lane.SHARED: SITE | POLICE | MEDIATOR,
    Lane.SITE_MEDIATOR: frozenset({"manager", "alternate"}) | MEDIATOR,
    Lane.POLICE_MEDIATOR: frozenset({"liaison", "backup"}) | MEDIATOR,
    Lane.MEDIATOR: MEDIATOR,
}

CASE, APART, FILE, MEDIATION, AGREEMENT = "case", "apart", "file", "mediation", "agreement"


@dataclass(frozen=True, slots=True)
class Text:
    """A kind of text in *lane*; *only*: narrower than the lane, and why stands beside it. *at*:
    the page where its readers find it."""

    lane: Lane
    at: str = CASE
    only: frozenset[str] | None = None

    @property
    def readers(self) -> frozenset[str]:
        return READS[self.lane] if self.only is None else self.only


_STAFF = frozenset({"staff"})
TEXTS: Mapping[str, Text] = {
    "site-narrative": Text(Lane.SITE),
    "site-done": Text(Lane.SITE),
    "site-note": Text(Lane.SITE),
    "site-area": Text(Lane.SITE),
    "site-caption": Text(Lane.SITE),
    "site-photo": Text(Lane.SITE, FILE),
    "police-note": Text(Lane.POLICE),
    "police-statement": Text(Lane.POLICE),
    "police-caption": Text(Lane.POLICE),
    "police-photo": Text(Lane.POLICE, FILE),
    "shared-narrative": Text(Lane.SHARED),
    "shared-answer": Text(Lane.SHARED),
    "shared-question": Text(Lane.SHARED),
    "shared-reply": Text(Lane.SHARED),
    "shared-correction": Text(Lane.SHARED),
    "shared-rewording": Text(Lane.SHARED),
    "shared-declined": Text(Lane.SHARED),
    "shared-why": Text(Lane.SHARED),
    "shared-leader": Text(Lane.SHARED),
    "shared-caption": Text(Lane.SHARED),
    "shared-photo": Text(Lane.SHARED, FILE),
    # Terms that were declined stand in the course as they were laid on the table.
    "shared-terms": Text(Lane.SHARED),
    "confided-site": Text(Lane.SITE_MEDIATOR, MEDIATION),
    "confided-police": Text(Lane.POLICE_MEDIATOR, MEDIATION),
    "confided-mediator": Text(Lane.MEDIATOR, MEDIATION),
    # Site staff do not take part in a mediation: they read what was agreed once it counts.
    "drafted-terms": Text(Lane.SHARED, AGREEMENT, IN_CHARGE | MEDIATOR),
    "drafted-promise": Text(Lane.SHARED, AGREEMENT, IN_CHARGE | MEDIATOR),
    # Of one officer: whoever wrote it, and on the police side what was released and their own.
    "badge": Text(Lane.SITE, APART, _STAFF | POLICE),
    "badge-reason": Text(Lane.SITE, APART, _STAFF),
    "police-badge": Text(Lane.POLICE, APART),
    # Beside the case: what one side has not shown, or never does.
    # A pattern is about several: who is off one of them reads what was agreed about all.
    "pattern-end": Text(Lane.SHARED, "pattern", IN_CHARGE | OFF),
    "police-logged": Text(Lane.POLICE, "police_logged"),
    "police-correction": Text(Lane.POLICE, "police_logged"),
    "site-planned": Text(Lane.SITE, "planned"),
    "site-critical": Text(Lane.SITE, "critical"),
    "site-called": Text(Lane.SITE, "critical"),
    "site-body-number": Text(Lane.SITE, "critical"),
    "site-reason": Text(Lane.SITE, "critical"),
    "draft-of-form": Text(Lane.SITE, "form", _STAFF),
    # Told without an account: read by whoever speaks for the site.
    "told": Text(Lane.SITE, "told", frozenset({"manager", "alternate"})),
}


# Where it happened: no text, and hidden like one. The other side learns only whether it was inside.
AREA = Area.CONSUMPTION


def word(name: str) -> str:
    """The word of a text; none begins another."""
    return str(AREA.label) if name == "site-area" else f"cnry-{name}-q"


def is_offered(said: str, text: str) -> bool:
    """Whether it stands there as one of all the areas that a form offers, which tells nothing."""
    return said == word("site-area") and all(str(area.label) in text for area in Area)
