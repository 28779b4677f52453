"""How somebody looks for a time. What cannot be read is left aside: looking never fails."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from liaison import week
from liaison.fields import DayField
from liaison.widgets import ManyTiles
from visits.finding import ANY, OFFICE, Part, Wanted
from visits.kinds import Place

FORTNIGHT = 14
REACHES = [
    (FORTNIGHT, _("2 weeks")),
    (30, _("30 days")),
    (60, _("60 days")),
    (90, _("90 days")),
]
PARTS = [
    (Part.MORNING, _("Morning, from 6")),
    (Part.AFTERNOON, _("Afternoon, from 12")),
    (Part.EVENING, _("Evening, from 18")),
    (Part.NIGHT, _("Night, from 0 to 6")),
]


class FinderForm(forms.Form):
    over = forms.TypedChoiceField(
        label=_("Look over"), choices=REACHES, coerce=int, initial=FORTNIGHT
    )
    parts = forms.MultipleChoiceField(
        label=_("Beginning in the"), choices=PARTS, widget=ManyTiles, required=False
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"), choices=WEEKDAYS_ABBR.items(), coerce=int, widget=ManyTiles, required=False
    )
    week = DayField(required=False, widget=forms.HiddenInput)

    @property
    def days(self) -> int:
        return self._cleaned("over") or FORTNIGHT

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but what is usual was asked for."""
        chosen = self._cleaned("parts") or self._cleaned("weekdays")
        return bool(chosen) or self.days != FORTNIGHT

    @property
    def monday(self) -> date | None:
        """The Monday of the week that was asked for."""
        day = self._cleaned("week")
        return week.monday_of(day) if day else None

    def wanted(self, place: str) -> Wanted:
        """Where no closed hours are needed, working days are looked at unless others are named."""
        usual = ANY if place == Place.ON_SITE else OFFICE
        parts, weekdays = self._cleaned("parts"), self._cleaned("weekdays")
        if not parts and not weekdays:
            return usual
        return Wanted(
            frozenset(map(Part, parts)) if parts else ANY.parts,
            frozenset(weekdays) if weekdays else ANY.weekdays,
        )

    def _cleaned(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name) if self.is_bound else None
