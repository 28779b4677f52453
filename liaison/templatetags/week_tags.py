"""Words for the bars of a week."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from liaison.week import Day, Kind

register = template.Library()

NAMES = {
    Kind.OPERATING: _("Operating"),
    Kind.UNKNOWN: _("Not known, counts as operating"),
    Kind.BUFFER: _("Kept free around operating hours"),
    Kind.BLACKOUT: _("Not to be visited"),
    Kind.VISIT: _("Visit"),
    Kind.FREE: _("Free for visits"),
}


@register.filter
def legend(week: Sequence[Day]) -> list[tuple[Kind, Any]]:
    """The kinds of time that *week* has, each with its name, in a fixed order."""
    there = {piece.kind for day in week for piece in (*day.pieces, *day.visits)}
    return [(kind, name) for kind, name in NAMES.items() if kind in there]
