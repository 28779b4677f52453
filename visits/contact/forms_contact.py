"""What people say of a contact that happened: shape only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.fields import Key, ScreenedText
from liaison.forms.ago import AGO
from liaison.widgets import LongSelect, Tiles
from visits.contact.contacts import Spoke
from visits.models.contact import Way


class ContactForm(forms.Form):
    """Everything but the words is filled in; one press keeps it."""

    partnership = forms.ChoiceField(label=_("Between"), widget=LongSelect)
    way = forms.ChoiceField(label=_("How"), choices=Way, initial=Way.CALL, widget=Tiles)
    ago = forms.TypedChoiceField(label=_("When"), choices=AGO, coerce=int, initial=0)
    line = ScreenedText(
        label=_("What it was about, if you like"), max_length=200, lines=1, required=False
    )
    key = Key()

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].choices = choices  # type: ignore[attr-defined]
        self.only_one = len(choices) == 1
        if self.only_one:
            self.fields["partnership"].widget = forms.HiddenInput()
            self.initial["partnership"] = choices[0][0]

    def spoke(self, at: datetime) -> Spoke:
        said = self.cleaned_data
        happened = at - timedelta(minutes=said["ago"])
        return Spoke(way=said["way"], at=happened, line=said["line"], key=said["key"])
