"""What the others see: a side reads which of its own words reach whom, the mediator what each side
reads of what passed between them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from incidents.course import Entry, of_statement
from incidents.mediation.parts import Viewer
from incidents.models import MediationCase, Statement
from incidents.taxonomy import Lane
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Column:
    title: Any
    entries: Sequence[Entry]


def columns(case: MediationCase, viewer: Viewer) -> list[Column]:
    """One for each reader; none for somebody who stands on neither side and does not mediate."""
    if viewer.is_mediator:
        return _to_mediator(case, viewer)
    return _of_side(case, viewer, viewer.side) if viewer.side else []


def _to_mediator(case: MediationCase, viewer: Viewer) -> list[Column]:
    words = list(_read_by(viewer).filter(assignment__case=case))
    titles = {Side.SITE: _("What the site side sees"), Side.POLICE: _("What the police side sees")}
    return [
        Column(title, _entries(words, {Lane.with_mediator(side)}, viewer))
        for side, title in titles.items()
    ]


def _of_side(case: MediationCase, viewer: Viewer, side: Side) -> list[Column]:
    words = list(_read_by(viewer).filter(incident=case.incident_id, author_side=side))
    confided = Lane.with_mediator(side)
    return [
        Column(_("The other side reads"), _entries(words, {Lane.SHARED}, viewer)),
        Column(_("The mediator reads"), _entries(words, {Lane.SHARED, confided}, viewer)),
        Column(_("Only your side reads"), _entries(words, {Lane.of(side)}, viewer)),
    ]


def _read_by(viewer: Viewer) -> Any:
    """All but what stands apart: each look at that is kept."""
    rows = Statement.objects.visible_to(viewer.person).exclude(kind=Statement.Kind.RESTRICTED)
    return rows.select_related("data_key", "author").order_by("at", "id")


def _entries(words: Iterable[Statement], lanes: Collection[Lane], viewer: Viewer) -> list[Entry]:
    return [of_statement(one, viewer.person) for one in words if one.lane in lanes]
