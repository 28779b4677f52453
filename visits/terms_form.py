"""What a site manager types about a kind of visit: shape only."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liaison.fields import ScreenedText
from visits.forms import LENGTHS
from visits.kinds import Cameras, Uniform, Vehicle
from visits.models import KindTerms
from visits.terms import FACTS, RANGES, Asked


def _number(name: str, label: Any, **options: Any) -> forms.IntegerField:
    least, most = RANGES[name]
    needed = format_lazy(_("Write a number from {least} to {most}."), least=least, most=most)
    said = {"required": needed}
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=said, **options
    )


def _length(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=LENGTHS, coerce=int)


class TermsForm(forms.Form):
    is_offered = forms.BooleanField(label=_("The site takes visits of this kind"), required=False)
    notice = _number(
        "notice",
        _("Notice, in business days"),
        help_text=_("For times that the police side puts forward. You may offer one sooner."),
    )
    usual_minutes = _length(_("Usually lasts"))
    longest_minutes = _length(_("Lasts at most"))
    largest = _number("largest", _("At most this many people"))
    most_per_month = _number(
        "most_per_month",
        _("At most this many visits a month"),
        required=False,
        help_text=_("Leave it empty to take as many as find room."),
    )
    uniform = forms.ChoiceField(label=_("Clothes"), choices=Uniform, widget=forms.RadioSelect)
    vehicle = forms.ChoiceField(label=_("Cars"), choices=Vehicle, widget=forms.RadioSelect)
    cameras = forms.ChoiceField(label=_("Cameras"), choices=Cameras, widget=forms.RadioSelect)
    words = ScreenedText(label=_("What else you ask for"), max_length=300, lines=2, required=False)

    @classmethod
    def of(cls, standing: KindTerms, data: Any = None) -> "TermsForm":
        stands = {name: getattr(standing, name) for name in FACTS}
        return cls(data, initial={**stands, "words": standing.words})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("usual_minutes", "longest_minutes"):
            self._keep_unlisted(name)

    def _keep_unlisted(self, name: str) -> None:
        """A length that stands and is none of those listed can be kept."""
        stands = self.initial.get(name)
        if stands and stands not in dict(LENGTHS):
            field = self.fields[name]
            field.choices = sorted([*LENGTHS, (stands, f"{stands} min")])  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What a valid form asks for."""
        said = self.cleaned_data
        return Asked(words=said["words"], **{name: said[name] for name in FACTS})
