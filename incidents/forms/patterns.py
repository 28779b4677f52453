"""What was agreed about something that recurs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from liaison.fields import ScreenedText


class AgreedForm(forms.Form):
    words = ScreenedText(
        label=_("What was agreed"),
        help_text=_("What each side does from now on, by post. The other side agrees to it."),
        max_length=writing.LONGEST,
        lines=4,
        may_vouch=False,
        error_messages={"required": _("Say what was agreed.")},
    )
