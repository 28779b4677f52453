"""Shape of what is typed to suspend a text or to end it, and to ask what applied."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.fields import ScreenedText
from liaison.models import Partnership
from liaison.widgets import LongSelect, Tiles
from protocols.reading import ClauseRead

_DAY = {"type": "date"}


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
    clause = forms.TypedChoiceField(
        label=_("What"),
        coerce=lambda number: int(number) or None,
        widget=LongSelect,
    )
    days = forms.IntegerField(label=_("For how many days, at most"), min_value=1, max_value=90)
    reason = ScreenedText(
        label=_("Why"),
        help_text=_("Both sides read this. Say what would have to change for it to apply again."),
        max_length=2000,
        lines=5,
        error_messages={"required": _("Say why, so that both sides can put it right.")},
    )

    def __init__(self, *args: Any, clauses: Iterable[ClauseRead], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["clause"]).choices = [
            ("0", _("The whole protocol")),
            *((one.number, f"{one.number}. {one.heading}") for one in clauses),
        ]


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

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    time = forms.TimeField(
        label=_("Time at the site"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
