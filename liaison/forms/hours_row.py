"""One row of a site's hours, as people type it and as it reads when it is folded."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from liaison.forms.hours_fields import DateField
from liaison.templatetags.time_tags import day_in_words


class Row(forms.Form):
    """One row. An empty one does not count; ``remove`` takes a full one out."""

    use_required_attribute = False
    # What is folded away until it is used.
    rarely: tuple[str, ...] = ()
    # What is chosen from the start, and so says nothing by itself.
    preset: tuple[str, ...] = ()
    # Where an error about the row as a whole is shown.
    lead = ""
    # What the summary of errors calls it.
    row_name = ""
    # Whether it may be folded to its one line, and while nothing is typed into it.
    folds = True
    folds_blank = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["empty_permitted"] = True
        super().__init__(*args, **kwargs)
        self.fields["remove"] = forms.BooleanField(label=_("Take this row out"), required=False)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self["remove"].data:
            # What is taken out need not be right.
            self._errors = ErrorDict()
            self.cleaned_data = {"remove": True}

    def has_changed(self) -> bool:
        return any(name not in self.preset for name in self.changed_data)

    @property
    def often_fields(self) -> list[forms.BoundField]:
        apart = (*self.rarely, "remove")
        return [field for field in self.visible_fields() if field.name not in apart]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.rarely]

    @property
    def is_unfolded(self) -> bool:
        return any(field.value() or field.errors for field in self.rare_fields)

    @property
    def is_blank(self) -> bool:
        """Nothing is typed yet."""
        apart = (*self.preset, "remove")
        return not any(self[name].value() for name in self.fields if name not in apart)

    @property
    def is_folded(self) -> bool:
        if self.is_blank:
            return self.folds_blank
        return self.folds and not (self.errors or self["remove"].value())

    @property
    def line(self) -> str:
        """What is typed, on one line, whether it is right or not."""
        return " · ".join(filter(None, self.pieces()))

    @abstractmethod
    def pieces(self) -> Sequence[str]:
        """The parts of that line."""

    def shown(self, name: str) -> str:
        """The value of one field as people read it."""
        value, field = str(self[name].value() or ""), self.fields[name]
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            names = {str(key): str(told) for key, told in choices}
            return names.get(value, value) if value else ""
        return _day(value) if isinstance(field, DateField) else value

    def between(self, first: str, last: str) -> str:
        """Two of them, as from one to the other."""
        both = self.shown(first), self.shown(last)
        return "–".join(one or "…" for one in both) if any(both) else ""

    @property
    def counts(self) -> bool:
        """Whether the row says something (ask only after validation)."""
        return self.has_changed() and not self.cleaned_data.get("remove")


def _day(typed: str) -> str:
    try:
        return day_in_words(date.fromisoformat(typed))
    except ValueError:
        return typed
