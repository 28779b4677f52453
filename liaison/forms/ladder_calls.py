"""What somebody says of a test call: shape only."""

from datetime import datetime, timedelta
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.fields import Key
from liaison.forms.ago import AGO
from liaison.ladder_calls import Tried
from liaison.models import LadderCall
from liaison.widgets import Tiles

NOBODY = "nobody"


class LadderCallForm(forms.Form):
    within = forms.ChoiceField(
        label=_("How was it answered?"),
        choices=[*LadderCall.Within.choices, (NOBODY, _("Nobody answered"))],
        widget=Tiles,
    )
    ago = forms.TypedChoiceField(label=_("When"), choices=AGO, coerce=int, initial=0)
    key = Key(initial=uuid4)

    def tried(self, order: int, at: datetime) -> Tried:
        """What a valid form says of the number at *order*."""
        said = self.cleaned_data
        return Tried(
            order=order,
            within=None if said["within"] == NOBODY else int(said["within"]),
            at=at - timedelta(minutes=said["ago"]),
            key=said["key"],
        )
