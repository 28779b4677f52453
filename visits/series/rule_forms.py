"""The rule of a series as people type it, and what they choose for single dates of it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.fields import DayField, ScreenedText
from liaison.templatetags.time_tags import day_in_words
from liaison.widgets import ClockInput
from visits.forms import LENGTHS, NEEDED_IN_HOURS, SAY_WHEN, WHY_THEN, read_time
from visits.models.series import Frequency
from visits.recurrence import LAST, MOST_APART, MOST_TIMES, Rule
from visits.recurrence import Frequency as Often
from visits.series.planning import ForAll

LEAVE_OUT, IN_HOURS = "leave", "in-hours"
_ON = "on-"
_MOST_SAID = 400
# Every month has a fourth of each weekday.
_MOST_NTH = 4


class RuleForm(forms.Form):
    """From which day, at which time of the site's clock, how often and until when."""

    day = DayField(
        label=gettext_lazy("First day"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Choose the first day, from today to a year ahead.")
        },
    )
    time = forms.TimeField(
        label=gettext_lazy("Starts at"),
        widget=ClockInput(),
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"required": SAY_WHEN},
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Lasts"), choices=LENGTHS, coerce=int, initial=45
    )
    frequency = forms.ChoiceField(
        label=gettext_lazy("Comes again"), choices=Frequency, initial=Frequency.WEEKLY
    )
    interval = forms.IntegerField(
        label=gettext_lazy("After how many days, weeks, months or years"),
        help_text=gettext_lazy("1 is every one, 2 every second one."),
        min_value=1,
        max_value=MOST_APART,
        initial=1,
        error_messages={"required": gettext_lazy("Say after how many: 1 is every one.")},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Each week on"),
        help_text=gettext_lazy("None ticked: on the weekday of the first day."),
        choices=[(number, name) for number, name in dates.WEEKDAYS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    monthly = forms.ChoiceField(
        label=gettext_lazy("Each month on"),
        choices=[
            ("day", gettext_lazy("the same day of the month as the first day")),
            ("nth", gettext_lazy("the same weekday, counted from the beginning of the month")),
            ("last", gettext_lazy("the last such weekday of the month")),
        ],
        widget=forms.RadioSelect,
        initial="day",
        required=False,
    )
    ends = forms.ChoiceField(
        label=gettext_lazy("Ends"),
        choices=[
            ("open", gettext_lazy("when somebody ends it")),
            ("until", gettext_lazy("with a last day")),
            ("count", gettext_lazy("after a number of dates")),
        ],
        widget=forms.RadioSelect,
        initial="open",
    )
    until = DayField(label=gettext_lazy("Last day"), input_formats=["%Y-%m-%d"], required=False)
    count = forms.IntegerField(
        label=gettext_lazy("Number of dates"), min_value=1, max_value=MOST_TIMES, required=False
    )
    for_all = forms.ChoiceField(
        label=gettext_lazy("For all dates that cannot stand"),
        choices=[
            (ForAll.NOTHING, gettext_lazy("I choose for each date")),
            (ForAll.LEAVE, gettext_lazy("Leave all of them out")),
            (ForAll.NEAREST, gettext_lazy("Move each to the nearest time that is free")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    # The digest of the dates that were on the screen.
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    # The nearest times that were on the screen, by day, for those who move each date to its own.
    offered = forms.CharField(max_length=20_000, widget=forms.HiddenInput, required=False)
    # What was chosen for all of them when these were.
    offered_for = forms.CharField(max_length=10, widget=forms.HiddenInput, required=False)
    needed_later: ClassVar[Mapping[str, Any]] = {
        "weekdays": gettext_lazy("if it comes again weekly; optional"),
        "monthly": gettext_lazy("needed if it comes again monthly"),
        "until": gettext_lazy("needed if it ends with a last day"),
        "count": gettext_lazy("needed if it ends after a number of dates"),
    }

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("ends") != "until":
            self.errors.pop("until", None)
            cleaned["until"] = None
        elif not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say which day is the last."))
        elif cleaned.get("until") and cleaned.get("day") and cleaned["until"] < cleaned["day"]:
            self.add_error("until", _too_early(cleaned["day"]))
        if cleaned.get("ends") != "count":
            self.errors.pop("count", None)
            cleaned["count"] = None
        elif not cleaned.get("count") and "count" not in self.errors:
            words = _("Say how many dates there are, from 1 to %(most)s.")
            self.add_error("count", words % {"most": MOST_TIMES})
        return cleaned

    def rule(self) -> Rule:
        """The rule of a valid form."""
        said = self.cleaned_data
        weekdays, nth = _weekdays(said)
        return Rule(
            frequency=Often(said["frequency"]),
            starts_on=said["day"],
            time=said["time"].replace(second=0, microsecond=0),
            interval=said["interval"],
            weekdays=weekdays,
            nth=nth,
            until=said["until"],
            count=said["count"],
        )

    @property
    def is_fifth(self) -> bool:
        """Whether a weekday is counted from the beginning and is the fifth of its month: few have
        one, so a valid form makes it the last."""
        said = self.cleaned_data
        is_counted = said["frequency"] == Frequency.MONTHLY and said["monthly"] == "nth"
        return is_counted and _nth(said["day"]) > _MOST_NTH

    def chosen_for_all(self) -> ForAll:
        return ForAll(self.cleaned_data.get("for_all", ""))

    def was_offered(self) -> dict[date, datetime]:
        """The time to which each date was moved on the screen, for those who chose that for all;
        what cannot be read was not there."""
        if self.cleaned_data.get("offered_for", "") != ForAll.NEAREST:
            return {}
        return dict(_offered(self.cleaned_data.get("offered", "")))

    def chosen(self) -> dict[date, datetime | None]:
        """What was chosen for single dates; whatever cannot be read was not chosen."""
        return dict(_chosen(self.data))


class InHoursForm(RuleForm):
    """A rule of which single dates may lie in the site's hours, for a reason."""

    exception = ScreenedText(label=WHY_THEN, max_length=500, required=False)
    needed_later: ClassVar[Mapping[str, Any]] = {
        **RuleForm.needed_later,
        "exception": NEEDED_IN_HOURS,
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.in_hours() and not cleaned.get("exception") and "exception" not in self.errors:
            self.add_error("exception", _("Say why these dates have to be in the site’s hours."))
        return cleaned

    def can_be_shown(self) -> bool:
        """Whether nothing is wrong but a reason for what is in hours."""
        return self.is_bound and self.errors.keys() <= {"exception"}

    def in_hours(self) -> list[date]:
        """The dates for which an exception was chosen."""
        return [day for day, value in _said(self.data) if value == IN_HOURS]

    def excepted(self) -> dict[date, str]:
        """Why, for each of them; nothing while no good reason stands in the form."""
        why = self.cleaned_data.get("exception", "")
        return dict.fromkeys(self.in_hours(), why) if why else {}


def _too_early(first: date) -> str:
    return _("The last day comes before the first. Choose %(day)s or a later one.") % {
        "day": day_in_words(first)
    }


def _weekdays(said: dict[str, Any]) -> tuple[tuple[int, ...], int | None]:
    day: date = said["day"]
    if said["frequency"] == Frequency.WEEKLY:
        return tuple(said["weekdays"]) or (day.weekday(),), None
    if said["frequency"] != Frequency.MONTHLY or said["monthly"] not in ("nth", "last"):
        return (), None
    nth = _nth(day)
    return (day.weekday(),), LAST if said["monthly"] == "last" or nth > _MOST_NTH else nth


def _nth(day: date) -> int:
    """Which of its weekday in its month *day* is."""
    return (day.day - 1) // 7 + 1


def _chosen(data: Any) -> Iterator[tuple[date, datetime | None]]:
    for day, value in _said(data):
        if value == LEAVE_OUT:
            yield day, None
        elif (time := read_time(value)) is not None:
            yield day, time[0]


def _offered(line: str) -> Iterator[tuple[date, datetime]]:
    for one in line.split():
        day, _sign, starts = one.partition("=")
        with suppress(ValueError):
            yield date.fromisoformat(day), datetime.fromisoformat(starts)


def _said(data: Any) -> Iterator[tuple[date, str]]:
    """What was chosen for each date, as its button says it."""
    for name in [name for name in data if name.startswith(_ON)][:_MOST_SAID]:
        with suppress(ValueError):
            yield date.fromisoformat(name.removeprefix(_ON)), data[name]
