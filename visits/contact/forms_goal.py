"""What people type about a goal: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.contact.goals import Wanted
from visits.models.goal import MOST_TIMES, Per


class GoalForm(forms.Form):
    times = forms.IntegerField(
        label=_("How many times"),
        min_value=1,
        max_value=MOST_TIMES,
        error_messages={"required": _("Say how many times, 1 or more.")},
    )
    per = forms.ChoiceField(
        label=_("In each"),
        choices=[
            (Per.MONTH, _("Month")),
            (Per.QUARTER, _("Quarter of the year")),
            (Per.YEAR, _("Year")),
        ],
        widget=forms.RadioSelect,
        help_text=_("By the calendar and the clock of the site."),
    )

    def wanted(self) -> Wanted:
        """What a valid form says."""
        said: dict[str, Any] = self.cleaned_data
        return Wanted(said["times"], said["per"])
