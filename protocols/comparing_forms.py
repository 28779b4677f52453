"""Choosing two versions to compare."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.widgets import LongSelect


class CompareForm(forms.Form):
    """Which text against which; *choices* in groups, by the id of the version."""

    was = forms.ChoiceField(label=_("What it was"), widget=LongSelect)
    now = forms.ChoiceField(label=_("What it becomes"), widget=LongSelect)

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("was", "now"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = choices
            field.error_messages["invalid_choice"] = _("Choose one of the versions you may read.")
