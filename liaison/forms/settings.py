"""The settings of a site, one form for each section of the page."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from liaison.contact_ladder import MOST_RUNGS, Rung
from liaison.designation import Rank
from liaison.fields import PlainLine, ScreenedText
from liaison.forms.people import DayField
from liaison.models import LegalBasis, Lifecycle, Site
from liaison.site_facts import PARTICULARS
from liaison.widgets import LongSelect

_number = RegexValidator(
    re.compile(r"\+?[\d ().\-/]{3,30}(?:(?:ext|x|p)\.? ?\d{1,6})?"),
    _("Write a telephone number, like +1 604 555 0100."),
)


class ParticularsForm(forms.Form):
    name = PlainLine(label=_("Name"), max_length=120)
    local_term = PlainLine(label=_("What it is called here"), max_length=80)
    address = PlainLine(label=_("Address"), max_length=200, required=False)
    arrival = ScreenedText(
        label=_("Where officers stand and park"),
        max_length=500,
        lines=3,
        required=False,
        help_text=_("Shown to both sides, and on the door card."),
    )
    is_mobile = forms.BooleanField(label=_("The site is mobile"), required=False)
    emergency_number = PlainLine(label=_("Emergency number"), max_length=20, validators=[_number])
    complaint_body = PlainLine(label=_("Statutory complaint body"), max_length=160, required=False)
    complaint_limit = PlainLine(label=_("Its time limit"), max_length=160, required=False)

    @classmethod
    def of(cls, site: Site) -> "ParticularsForm":
        return cls(initial={name: getattr(site, name) for name in PARTICULARS}, prefix="site")


class LifecycleForm(forms.Form):
    lifecycle = forms.ChoiceField(
        label=_("Stage of life"), choices=Lifecycle, widget=forms.RadioSelect
    )


class LegalBasisForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=LegalBasis.Kind, widget=forms.RadioSelect)
    authority = PlainLine(label=_("Given by"), max_length=160, required=False)
    reference = PlainLine(label=_("Number"), max_length=80, required=False)
    covers = ScreenedText(label=_("What it covers"), max_length=2000, required=False)
    does_not_cover = ScreenedText(
        label=_("What it does not cover"), max_length=2000, required=False
    )
    valid_from = DayField(label=_("First day"))
    valid_to = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it open if there is none.")
    )


class AppointForm(forms.Form):
    """Who fills a place. Whoever holds it now hands over."""

    rank = forms.ChoiceField(label=_("Place"), choices=Rank, widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Person"), widget=LongSelect)
    post = ScreenedText(
        label=_("Post"),
        max_length=120,
        lines=1,
        help_text=_("What the post is called: “Liaison officer, Central Division”."),
    )
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("A term is often two years.")
    )

    def __init__(self, *args: Any, candidates: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(person.pk): person for person in candidates}
        field = cast(forms.ChoiceField, self.fields["person"])
        people = [(key, person.name) for key, person in self.by_key.items()]
        field.choices = [("", _("Choose")), *people]

    @property
    def chosen(self) -> Person:
        return self.by_key[self.cleaned_data["person"]]


class DoorLinkForm(forms.Form):
    label = ScreenedText(
        label=_("For whom"),
        max_length=80,
        lines=1,
        help_text=_("Where it hangs or who has it: “Poster at the front door”."),
    )


class RungForm(forms.Form):
    """One rung; empty, it is taken away."""

    place = forms.IntegerField(label=_("Order"), min_value=1, max_value=99, required=False)
    post = ScreenedText(label=_("Whom"), max_length=120, lines=1, required=False)
    phone = PlainLine(label=_("Telephone"), max_length=40, required=False, validators=[_number])
    reachable = ScreenedText(label=_("When"), max_length=120, lines=1, required=False)
    is_public = forms.BooleanField(label=_("Shown on the door card"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for one, other in (("post", "phone"), ("phone", "post")):
            missing = not said.get(one) and one not in self.errors
            if missing and (said.get(other) or (one == "post" and said.get("reachable"))):
                self.add_error(one, _("Fill this in, or empty the whole row."))
        return said


class BaseLadder(forms.BaseFormSet):
    @property
    def rungs(self) -> list[Rung]:
        """The filled rows, in the order their numbers say."""
        said = [row.cleaned_data for row in self.forms if row.cleaned_data.get("post")]
        said.sort(key=lambda row: row.get("place") or 99)
        return [
            Rung(str(row["post"]), row["phone"], str(row["reachable"]), row["is_public"])
            for row in said
        ]


LadderForm = cast(
    type[BaseLadder],
    forms.formset_factory(
        RungForm,
        formset=BaseLadder,
        extra=2,
        max_num=MOST_RUNGS,
        absolute_max=MOST_RUNGS + 2,
        validate_max=True,
    ),
)


def ladder_of(rungs: list[Rung], prefix: str) -> BaseLadder:
    rows = [
        {
            "place": place,
            "post": rung.post,
            "phone": rung.phone,
            "reachable": rung.reachable,
            "is_public": rung.is_public,
        }
        for place, rung in enumerate(rungs, start=1)
    ]
    return LadderForm(initial=rows, prefix=prefix)
