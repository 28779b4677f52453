"""Who leaves a case."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from liaison.widgets import Tiles


class ConflictForm(forms.Form):
    """*people*: whom the reader can take off the case, themselves first."""

    person = forms.ChoiceField(
        label=_("Who leaves this case"),
        widget=Tiles,
        error_messages={"required": _("Choose who leaves this case.")},
    )

    def __init__(self, *args: Any, people: Sequence[Person], reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (pk, _("Myself") if one.pk == reader.pk else one.name)
            for pk, one in self.people.items()
        ]
        field.initial = str(reader.pk)

    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]
