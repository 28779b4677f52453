"""What people type about a visit that comes again: shape only."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.fields import Key, ScreenedText
from liaison.widgets import ClockInput, DayInput, Tiles
from visits import recurrence
from visits.forms import LENGTHS, SeenForm, read_time
from visits.kinds import Kind, Place
from visits.models.series import Frequency, Series
from visits.recurrence import LAST, MOST_APART, MOST_TIMES, Rule
from visits.recurrence import Frequency as Often
from visits.series_planning import Repeated

LEAVE_OUT = "leave"
_ON = "on-"
_MOST_SAID = 400
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
_IN_RANGE = [MinValueValidator(_FIRST_DAY), MaxValueValidator(_LAST_DAY)]


class RuleForm(forms.Form):
    """From which day, at which time of the site's clock, how often and until when."""

    day = forms.DateField(
        label=gettext_lazy("First day"),
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        validators=_IN_RANGE,
    )
    time = forms.TimeField(
        label=gettext_lazy("Starts at"), widget=ClockInput(), input_formats=["%H:%M", "%H:%M:%S"]
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
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        validators=_IN_RANGE,
        required=False,
    )
    count = forms.IntegerField(
        label=gettext_lazy("Number of dates"), min_value=1, max_value=MOST_TIMES, required=False
    )
    # The digest of the dates that were on the screen.
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

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
            self.add_error("until", _("The last day comes before the first."))
        if cleaned.get("ends") != "count":
            self.errors.pop("count", None)
            cleaned["count"] = None
        elif not cleaned.get("count") and "count" not in self.errors:
            self.add_error("count", _("Say how many dates there are."))
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

    def chosen(self) -> dict[date, datetime | None]:
        """What was chosen for single dates; whatever cannot be read was not chosen."""
        return dict(_chosen(self.data))


class SeriesForm(RuleForm):
    """A whole series. ``key`` makes the same form sent twice one series."""

    kind = forms.ChoiceField(label=gettext_lazy("What for"), choices=Kind, initial=Kind.CHECK_IN)
    place = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=Place, initial=Place.ON_SITE, widget=Tiles
    )
    where = ScreenedText(
        label=gettext_lazy("If somewhere else: where"), max_length=120, lines=1, required=False
    )
    party_size = forms.IntegerField(
        label=gettext_lazy("How many people come"), min_value=1, max_value=30, initial=2
    )
    message = ScreenedText(label=gettext_lazy("What it is about"), max_length=1000, required=False)
    key = Key()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("place") != Place.OFF_SITE:
            # What was typed there before the mind was changed is not asked about any more.
            self.errors.pop("where", None)
            cleaned["where"] = ""
        return cleaned

    def wanted(self) -> Repeated:
        """The series that a valid form asks for."""
        said = self.cleaned_data
        return Repeated(
            kind=said["kind"],
            party_size=said["party_size"],
            rule=self.rule(),
            minutes=said["minutes"],
            place=said["place"],
            where=said["where"],
            said=self.chosen(),
        )


class EndForm(SeenForm):
    """From which day on, and why."""

    day = forms.DateField(
        label=gettext_lazy("From which day on"),
        help_text=gettext_lazy("Dates before it stay. Empty: from today on."),
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        validators=_IN_RANGE,
        required=False,
    )
    reason = ScreenedText(
        label=gettext_lazy("Reason"),
        max_length=1000,
        error_messages={"required": gettext_lazy("Say why, so that the other side can plan.")},
    )


class DayForm(forms.Form):
    """One date of a series."""

    day = forms.DateField(input_formats=["%Y-%m-%d"], validators=_IN_RANGE)


def _weekdays(said: dict[str, Any]) -> tuple[tuple[int, ...], int | None]:
    day: date = said["day"]
    if said["frequency"] == Frequency.WEEKLY:
        return tuple(said["weekdays"]) or (day.weekday(),), None
    if said["frequency"] != Frequency.MONTHLY or said["monthly"] not in ("nth", "last"):
        return (), None
    nth = (day.day - 1) // 7 + 1
    return (day.weekday(),), LAST if said["monthly"] == "last" or nth > 4 else nth


def _chosen(data: Any) -> Iterator[tuple[date, datetime | None]]:
    names = [name for name in data if name.startswith(_ON)][:_MOST_SAID]
    for name in names:
        try:
            day = date.fromisoformat(name.removeprefix(_ON))
        except ValueError:
            continue
        if data[name] == LEAVE_OUT:
            yield day, None
        elif (time := read_time(data[name])) is not None:
            yield day, time[0]


class ChangeForm(RuleForm):
    """Another rule from a day on. ``key`` makes the same form sent twice one change."""

    message = ScreenedText(label=gettext_lazy("Why"), max_length=1000, required=False)
    key = Key()

    def wanted(self, former: Series) -> Repeated:
        """What a valid form makes of *former*: whom, where and how many stay as they are."""
        return Repeated(
            kind=former.kind,
            party_size=former.party_size,
            rule=self.rule(),
            minutes=self.cleaned_data["minutes"],
            place=former.place,
            where=former.where,
            said=self.chosen(),
        )


def standing(former: Series, first: date) -> dict[str, Any]:
    """What a form of a change begins with: *former* as it stands, from *first* on."""
    rule = former.rule
    left = None
    if rule.count is not None:
        left = max(1, sum(1 for _ in recurrence.dates(rule, first, _LAST_DAY)))
    monthly = "last" if rule.nth == LAST else "nth"
    return {
        "day": first,
        "time": former.time,
        "minutes": former.minutes,
        "frequency": former.frequency,
        "interval": former.interval,
        "weekdays": list(rule.weekdays) if former.frequency == Frequency.WEEKLY else [],
        "monthly": "day" if rule.nth is None else monthly,
        "ends": "count" if left else "until" if rule.until else "open",
        "until": rule.until,
        "count": left,
    }
