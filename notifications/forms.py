"""How a person wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ChoicesForm(forms.Form):
    takes_invitations = forms.BooleanField(
        label=_("Mails about visits bring an entry for my calendar"),
        help_text=_(
            "A visit that is confirmed then comes as an invitation, which changes when the visit "
            "is moved and goes when it is called off. It says what kind of visit, when and where, "
            "and nothing that was written about it."
        ),
        required=False,
    )
