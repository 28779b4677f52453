"""One value of a site's hours, as people type it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from liaison import hours_file
from liaison.fields import PlainLine
from liaison.hours_told import DAY_GROUPS
from liaison.widgets import DayInput

_DAYS = [("", _("Choose")), *((key, name) for key, (name, _days) in DAY_GROUPS.items())]
_LOOSE_TIME = re.compile(r"(\d{1,2})\s*[:.hH]\s*(\d{2})", re.ASCII)


class Fits:
    """Asks ``hours_file`` about one value, so that what is wrong in many rows is said at once."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __call__(self, value: Any) -> None:
        if reason := hours_file.fault(self.kind, value):
            raise ValidationError(capfirst(reason))


class TimeField(forms.CharField):
    """A time on the wall up to 24:00, which a browser's own time field cannot say. "9:30",
    "9.30" and "9h30" become "09:30"; whether it is a time at all, ``hours_file`` decides."""

    def __init__(self, *, kind: str = "time", **kwargs: Any) -> None:
        attributes = {"size": 6, "placeholder": "00:00", "autocomplete": "off"}
        super().__init__(
            max_length=20,
            widget=forms.TextInput(attrs=attributes),
            validators=[Fits(kind)],
            error_messages={"required": _("Write a time, like 09:30.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        loose = _LOOSE_TIME.fullmatch(text)
        return f"{int(loose[1]):02d}:{loose[2]}" if loose else text


class DateField(forms.DateField):
    """A calendar day, picked or typed as YYYY-MM-DD; cleaned to that text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DayInput(), input_formats=["%Y-%m-%d"], **kwargs)

    def clean(self, value: Any) -> str:
        found = super().clean(value)
        if not found:
            return ""
        Fits("day")(found.isoformat())
        return str(found.isoformat())


class DaysField(forms.ChoiceField):
    def __init__(self) -> None:
        required = {"required": _("Choose the day or days.")}
        super().__init__(label=_("On"), choices=_DAYS, error_messages=required)


class WordsField(PlainLine):
    """A few words that ``hours_file`` screens: why, or where."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(max_length=120, validators=[Fits(kind)], **kwargs)
