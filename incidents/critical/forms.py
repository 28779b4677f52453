"""To whom a critical matter is made known."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.models import Partnership
from liaison.widgets import LongSelect


class ConfirmForm(forms.Form):
    """Asks to which service only where there are several."""

    partnership = forms.UUIDField(label=_("To which police service"), widget=LongSelect)

    def __init__(self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(pair.pk, pair.service.name) for pair in partnerships]
        if len(choices) < 2:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].widget.choices = [("", _("Choose")), *choices]
