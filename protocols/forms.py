"""Shape only: what was typed, and what it started from."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from liaison.fields import ScreenedText
from liaison.models import Partnership
from liaison.widgets import LongSelect, ManyTiles, Tiles
from protocols import wording
from protocols.discarding import SAY_WHY
from protocols.editing import Wording
from protocols.models import ClauseText, Protocol, Version
from protocols.models.protocol import LONGEST_NOTICE_DAYS, LONGEST_SUSPENSION_DAYS
from protocols.settling import Terms

LANGUAGES = dict(settings.LANGUAGES)
_HIGHEST = 10_000


class RevisionForm(forms.Form):
    """Carries back which state the editor had before them."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class StartFrom(TextChoices):
    USUAL = "usual", _("The usual clauses")
    LIBRARY = "library", _("The whole library")
    IN_FORCE = "in_force", _("The version in force")
    OTHER = "other", _("Another protocol")


class StartForm(forms.Form):
    """A new protocol."""

    partnerships = forms.ModelMultipleChoiceField(
        label=_("For which site and police service"),
        help_text=_(
            "One protocol may cover several, if one operator or one police service is a party to "
            "all of them. Every party signs it. What it covers stays as it begins."
        ),
        queryset=Partnership.objects.none(),
        widget=ManyTiles,
        error_messages={"required": _("Choose at least one.")},
    )
    title = ScreenedText(
        label=_("Title"),
        help_text=_("For example: Entry and presence."),
        max_length=Protocol._meta.get_field("title").max_length or 0,
        lines=1,
    )

    start_from = forms.ChoiceField(
        label=_("Text to start from"),
        choices=StartFrom.choices,
        initial=StartFrom.USUAL,
        widget=Tiles(hints=wording.STARTS),
    )
    other = forms.ModelChoiceField(
        label=_("Which other protocol"),
        help_text=_("Only if you start from another protocol."),
        queryset=Version.objects.none(),
        required=False,
        empty_label="—",
        widget=LongSelect,
    )

    needed_later: ClassVar[Mapping[str, Any]] = {
        "other": _("needed if you start from another protocol"),
    }

    def __init__(
        self, *args: Any, partnerships: Any, texts: Any, applies: bool, **kwargs: Any
    ) -> None:
        """*applies* says whether anything is in force for one of *partnerships*."""
        super().__init__(*args, **kwargs)
        cast(forms.ModelMultipleChoiceField, self.fields["partnerships"]).queryset = partnerships
        cast(forms.ModelChoiceField, self.fields["other"]).queryset = texts
        absent = set() if applies else {StartFrom.IN_FORCE.value}
        if not texts.exists():
            absent.add(StartFrom.OTHER.value)
            del self.fields["other"]
        cast(forms.ChoiceField, self.fields["start_from"]).choices = [
            (value, label) for value, label in StartFrom.choices if value not in absent
        ]
        if len(partnerships) == 1:
            self.fields["partnerships"].initial = [partnerships[0].pk]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        asks = cleaned.get("start_from") == StartFrom.OTHER
        if asks and not cleaned.get("other") and "other" not in self.errors:
            self.add_error("other", _("Choose the protocol to start from."))
        return cleaned


class SettleForm(RevisionForm):
    """Languages and dates of a draft."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of the text"),
        choices=settings.LANGUAGES,
        widget=ManyTiles,
        error_messages={"required": _("Choose at least one language.")},
    )
    starts_on = forms.DateField(
        label=_("Applies from"),
        help_text=_("Left empty: as soon as both sides have signed."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("Left empty: until a later version replaces it or a side gives notice."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    review_on = forms.DateField(
        label=_("Review on"),
        help_text=_("A year from now, or 60 days before the legal basis of the site ends."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    suspension_days = forms.IntegerField(
        label=_("Days each side may suspend it for"),
        help_text=_("In all, whole or by clause. Enough to meet and put the text right."),
        min_value=1,
        max_value=LONGEST_SUSPENSION_DAYS,
    )
    notice_days = forms.IntegerField(
        label=_("Days of notice before a side ends it"),
        min_value=0,
        max_value=LONGEST_NOTICE_DAYS,
    )

    def terms(self) -> Terms:
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return Terms(**said)


class ClauseForm(RevisionForm):
    """One clause in every language of the version."""

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = [code for code in languages if code in LANGUAGES]
        is_only = len(self.languages) == 1
        needed = _("needed before it is sent") if is_only else _("needed in one language at least")
        self.needed_later = {
            f"{part}_{code}": needed for part in ("heading", "body") for code in self.languages
        }
        for code in self.languages:
            language = {"language": LANGUAGES[code]}
            self.fields[f"heading_{code}"] = ScreenedText(
                label=_("Heading (%(language)s)") % language,
                max_length=ClauseText._meta.get_field("heading").max_length or 0,
                lines=1,
                required=False,
            )
            self.fields[f"body_{code}"] = ScreenedText(
                label=_("Text (%(language)s)") % language,
                help_text=_(
                    "An empty line starts a paragraph; a line that starts with “- ” a list."
                ),
                max_length=ClauseText._meta.get_field("body").max_length or 0,
                lines=10,
                required=False,
            )

    def texts(self) -> dict[str, Wording]:
        """What was typed, by language; languages without a word are left out."""
        typed = {
            code: Wording(self.cleaned_data[f"heading_{code}"], self.cleaned_data[f"body_{code}"])
            for code in self.languages
        }
        return {code: words for code, words in typed.items() if words.heading or words.body}


class PlaceForm(forms.Form):
    """Where a new clause goes among the others."""

    number = forms.IntegerField(
        label=_("Number"),
        help_text=_("Clauses from this number on move down by one."),
        min_value=1,
        max_value=_HIGHEST,
    )


class ProposalForm(ClauseForm):
    """Other wording for a clause, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"] = ScreenedText(
            label=_("Why these words"),
            help_text=_("May stay empty. It helps the other side to decide."),
            max_length=2000,
            lines=3,
            required=False,
        )

    def said(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"texts": self.texts(), "revision": told["revision"], "why": told["why"]}


class NewClauseForm(PlaceForm, ProposalForm):
    """A clause to be added, its place, and why."""

    def said(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"texts": self.texts(), "number": told["number"], "why": told["why"]}


class RemovalForm(RevisionForm):
    why = ScreenedText(
        label=_("Why it should go"),
        help_text=_("May stay empty. It helps the other side to decide."),
        max_length=2000,
        lines=3,
        required=False,
    )


class CommentForm(forms.Form):
    words = ScreenedText(
        label=_("Your comment"),
        max_length=2000,
        lines=4,
        error_messages={"required": _("Write what you want to say about the clause.")},
    )


class ReasonForm(forms.Form):
    reason = ScreenedText(
        label=_("Why you do not agree"),
        help_text=_("Say what would have to be different."),
        max_length=2000,
        lines=5,
        error_messages={"required": _("Say why, so that other words can be found.")},
    )


class AddClauseForm(PlaceForm, ClauseForm):
    """A new clause, at a place among the others."""


class DiscardForm(forms.Form):
    reason = ScreenedText(
        label=_("Why the draft is discarded"),
        max_length=2000,
        lines=6,
        error_messages={"required": SAY_WHY},
    )


class MoveForm(RevisionForm):
    number = forms.IntegerField(min_value=1, max_value=_HIGHEST)
