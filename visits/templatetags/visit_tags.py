"""How an offered time goes into a button."""

from datetime import UTC, datetime, timedelta

from django import template

register = template.Library()


@register.simple_tag
def choice(start: datetime, end: datetime) -> str:
    """What ``visits.forms.read_time`` reads: the start in UTC and the length in minutes."""
    return f"{start.astimezone(UTC):%Y%m%dT%H%M}/{(end - start) // timedelta(minutes=1)}"
