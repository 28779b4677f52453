"""Asking for a new password: the same work whether or not the address has an account."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from liaison import lost_password


class LostPasswordForm(ResetPasswordForm):
    """``users`` are those that allauth found for the address; here at most one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        people: list[Person] = list(self.users)
        lost_password.ask(people[0] if people else None)
        return str(self.cleaned_data["email"])
