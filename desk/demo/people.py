"""The fictional people, by post: who they are, for whom they act, and where."""

from dataclasses import dataclass

from desk.demo.places import COASTAL, GARDEN, HARBOUR, KINGFISHER, LAKESIDE, OFFICE, SOUTHERN
from liaison.roles import Role


@dataclass(frozen=True, slots=True)
class Part:
    """One account of the demonstration. ``scope`` names sites by their short name, divisions, or
    nothing; ``note`` tells two people of one role apart in the list of accounts."""

    address: str
    name: str
    role: Role
    organisation: str
    scope: tuple[str, ...] = ()
    language: str = "en"
    note: str = ""

    @property
    def told(self) -> str:
        return f"{self.role.label} ({self.note})" if self.note else str(self.role.label)


def _operator(organisation: str, short: str, domain: str, staff: Part) -> tuple[Part, ...]:
    """The first two are the ones an organisation begins with: the leader, and a second person."""
    return (
        Part(f"leader@{domain}", f"Director, {short}", Role.SITE_LEADER, organisation),
        Part(f"manager@{domain}", f"Site manager, {short}", Role.SITE_MANAGER, organisation),
        Part(
            f"alternate@{domain}",
            f"Alternate manager, {short}",
            Role.SITE_MANAGER,
            organisation,
            note="alternate",
        ),
        staff,
    )


def _service(
    organisation: str, short: str, domain: str, officer: Part, *liaisons: Part
) -> tuple[Part, ...]:
    return (
        Part(f"chief@{domain}", f"Superintendent, {short}", Role.POLICE_LEADER, organisation),
        Part(
            f"deputy@{domain}",
            f"Deputy superintendent, {short}",
            Role.POLICE_LEADER,
            organisation,
            note="deputy",
        ),
        *liaisons,
        officer,
    )


_L, _F, _S = Role.LIAISON_OFFICER, Role.FRONTLINE_OFFICER, Role.SITE_STAFF

OPERATORS = (
    *_operator(
        HARBOUR,
        "Harbour Health",
        "harbour.example",
        Part("staff@harbour.example", "Shift worker, Harbour Health", _S, HARBOUR),
    ),
    *_operator(
        GARDEN,
        "Garden Row Health",
        "gardenrow.example",
        Part(
            "staff@gardenrow.example",
            "Équipe de jour, Garden Row",
            _S,
            GARDEN,
            ("garden-row",),
            "fr",
        ),
    ),
    Part(
        "manager@foundry.example",
        "Site manager, Foundry",
        Role.SITE_MANAGER,
        GARDEN,
        ("foundry",),
        note="Foundry",
    ),
    Part("staff@annex.example", "Shift worker, The Annex", _S, GARDEN, ("the-annex",)),
    *_operator(
        KINGFISHER,
        "Kingfisher Trust",
        "kingfisher.example",
        Part("staff@kingfisher.example", "Nurse in charge, Kingfisher Road", _S, KINGFISHER),
    ),
)
SERVICES = (
    *_service(
        COASTAL,
        "Coastal Police",
        "coastal.example",
        Part(
            "officer@coastal.example",
            "Frontline officer, Harbour Division",
            _F,
            COASTAL,
            ("Harbour Division",),
        ),
        Part("liaison@coastal.example", "Liaison officer, Coastal Police", _L, COASTAL),
        Part(
            "backup@coastal.example", "Backup liaison, Coastal Police", _L, COASTAL, note="backup"
        ),
    ),
    *_service(
        LAKESIDE,
        "Lakeside Police",
        "lakeside.example",
        Part(
            "officer@lakeside.example",
            "Frontline officer, Division Five",
            _F,
            LAKESIDE,
            ("Division Five",),
        ),
        Part(
            "liaison@lakeside.example",
            "Liaison officer, Division Five",
            _L,
            LAKESIDE,
            ("Division Five",),
        ),
        Part(
            "liaison.nine@lakeside.example",
            "Liaison officer, Division Nine",
            _L,
            LAKESIDE,
            ("Division Nine",),
            note="Division Nine",
        ),
        Part(
            "backup@lakeside.example",
            "Backup liaison, Lakeside Police",
            _L,
            LAKESIDE,
            language="fr",
            note="backup",
        ),
    ),
    *_service(
        SOUTHERN,
        "Southern Police",
        "southern.example",
        Part(
            "officer@southern.example",
            "Frontline officer, Harbourside Command",
            _F,
            SOUTHERN,
            ("Harbourside Command",),
        ),
        Part("liaison@southern.example", "Liaison officer, Harbourside Command", _L, SOUTHERN),
        Part(
            "backup@southern.example",
            "Backup liaison, Southern Police",
            _L,
            SOUTHERN,
            note="backup",
        ),
    ),
)
ADMINISTRATOR = Part("admin@portal.example", "Administrator", Role.ADMINISTRATOR, OFFICE)
# Given by the operator of the first site they name, confirmed by its police service.
NEUTRALS = (
    Part(
        "mediator@portal.example",
        "Neutral mediator",
        Role.MEDIATOR,
        OFFICE,
        ("harbour-street", "night-van"),
    ),
    Part(
        "observer@portal.example",
        "City observer",
        Role.OBSERVER,
        OFFICE,
        ("garden-row", "the-annex", "foundry"),
    ),
    Part(
        "auditor@portal.example",
        "Auditor",
        Role.AUDITOR,
        OFFICE,
        ("harbour-street", "night-van"),
    ),
)
PARTS = (*OPERATORS, *SERVICES, *NEUTRALS, ADMINISTRATOR)
