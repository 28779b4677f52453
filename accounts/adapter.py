"""How allauth is bent to the portal: nobody signs up by themselves."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account begins with an invitation (``liaison.invitations``)."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not turn the page into a fault: whoever waits for the
        mail asks again, and an address with an account answers like one without."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("A mail %s was not sent: %s", template_prefix, type(error).__name__)
