"""The link of an invitation, made when the mail is written and kept nowhere."""

from uuid import UUID

from django import template

from liaison import invitations

register = template.Library()


@register.simple_tag
def invitation_link(pk: str) -> str:
    """``{% invitation_link facts.invitation %}``: the whole address."""
    return invitations.link_of(UUID(pk))
