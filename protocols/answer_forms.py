"""Shape only: answers of an entry table, and which cells they are for."""

from collections.abc import Collection, Iterable
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from liaison.fields import ScreenedText
from liaison.widgets import LongSelect, ManyTiles, Tiles
from protocols import drafting, entry, wording
from protocols.answering import LONGEST_STEP, MOST_STEPS, Reply, Seen
from protocols.entry import Circumstance, Disposition, Key, Log, Post, SiteState
from protocols.forms import LANGUAGES
from protocols.reading import ClauseRead


def ticked(key: Key, stamp: str = "") -> str:
    """A cell as a form carries it, with the stamp of what was shown there."""
    return f"{key[0]}.{key[1]}.{stamp}"


def read_tick(text: str) -> tuple[Key, str] | None:
    """None for what names no cell."""
    circumstance, _dot, rest = text.partition(".")
    state, _dot, stamp = rest.partition(".")
    found = Circumstance.read(circumstance)
    if found is None or state not in list(SiteState):
        return None
    return (found, SiteState(state)), stamp


class Ticks(forms.Field):
    """Cells, each with the stamp of what its editor saw there."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"required": _("Tick at least one answer.")}

    def clean(self, value: Any) -> dict[Key, str]:
        """Errors: ``ValidationError`` where no cell is named, or something that is none."""
        found = [read_tick(str(one)) for one in value or []]
        if not found or None in found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return dict(one for one in found if one)


class TicksForm(forms.Form):
    cells = Ticks()

    @property
    def seen(self) -> Seen:
        return cast(Seen, self.cleaned_data["cells"])


class SeenForm(forms.Form):
    """Carries back what was shown of all states of a circumstance."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


class ReplyForm(forms.Form):
    """What an answer is to say: what to do, in which steps, whom to call, what to log, by which
    clause."""

    needed_later = {"clause": _("needed before it is sent")}

    disposition = forms.ChoiceField(label=_("Answer"), widget=Tiles(hints=wording.MEANINGS))
    call = forms.MultipleChoiceField(
        label=_("Whom to call"),
        help_text=_("The card offers the number of that post, where the contact ladder has one."),
        choices=[(post.value, capfirst(wording.POSTS[post])) for post in Post],
        widget=ManyTiles,
        required=False,
    )
    log = forms.MultipleChoiceField(
        label=_("What to log"),
        choices=[(log.value, capfirst(wording.LOGS[log])) for log in Log],
        widget=ManyTiles,
        required=False,
    )
    clause = forms.TypedChoiceField(
        label=_("Clause it rests on"),
        help_text=_("The draft can be sent once every answer cites one."),
        coerce=int,
        empty_value=None,
        required=False,
        widget=LongSelect,
    )

    def __init__(
        self,
        *args: Any,
        circumstances: Iterable[Circumstance],
        clauses: Iterable[ClauseRead],
        languages: Iterable[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        possible = frozenset(Disposition).intersection(*map(entry.allowed, circumstances))
        cast(forms.ChoiceField, self.fields["disposition"]).choices = [
            (one.value, wording.DISPOSITIONS[one]) for one in Disposition if one in possible
        ]
        cast(forms.ChoiceField, self.fields["clause"]).choices = [
            ("", "—"),
            *((clause.number, f"{clause.number}. {clause.heading}") for clause in clauses),
        ]
        self.languages = [code for code in languages if code in LANGUAGES]
        for code in self.languages:
            self.fields[f"steps_{code}"] = _steps(code)
        steps = [f"steps_{code}" for code in self.languages]
        self.order_fields(["disposition", *steps, "call", "log", "clause"])

    def reply(self) -> Reply:
        typed = {code: self.cleaned_data[f"steps_{code}"] for code in self.languages}
        return Reply(
            disposition=Disposition(self.cleaned_data["disposition"]),
            clause=self.cleaned_data["clause"],
            steps={code: lines.split("\n") for code, lines in typed.items()},
            call=[Post(post) for post in self.cleaned_data["call"]],
            log=[Log(log) for log in self.cleaned_data["log"]],
            vouched=drafting.vouched(*typed.values()),
        )


class AnswerForm(TicksForm, ReplyForm):
    """One answer for one cell or for several."""


class EverywhereForm(SeenForm, ReplyForm):
    """One answer for all states of a circumstance."""

    instead_of = forms.MultipleChoiceField(
        label=_("Instead of the answers that states have of their own"),
        help_text=_("States that you do not tick keep theirs."),
        widget=ManyTiles,
        required=False,
    )

    def __init__(self, *args: Any, own: Collection[SiteState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not own:
            del self.fields["instead_of"]
            return
        self.fields["instead_of"].choices = [  # type: ignore[attr-defined]
            (state.value, wording.STATES[state]) for state in SiteState if state in own
        ]

    def instead(self) -> list[SiteState]:
        return [SiteState(state) for state in self.cleaned_data.get("instead_of", [])]


def _steps(code: str) -> ScreenedText:
    return ScreenedText(
        label=_("Steps (%(language)s)") % {"language": LANGUAGES[code]},
        help_text=_("One step a line, in order; at most %(most)d.") % {"most": MOST_STEPS},
        max_length=(LONGEST_STEP + 2) * MOST_STEPS,
        lines=6,
        required=False,
    )
