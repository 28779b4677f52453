"""When somebody who speaks for a side is away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.fields import DayField


class LeaveForm(forms.Form):
    starts_on = DayField(label=_("First day away"))
    ends_on = DayField(
        label=_("Last day away"), help_text=_("This day included. Nobody is asked why.")
    )
    # The mark of what was on the screen that falls into these days.
    missed = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
