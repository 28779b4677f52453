"""What police agreed to at a site, in plain words for the people who use it: what the version in
force answers to a few situations, in operating hours, as far as nothing holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from liaison.models import Partnership, Site
from protocols import holds, in_force, looking_up, rows
from protocols.entry import Circumstance, Disposition, SiteState
from protocols.holding import Hold
from protocols.looking_up import Source
from protocols.models import InForce

_C, _D = Circumstance, Disposition

SITUATIONS: Mapping[Circumstance, Any] = {
    _C.C13: _("On patrol, or just looking in"),
    _C.C16: _("Something in the street outside"),
    _C.C09: _("Asking whether somebody is inside"),
    _C.C11: _("They think somebody inside has drugs for their own use"),
    _C.C06: _("A warrant to arrest somebody"),
    _C.C05: _("Running after somebody"),
    _C.C03: _("An overdose, and staff did not call"),
    _C.C04: _("Violence or a fire"),
}
ANSWERS: Mapping[Disposition, Any] = {
    _D.ENTER_NOW: _("They come in at once."),
    _D.ENTER_AFTER_NOTICE: _("They say who they are and why, then they come in."),
    _D.ASK_CONSENT: _("They ask at the door, and come in only if staff say yes."),
    _D.MEET_OUTSIDE: _("They speak outside, away from the site. They do not come in."),
    _D.DEFER_TO_CLOSED_HOURS: _("They come back outside operating hours."),
    _D.DO_NOT_ENTER: _("They do not come in."),
    _D.KEEP_CLEAR: _("They do not stand or park near the door."),
    _D.IN_WRITING: _("They hand over a paper, and do not come in."),
    _D.NOT_PROTOCOL_MATTER: _("Nothing special was agreed."),
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """One police service. ``since`` is when the version began to apply; None: none does, or it
    does not for now."""

    service: str
    since: datetime | None
    points: tuple[tuple[Any, Any], ...] = ()


def at_site(site: Site, *, at: datetime, language: str) -> list[Agreed]:
    """By the name of the service. Three queries, and one more for each version."""
    pairs = list(Partnership.objects.filter(site=site).select_related("service"))
    current = in_force.by_partnership(pairs, at)
    held = holds.holds_at_site(current.values(), site.pk, at) if current else {}
    found = []
    for pair in sorted(pairs, key=lambda pair: pair.service.name):
        row = current.get(pair.pk)
        hold = held[row.pk] if row else None
        if row is None or hold is None or hold.floor:
            found.append(Agreed(pair.service.name, None))
        else:
            points = tuple(_points(row, hold, language))
            found.append(Agreed(pair.service.name, row.starts, points))
    return found


def _points(row: InForce, hold: Hold, language: str) -> list[tuple[Any, Any]]:
    table = rows.of_table(row.version_id)
    source = Source(row.version, hold, lambda _pk, *key: table.get(key, []))
    points = []
    for circumstance, words in SITUATIONS.items():
        told = looking_up.ask(source, circumstance, SiteState.OPERATING, language=language)
        if told.disposition in ANSWERS:
            points.append((words, ANSWERS[told.disposition]))
    return points
