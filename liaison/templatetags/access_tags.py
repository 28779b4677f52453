"""Pages ask the same question as operations, and show the same reason."""

from typing import Any

from django import template
from django.template.base import VariableDoesNotExist

from liaison import access
from liaison.access import Verdict
from liaison.roles import Permission

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: template.Context, permission: str, target: Any = None) -> Verdict:
    """``{% may "protocol.sign" version as verdict %}``: may the person of this page?

    Truthy when allowed; else ``verdict.reason`` is written for them.
    Errors: ValueError for a permission that is not in ``liaison.roles``.
    """
    try:
        person = context["user"]
    except (KeyError, VariableDoesNotExist):
        return Verdict(False)
    return access.may(person, Permission(permission), target)
