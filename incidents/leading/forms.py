"""Why the leaders are asked, and what a leader puts forward."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from incidents.leading.deciding import Choice
from incidents.models.escalation import Way
from incidents.taxonomy import Outcome
from liaison.fields import ScreenedText
from liaison.widgets import LongSelect, Tiles


class AskLeadersForm(forms.Form):
    words = ScreenedText(
        label=_("Why the leaders should look at it"),
        max_length=writing.LONGEST,
        lines=4,
        may_vouch=False,
        error_messages={"required": _("Say in a few words why.")},
    )


class AskReviewForm(AskLeadersForm):
    """Both sides read it, and nothing that was said in the mediation."""

    words = ScreenedText(
        label=_("Why the leaders should look at it again"),
        help_text=_(
            "What is not settled, or not done. What was said in the mediation stays there: write "
            "nothing of it."
        ),
        max_length=writing.LONGEST,
        lines=4,
        may_vouch=False,
        error_messages={"required": _("Say in a few words why.")},
    )


class ChoiceForm(forms.Form):
    way = forms.ChoiceField(
        label=_("What both leaders should do"),
        choices=Way,
        widget=Tiles,
        error_messages={"required": _("Choose what you put forward.")},
    )
    outcome = forms.ChoiceField(
        label=_("If it is settled: how it ends"),
        choices=[("", _("Choose")), *Outcome.choices],
        widget=LongSelect,
        required=False,
    )
    words = ScreenedText(
        label=_("In your words"),
        help_text=_("To settle it, these are the terms."),
        max_length=writing.LONGEST,
        lines=4,
        may_vouch=False,
        required=False,
    )

    def __init__(self, *args: Any, ways: Collection[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["way"])
        field.choices = [(way.value, way.label) for way in ways]
        settled = _("needed if it is settled")
        self.needed_later = {"outcome": settled, "words": settled} if Way.SETTLE in ways else {}
        if Way.SETTLE not in ways:
            del self.fields["outcome"]
            self.fields["words"].help_text = ""

    def choice(self) -> Choice:
        """Only after ``is_valid``. An outcome counts only where it is settled."""
        data = self.cleaned_data
        way = Way(data["way"])
        settles = way is Way.SETTLE and data["outcome"]
        return Choice(way, data["words"], Outcome(data["outcome"]) if settles else None)
