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
    Kind.BOOKED: _("Another booking"),
    Kind.TOGETHER: _("The two sides meet already"),
    Kind.AWAY: _("A side’s liaison is not there"),
    Kind.FULL: _("The month has as many as the site takes"),
    Kind.NOTICE: _("Too soon or too far ahead"),
    Kind.VISIT: _("Visit"),
    Kind.FREE: _("Free for visits"),
}


@register.filter
def legend(week: Sequence[Day]) -> list[tuple[Kind, Any]]:
    """The kinds of time that *week* has, each with its name, in a fixed order."""
    there = {piece.kind for day in week for piece in (*day.pieces, *day.visits)}
    return [(kind, name) for kind, name in NAMES.items() if kind in there]


@register.filter
def kind_of_time(kind: Kind) -> Any:
    """What a kind of time is called in words."""
    return NAMES[kind]


@register.filter
def refuses(week: Sequence[Day]) -> bool:
    """Whether time that the hours leave free is not to be had somewhere in *week*."""
    return any(day.refused for day in week)
