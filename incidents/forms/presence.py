"""One tap."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from incidents.presence.weeks import Tapped
from liaison.fields import Key


class TapForm(forms.Form):
    """Which button was pressed; each press of a page is one."""

    kind = forms.ChoiceField(choices=Tapped)
    key = Key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())

    @property
    def buttons(self) -> Sequence[tuple[str, Any]]:
        return Tapped.choices
