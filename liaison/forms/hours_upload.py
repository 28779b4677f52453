"""A file of hours, brought to the page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HoursUploadForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("File"),
        help_text=_("JSON as the page of hours gives it, at most one megabyte."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
