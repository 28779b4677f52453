"""What a site of this sort is called here: asked in two languages, needed in one of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.fields import ONE_IS_ENOUGH, PlainLine


class Term(PlainLine):
    """Of the two that a form has, either may stay empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=80, required=False, **options)


class SaysItsTerm(forms.Form):
    """For forms with ``local_term_en`` and ``local_term_fr``."""

    EN = gettext_lazy("What it is called here, in English")
    FR = gettext_lazy("What it is called here, in French")
    needed_later: ClassVar[Mapping[str, Any]] = {
        "local_term_en": ONE_IS_ENOUGH,
        "local_term_fr": ONE_IS_ENOUGH,
    }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("local_term_en") or said.get("local_term_fr") or self._is_wrong()):
            self.add_error("local_term_en", _("Fill this in, in one language at least."))
        return said

    def _is_wrong(self) -> bool:
        """One that was refused has its own words beside it."""
        return not self.errors.keys().isdisjoint(("local_term_en", "local_term_fr"))
