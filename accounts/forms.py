"""Signing in: allauth's form, put in the order in which it is filled in."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """``way_to_a_new_password`` is the link that allauth shows beside the password.

    It stands under the button instead. Between the two fields it would take the Tab that leads
    from the address to the password, and Enter would then leave the page.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way_to_a_new_password = self.fields["password"].help_text
        self.fields["password"].help_text = ""
