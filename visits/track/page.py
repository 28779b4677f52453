"""The track of a partnership before an opening and after it, as one person sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison import access
from liaison.agenda import Action
from liaison.models import Partnership, Site
from liaison.roles import Side
from visits.track import actions, running
from visits.track import evidence as track_evidence
from visits.track.records import Evidence
from visits.track.table import Stand, State

TONES = {State.DONE: "ok", State.OVERDUE: "wait", State.SOON: "wait"}
# Of what is not asked for yet, so many steps stand on the page of the site.
NEXT = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A step. ``is_hidden``: the reader may not see what would prove it, and so not how it stands;
    ``lack``: what is missing of it; ``action``: how the reader begins it."""

    stand: Stand
    is_hidden: bool
    lack: str
    action: Action | None

    @property
    def label(self) -> str:
        return str(self.stand.step.code.label)

    @property
    def when(self) -> str:
        weeks = self.stand.step.weeks
        if weeks == 0:
            return _("Opening day")
        if weeks < 0:
            return ngettext("%(weeks)s week before", "%(weeks)s weeks before", -weeks) % {
                "weeks": -weeks
            }
        return ngettext("%(weeks)s week after", "%(weeks)s weeks after", weeks) % {"weeks": weeks}

    @property
    def lane(self) -> str:
        """Whose turn it is, as lanes are named."""
        owed = self.stand.step.owed
        return owed[0].value if len(owed) == 1 else "shared"

    @property
    def tone(self) -> str:
        return TONES.get(self.stand.state, "plain")


@dataclass(frozen=True, slots=True)
class Track:
    partnership: Partnership
    opens_on: date
    is_open: bool
    rows: list[Row]

    @property
    def counted(self) -> list[Row]:
        """Before the opening the steps up to it, after it the reviews."""
        return [one for one in self.rows if one.stand.step.is_review is self.is_open]

    @property
    def is_whole(self) -> bool:
        """Whether the reader sees how every step stands."""
        return not any(one.is_hidden for one in self.rows)

    @property
    def done(self) -> int:
        return sum(one.stand.state is State.DONE for one in self.counted)

    @property
    def near(self) -> list[Row]:
        """What is asked for, agreed or on offer, and the next few steps."""
        left = [one for one in self.rows if not one.is_hidden]
        under_way = [one for one in left if one.stand.state not in (State.DONE, State.AHEAD)]
        ahead = [one for one in left if one.stand.state is State.AHEAD]
        return sorted(under_way + ahead[:NEXT], key=lambda one: one.stand.due_on)


def of(partnerships: Iterable[Partnership], person: Any, at: datetime) -> list[Track]:
    """The tracks of *partnerships*, whose sites have an opening day."""
    found = track_evidence.of(partnerships, at)
    return [_track(evidence, person, at) for evidence in found.values()]


def near(site: Site, partnerships: Iterable[Partnership], person: Any, at: datetime) -> list[Track]:
    """Those of *partnerships*, at *site*, of which something is asked: what its page shows. No
    query where nothing is."""
    if site.opens_on is None:
        return []
    here = list(partnerships)
    for one in here:
        one.site = site
    asked = [one for one in here if running.is_asked(one, at)]
    return [one for one in of(asked, person, at) if one.near] if asked else []


def side_of(person: Any, partnership: Partnership) -> Side | None:
    """The side *person* belongs to; None for somebody of neither, or of both."""
    sides = access.standing(person).sides_of(partnership)
    return next(iter(sides)) if len(sides) == 1 else None


def _track(evidence: Evidence, person: Any, at: datetime) -> Track:
    side = side_of(person, evidence.partnership)
    return Track(
        partnership=evidence.partnership,
        opens_on=evidence.opens_on,
        is_open=not evidence.site.is_before_opening,
        rows=[_row(stand, evidence, person, side) for stand in track_evidence.stands(evidence, at)],
    )


def _row(stand: Stand, evidence: Evidence, person: Any, side: Side | None) -> Row:
    is_hidden = not access.may(person, stand.step.sees, evidence.partnership)
    return Row(
        stand=stand,
        is_hidden=is_hidden,
        lack="" if is_hidden or stand.proof else evidence.lacks.get(stand.step.code, ""),
        action=actions.begin(stand, evidence, person, side),
    )
