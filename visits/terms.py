"""What a site asks of each kind of visit: its own word, partnership by partnership, else the
defaults of ``visits.kinds``. The site always decides; the police side sees it and is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, revision
from liaison.models import Lifecycle, Partnership, Site
from liaison.refusal import Refused
from liaison.roles import Permission
from visits import notices, steps
from visits.kinds import Cameras, Kind, Uniform, Vehicle
from visits.models import KindTerms, TermsNote
from visits.models.terms import (
    LONGEST_MINUTES,
    MOST_A_MONTH,
    MOST_NOTICE,
    MOST_PEOPLE,
    SHORTEST_MINUTES,
)


class CannotSetTerms(Refused):
    """What was asked for does not hang together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a site asks for, as somebody types it: lengths in minutes, notice in business days."""

    notice: int
    usual_minutes: int
    longest_minutes: int
    largest: int
    most_per_month: int | None = None
    is_offered: bool = True
    uniform: str = Uniform.SOFT
    vehicle: str = Vehicle.AWAY
    cameras: str = Cameras.OFF
    words: str = ""


FACTS = tuple(name for name in Asked.__dataclass_fields__ if name != "words")
# field -> the least and the most it may be
RANGES = {
    "notice": (0, MOST_NOTICE),
    "usual_minutes": (SHORTEST_MINUTES, LONGEST_MINUTES),
    "longest_minutes": (SHORTEST_MINUTES, LONGEST_MINUTES),
    "largest": (1, MOST_PEOPLE),
    "most_per_month": (1, MOST_A_MONTH),
}


def of(partnership: Partnership, kind: str) -> KindTerms:
    """What stands for *kind*. One query."""
    said = KindTerms.objects.standing().filter(partnership=partnership, kind=kind).first()
    return _of(partnership, said) if said else KindTerms.unsaid(partnership, kind)


def all_of(partnership: Partnership) -> dict[str, KindTerms]:
    """What stands for every kind, in the order of the kinds. One query."""
    said = {one.kind: one for one in KindTerms.objects.standing().filter(partnership=partnership)}
    return {
        kind: _of(partnership, said[kind]) if kind in said else KindTerms.unsaid(partnership, kind)
        for kind in Kind
    }


def offered(standing: Mapping[str, KindTerms]) -> list[KindTerms]:
    return [one for one in standing.values() if one.is_offered and not is_over(one)]


def common_conditions(standing: Mapping[str, KindTerms]) -> list[str]:
    """The conditions that every kind has."""
    first, *others = (one.conditions for one in standing.values())
    return [sentence for sentence in first if all(sentence in one for one in others)]


def is_over(asked: KindTerms) -> bool:
    """A walk-through before opening, once the site operates."""
    return is_over_for(asked.partnership.site, asked.kind)


def is_over_for(site: Site, kind: str) -> bool:
    """Whether visits of *kind* come before the stage of life at which *site* is."""
    return kind == Kind.PRE_OPENING and site.lifecycle == Lifecycle.OPERATING


def stamp(standing: KindTerms) -> str:
    """What a form that shows *standing* hands back as ``seen``."""
    return revision.of(standing.number)


@ledger.operation
def set_terms(
    partnership: Partnership,
    kind: str,
    asked: Asked,
    *,
    by: Any,
    seen: str | None = None,
    at: datetime | None = None,
) -> KindTerms:
    """From now on the site asks for this. Visits that stand already keep their time.

    Errors: ``CannotSetTerms``, ``Stale`` when *seen* is out of date,
    ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.VISIT_TERMS, partnership)
    partnership.site = steps.lock_site(partnership.site_id)
    former = of(partnership, kind)
    revision.check(seen, former.number)
    _check(asked)
    if (_facts(former), former.words) == (_facts(asked), asked.words):
        return former
    made = KindTerms(
        partnership=partnership,
        kind=kind,
        number=former.number + 1,
        set_at=at,
        set_by=by,
        note=_note(asked.words, at),
        **_facts(asked),
    )
    made.save(force_insert=True)
    notices.terms_set(made)
    _record(made, vouched=bool(getattr(asked.words, "vouched", False)))
    return made


def _record(made: KindTerms, *, vouched: bool) -> None:
    ledger.record(
        "visits.terms_set",
        chain=made.partnership.chain,
        by=made.set_by,
        about=made,
        vis=ledger.Vis.SHARED,
        at=made.set_at,
        kind=str(made.kind),
        number=made.number,
        vouched=vouched,
        **{name: value if value is None else _plain(value) for name, value in _facts(made).items()},
    )


def _check(asked: Asked) -> None:
    for name, (least, most) in RANGES.items():
        value = getattr(asked, name)
        if value is not None and not least <= value <= most:
            raise CannotSetTerms(
                _("This lies between %(least)s and %(most)s.") % {"least": least, "most": most},
                field=name,
            )
    if asked.usual_minutes > asked.longest_minutes:
        raise CannotSetTerms(
            _("The usual length is at most the longest: %(minutes)s minutes.")
            % {"minutes": asked.longest_minutes},
            field="usual_minutes",
        )


def _facts(source: Any) -> dict[str, Any]:
    return {name: getattr(source, name) for name in FACTS}


def _plain(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)


def _note(words: str, at: datetime) -> TermsNote | None:
    return TermsNote.keep_text(words, domain="shared", at=at, written_at=at) if words else None


def _of(partnership: Partnership, said: KindTerms) -> KindTerms:
    said.partnership = partnership
    return said
