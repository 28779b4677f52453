"""Shape only: what is typed at a roll-call and around one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from liaison import screening
from liaison.fields import Key, PlainLine, ScreenedText
from liaison.widgets import LongSelect, Tiles
from protocols import codes, wording
from protocols.at_roll_call import Question
from protocols.briefing import LONGEST, MOST_ON_A_SHEET, Opening, Unit
from protocols.models import Endorsement

MOST_ATTEMPTS = 50
_MOST_OFFICERS = 5000


class Step(forms.Form):
    """One page of an officer's briefing; says which, and carries the ticket."""

    step = forms.CharField(widget=forms.HiddenInput)
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=2000)
    attempt = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=MOST_ATTEMPTS, initial=0
    )


class WhoForm(forms.Form):
    """The code of the roll-call, where the address does not carry it, and who one is."""

    step = forms.CharField(widget=forms.HiddenInput, initial="who")
    code = PlainLine(
        label=_("Code of the roll-call"),
        help_text=_("Ten letters and digits. Whoever leads the roll-call has it."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    number = PlainLine(
        label=_("Your service number"),
        help_text=_("Nobody can read it here: the portal keeps a scrambled form of it only."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    post = ScreenedText(
        label=_("Your post or initials, if you want to"),
        belongs={screening.Kind.NAME, screening.Kind.OFFICER},
        help_text=_("Your own service can read this. The site cannot."),
        max_length=40,
        lines=1,
        required=False,
    )

    def __init__(self, *args: Any, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]

    def clean_number(self) -> str:
        number = codes.read_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(_("Letters and digits only, two to twelve of them."))
        return number


class AnswersForm(Step):
    """Three questions, each with four answers."""

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, start=1):
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=f"{number}. {question.at_the_door} {question.situation}.",
                choices=[(one.value, wording.DISPOSITIONS[one]) for one in question.offered],
                widget=Tiles(hints=wording.MEANINGS),
                error_messages={"required": _("Choose one.")},
            )

    @property
    def answers(self) -> list[str]:
        return [str(value) for name, value in self.cleaned_data.items() if "answer" in name]


class RollCallForm(forms.Form):
    """Opens a roll-call."""

    unit = forms.ChoiceField(label=_("Division"), widget=LongSelect)
    officers = forms.IntegerField(
        label=_("How many officers it has"),
        help_text=_("All who may come to this door. Coverage is counted against it."),
        min_value=1,
        max_value=_MOST_OFFICERS,
    )
    most = forms.IntegerField(
        label=_("How many use this code"),
        help_text=_("As many as you brief with it: so many in the room. It takes no more."),
        min_value=1,
        max_value=_MOST_OFFICERS,
    )
    days = forms.TypedChoiceField(
        label=_("The code counts for"),
        choices=[(1, _("one day")), (7, _("a week")), (LONGEST.days, _("four weeks"))],
        coerce=int,
        initial=7,
        widget=Tiles,
    )
    key = Key()

    def __init__(
        self, *args: Any, units: Sequence[Unit], officers: Mapping[str, int], **kwargs: Any
    ) -> None:
        """*officers* is how many a unit has, by its key, where its last roll-call said so."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        self.units = {unit.key: unit for unit in units}
        choice = cast(forms.ChoiceField, self.fields["unit"])
        choice.choices = [(key, unit.name) for key, unit in self.units.items()]
        if len(self.units) == 1:
            choice.initial = units[0].key
            self.fields["officers"].initial = officers.get(units[0].key)

    @property
    def whom(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]

    @property
    def wanted(self) -> Opening:
        """What a valid form asks for."""
        said = self.cleaned_data
        return Opening(
            officers=said["officers"],
            most=said["most"],
            lasts=timedelta(days=said["days"]),
            key=said["key"],
        )


class SheetForm(forms.Form):
    """The service numbers of a sheet."""

    numbers = forms.CharField(
        label=_("Service numbers"),
        help_text=_("One a line, or with commas between them. They are not kept as they are."),
        max_length=MOST_ON_A_SHEET * 20,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_numbers(self) -> list[str]:
        typed = self.cleaned_data["numbers"].replace(",", "\n").replace(";", "\n").split("\n")
        typed = [line.strip() for line in typed if line.strip()]
        for place, line in enumerate(typed, start=1):
            if not codes.read_number(line):
                words = _now("Number %(place)d cannot be one: letters and digits only, 2 to 12.")
                raise forms.ValidationError(words % {"place": place})
        if len(typed) > MOST_ON_A_SHEET:
            raise forms.ValidationError(
                _now("At most %(most)d at a time.") % {"most": MOST_ON_A_SHEET}
            )
        return [codes.read_number(line) for line in typed]


class EndorseForm(forms.Form):
    """A leader stands behind the version in force; carries back which one was on the screen."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    form = forms.ChoiceField(label=_("In which form"), choices=Endorsement.Form, widget=Tiles)
    given_on = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
