"""Why words are to be taken out for good."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.models import Removal
from liaison.widgets import Tiles


class TakeOutForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why it should not stand here"),
        choices=Removal.Why,
        widget=Tiles,
        error_messages={"required": _("Say why. The reason is kept, the words are not.")},
    )
