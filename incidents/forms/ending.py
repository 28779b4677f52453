"""What the statutory body was told, and why an incident is closed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from incidents.models import Statement
from incidents.referring import Told
from liaison.fields import DayField, PlainLine, ScreenedText


class ReferralForm(forms.Form):
    body = PlainLine(
        label=_("Which body"),
        max_length=160,
        error_messages={"required": _("Say which body was told.")},
    )
    on = DayField(label=_("On which day"))
    number = ScreenedText(
        label=_("The number it gave"),
        help_text=_("Kept sealed. Leave it open if there is none yet."),
        max_length=writing.LONGEST_IDENTIFIER,
        lines=1,
        belongs=writing.BELONGS[Statement.Kind.BODY_NUMBER],
        required=False,
    )

    def told(self) -> Told:
        """Only after ``is_valid``."""
        return Told(**self.cleaned_data)


class CloseForm(forms.Form):
    words = ScreenedText(
        label=_("Why it ends here"),
        max_length=1000,
        lines=3,
        error_messages={"required": _("Say in a few words why it ends here.")},
    )


class ReopenForm(forms.Form):
    """Both sides read it."""

    words = ScreenedText(
        label=_("Why it should be looked at again"),
        help_text=_("What happened since, or what is not as it was agreed."),
        max_length=writing.LONGEST,
        lines=4,
        may_vouch=False,
        error_messages={"required": _("Say in a few words why.")},
    )


class SharedReferralForm(ReferralForm):
    """Both sides read the number."""

    number = ScreenedText(
        label=_("The number it gave"),
        help_text=_("Kept sealed. Leave it open if there is none yet."),
        max_length=writing.LONGEST_IDENTIFIER,
        lines=1,
        belongs=writing.BELONGS[Statement.Kind.BODY_NUMBER],
        may_vouch=False,
        required=False,
    )


class ResultForm(forms.Form):
    """Both sides read it."""

    words = ScreenedText(
        label=_("What the body answered"),
        max_length=1000,
        lines=3,
        may_vouch=False,
        error_messages={"required": _("Say in a few words what the body answered.")},
    )
