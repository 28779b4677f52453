"""Details of one officer leave a text for a field of their own, in one press."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import writing
from incidents.apart import Apart
from liaison import screening
from liaison.fields import APART, OwnPassword, ScreenedText

_OWN = ("identifiers", "identifiers_why")


class ApartForm(forms.Form):
    """A form with texts. Pressing the button beneath a marked detail sends the form back with the
    detail in its own field; nothing is saved yet, nothing typed is lost."""

    identifiers = ScreenedText(
        label=gettext_lazy("Badge or fleet number"),
        help_text=gettext_lazy(
            "Only if it is needed to clear this up. It is kept sealed and apart, appears in no "
            "list, and is shown to the other side only if whoever releases this says so."
        ),
        max_length=writing.LONGEST_IDENTIFIER,
        lines=1,
        belongs={screening.Kind.OFFICER},
        required=False,
    )
    identifiers_why = ScreenedText(
        label=gettext_lazy("Why the number is needed"),
        max_length=writing.LONGEST_IDENTIFIER,
        lines=1,
        required=False,
    )

    needed_later: ClassVar[Mapping[str, Any]] = {
        "identifiers_why": gettext_lazy("needed if a number is written down"),
    }

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.was_moved = data is not None and APART in data
        super().__init__(self._moved(data) if self.was_moved else data, *args, **kwargs)
        for name in self._texts():
            cast(ScreenedText, self.fields[name]).offer_apart()

    @property
    def shows_apart(self) -> bool:
        """Something stands in the field of its own, or is wrong there."""
        return self.is_bound and any(self.data.get(name) or self.errors.get(name) for name in _OWN)

    def apart(self) -> Apart:
        """Only after ``is_valid``."""
        return Apart(self.cleaned_data["identifiers"], self.cleaned_data["identifiers_why"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.was_moved:
            self.add_error(
                "identifiers",
                _("Moved here out of your text. Say why it is needed, and send it again."),
            )
        elif data.get("identifiers") and not data.get("identifiers_why"):
            self.add_error("identifiers_why", _("Say why the number is needed, or leave it out."))
        return data

    @classmethod
    def _texts(cls) -> list[str]:
        fields = cls.base_fields.items()
        return [n for n, field in fields if isinstance(field, ScreenedText) and n not in _OWN]

    @classmethod
    def _moved(cls, data: Any) -> Any:
        data = data.copy()
        numbers = [data.get("identifiers", "")]
        for name in cls._texts():
            text, found = set_apart(data.get(name, ""))
            numbers += found
            if found:
                data[name] = text
        data["identifiers"] = "; ".join(dict.fromkeys(filter(None, numbers)))
        return data


def set_apart(text: str) -> tuple[str, list[str]]:
    """*text* with a sign where details of one officer stood, and those details."""
    pieces, found, last = [], [], 0
    for finding in screening.check(text):
        if finding.kind is screening.Kind.OFFICER:
            pieces += [text[last : finding.start], _("[officer detail kept apart]")]
            found.append(finding.words)
            last = finding.end
    return "".join([*pieces, text[last:]]), found


class LookForm(forms.Form):
    """Before such a detail is shown."""

    password = OwnPassword(
        help_text=gettext_lazy("Asked again, so that nobody looks in your place.")
    )
