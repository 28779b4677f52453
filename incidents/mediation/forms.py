"""Shape only: an offer, an answer, words in confidence."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import writing
from incidents.forms import SettleForm
from incidents.mediation.closing import WITHOUT
from incidents.mediation.eligibility import ASKED, Code
from incidents.models import SurveyTally
from incidents.taxonomy import CONFIDENTIAL, Lane
from liaison.fields import Key, ScreenedText
from liaison.widgets import Tiles
from visits.booking import Time, Wish
from visits.forms import ProposalForm
from visits.kinds import Kind, Place


class OfferForm(forms.Form):
    told = forms.MultipleChoiceField(
        label=_("Is any of this so?"),
        help_text=_("Tick what is so, if anything is, and confirm below that you looked at each."),
        choices=[(row.code.value, row.asks) for row in ASKED],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    looked = forms.BooleanField(
        label=_("I have looked at each of these."),
        error_messages={"required": _("Confirm that you have looked at each.")},
    )

    def codes(self) -> set[Code]:
        return {Code(code) for code in self.cleaned_data["told"]}


class DraftForm(SettleForm):
    """What a mediator drafts; its promises stand in rows of their own."""

    key = Key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        self.fields["words"].help_text = _(
            "What both sides now know or agree. They are asked to sign exactly this."
        )


class MeetingForm(ProposalForm):
    """When and where the three meet. No words: the calendar holds nothing of a case."""

    kind = forms.ChoiceField(
        choices=[(Kind.MEDIATION, Kind.MEDIATION.label)],
        initial=Kind.MEDIATION,
        widget=forms.HiddenInput,
    )
    message = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = kwargs.get("initial") or {}
        starts_with = {"kind": Kind.MEDIATION, "place": Place.OFF_SITE, "party_size": 6}
        kwargs["initial"] = {**starts_with, **initial}
        super().__init__(*args, **kwargs)
        del self.fields["exception"]

    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(
            kind=Kind.MEDIATION, party_size=said["party_size"], time=self.when(), key=said["key"]
        )

    def when(self) -> Time:
        """Never in the site's hours: no exception is asked for."""
        starts = self.cleaned_data["starts"]
        return Time(
            starts=starts,
            ends=starts + timedelta(minutes=self.cleaned_data["minutes"]),
            place=self.cleaned_data["place"],
            where=self.cleaned_data["where"],
        )


class LayOutForm(forms.Form):
    """Carries back the digest of the draft that was on the mediator's screen."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class YesNoForm(forms.Form):
    """One of two buttons that weigh the same."""

    says = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={"required": _("Press one of the two buttons.")},
    )

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["says"] == "yes")


class CloseForm(forms.Form):
    """How the talks ended that led to no agreement."""

    outcome = forms.ChoiceField(
        label=_("How did they end?"),
        choices=[(one.value, one.label) for one in WITHOUT],
        widget=Tiles,
        error_messages={"required": _("Choose how they ended.")},
    )


class SurveyForm(forms.Form):
    """One answer to each question, by three buttons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in SurveyTally.Question:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=SurveyTally.Said,
                widget=Tiles,
                error_messages={"required": _("Choose one of the three answers.")},
            )

    def said(self) -> dict[SurveyTally.Question, SurveyTally.Said]:
        return {one: SurveyTally.Said(self.cleaned_data[one.value]) for one in SurveyTally.Question}


class ConfideForm(forms.Form):
    """Words in one of the three confidential lanes."""

    lane = forms.ChoiceField(
        choices=[(lane.value, lane.label) for lane in CONFIDENTIAL], widget=forms.HiddenInput
    )
    words = ScreenedText(label=_("Your words"), max_length=writing.LONGEST, lines=5)
    key = Key()

    def __init__(self, *args: Any, lane: Lane | None = None, **kwargs: Any) -> None:
        if lane is not None:
            kwargs.setdefault("auto_id", f"id_{lane.value}_%s")
            kwargs["initial"] = {"lane": lane.value}
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
