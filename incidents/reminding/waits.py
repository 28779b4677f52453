"""What waits for somebody until when: the turn of an incident, what is asked of each part in a
mediation, a promise to keep, to be checked, and asked about again.

In a mediation each side is reminded alike, whatever it has answered: neither the other side nor
anybody who looks on can tell from a reminder who has not.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from incidents.mediation.lifecycle import CaseStage
from incidents.mediation.parts import ASKED, COMMITS
from incidents.mediation.parts import Who as Part
from incidents.models import Incident, MediationCase, TermsSignature
from incidents.reminding import promised
from incidents.reminding.tiers import Tier
from incidents.reminding.wait import Asks, Wait, clock
from liaison.roles import Permission, Side

_PARTIES = ("site__operator", "partnership__site__operator", "partnership__service")
# Where all three talk, the sides are reminded that time goes by.
_TALK = (Part.SITE, Part.POLICE)
# With its time it goes on by itself, and nobody is late.
_LAPSES = frozenset({CaseStage.OFFERED, CaseStage.ASSIGNING})


def ahead(at: datetime) -> Iterator[Wait]:
    """All that waits for somebody at *at*. Four queries, and one for signatures under terms."""
    yield from _turns(_open_turns())
    yield from _mediations(_open_mediations())
    yield from promised.of_rows(promised.open_promises(), at)
    yield from promised.of_follow_ups(promised.open_follow_ups(at))


def of(incident: Incident, at: datetime) -> list[Wait]:
    """As ``ahead``, of one incident."""
    return [
        *_turns(_open_turns().filter(pk=incident.pk)),
        *_mediations(_open_mediations().filter(incident=incident)),
        *promised.of_rows(promised.open_promises().filter(settlement__incident=incident), at),
        *promised.of_follow_ups(_asked_again(incident, at)),
    ]


def of_turn(incident: Incident) -> list[Wait]:
    """What the turn of an *incident* at hand is, if it has one. No query."""
    return list(_turns([incident] if incident.released_at and incident.due_at else []))


def of_mediation(case: MediationCase) -> list[Wait]:
    """What is asked in a *case* at hand."""
    return list(_mediations([case] if case.is_open and case.due_at else []))


def _open_turns() -> Any:
    rows = Incident.objects.filter(turn__isnull=False, due_at__isnull=False)
    # Before its release an incident is one side's own matter, with clocks of its own.
    return rows.filter(released_at__isnull=False).select_related(*_PARTIES).order_by("due_at", "pk")


def _open_mediations() -> Any:
    rows = MediationCase.objects.open().filter(due_at__isnull=False)
    return rows.select_related(*(f"incident__{one}" for one in _PARTIES)).order_by("due_at", "pk")


def _asked_again(incident: Incident, at: datetime) -> Any:
    return promised.open_follow_ups(at).filter(commitment__settlement__incident=incident)


def _turns(incidents: Iterable[Incident]) -> Iterator[Wait]:
    for incident in incidents:
        if incident.turn and incident.turn_since and incident.due_at:
            side = Side(incident.turn)
            # Thanks are never a case for leaders; it can be acknowledged as long as it stands.
            last = Tier.OVER if incident.is_positive else Tier.LEADERS
            yield Wait(
                Asks.TURN,
                incident,
                incident,
                incident.pk,
                Part(side.value),
                Permission.INCIDENT_HANDLE,
                clock(incident, side, incident.turn_since, incident.due_at, last=last),
            )


def _mediations(cases: Iterable[MediationCase]) -> Iterator[Wait]:
    cases = list(cases)
    terms = [case.pk for case in cases if case.stage == CaseStage.TERMS]
    signed = set()
    if terms:
        rows = TermsSignature.objects.filter(assignment__case__in=terms, assignment__ended_at=None)
        signed = set(rows.values_list("assignment__case_id", "who"))
    for case in cases:
        for part in ASKED.get(case.stage, _TALK):
            # Who has signed the terms stands on the page for all three; nothing else does.
            if (case.pk, part.value) not in signed:
                yield _asked(case, part)


def _asked(case: MediationCase, part: Part) -> Wait:
    assert case.due_at is not None  # noqa: S101 - only such cases are asked for
    incident = case.incident
    # A mediator has neither backup nor leader here, and works in the days of the site.
    side = Side.SITE if part is Part.MEDIATOR else Side(part.value)
    last = Tier.OVER if part is Part.MEDIATOR else Tier.LEADERS
    last = Tier.MOST if case.stage in _LAPSES else last
    return Wait(
        Asks.MEDIATION,
        incident,
        case,
        case.pk,
        part,
        Permission.MEDIATION_CONSENT if case.stage in COMMITS else Permission.INCIDENT_HANDLE,
        clock(incident, side, case.stage_since, case.due_at, last=last),
    )
