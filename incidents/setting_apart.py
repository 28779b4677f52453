"""Details of one officer stand apart from all words: sealed, justified, in no list and no export.

Who wrote them reads them, and on the police side the liaison officers and leaders; whoever releases
may look before they decide. Each look asks for the own password again, and is kept.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from audit import reads
from incidents import looks, own_ledger, stepping, writing
from incidents.apart import Apart
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane
from liaison import access, proof
from liaison.access import Verdict
from liaison.roles import Permission, Side


def keep(incident: Incident, apart: Apart | None, *, by: Any, side: Side, at: datetime) -> None:
    """Keep *apart* in the lane of *side*, in the running transaction, if there is something to
    keep. The other side learns nothing of it."""
    if apart is None or not apart.numbers:
        return
    draft = writing.Draft(apart.written(), Statement.Kind.RESTRICTED, Lane.of(side))
    [statement] = writing.write(incident, [draft], by=by, side=side, at=at)
    own_ledger.record(
        "incidents.set_apart",
        incident,
        side,
        by=by,
        at=at,
        words=writing.seals([statement]),
    )


def may_read(statement: Statement, incident: Incident, *, by: Any) -> Verdict:
    """Whether *by*, who reads its lane, may look at the details that *statement* keeps apart."""
    # Whoever releases them only passes them on.
    if statement.author_id == by.pk and statement.released_from_id is None:
        return Verdict(True)
    if access.may(by, Permission.INCIDENT_OFFICER, incident):
        return Verdict(True)
    return Verdict(
        False,
        _(
            "Whoever wrote it reads it and, once it is released, those who answer for the police "
            "side."
        ),
    )


def look(incident: Incident, statements: Iterable[Statement], *, password: str, by: Any) -> None:
    """Keep that *by* is about to look, in each lane; *password* is their own, asked again.

    Errors: ``proof.NotProven``, ``reads.NotNoted``.
    """
    proof.require(by, password)
    for lane in sorted({statement.lane for statement in statements}):
        reads.note(by, incident, f"{lane}:{looks.MARK}")


def look_before_release(
    incident: Incident, statements: Iterable[Statement], *, password: str, by: Any
) -> None:
    """As ``look``, for whoever is about to decide whether they go along, and for as long as that is
    to be decided. Errors: those of ``look``, ``NotTheMoment``."""
    stepping.require_moment(Step.RELEASE, incident)
    look(incident, statements, password=password, by=by)
