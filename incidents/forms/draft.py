"""From which window a log form is sent, and with which draft it began."""

from copy import copy
from typing import Any
from uuid import uuid4

from django import forms

from incidents.drafts.saving import Hand
from liaison.fields import Key
from liaison.widgets import Hidden


class Revision(forms.IntegerField):
    """How often the draft had been saved. Without one nothing was; one that is broken is none."""

    widget = Hidden

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=2**31 - 1, required=False, **options)

    def clean(self, value: Any) -> int | None:
        try:
            number: int | None = super().clean(value)
        except forms.ValidationError:
            return None
        return number


class HandForm(forms.Form):
    """The hidden part of a log form."""

    key = Key()
    window = Key()
    kept = Revision()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fresh = {"key": uuid4(), "window": uuid4()}
        kwargs["initial"] = fresh | dict(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def is_kept(self) -> bool:
        """Whether a draft of this was saved, or is about to be. Only after ``is_valid``."""
        return self.cleaned_data["kept"] is not None

    @property
    def is_going_on(self) -> bool:
        """Whether the page goes on with a draft."""
        return not self.is_bound and "kept" in self.initial

    def hand(self) -> Hand:
        """Only after ``is_valid``."""
        data = self.cleaned_data
        return Hand(data["key"], data["window"], data["kept"] or 0)

    def go_on_from(self, revision: int) -> None:
        """What another window wrote is seen now: sent once more, this takes its place."""
        sent: Any = copy(self.data)
        sent["kept"] = str(revision)
        self.data = sent
