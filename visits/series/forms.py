"""What people type about a visit that comes again: shape only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from liaison import days
from liaison.fields import DayField, Key, ScreenedText
from liaison.hours import Span
from visits import recurrence
from visits.forms import (
    NEEDED_ELSEWHERE,
    NEEDED_IN_HOURS,
    WHY_THEN,
    AskForm,
    KindForm,
    SeenForm,
    WhereForm,
    read_time,
)
from visits.models.series import Frequency, Series
from visits.recurrence import LAST
from visits.series.planning import Repeated
from visits.series.rule_forms import InHoursForm, RuleForm
from visits.steps import SAY_WHY


class SeriesForm(AskForm, WhereForm, KindForm, InHoursForm):
    """A whole series."""

    needed_later: ClassVar[Mapping[str, Any]] = {
        **InHoursForm.needed_later,
        "where": NEEDED_ELSEWHERE,
    }

    def wanted(self) -> Repeated:
        """The series that a form asks for that ``can_be_shown``."""
        said = self.cleaned_data
        return Repeated(
            kind=said["kind"],
            party_size=said["party_size"],
            rule=self.rule(),
            minutes=said["minutes"],
            place=said["place"],
            where=said["where"],
            said=self.chosen(),
            for_all=self.chosen_for_all(),
            offered=self.was_offered(),
            excepted=self.excepted(),
        )


class EndForm(SeenForm):
    """From which day on, and why."""

    day = DayField(
        label=gettext_lazy("From which day on"),
        help_text=gettext_lazy("Dates before it stay. Empty: from today on."),
        input_formats=["%Y-%m-%d"],
        required=False,
    )
    reason = ScreenedText(
        label=gettext_lazy("Reason"),
        max_length=1000,
        error_messages={"required": SAY_WHY},
    )


class DayForm(forms.Form):
    """One date of a series."""

    day = DayField(input_formats=["%Y-%m-%d"])


class RestoreForm(DayForm):
    """A date that comes back, perhaps in the site's hours, or at an offered time instead: ``take``
    is what the button of that holds."""

    take = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)

    exception = ScreenedText(label=WHY_THEN, max_length=500, required=False)
    needed_later: ClassVar[Mapping[str, Any]] = {"exception": NEEDED_IN_HOURS}

    def taken(self) -> Span | None:
        """The offered time that a valid form takes; None where its button holds none."""
        found = read_time(self.cleaned_data["take"])
        return Span(found[0], found[0] + timedelta(minutes=found[1])) if found else None


class ChangeForm(RuleForm):
    """Another rule from a day on. ``key`` makes the same form sent twice one change. ``left`` is
    how many dates were left to come from the first day that was on the screen: whoever moves that
    day and leaves the number alone means what is left from the new one on."""

    left = forms.IntegerField(widget=forms.HiddenInput, required=False)
    message = ScreenedText(label=gettext_lazy("Why"), max_length=1000, required=False)
    key = Key()

    def count_from(self, former: Series) -> None:
        """Once the number that was offered has come back as it was, it is that of the first day
        that came back with it."""
        data: Any = self.data
        day, offered = DayForm({"day": data.get("day")}), data.get("left")
        if not offered or offered != data.get("count") or not day.is_valid():
            return
        left = str(_left(former, day.cleaned_data["day"]) or offered)
        self.data = data = data.copy()
        data["count"] = data["left"] = left

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
            for_all=self.chosen_for_all(),
            offered=self.was_offered(),
        )


class CounterSeriesForm(SeenForm, InHoursForm, ChangeForm):
    """Another rule in place of one that is on offer."""

    def wanted(self, former: Series) -> Repeated:
        return replace(super().wanted(former), excepted=self.excepted())


def standing(former: Series, first: date) -> dict[str, Any]:
    """What a form of a change begins with: *former* as it stands, from *first* on."""
    rule, left = former.rule, _left(former, first)
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
        "left": left,
    }


def _left(former: Series, first: date) -> int | None:
    """How many dates of a rule that is counted are left from *first* on; one at least."""
    if former.count is None:
        return None
    return max(1, sum(1 for _ in recurrence.dates(former.rule, first, days.LAST)))
