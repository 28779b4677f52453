"""Somebody who acts for nobody now: why that is so, and whom they ask, as far as they know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liaison.models import Confirmation, Mandate, MandateStage, Organisation
from liaison.roles import FITTING, GRANTS, Permission, Role

# What is nearest to counting is said first.
_NEAREST = (
    MandateStage.WAITING,
    MandateStage.COMING,
    MandateStage.RUN_OUT,
    MandateStage.ENDED,
)


@dataclass(frozen=True, slots=True)
class Former:
    """A mandate of theirs that does not count now, and the posts that give one there."""

    mandate: Mandate
    stage: MandateStage
    givers: Sequence[Role]

    @property
    def asks(self) -> Organisation:
        """Whose people they ask: for a neutral person, those who put them forward."""
        return self.mandate.given_for or self.mandate.organisation


@dataclass(frozen=True, slots=True)
class WithoutMandate:
    """What they are told. ``invited_by`` is whoever invited them, where no organisation of theirs
    is known; ``to_accept`` the mandate that waits for nobody but them."""

    former: Sequence[Former]
    invited_by: str
    to_accept: Mandate | None = None


def told(person: Any, *, at: datetime) -> WithoutMandate:
    """What *person*, who holds no current mandate, is told; one line an organisation."""
    mandates = person.mandates.select_related("organisation", "given_for")
    rows = [_former(mandate, at) for mandate in mandates.order_by("-given_at", "pk")]
    rows.sort(key=lambda row: _NEAREST.index(row.stage))
    by_organisation: dict[Any, Former] = {}
    for row in rows:
        by_organisation.setdefault(row.mandate.organisation_id, row)
    return WithoutMandate(
        tuple(by_organisation.values()),
        "" if rows else _invited_by(person),
        next((row.mandate for row in rows if _is_theirs(row)), None),
    )


def _is_theirs(row: Former) -> bool:
    return row.stage is MandateStage.WAITING and row.mandate.confirmation == Confirmation.ACCEPTANCE


def _former(mandate: Mandate, at: datetime) -> Former:
    asks = mandate.given_for or mandate.organisation
    giving = GRANTS[Permission.MANDATE_GIVE] & FITTING[asks.kind]
    return Former(mandate, mandate.stage_at(at), sorted(giving, key=list(Role).index))


def _invited_by(person: Any) -> str:
    found = person.invitations.select_related("invited_by").order_by("-invited_at").first()
    return "" if found is None or found.invited_by.is_system else str(found.invited_by.name)
