"""The rows of a site's hours, as people type them."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liaison.forms.hours_fields import DateField, DaysField, Fits, TimeField, WordsField
from liaison.hours import WEEKDAYS
from liaison.hours_file import CLOSED, TIMED
from liaison.hours_told import DAY_GROUPS, KINDS, NTHS
from liaison.monthly import LONGEST

MOST_WEEKLY, MOST_EXCEPTIONS, MOST_RECURRING, MOST_BLACKOUTS = 60, 60, 20, 30


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
        return [field for field in self.visible_fields() if field.name not in self.rarely]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.rarely]

    @property
    def is_unfolded(self) -> bool:
        return any(field.value() or field.errors for field in self.rare_fields)

    @property
    def counts(self) -> bool:
        """Whether the row says something (ask only after validation)."""
        return self.has_changed() and not self.cleaned_data.get("remove")


class WeeklyRow(Row):
    lead = "opens"
    rarely = ("valid_from", "valid_to", "stop")
    weekday = DaysField()
    opens = TimeField(label=_("Opens"), kind="opening")
    closes = TimeField(label=_("Closes"))
    valid_from = DateField(label=_("First day"), required=False)
    valid_to = DateField(label=_("Last day"), required=False)
    stop = WordsField("stop", label=_("Stop, for a site on wheels"), required=False)


class OtherwiseRow(Row):
    """Some days on which it is not as usual."""

    kind = forms.ChoiceField(label=_("Then the site"), choices=list(KINDS.items()))
    opens = TimeField(label=_("Opens"), kind="opening", required=False)
    closes = TimeField(label=_("Closes"), required=False)
    why = WordsField(
        "reason",
        label=_("Why"),
        required=False,
        help_text=_("For everybody to read, like “Public holiday”."),
    )
    stop = WordsField("stop", label=_("Stop, for a site on wheels"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        for name in ("opens", "closes"):
            if kind in TIMED and not data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
            if kind == CLOSED and data.get(name):
                self.add_error(
                    name,
                    _("A day that stays closed has no times; empty this, or choose “Is open”."),
                )
            elif kind and kind not in TIMED and data.get(name):
                self.add_error(name, _("Round the clock needs no times; empty this."))
        if kind == CLOSED and data.get("stop"):
            self.add_error("stop", _("Where the site stays closed it has no stop; empty this."))
        return data


class ExceptionRow(OtherwiseRow):
    lead = "date"
    rarely = ("why", "stop")
    preset = ("kind",)
    date = DateField(label=_("Date"))

    field_order = ("date", "kind", "opens", "closes", "why", "stop")


class RecurringRow(OtherwiseRow):
    lead = "nth"
    rarely = ("valid_from", "valid_to", "why", "stop")
    preset = ("kind", "days")
    nth = forms.TypedChoiceField(
        label=_("The"),
        coerce=int,
        choices=[("", _("Choose")), *((str(nth), name) for nth, name in NTHS.items())],
        error_messages={"required": _("Choose which one of the month.")},
    )
    weekday = forms.ChoiceField(
        label=_("Day of the month"),
        choices=[("", _("Choose")), *((day, DAY_GROUPS[day][0]) for day in WEEKDAYS)],
        error_messages={"required": _("Choose the day it begins on.")},
    )
    days = forms.TypedChoiceField(
        label=_("Days in all"),
        coerce=int,
        initial="1",
        choices=[(str(count), str(count)) for count in range(1, LONGEST + 1)],
    )
    valid_from = DateField(label=_("First day"), required=False)
    valid_to = DateField(label=_("Last day"), required=False)

    field_order = ("nth", "weekday", "days", "kind", "opens", "closes", *rarely)


class BlackoutRow(Row):
    lead = "from"
    weekday = DaysField()
    why = WordsField(
        "reason",
        label=_("Why"),
        error_messages={"required": _("Say what is done then, like “Cleaning”.")},
    )

    field_order = ("weekday", "from", "to", "why", "remove")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Called as in the file, where "from" is no word of Python's.
        self.fields["from"] = TimeField(label=_("From"), kind="opening")
        self.fields["to"] = TimeField(label=_("To"))
        self.order_fields(self.field_order)


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
    parked_at = WordsField(
        "stop",
        label=_("Where a site on wheels is parked outside its hours"),
        help_text=_("Visits on site take place there."),
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


class RecurringRows(Rows):
    heading = _("Otherwise every month")
    help = _(
        "Like the third Wednesday and two days after it. A date of its own, above, counts for "
        "more. Where two rows meet on a day, the upper one counts."
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
    "recurring": _of(RecurringRows, RecurringRow, MOST_RECURRING),
    "blackouts": _of(BlackoutRows, BlackoutRow, MOST_BLACKOUTS),
}
