"""What the pages about people show: read only, from what the reader may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from liaison import access, four_eyes, mandates
from liaison.access import Verdict
from liaison.models import (
    Confirmation,
    Designation,
    Mandate,
    MandateScope,
    MandateStage,
    Organisation,
)
from liaison.roles import Permission


@dataclass(frozen=True, slots=True)
class Row:
    """One mandate as it stands; ``to_confirm``: it is the reader's turn."""

    mandate: Mandate
    stage: MandateStage
    to_confirm: bool
    is_own: bool

    @property
    def account(self) -> str:
        """What is to be said of the person's account: "new", "closed" or nothing. Before the
        mandate is confirmed always nothing: see ``Mandate.person_name``."""
        if not self.mandate.confirmed_at:
            return ""
        if self.mandate.person.awaits_opening:
            return "new"
        return "closed" if self.mandate.person.is_closed else ""

    @property
    def places(self) -> list[str]:
        return [str(scope) for scope in self.mandate.scopes.all()]


def organisations_of(person: Any) -> list[Organisation]:
    """The organisations whose people *person* may see, their own first; neutral bodies where
    somebody of theirs is for one of the person's partnerships."""
    own = access.standing(person)
    named = MandateScope.objects.filter(partnership__in=own.partnership_ids, mandate__ended_at=None)
    found = Organisation.objects.visible_to(person) | Organisation.objects.filter(
        pk__in=named.values("mandate__organisation")
    )
    return sorted(found, key=lambda one: (one.pk not in own.organisation_ids, one.name))


def chosen(organisations: list[Organisation], wanted: str | None) -> Organisation:
    """The one asked for, else the first. Errors: ``Http404`` for one that is not among them."""
    if wanted is None and organisations:
        return organisations[0]
    for organisation in organisations:
        if str(organisation.pk) == wanted:
            return organisation
    raise Http404


def neutral_bodies(person: Any) -> list[Organisation]:
    """Where *person* may propose a mediator, an observer or an auditor."""
    kind = Organisation.Kind.NEUTRAL
    return list(Organisation.objects.where_may_appoint(person).filter(kind=kind))


def by_stage(
    person: Any, organisation: Organisation, *, at: datetime
) -> dict[MandateStage, list[Row]]:
    """The mandates of *organisation* that wait, begin later or count, and those of the neutral
    people of its partnerships."""
    visible = Mandate.objects.visible_to(person).with_names()
    standing = visible.filter(organisation=organisation, ended_at=None)
    rows = [
        row_of(person, mandate, at)
        for mandate in sorted(standing, key=lambda one: (one.role, one.person_name, one.pk))
    ]
    shown = (MandateStage.WAITING, MandateStage.CURRENT, MandateStage.COMING)
    groups = {stage: [row for row in rows if row.stage is stage] for stage in shown}
    return {stage: found for stage, found in groups.items() if found}


def row_of(person: Any, mandate: Mandate, at: datetime) -> Row:
    stage = mandate.stage_at(at)
    waits = stage is MandateStage.WAITING
    return Row(
        mandate=mandate,
        stage=stage,
        to_confirm=waits and bool(four_eyes.may_confirm(person, mandate)),
        is_own=mandate.person_id == person.pk,
    )


def of_one(person: Any, mandate: Mandate, *, at: datetime) -> dict[str, Any]:
    """What the page of one mandate shows, and what the reader may do about it."""
    row = row_of(person, mandate, at)
    waits = row.stage is MandateStage.WAITING
    may_end_it = may_end(person, mandate) if not mandate.ended_at else Verdict(False)
    return {
        "row": row,
        "mandate": mandate,
        "may_confirm": four_eyes.may_confirm(person, mandate) if waits else Verdict(False),
        "may_end": may_end_it,
        "confirmers": _confirmers(mandate, at) if waits else [],
        "may_ask_again": bool(may_end_it) and not row.is_own and _owes_an_answer(row),
        "sees_people": bool(access.may(person, Permission.MANDATE_SEE)),
    }


def may_end(person: Any, mandate: Mandate) -> Verdict:
    """Whether *person* may end *mandate*: it is their own, or they may end it for others."""
    if person.pk == mandate.person_id:
        return Verdict(True)
    return mandates.may_end(person, mandate)


def _owes_an_answer(row: Row) -> bool:
    """Whether the person was written to and has not come yet, as far as it may be told."""
    waits = row.stage is MandateStage.WAITING
    return row.account == "new" or (waits and row.mandate.confirmation == Confirmation.ACCEPTANCE)


def _confirmers(mandate: Mandate, at: datetime) -> list[str]:
    if mandate.confirmation == Confirmation.ACCEPTANCE:
        return [mandate.person_name]
    return [str(person.name) for person in four_eyes.confirmers(mandate, at=at)]


def places_of(reader: Any, mandate: Mandate) -> list[Designation]:
    """Where the person of *mandate* is primary or backup, as far as *reader* may see it; before
    it is confirmed none rests on it."""
    if not mandate.confirmed_at:
        return []
    visible = Designation.objects.visible_to(reader).filter(person=mandate.person, ended_at=None)
    return list(visible.select_related("partnership__site", "partnership__service"))
