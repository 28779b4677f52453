"""How allauth is bent to the portal: nobody signs up by themselves."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    # Told of an address that has no account as well. Setting a new password ends the wait.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Too many wrong tries in a short time. Wait five minutes and try again, or set a new "
            "password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account begins with an invitation (``liaison.invitations``)."""
        return False

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """At the portal's own address: a name that somebody sent the request to must not stand
        in a mail, even where the deployment lets the portal answer under several."""
        return settings.BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not turn the page into a fault: whoever waits for the
        mail asks again, and an address with an account answers like one without."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("A mail %s was not sent: %s", template_prefix, type(error).__name__)
