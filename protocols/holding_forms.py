"""Shape of what is typed to suspend a text or to end it, and to ask what applied."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from liaison.fields import ScreenedText
from liaison.models import Partnership
from liaison.widgets import LongSelect, Tiles
from protocols import reading
from protocols.reading import ClauseRead
from protocols.texts import Text

_DAY = {"type": "date"}
# Before any day that the portal may know of; in the first year of the calendar a moment has no
# place in every zone.
_FIRST_DAY = date(2000, 1, 1)


class _ThereForm(forms.Form):
    """Asks where, if there is more than one place."""

    partnership = forms.ModelChoiceField(
        label=_("For which site and police service"),
        queryset=Partnership.objects.none(),
        widget=Tiles,
        empty_label=None,
    )

    def __init__(self, *args: Any, partnerships: list[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["partnership"])
        ids = [partnership.pk for partnership in partnerships]
        field.queryset = Partnership.objects.filter(pk__in=ids).with_parties()
        if len(partnerships) == 1:
            field.initial, field.widget = ids[0], forms.HiddenInput()


class SuspendForm(_ThereForm):
    clause = forms.ChoiceField(label=_("What"), widget=LongSelect)
    days = forms.IntegerField(label=_("For how many days, at most"), min_value=1, max_value=90)
    reason = ScreenedText(
        label=_("Why"),
        help_text=_("Both sides read this. Say what would have to change for it to apply again."),
        max_length=2000,
        lines=5,
        error_messages={"required": _("Say why, so that both sides can put it right.")},
    )

    def __init__(self, *args: Any, text: Text, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = reading.clauses(text, language)
        self.clauses = {one.anchor.removeprefix("clause-"): one for one in shown}
        annexes = {annex.partnership.pk: annex.name for annex in text.annexes}
        cast(forms.ChoiceField, self.fields["clause"]).choices = [
            ("0", _("The whole protocol")),
            *((key, _named(one, annexes)) for key, one in self.clauses.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Gives the number of the clause (None: the whole protocol)."""
        cleaned = super().clean() or self.cleaned_data
        chosen, there = self.clauses.get(cleaned.get("clause", "")), cleaned.get("partnership")
        if chosen and chosen.partnership_id and there and chosen.partnership_id != there.pk:
            self.add_error("clause", _("This clause applies at another site. Choose that site."))
        cleaned["clause"] = chosen.number if chosen else None
        return cleaned


def _named(clause: ClauseRead, annexes: Mapping[UUID, str]) -> str:
    words = f"{clause.number}. {clause.heading}"
    return f"{words} ({annexes[clause.partnership_id]})" if clause.partnership_id else words


class TerminateForm(_ThereForm):
    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )
    reason = ScreenedText(
        label=_("Why"),
        help_text=_("Both sides read this."),
        max_length=2000,
        lines=5,
        error_messages={"required": _("Say why; both sides read it.")},
    )


class MomentForm(forms.Form):
    """A moment by the clock of a site."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(
                _FIRST_DAY, _("Nothing is on record from so long ago. Ask about a later day.")
            )
        ],
    )
    time = forms.TimeField(
        label=_("Time at the site"),
        help_text=_("Left empty: noon."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
