"""What people say after a visit: shape only."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.fields import DayField, Key, ScreenedText
from liaison.roles import Side
from liaison.templatetags.form_tags import lead_in
from liaison.widgets import LongSelect, ManyTiles, Tiles
from visits.after import actions
from visits.after.actions import CannotAct, Ending, Todo
from visits.after.outcomes import Said
from visits.after.topics import ATTENDED, MOODS, MOST_ATTEND, Topic
from visits.forms import HeldForm
from visits.models import Visit

ROWS, MOST_ROWS = 3, 5
Choices = list[tuple[str, list[tuple[str, str]]]]


class MoodForm(forms.Form):
    mood = forms.TypedChoiceField(
        label=gettext_lazy("How it went, as your side sees it"),
        choices=list(MOODS.items()),
        coerce=int,
        widget=Tiles,
        error_messages={"required": gettext_lazy("Choose a number from 1 to 5.")},
    )


class ClosingForm(HeldForm):
    """The note, and all that may be said beside it."""

    staff, officers, leaders, lived_experience, others = (
        forms.IntegerField(label=label, min_value=0, max_value=MOST_ATTEND, required=False)
        for label in ATTENDED.values()
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("What it was about"), choices=Topic, widget=ManyTiles, required=False
    )
    questions = ScreenedText(
        label=gettext_lazy("Questions that were asked"),
        max_length=2000,
        lines=3,
        required=False,
        help_text=gettext_lazy("Also those that nobody could answer yet."),
    )
    mood = forms.TypedChoiceField(
        label=gettext_lazy("How it went, as your side sees it"),
        choices=list(MOODS.items()),
        coerce=int,
        empty_value=None,
        widget=Tiles,
        required=False,
        help_text=gettext_lazy("The other side sees it once it has said its own."),
    )

    def counts(self) -> list[forms.BoundField]:
        return [self[name] for name in ATTENDED]

    @property
    def says_more(self) -> bool:
        """Whether something beside the note is typed, or is wrong."""
        beside = (self[name] for name in (*ATTENDED, "topics", "questions", "mood"))
        return any(field.data or field.errors for field in beside)

    def said(self, todos: list[Todo]) -> Said:
        """What a valid form says besides the note."""
        data = self.cleaned_data
        return Said(
            attended={name: data[name] for name in ATTENDED if data[name] is not None},
            topics=data["topics"],
            questions=data["questions"],
            mood=data["mood"],
            todos=todos,
        )


class TodoForm(forms.Form):
    """One action: what, who, until when."""

    what = ScreenedText(
        label=gettext_lazy("What is to be done"),
        max_length=300,
        lines=2,
        error_messages={"required": gettext_lazy("Say what is to be done.")},
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Who does it"),
        widget=LongSelect,
        error_messages={"required": gettext_lazy("Say who does it.")},
    )
    due_on = DayField(
        label=gettext_lazy("By"),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": gettext_lazy("Say by which day.")},
    )
    key = Key()

    def __init__(self, *args: Any, today: date, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """The owner is chosen from the start, and alone says nothing."""
        return bool({"what", "due_on"} & set(self.changed_data))

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        try:
            actions.refuse_day(due_on, today=self.today)
        except CannotAct as refused:
            raise forms.ValidationError(str(refused)) from refused
        return due_on

    def todo(self) -> Todo:
        data = self.cleaned_data
        side, _colon, person = data["owner"].partition(":")
        return Todo(
            what=data["what"],
            side=Side(side),
            due_on=data["due_on"],
            person_id=UUID(person) if person else None,
            key=data["key"],
        )


class TodoForms(
    forms.formset_factory(  # type: ignore[misc]
        TodoForm, extra=ROWS, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS
    )
):
    """The actions kept with the note; a row that is left empty is none."""

    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, in words, each with the id of the field it is about."""
        found = [("", str(error)) for error in self.non_form_errors()]
        for number, row in enumerate(self.forms, 1):
            where = _("Action %(number)s") % {"number": number}
            found += [
                (field.id_for_label, f"{where}, {lead_in(field.label)} {error}")
                for field in row.visible_fields()
                for error in field.errors
            ]
        return found

    def todos(self) -> list[Todo]:
        return [row.todo() for row in self.forms if row.cleaned_data.get("what")]


class EndingForm(forms.Form):
    """What became of an action."""

    ending = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=Ending,
        widget=Tiles,
        error_messages={"required": gettext_lazy("Say whether it is done.")},
    )
    because = ScreenedText(
        label=gettext_lazy("If not done: why"), max_length=1000, lines=3, required=False
    )
    needed_later: ClassVar[Mapping[str, Any]] = {
        "because": gettext_lazy("needed if it was not done")
    }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        needs_reason = said.get("ending") == Ending.NOT_DONE and not said.get("because")
        if needs_reason and "because" not in self.errors:
            self.add_error("because", _("Say why it was not done."))
        return said


def owners_of(visit: Visit, own: Side, today: date) -> Choices:
    """Each side, *own* first, as a whole and then those of its people whom *own* can name."""
    return [
        (
            visit.partnership.party(side).name,
            [
                (side.value, _("The whole side: %(side)s") % {"side": side.label}),
                *(
                    (f"{side}:{one.pk}", one.name)
                    for one in actions.people_of(visit, side, named_by=own, today=today)
                ),
            ],
        )
        for side in (own, own.other)
    ]
