"""The rows of a site's hours, as people type them."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liaison import hours_file
from liaison.hours_told import DAY_GROUPS
from liaison.widgets import DayInput

MOST_WEEKLY, MOST_EXCEPTIONS, MOST_BLACKOUTS = 60, 40, 30

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
    """A calendar day, picked or typed as 2025-03-30; cleaned to that text."""

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


class Row(forms.Form):
    """One row. An empty one does not count; ``remove`` takes a full one out."""

    use_required_attribute = False
    # Where an error about the row as a whole is shown.
    lead = ""
    # What the summary of errors calls it.
    row_name = ""

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

    @property
    def counts(self) -> bool:
        """Whether the row says something (ask only after validation)."""
        return self.has_changed() and not self.cleaned_data.get("remove")


class WeeklyRow(Row):
    lead = "opens"
    weekday = DaysField()
    opens = TimeField(label=_("Opens"), kind="opening")
    closes = TimeField(label=_("Closes"))
    valid_from = DateField(label=_("First day"), required=False)
    valid_to = DateField(label=_("Last day"), required=False)


class ExceptionRow(Row):
    lead = "date"
    date = DateField(label=_("Date"))
    kind = forms.ChoiceField(
        label=_("That day"), choices=[("closed", _("Stays closed")), ("open", _("Is open"))]
    )
    opens = TimeField(label=_("Opens"), kind="opening", required=False)
    closes = TimeField(label=_("Closes"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_open = data.get("kind") == "open"
        for name in ("opens", "closes"):
            if is_open and not data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
            if data.get("kind") == "closed" and data.get(name):
                self.add_error(
                    name,
                    _("A day that stays closed has no times; empty this, or choose “Is open”."),
                )
        return data

    def has_changed(self) -> bool:
        # "Stays closed" is chosen from the start, so by itself it says nothing.
        return any(name != "kind" for name in self.changed_data)


class BlackoutRow(Row):
    lead = "from"
    weekday = DaysField()
    why = forms.CharField(
        label=_("Why"),
        max_length=120,
        error_messages={"required": _("Say what is done then, like “Cleaning”.")},
    )

    field_order = ("weekday", "from", "to", "why", "remove")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Called as in the file, where "from" is no word of Python's.
        self.fields["from"] = TimeField(label=_("From"), kind="opening")
        self.fields["to"] = TimeField(label=_("To"))
        self.order_fields(self.field_order)

    def clean_why(self) -> str:
        why = str(self.cleaned_data["why"])
        Fits("reason")(why)
        return why


class HeadForm(forms.Form):
    """What is said once: buffers, whether the hours are known, and what the editor started from."""

    use_required_attribute = False
    buffer_before_minutes = forms.IntegerField(
        label=_("Minutes kept free before opening"),
        validators=[Fits("buffer")],
        help_text=_("0 to 180. Staff prepare; nobody visits."),
    )
    buffer_after_minutes = forms.IntegerField(
        label=_("Minutes kept free after closing"),
        validators=[Fits("buffer")],
        help_text=_("0 to 180. People who use the site are still being looked after."),
    )
    unknown = forms.BooleanField(
        label=_("Nobody knows the hours: the site counts as operating all the time"),
        help_text=_("Only while no row says when the site is open every week."),
        required=False,
    )
    expected = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    since = DateField()
    until = DateField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.fields[name].widget = forms.HiddenInput()


class Rows(forms.BaseFormSet):
    """Rows of one kind. ``typed`` fills them without binding them, so that nothing is judged
    before it is sent."""

    heading: Any = ""
    help: Any = ""

    def __init__(
        self, *args: Any, typed: list[dict[str, Any]] | None = None, **kwargs: Any
    ) -> None:
        self.typed = typed or []
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.extra = min(max(len(self.typed), 1), self.max_num)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs(index)
        if not self.is_bound and index is not None and index < len(self.typed):
            kwargs["initial"] = self.typed[index]
        return kwargs

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if index is not None:
            said = {"heading": self.heading, "number": index + 1}
            form.row_name = gettext("%(heading)s, row %(number)d") % said

    def clean(self) -> None:
        # Django would take a negative count for none, and none means never open.
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise ValidationError(_("The rows did not arrive whole. Send them again."))

    @property
    def has_room(self) -> bool:
        return self.total_form_count() < self.max_num


class WeeklyRows(Rows):
    heading = _("Every week")
    help = _(
        "A closing at or before the opening is on the next day. 00:00 to 24:00 is the whole day."
    )


class ExceptionRows(Rows):
    heading = _("Otherwise than usual")
    help = _(
        "One date replaces what would begin on it. Two openings on a day are two rows. "
        "Days that are over stay as they were."
    )


class BlackoutRows(Rows):
    heading = _("Not to be visited")
    help = _(
        "Cleaning, deliveries, change of shift: the site is closed, and still nobody can visit."
    )


def _of(rows: type[Rows], row: type[Row], most: int) -> type[Rows]:
    made: Any = forms.formset_factory(
        row, formset=rows, max_num=most, absolute_max=most, validate_max=True
    )
    return cast(type[Rows], made)


ROWS: dict[str, type[Rows]] = {
    "hours": _of(WeeklyRows, WeeklyRow, MOST_WEEKLY),
    "exceptions": _of(ExceptionRows, ExceptionRow, MOST_EXCEPTIONS),
    "blackouts": _of(BlackoutRows, BlackoutRow, MOST_BLACKOUTS),
}
