"""The fictional places: three operators, three police services, seven sites and their hours.

The patterns of hours are those of real sites; the names and everything else are invented.
"""

from dataclasses import dataclass
from typing import Any

from liaison.bilingual import Bilingual
from liaison.hours_rows import WEEKDAYS as WEEK

WEEKDAYS, WEEKEND = WEEK[:5], WEEK[5:]
Rows = tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation of the demonstration."""

    name: str
    kind: str
    zone: str
    country: str = "CA"
    subdivision: str = ""
    divisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a site may operate. ``began`` and ``ends`` are days before and after the loading."""

    kind: str
    reference: str
    authority: str
    began: int
    ends: int | None
    covers: str
    does_not_cover: str = "Selling. Possession outside the premises."


_PROVINCIAL = Bilingual(
    "Provincial police complaints office (fictional)",
    "Bureau provincial des plaintes contre la police (fictif)",
)
_SIX_MONTHS = Bilingual("six months", "six mois")


@dataclass(frozen=True, slots=True)
class Place:
    """A site of the demonstration. ``site_posts`` and ``police_posts`` are the addresses (of
    ``people.PARTS``) of those who speak for each side: primary and backup. ``dial`` begins the
    telephone numbers of its ladder, all from ranges kept for fiction. ``opens_in`` so many days
    after the loading; None: it is open."""

    slug: str
    name: str
    operator: str
    service: str
    division: str
    zone: str
    local_term: Bilingual
    address: str
    arrival: Bilingual
    hours: Rows
    basis: Basis
    site_posts: tuple[str, str]
    police_posts: tuple[str, str]
    dial: str
    blackouts: Rows = ()
    emergency_number: str = "911"
    complaint_body: Bilingual = _PROVINCIAL
    complaint_limit: Bilingual = _SIX_MONTHS
    is_mobile: bool = False
    parked_at: str = ""
    opens_in: int | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The hours as ``liaison.hours_file`` describes them."""
        parked = {"parked_at": self.parked_at} if self.parked_at else {}
        return {"hours": list(self.hours), "blackouts": list(self.blackouts), **parked}


def _every(days: tuple[str, ...], *intervals: tuple[str, str]) -> Rows:
    return tuple(
        {"weekday": day, "opens": opens, "closes": closes}
        for day in days
        for opens, closes in intervals
    )


HARBOUR, GARDEN, KINGFISHER = (
    "Harbour Health Society",
    "Garden Row Community Health",
    "Kingfisher Trust",
)
COASTAL, LAKESIDE, SOUTHERN = (
    "Coastal Police Service",
    "Lakeside Police Service",
    "Southern Police Force",
)
OFFICE = "Regional Liaison Office"

PARTIES = (
    Party(OFFICE, "neutral", "America/Toronto", subdivision="ON"),
    Party(HARBOUR, "operator", "America/Vancouver", subdivision="BC"),
    Party(GARDEN, "operator", "America/Toronto", subdivision="ON"),
    Party(KINGFISHER, "operator", "Australia/Sydney", "AU", "NSW"),
    Party(
        COASTAL,
        "police",
        "America/Vancouver",
        subdivision="BC",
        divisions=("Harbour Division", "Night Patrol"),
    ),
    Party(
        LAKESIDE,
        "police",
        "America/Toronto",
        subdivision="ON",
        divisions=("Division Five", "Division Nine"),
    ),
    Party(SOUTHERN, "police", "Australia/Sydney", "AU", "NSW", divisions=("Harbourside Command",)),
)

PLACES = (
    Place(  # over midnight
        slug="harbour-street",
        name="Harbour Street",
        operator=HARBOUR,
        service=COASTAL,
        division="Harbour Division",
        zone="America/Vancouver",
        local_term=Bilingual("Supervised consumption site", "Site de consommation supervisée"),
        address="12 Harbour Street",
        arrival=Bilingual(
            "Stand at the blue door on Wharf Lane. Park on Pier Road, not in front.",
            "Présentez-vous à la porte bleue, Wharf Lane. Stationnez sur Pier Road, pas devant.",
        ),
        hours=_every(WEEK, ("09:00", "03:00")),
        blackouts=(
            {"weekday": "monday", "from": "03:45", "to": "05:00", "why": "Deep cleaning"},
            {"weekday": "thursday", "from": "07:00", "to": "08:00", "why": "Deliveries"},
        ),
        basis=Basis(
            kind="exemption",
            reference="FX-1201",
            authority="Health ministry (fictional)",
            began=250,
            ends=115,
            covers="Possession and use inside the premises drawn in the plan. Work of the staff.",
        ),
        site_posts=("manager@harbour.example", "alternate@harbour.example"),
        police_posts=("liaison@coastal.example", "backup@coastal.example"),
        dial="+1 604 555 01",
    ),
    Place(  # two whole closed days
        slug="garden-row",
        name="Garden Row",
        operator=GARDEN,
        service=LAKESIDE,
        division="Division Five",
        zone="America/Toronto",
        local_term=Bilingual(
            "Consumption and treatment service", "Services de consommation et de traitement"
        ),
        address="3 Garden Row",
        arrival=Bilingual(
            "Ring at the side gate. Park behind the library.",
            "Sonnez à la grille latérale. Stationnez derrière la bibliothèque.",
        ),
        hours=_every(WEEK[1:6], ("10:30", "22:00")),
        basis=Basis(
            kind="class_exemption",
            reference="FX-77",
            authority="Province (fictional)",
            began=300,
            ends=430,
            covers="Possession and use inside, checking of substances, work of the staff.",
        ),
        site_posts=("manager@gardenrow.example", "alternate@gardenrow.example"),
        police_posts=("liaison@lakeside.example", "backup@lakeside.example"),
        dial="+1 416 555 01",
    ),
    Place(  # 24 hours: no closed window at all
        slug="the-annex",
        name="The Annex",
        operator=GARDEN,
        service=LAKESIDE,
        division="Division Five",
        zone="America/Toronto",
        local_term=Bilingual(
            "Supervised consumption trailer", "Roulotte de consommation supervisée"
        ),
        address="Corner of Mill and King",
        arrival=Bilingual(
            "Stand at the white gate. Do not stop on the ramp.",
            "Attendez à la barrière blanche. Ne vous arrêtez pas sur la rampe.",
        ),
        hours=_every(WEEK, ("00:00", "24:00")),
        basis=Basis(
            kind="exemption",
            reference="FX-1305",
            authority="Health ministry (fictional)",
            began=160,
            ends=205,
            covers="Possession and use inside the trailer and on its ramp.",
        ),
        site_posts=("manager@gardenrow.example", "alternate@gardenrow.example"),
        police_posts=("liaison@lakeside.example", "backup@lakeside.example"),
        dial="+1 416 555 01",
    ),
    Place(  # two intervals a day
        slug="foundry",
        name="Foundry",
        operator=GARDEN,
        service=LAKESIDE,
        division="Division Nine",
        zone="America/Toronto",
        local_term=Bilingual("Overdose prevention site", "Site de prévention des surdoses"),
        address="40 Foundry Yard",
        arrival=Bilingual(
            "Wait in the yard by the red bollard.",
            "Attendez dans la cour, près de la borne rouge.",
        ),
        hours=_every(WEEKDAYS, ("09:00", "13:00"), ("18:00", "23:00"))
        + _every(WEEKEND, ("18:00", "23:00")),
        basis=Basis(
            kind="permit",
            reference="P-19",
            authority="City (fictional)",
            began=130,
            ends=235,
            covers="Use inside the building during the hours in the permit.",
        ),
        site_posts=("manager@foundry.example", "manager@gardenrow.example"),
        police_posts=("liaison.nine@lakeside.example", "backup@lakeside.example"),
        dial="+1 416 555 01",
    ),
    Place(  # southern zone: the clocks change the other way round
        slug="kingfisher-road",
        name="Kingfisher Road",
        operator=KINGFISHER,
        service=SOUTHERN,
        division="Harbourside Command",
        zone="Australia/Sydney",
        local_term=Bilingual(
            "Medically supervised injecting centre", "Centre d’injection sous surveillance médicale"
        ),
        address="66 Kingfisher Road",
        arrival=Bilingual(
            "Front entrance on Kingfisher Road. The rear exit is for people leaving.",
            "Entrée principale, Kingfisher Road. La sortie arrière sert aux départs.",
        ),
        hours=_every(WEEKDAYS, ("09:30", "21:30")) + _every(WEEKEND, ("09:30", "17:30")),
        basis=Basis(
            kind="permit",
            reference="L-3",
            authority="State licence (fictional)",
            began=400,
            ends=700,
            covers="Possession of the amount the law names, and use, inside the centre.",
        ),
        site_posts=("manager@kingfisher.example", "alternate@kingfisher.example"),
        police_posts=("liaison@southern.example", "backup@southern.example"),
        dial="+61 2 5550 01",
        emergency_number="000",
        complaint_body=Bilingual(
            "State police conduct commission (fictional)",
            "Commission de déontologie policière de l’État (fictive)",
        ),
        complaint_limit=Bilingual("one year", "un an"),
    ),
    Place(  # mobile, by night
        slug="night-van",
        name="The Night Van",
        operator=HARBOUR,
        service=COASTAL,
        division="Night Patrol",
        zone="America/Vancouver",
        local_term=Bilingual("Mobile consumption service", "Service mobile de consommation"),
        address="By day at the depot, 3 Pier Road",
        arrival=Bilingual(
            "Approach on foot. Park at least one block away from the stop.",
            "Approchez à pied. Stationnez à une rue au moins de l’arrêt.",
        ),
        hours=tuple(
            {**row, "stop": stop}
            for times, stop in (
                (("20:00", "23:00"), "Station Square"),
                (("23:00", "02:00"), "Market Lane"),
            )
            for row in _every(WEEK, times)
        ),
        parked_at="The depot, 3 Pier Road",
        basis=Basis(
            kind="exemption",
            reference="FX-1202",
            authority="Health ministry (fictional)",
            began=90,
            ends=275,
            covers="Possession and use inside the van, at the three stops of its route.",
        ),
        site_posts=("manager@harbour.example", "alternate@harbour.example"),
        police_posts=("liaison@coastal.example", "backup@coastal.example"),
        dial="+1 604 555 01",
        is_mobile=True,
    ),
    Place(  # gets ready to open
        slug="quay-house",
        name="Quay House",
        operator=HARBOUR,
        service=COASTAL,
        division="Harbour Division",
        zone="America/Vancouver",
        local_term=Bilingual("Supervised consumption site", "Site de consommation supervisée"),
        address="2 Old Quay",
        arrival=Bilingual(
            "Stand at the gate on Old Quay. Park behind the customs house.",
            "Présentez-vous à la grille, Old Quay. Stationnez derrière la douane.",
        ),
        hours=_every(WEEK, ("10:00", "22:00")),
        basis=Basis(
            kind="exemption",
            reference="FX-1340",
            authority="Health ministry (fictional)",
            began=30,
            ends=335,
            covers="Possession and use inside the house and in its yard, from the opening on.",
        ),
        site_posts=("manager@harbour.example", "alternate@harbour.example"),
        police_posts=("liaison@coastal.example", "backup@coastal.example"),
        dial="+1 604 555 01",
        opens_in=52,
    ),
)
