"""Words about an incident, for whom they are meant."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from liaison.fields import Key, ScreenedText
from liaison.models import Partnership
from liaison.widgets import LongSelect


class WordsForm(forms.Form):
    """A text for both sides."""

    words = ScreenedText(label=_("Your words"), max_length=writing.LONGEST, lines=5)


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


class NoteForm(forms.Form):
    """A text for the own side."""

    note = ScreenedText(label=_("Your note"), max_length=writing.LONGEST, lines=3)
    key = Key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())


class ReleaseForm(forms.Form):
    partnership = forms.UUIDField(label=_("To which police service"), widget=LongSelect)
    words = ScreenedText(
        label=_("In these words"),
        help_text=_("Take out what only your side should know. The draft stays as it is."),
        max_length=writing.LONGEST,
        lines=8,
    )
    with_identifiers = forms.BooleanField(
        label=_("Show the badge or fleet number too"), required=False
    )

    def __init__(
        self,
        *args: Any,
        partnerships: Iterable[Partnership],
        has_identifiers: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(pair.pk, pair.service.name) for pair in partnerships]
        if len(choices) < 2:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].widget.choices = [("", _("Choose")), *choices]
        if not has_identifiers:
            del self.fields["with_identifiers"]
