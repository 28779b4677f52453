"""What of a protocol bears on a kind of encounter. Pure.

The entry table is asked about the circumstance that officers gave, where the author ticked one;
where not, about those that the kind itself is a case of. Beside the table, the clauses on some
topics of the library speak to the kind, whatever brought the officers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.taxonomy import KINDS
from protocols.entry import Circumstance
from protocols.library import BY_KEY

_C = Circumstance


@dataclass(frozen=True, slots=True)
class Bearing:
    """``circumstances`` are those of the kind itself; ``topics`` are numbers of the library."""

    circumstances: tuple[Circumstance, ...] = ()
    topics: tuple[int, ...] = ()


# Somebody at the site called, and it is about what police did then.
CALLS = frozenset({"X6", "G1"})


def of(kind: str, claimed: str) -> Bearing:
    """What bears on *kind*, with the circumstance *claimed* (its code; empty: left open)."""
    own = _KINDS[kind]
    told = Circumstance.read(claimed)
    return Bearing((told,), own.topics) if told else own


def _bearing(circumstances: str = "", topics: str = "") -> Bearing:
    return Bearing(
        tuple(Circumstance(code) for code in circumstances.split()),
        tuple(BY_KEY[key].number for key in topics.split()),
    )


_SAID: Mapping[str, Bearing] = {
    "P1": _bearing("C16", "street"),
    "P2": _bearing("C13", "street"),
    "P3": _bearing("", "coming-and-going watching"),
    "P4": _bearing("", "watching"),
    "P5": _bearing("", "questions"),
    "E2": _bearing("", "inside"),
    "E3": _bearing("", "inside"),
    "E4": _bearing("", "inside"),
    "E5": _bearing("", "inside"),
    "E6": _bearing("", "inside"),
    "K1": _bearing("", "coming-and-going"),
    "K2": _bearing("", "coming-and-going"),
    "K3": _bearing("", "coming-and-going"),
    "K4": _bearing("", "arrest"),
    "K5": _bearing("", "equipment"),
    "K6": _bearing("", "equipment"),
    "K8": _bearing("", "purpose"),
    "K9": _bearing("", "coming-and-going"),
    "K11": _bearing("C03", "emergencies good-samaritan"),
    "I1": _bearing("", "privacy"),
    "I2": _bearing("", "privacy"),
    "I3": _bearing("", "privacy"),
    "X1": _bearing("", "emergencies"),
    "X2": _bearing("", "ladder"),
    "X3": _bearing("C14"),
    "X4": _bearing("C12", "selling"),
    "X5": _bearing("", "left-behind"),
    "X6": _bearing("C01 C02", "calls-from-staff"),
    "G1": _bearing("C01 C02", "calls-from-staff"),
    "G2": _bearing("", "good-samaritan"),
    "G3": _bearing("C15"),
    "G4": _bearing("", "coming-and-going"),
    "G6": _bearing("", "equipment"),
    "G7": _bearing("", "news"),
}
_KINDS: Mapping[str, Bearing] = {kind: _SAID.get(kind, Bearing()) for kind in KINDS}
