"""The rows of a site's hours, as people type them."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liaison.forms.hours_fields import DateField, DaysField, Fits, TimeField, WordsField
from liaison.forms.hours_row import Row
from liaison.hours_file import CLOSED, TIMED
from liaison.hours_rows import WEEKDAYS
from liaison.hours_told import DAY_GROUPS, KINDS, NTHS, SAME_KIND, run_in_words
from liaison.monthly import LONGEST

_MINUTES = dict.fromkeys(("required", "invalid"), _("Write the minutes: a number from 0 to 180."))
_NTHS = {str(nth) for nth in NTHS}
_COUNTS = {str(count) for count in range(1, LONGEST + 1)}
MOST_WEEKLY, MOST_EXCEPTIONS, MOST_RECURRING, MOST_BLACKOUTS = 60, 60, 20, 30


class WeeklyRow(Row):
    lead = "opens"
    rarely = ("valid_from", "valid_to", "stop")
    weekday = DaysField()
    opens = TimeField(label=_("Opens"), kind="opening")
    closes = TimeField(label=_("Closes"))
    valid_from = DateField(label=_("First day"), required=False)
    valid_to = DateField(label=_("Last day"), required=False)
    stop = WordsField("stop", label=_("Stop, for a site on wheels"), required=False)

    def pieces(self) -> Sequence[str]:
        times = self.between("opens", "closes"), self.between("valid_from", "valid_to")
        return self.shown("weekday"), *times, self.shown("stop")


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

    needed_later: ClassVar[Mapping[str, Any]] = dict.fromkeys(
        ("opens", "closes"), _("needed if it is open at other times")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of two names for the same, the one the row has already.
        said = self["kind"].value()
        unused = SAME_KIND - {said if said in SAME_KIND else "special"}
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [(key, name) for key, name in KINDS.items() if key not in unused]

    def pieces(self) -> Sequence[str]:
        words = (self.shown(name) for name in ("why", "stop"))
        return self.days_in_words(), self.shown("kind"), self.between("opens", "closes"), *words

    def days_in_words(self) -> str:
        """Which days it is about."""
        return self.shown(self.lead)

    @property
    def says(self) -> Any:
        """What it says of its days, by one name (ask only after validation)."""
        return KINDS[self.cleaned_data["kind"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        for name in ("opens", "closes"):
            if kind in TIMED and not data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
            if kind == CLOSED and data.get(name):
                self.add_error(
                    name,
                    _(
                        "A day that stays closed has no times; empty this, or choose “Has other "
                        "hours”."
                    ),
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
        label=_("Weekday"),
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

    def pieces(self) -> Sequence[str]:
        return *super().pieces(), self.between("valid_from", "valid_to")

    def days_in_words(self) -> str:
        nth, weekday, days = (str(self[name].value() or "") for name in ("nth", "weekday", "days"))
        if nth in _NTHS and weekday in WEEKDAYS and days in _COUNTS:
            return run_in_words(int(nth), weekday, int(days))
        return " ".join(filter(None, (nth, weekday, days)))


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

    def pieces(self) -> Sequence[str]:
        return self.shown("weekday"), self.between("from", "to"), self.shown("why")


class HeadForm(forms.Form):
    """What is said once: buffers, whether the hours are known, and what the editor started from."""

    use_required_attribute = False
    buffer_before_minutes = forms.IntegerField(
        label=_("Minutes kept free before opening"),
        error_messages=_MINUTES,
        validators=[Fits("buffer")],
        help_text=_("0 to 180. Staff prepare; nobody visits."),
    )
    buffer_after_minutes = forms.IntegerField(
        label=_("Minutes kept free after closing"),
        error_messages=_MINUTES,
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
    # So many rows stand open; where there are more, each is folded to its line.
    open_rows = 0

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
        # Beside them there is one to type into.
        form.folds = not self.open_rows or self.total_form_count() > self.open_rows + 1
        # Most days are as usual: only who has something else to say opens a row for it.
        form.folds_blank = not self.open_rows

    def clean(self) -> None:
        # Django would take a negative count for none, and none means never open.
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise ValidationError(_("The rows did not arrive whole. Send them again."))

    @property
    def has_room(self) -> bool:
        return self.total_form_count() < self.max_num


class WeeklyRows(Rows):
    open_rows = 2
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
        "more. Two openings on the same days are two rows. Where rows that begin on other days "
        "meet, the upper one counts."
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
