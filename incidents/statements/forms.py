"""Whom the liaison asks, and what an officer says."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from liaison.fields import Key, ScreenedText


class _Once(forms.Form):
    key = Key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())


class AskForm(_Once):
    post = ScreenedText(
        label=_("Whom you ask, by post"),
        help_text=_("A post, not a name: “Constable on the evening shift, Central Division”."),
        max_length=120,
        lines=1,
        error_messages={"required": _("Say which post you ask.")},
    )


class GiveForm(_Once):
    words = ScreenedText(
        label=_("What you saw and did"),
        help_text=_("Write what officers and staff did, not who anybody is. No badge numbers."),
        max_length=writing.LONGEST,
        lines=8,
        error_messages={"required": _("Say in a few words what you saw.")},
    )
