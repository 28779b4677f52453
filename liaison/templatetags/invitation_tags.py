"""Links that open an account, made when the mail is written and kept nowhere."""

from uuid import UUID

from django import template

from liaison import invitations, lost_password

register = template.Library()


@register.simple_tag
def invitation_link(pk: str) -> str:
    """``{% invitation_link facts.invitation %}``: the whole address."""
    return invitations.link_of(UUID(pk))


@register.simple_tag
def new_password_link(pk: str) -> str:
    """``{% new_password_link facts.person %}``: the whole address."""
    return lost_password.link_of(UUID(pk))
