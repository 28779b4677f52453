"""The three in a mediation: each side and the mediator; who somebody is there, and whether they
have done what is asked of them at its stage."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from incidents import sight
from incidents.mediation.lifecycle import CaseStage
from incidents.models import (
    AgreementSignature,
    Consent,
    MediationCase,
    MediatorAnswer,
    TermsSignature,
)
from liaison import access
from liaison.roles import Permission, Side

Who = TermsSignature.Who
_SIDES = frozenset({Who.SITE, Who.POLICE})
# Of whom something is asked at a stage; where it is not said, all three talk or nothing is asked.
ASKED: Mapping[str, frozenset[TermsSignature.Who]] = {
    CaseStage.OFFERED: _SIDES,
    CaseStage.ASSIGNING: _SIDES,
    CaseStage.TERMS: frozenset(Who),
    CaseStage.DRAFTING: frozenset({Who.MEDIATOR}),
    CaseStage.SIGNING: _SIDES,
    # With its time the agreement counts by itself.
    CaseStage.COOLING_OFF: frozenset(),
}
# Whose the next step is, where it is not everybody’s. While all three talk the sides are reminded
# of their time (``reminding.waits``); the draft that the talks lead to is the mediator’s.
STEPS: Mapping[str, frozenset[TermsSignature.Who]] = {
    **ASKED,
    CaseStage.SESSIONS: frozenset({Who.MEDIATOR}),
}
# Where those answer who can commit their side: to mediate, and to what comes of it.
COMMITS = frozenset({CaseStage.OFFERED, CaseStage.SIGNING, CaseStage.COOLING_OFF})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who sees a mediation. ``who``: the part they have in it; None for somebody who
    stands on neither side and does not mediate."""

    person: Any
    who: TermsSignature.Who | None

    @property
    def side(self) -> Side | None:
        return Side(self.who.value) if self.who and self.who is not Who.MEDIATOR else None

    @property
    def is_mediator(self) -> bool:
        return self.who is Who.MEDIATOR

    def may(self, case: MediationCase) -> bool:
        """Whether they do what is asked of their part at the stage of *case*."""
        if self.is_mediator:
            return True
        commits = case.stage in COMMITS
        permission = Permission.MEDIATION_CONSENT if commits else Permission.INCIDENT_HANDLE
        return self.side is not None and bool(access.may(self.person, permission, case))


def viewer(case: MediationCase, person: Any, seen: sight.Sight | None = None) -> Viewer:
    seen = seen or sight.of(person)
    if any(named.case_id == case.pk for named in seen.named):
        return Viewer(person, Who.MEDIATOR)
    side = seen.side_in(case.incident)
    return Viewer(person, Who(side.value) if side else None)


def done(cases: Collection[MediationCase]) -> set[tuple[UUID, str]]:
    """(mediation, part) for each part that has done what is asked of it at the stage: answered,
    had its say about the mediator, signed the terms or the agreement. At most four queries."""
    return set(_done(cases))


def _done(cases: Collection[MediationCase]) -> Iterator[tuple[UUID, str]]:
    by_stage: dict[str, list[UUID]] = {}
    for case in cases:
        by_stage.setdefault(case.stage, []).append(case.pk)
    if ids := by_stage.get(CaseStage.OFFERED):
        yield from Consent.objects.filter(case__in=ids).values_list("case_id", "side")
    current = {"assignment__ended_at": None}
    if ids := by_stage.get(CaseStage.ASSIGNING):
        answers = MediatorAnswer.objects.filter(case__in=ids, **current)
        yield from answers.values_list("case_id", "side")
    if ids := by_stage.get(CaseStage.TERMS):
        signed = TermsSignature.objects.filter(assignment__case__in=ids, **current)
        yield from signed.values_list("assignment__case_id", "who")
    if ids := by_stage.get(CaseStage.SIGNING):
        names = AgreementSignature.objects.filter(
            settlement__assignment__case__in=ids, settlement__ended_at=None
        )
        yield from names.values_list("settlement__assignment__case_id", "side")
