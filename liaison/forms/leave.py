"""When somebody who speaks for a side is away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.forms.people import DayField


class LeaveForm(forms.Form):
    starts_on = DayField(label=_("First day away"))
    ends_on = DayField(
        label=_("Last day away"), help_text=_("This day included. Nobody is asked why.")
    )
