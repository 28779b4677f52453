"""What people who use a site are told when it closes for a visit: shape only."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from liaison import screening
from liaison.bilingual import Bilingual
from liaison.fields import ONE_IS_ENOUGH, ScreenedText
from visits.forms import SeenForm

_SAY = {
    "why": _("Say why, so that nobody has to guess."),
    "instead": _("Name a place that is open then."),
}


def _why(label: Any) -> ScreenedText:
    return ScreenedText(label=label, max_length=400, lines=3, required=False)


def _instead(label: Any, **options: Any) -> ScreenedText:
    belongs = {screening.Kind.PLACE, screening.Kind.PHONE}
    return ScreenedText(
        label=label, belongs=belongs, max_length=400, lines=3, required=False, **options
    )


class ClosureForm(SeenForm):
    """Each of the two in one language at least; the door shows what there is."""

    why_en = _why(_("Why the site closes, in plain words, in English"))
    why_fr = _why(_("Why the site closes, in plain words, in French"))
    instead_en = _instead(
        _("Where to go instead, in English"),
        help_text=_("The name of another site or service that is open then, and how to get there."),
    )
    instead_fr = _instead(_("Where to go instead, in French"))
    needed_later: ClassVar[Mapping[str, Any]] = {
        "why_en": ONE_IS_ENOUGH,
        "why_fr": ONE_IS_ENOUGH,
        "instead_en": ONE_IS_ENOUGH,
        "instead_fr": ONE_IS_ENOUGH,
    }

    @classmethod
    def begun(cls, why: Bilingual, instead: Bilingual) -> dict[str, str]:
        """What the form begins with where a notice hangs already."""
        texts = {"why": why, "instead": instead}
        return {f"{name}_{code}": words for name, t in texts.items() for code, words in t.said_in}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, sentence in _SAY.items():
            pair = (f"{name}_en", f"{name}_fr")
            if not any(said.get(one) or one in self.errors for one in pair):
                self.add_error(pair[0], sentence)
        return said

    def said(self, name: str) -> Bilingual:
        return Bilingual(self.cleaned_data[f"{name}_en"], self.cleaned_data[f"{name}_fr"])
