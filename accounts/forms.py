"""allauth's forms: in the order in which they are filled in, and in the words of this portal."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """``way_to_a_new_password`` is the link that allauth shows beside the password.

    It stands under the button instead. Between the two fields it would take the Tab that leads
    from the address to the password, and Enter would then leave the page.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.way_to_a_new_password = self.fields["password"].help_text
        self.fields["password"].help_text = ""


class NewPasswordForm(ChangePasswordForm):
    """allauth's, with labels that are written as every other label here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        _name_the_new(self)


class NewPasswordByLinkForm(ResetPasswordKeyForm):
    """What the mailed link leads to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_new(self)


class AnotherAddressForm(AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")


def _name_the_new(form: forms.Form) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password1"].help_text = _(
        "At least 12 characters. A few words are easier than signs."
    )
    form.fields["password2"].label = _("New password (again)")
