"""Shape only: for whom, what is blacked out and why, in which form."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.exporting import blacking_out
from incidents.exporting.classes import Recipient, Why
from incidents.exporting.spans import Word
from incidents.models import Export
from liaison.fields import OwnPassword
from liaison.widgets import LongSelect, Tiles


def why_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Why"),
        choices=Why.choices,
        widget=Tiles,
        error_messages={"required": _("Say why. The reason stands in the place of the words.")},
    )


class BeginForm(forms.Form):
    """*earlier*: (id, what it is called) of the side's exports that one can start from;
    *is_released*: both sides read something of it."""

    OWN, SHARED = "own", "shared"

    recipient = forms.ChoiceField(
        label=_("For whom"),
        choices=Recipient.choices,
        widget=Tiles,
        error_messages={"required": _("Say for whom. The other side learns that much.")},
    )
    holds = forms.ChoiceField(
        label=_("What goes in"),
        choices=[
            (SHARED, _("What both sides read")),
            (OWN, _("That, and what only my side reads")),
        ],
        initial=SHARED,
        widget=Tiles,
    )
    begun_from = forms.TypedChoiceField(
        label=_("Begin with what is blacked out in"),
        required=False,
        coerce=UUID,
        empty_value=None,
        widget=LongSelect,
    )

    def __init__(
        self,
        *args: Any,
        earlier: Sequence[tuple[UUID, str]] = (),
        is_released: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_released:
            del self.fields["holds"]
        if not earlier:
            del self.fields["begun_from"]
        else:
            choices = cast(forms.ChoiceField, self.fields["begun_from"])
            choices.choices = [("", _("Nothing yet")), *earlier]

    @property
    def with_own(self) -> bool:
        return self.cleaned_data.get("holds", self.OWN) == self.OWN


class WhereverForm(forms.Form):
    said = forms.CharField(
        label=_("Words to black out wherever they stand"),
        help_text=_("As they stand in the texts. They are looked for and kept nowhere."),
        max_length=blacking_out.LONGEST_SAID,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the words that are to be blacked out.")},
    )
    why = why_field()


class TextForm(forms.Form):
    """*words*: those of the text, of which some are chosen."""

    numbers = forms.TypedMultipleChoiceField(
        label=_("Words"),
        required=False,
        coerce=int,
        error_messages={"invalid_choice": _("Choose words of this text.")},
    )
    whole = forms.BooleanField(label=_("All of this text"), required=False)
    why = why_field()

    def __init__(self, *args: Any, words: Iterable[Word] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = cast(forms.MultipleChoiceField, self.fields["numbers"])
        numbers.choices = [(word.number, word.words) for word in words]

    @property
    def chosen(self) -> list[int] | None:
        """The numbers of the words; None for all of the text."""
        return None if self.cleaned_data["whole"] else self.cleaned_data["numbers"]


class MakeForm(forms.Form):
    form = forms.ChoiceField(
        label=_("In which form"),
        choices=Export.Form.choices,
        initial=Export.Form.PDF,
        widget=Tiles,
    )
    password = OwnPassword(
        help_text=_("Asked again, so that nobody takes a case away in your place.")
    )
