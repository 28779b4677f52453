"""Weeks of presence on a page."""

from django import template

from incidents.models import PresenceWeek
from incidents.presence.sending import Week
from liaison.models import Partnership

register = template.Library()


@register.simple_tag
def sent_to(week: Week, partnership: Partnership) -> PresenceWeek | None:
    """The week as it was sent to the service of *partnership*, if it was."""
    return week.sent.get(partnership.pk)
