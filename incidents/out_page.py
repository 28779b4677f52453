"""What the page says that asks before something is taken out for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import taking_out
from incidents.models import Settlement, Statement
from incidents.taxonomy import Lane

_BOTH = gettext_lazy("Neither side can read it any more.")
_SIDE = gettext_lazy("Nobody of your side can read it any more.")
_CONFIDED = gettext_lazy("Neither that side nor the mediator can read it any more.")
LOSES: Mapping[Lane, Any] = {
    Lane.SHARED: _BOTH,
    Lane.SITE: _SIDE,
    Lane.POLICE: _SIDE,
    Lane.SITE_MEDIATOR: _CONFIDED,
    Lane.POLICE_MEDIATOR: _CONFIDED,
    Lane.MEDIATOR: gettext_lazy("You cannot read it any more, and nobody else could."),
}


@dataclass(frozen=True, slots=True)
class OutPage:
    """``kind``: what it is; ``is_hidden``: it stands apart, and is not shown here either.
    ``besides``: what else happens; ``is_told``: others read it too, and are told."""

    kind: Any
    lane: Lane
    by: Any
    at: datetime | None
    text: str
    gone: bool = False
    is_hidden: bool = False
    besides: Sequence[Any] = ()
    is_told: bool = True

    @property
    def loses(self) -> Any:
        return LOSES[self.lane]


def of_statement(statement: Statement, *, text: str, gone: bool) -> OutPage:
    return OutPage(
        statement.get_kind_display(),
        Lane(statement.lane),
        statement.author.name,
        statement.at,
        text,
        gone,
        is_hidden=statement.kind == Statement.Kind.RESTRICTED,
        besides=list(_besides(statement)),
        is_told=statement.lane != Lane.MEDIATOR,
    )


def _besides(statement: Statement) -> Sequence[str]:
    found = []
    if len(taking_out.going_with(statement)) > 1:
        found.append(
            _(
                "What was logged, what was done about it and what was released of that go "
                "together: the same words may stand in each."
            )
        )
    if _is_of_an_agreement(statement):
        found.append(
            _(
                "Names under it stay, and so do the posts and days of its promises: what is "
                "signed is the text as it is kept sealed."
            )
        )
    elif statement.kind == Statement.Kind.COMMITMENT:
        found.append(_("The post whose promise it is goes with it; its day stays."))
    if Statement.objects.filter(regards=statement).exists():
        found.append(_("An answer to it, or a correction of it, stays. Look at that too."))
    return found


def _is_of_an_agreement(statement: Statement) -> bool:
    drafted = Settlement.objects.filter(assignment__isnull=False)
    of_words = drafted.filter(text=statement) | drafted.filter(commitments__what=statement)
    return of_words.exists()
