"""Default answers to the two questions after "what do I do": whom to call, what to write down."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from protocols.entry import Circumstance as C
from protocols.entry import Log as L
from protocols.entry import Post as P
from protocols.entry import SiteState
from protocols.profile.words import Cells


@dataclass(frozen=True, slots=True)
class Duties:
    """``closed`` is whom to call outside operating hours and while the service is suspended (None:
    the same as when it is open)."""

    log: tuple[L, ...]
    open: tuple[P, ...] = ()
    closed: tuple[P, ...] | None = None

    def call(self, state: SiteState) -> tuple[P, ...]:
        if state is SiteState.OPERATING or self.closed is None:
            return self.open
        return self.closed


_NOTHING = (L.NOTHING,)
_REVIEWED = (L.INCIDENT, L.REVIEW)
_NOTED = (L.NOTE, L.TELL_LIAISON)

DUTIES: Mapping[C, Duties] = {
    C.C01: Duties((L.INCIDENT,)),
    C.C02: Duties((L.TELL_LIAISON, L.RECEIPT), (P.IN_CHARGE,), (P.KEYHOLDER, P.MANAGER)),
    C.C03: Duties(_REVIEWED, closed=(P.KEYHOLDER,)),
    C.C04: Duties(_REVIEWED, (P.SUPERVISOR,), (P.KEYHOLDER, P.SUPERVISOR)),
    C.C05: Duties(_REVIEWED, (P.IN_CHARGE,), (P.KEYHOLDER,)),
    C.C06: Duties(_NOTED, (P.IN_CHARGE,), (P.KEYHOLDER,)),
    C.C07: Duties(_NOTED, (P.IN_CHARGE, P.SUPERVISOR), (P.KEYHOLDER, P.SUPERVISOR)),
    C.C08: Duties((L.REGISTER,), (P.MANAGER,)),
    C.C09: Duties(_NOTHING, (P.IN_CHARGE,), (P.IN_CHARGE, P.MANAGER)),
    C.C10: Duties(_NOTHING, (P.LIAISON,)),
    C.C11: Duties(_NOTHING, closed=(P.LIAISON,)),
    C.C12: Duties((L.INCIDENT, L.TELL_LIAISON), (P.MANAGER, P.LIAISON)),
    C.C13: Duties(_NOTHING),
    C.C14: Duties((L.NOTE,), (P.LIAISON,)),
    C.C15: Duties((L.INCIDENT,), (P.IN_CHARGE,), ()),
    C.C16: Duties(_NOTHING),
    C.C17: Duties((L.TELL_LIAISON,), (P.IN_CHARGE,), ()),
    C.C18: Duties(_REVIEWED, (P.MANAGER,), (P.KEYHOLDER, P.MANAGER)),
    C.C19: Duties((L.NOTE,), (P.MANAGER,)),
    C.C20: Duties(_NOTED, (P.IN_CHARGE,), (P.KEYHOLDER,)),
    C.C21: Duties(_REVIEWED, (P.SUPERVISOR,), (P.KEYHOLDER, P.SUPERVISOR)),
    C.C22: Duties((L.TELL_LIAISON,), (P.LIAISON,)),
}


def with_duties(cells: Cells) -> Cells:
    """*cells* with whom to call and what to log."""
    return {
        (circumstance, state): replace(
            cell, call=DUTIES[circumstance].call(state), log=DUTIES[circumstance].log
        )
        for (circumstance, state), cell in cells.items()
    }
