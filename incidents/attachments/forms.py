"""A file for one's own side."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.attachments import attaching, formats
from liaison.fields import Key, ScreenedText


class AttachForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("File"),
        help_text=formats.HELP,
        widget=forms.FileInput(attrs={"accept": formats.ACCEPTED}),
        error_messages={
            "required": _("Choose a file: a JPEG or PNG picture or a PDF document."),
            "empty": _("This file is empty. Choose one with something in it."),
        },
    )
    # Nothing is lost without it, so what screening asks about is not vouched for.
    caption = ScreenedText(
        label=_("What it shows"),
        help_text=_("A few words; you may leave it empty. Nobody’s name, nobody’s face."),
        max_length=attaching.LONGEST_CAPTION,
        lines=2,
        required=False,
        may_vouch=False,
    )
    key = Key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
