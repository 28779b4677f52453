"""How an incident ends, what each side promises, and what became of that."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from incidents.laying_down import MOST_COMMITMENTS, CannotSettle, Promise, refuse_day
from incidents.models import Commitment
from incidents.taxonomy import Evidence, Outcome
from liaison.fields import ScreenedText
from liaison.roles import Side
from liaison.templatetags.form_tags import lead_in
from liaison.widgets import DayInput, Tiles


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How does it end?"),
        choices=Outcome,
        widget=Tiles,
        error_messages={"required": _("Choose how it ends.")},
    )
    words = ScreenedText(
        label=_("In your words"),
        help_text=_("What both sides now know or agree. The other side accepts exactly this."),
        max_length=writing.LONGEST,
        lines=4,
        may_vouch=False,
        error_messages={"required": _("Say what both sides now know or agree.")},
    )


class PromiseForm(forms.Form):
    """One promise; a row that is left empty is none, whatever its side says."""

    side = forms.ChoiceField(
        label=_("Whose promise"),
        choices=Side,
        error_messages={"required": _("Say whose promise it is.")},
    )
    post = ScreenedText(
        label=_("Who, by post"),
        help_text=_("A post, not a name: “Liaison officer, Central Division”."),
        max_length=120,
        lines=1,
        may_vouch=False,
        error_messages={"required": _("Say which post will do it.")},
    )
    what = ScreenedText(
        label=_("Will do what"),
        max_length=500,
        lines=2,
        may_vouch=False,
        error_messages={"required": _("Say what is promised.")},
    )
    due_on = forms.DateField(
        label=_("By"),
        widget=DayInput(),
        error_messages={"required": _("Say by which day.")},
    )

    def __init__(self, *args: Any, today: date, first: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.first = today, first

    def has_changed(self) -> bool:
        """The side is chosen from the start, and alone says nothing."""
        return any(name != "side" for name in self.changed_data)

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        try:
            refuse_day(due_on, today=self.today, first=self.first)
        except CannotSettle as refused:
            raise forms.ValidationError(str(refused)) from refused
        return due_on

    def promise(self) -> Promise | None:
        data = self.cleaned_data
        if not data.get("what"):
            return None
        return Promise(Side(data["side"]), data["post"], data["what"], data["due_on"])


class PromiseForms(
    forms.formset_factory(  # type: ignore[misc]
        PromiseForm,
        extra=3,
        max_num=MOST_COMMITMENTS,
        validate_max=True,
        absolute_max=MOST_COMMITMENTS,
    )
):
    """The rows of a settlement's promises. *filled*: what the first ones begin with."""

    def __init__(self, *args: Any, filled: Sequence[Mapping[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filled = filled
        self.extra += len(filled)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs(index)
        if index is not None and index < len(self.filled):
            kwargs["initial"] = self.filled[index]
        return kwargs

    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, in words, each with the id of the field it is about; none for what is
        about all rows."""
        found = [("", str(error)) for error in self.non_form_errors()]
        for number, row in enumerate(self.forms, 1):
            where = _("Promise %(number)s") % {"number": number}
            found += [
                (field.id_for_label, f"{where}, {lead_in(field.label)} {error}")
                for field in row.visible_fields()
                for error in field.errors
            ]
        return found

    def promises(self) -> list[Promise]:
        return [promise for row in self.forms if (promise := row.promise())]


class RemarkForm(forms.Form):
    """What one may add for both sides, and need not."""

    words = ScreenedText(
        label=_("A word about it, if you like"),
        max_length=writing.LONGEST,
        lines=3,
        may_vouch=False,
        required=False,
    )


class CheckForm(RemarkForm):
    """Whether a promise was kept, as the other side of it sees it."""

    verdict = forms.ChoiceField(
        label=_("Was it kept?"),
        choices=[
            (Commitment.Verdict.KEPT, _("Yes, it was kept")),
            (Commitment.Verdict.NOT_KEPT, _("No, it was not kept")),
        ],
        widget=Tiles,
        error_messages={"required": _("Say whether it was kept.")},
    )
    evidence = forms.ChoiceField(
        label=_("How do you know?"),
        choices=Evidence,
        widget=Tiles,
        error_messages={"required": _("Say how you know.")},
    )


class CheckAgainForm(CheckForm):
    """Whether a promise is kept some time after."""

    verdict = forms.ChoiceField(
        label=_("Is it kept today?"),
        choices=[
            (Commitment.Verdict.KEPT, _("Yes, it is kept")),
            (Commitment.Verdict.NOT_KEPT, _("No, it is not kept")),
        ],
        widget=Tiles,
        error_messages={"required": _("Say whether it is kept.")},
    )
