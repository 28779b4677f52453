"""Words about an incident, for whom they are meant."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from incidents.forms.apart import ApartForm
from liaison.fields import Key, ScreenedText


class WordsForm(forms.Form):
    """A text for both sides."""

    words = ScreenedText(
        label=_("Your words"), max_length=writing.LONGEST, lines=5, may_vouch=False
    )


class CallForm(forms.Form):
    """Whom somebody told of a critical matter."""

    words = ScreenedText(
        label=_("Whom you told, and when"),
        help_text=_(
            "By post: “Director, at 14:20; duty inspector, at 14:30”. Nobody's name or number."
        ),
        max_length=1000,
        lines=3,
    )


class SayForm(ApartForm, WordsForm):
    """Words for both sides; details of one officer stay on the own side."""


class NoteForm(ApartForm):
    """A text for the own side."""

    note = ScreenedText(label=_("Your note"), max_length=writing.LONGEST, lines=3)
    key = Key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
