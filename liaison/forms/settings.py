"""The settings of a site, one form for each part of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from liaison import days, screening
from liaison.bilingual import Bilingual
from liaison.contact_ladder import MOST_RUNGS, Rung
from liaison.designation import Rank
from liaison.fields import ONE_IS_ENOUGH, DayField, Key, PlainLine, ScreenedText
from liaison.forms.called import SaysItsTerm, Term
from liaison.models import LegalBasis, Lifecycle, Site
from liaison.site_facts import PARTICULARS
from liaison.widgets import LongSelect

# The whole of it, with two digits at least (France's police answer to 17), that every telephone
# can dial.
_number = RegexValidator(
    re.compile(r"\A\+?(?:[ ().\-/]*\d){2,20}[ ().\-/]*(?:(?:ext|x|p)\.? ?\d{1,6})?\Z", re.ASCII),
    _("Write a telephone number, like +1 604 555 0100."),
)


class ParticularsForm(SaysItsTerm):
    name = PlainLine(label=_("Name"), max_length=120)
    local_term_en = Term(label=SaysItsTerm.EN)
    local_term_fr = Term(label=SaysItsTerm.FR)
    address = PlainLine(label=_("Address"), max_length=200, required=False)
    arrival_en = ScreenedText(
        label=_("Where officers stand and park, in English"),
        max_length=500,
        lines=3,
        belongs={screening.Kind.PLACE},
        required=False,
        help_text=_(
            "Shown to both sides, and on the door card: to each reader in their language, or in "
            "the other where only that one is filled in."
        ),
    )
    arrival_fr = ScreenedText(
        label=_("Where officers stand and park, in French"),
        max_length=500,
        lines=3,
        belongs={screening.Kind.PLACE},
        required=False,
    )
    is_mobile = forms.BooleanField(label=_("The site is mobile"), required=False)
    emergency_number = PlainLine(label=_("Emergency number"), max_length=20, validators=[_number])
    complaint_body_en = PlainLine(
        label=_("Statutory complaint body, in English"), max_length=160, required=False
    )
    complaint_body_fr = PlainLine(
        label=_("Statutory complaint body, in French"), max_length=160, required=False
    )
    complaint_limit_en = PlainLine(
        label=_("Its time limit, in English"), max_length=160, required=False
    )
    complaint_limit_fr = PlainLine(
        label=_("Its time limit, in French"), max_length=160, required=False
    )

    @classmethod
    def of(cls, site: Site, data: Any = None) -> "ParticularsForm":
        return cls(data, initial={name: getattr(site, name) for name in PARTICULARS})


class OpeningDayForm(forms.Form):
    opens_on = DayField(
        label=_("Opening day"),
        required=False,
        help_text=_(
            "The day on which the site opens. Needed for a site that gets ready to open; for one "
            "that is proposed, leave it open if nobody knows it yet."
        ),
    )


class LifecycleForm(OpeningDayForm):
    lifecycle = forms.ChoiceField(
        label=_("Stage of life"), choices=Lifecycle, widget=forms.RadioSelect
    )
    field_order = ("lifecycle", "opens_on")

    @classmethod
    def of(cls, site: Site, data: Any = None) -> "LifecycleForm":
        ahead = site.opens_on if site.is_before_opening else None
        return cls(data, initial={"lifecycle": site.lifecycle, "opens_on": ahead})


class LegalBasisForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=LegalBasis.Kind, widget=forms.RadioSelect)
    authority = PlainLine(label=_("Given by"), max_length=160, required=False)
    reference = PlainLine(label=_("Number"), max_length=80, required=False)
    covers = ScreenedText(label=_("What it covers"), max_length=2000, required=False)
    does_not_cover = ScreenedText(
        label=_("What it does not cover"), max_length=2000, required=False
    )
    valid_from = DayField(label=_("First day"), first=days.LONG_AGO)
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


class LinkForm(forms.Form):
    label = ScreenedText(
        label=_("For whom"),
        max_length=80,
        lines=1,
        belongs={screening.Kind.PLACE},
        help_text=_("Where it hangs or who has it: “Poster at the front door”."),
    )
    key = Key()


class RungForm(forms.Form):
    """One rung; empty, it is taken away."""

    place = forms.IntegerField(label=_("Order"), min_value=1, max_value=99, required=False)
    post_en = ScreenedText(label=_("Whom, in English"), max_length=120, lines=1, required=False)
    post_fr = ScreenedText(label=_("Whom, in French"), max_length=120, lines=1, required=False)
    phone = PlainLine(label=_("Telephone"), max_length=40, required=False, validators=[_number])
    reachable_en = ScreenedText(
        label=_("When, in English"), max_length=120, lines=1, required=False
    )
    reachable_fr = ScreenedText(label=_("When, in French"), max_length=120, lines=1, required=False)
    is_public = forms.BooleanField(label=_("Shown on the door card"), required=False)
    needed_later: ClassVar[Mapping[str, Any]] = {
        "post_en": ONE_IS_ENOUGH,
        "post_fr": ONE_IS_ENOUGH,
        "phone": _("needed in each row that is filled in"),
    }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        posts, whens = ("post_en", "post_fr"), ("reachable_en", "reachable_fr")
        if not self._says(*posts) and self._says("phone", *whens):
            self.add_error(
                "post_en", _("Fill this in, in one language at least, or empty the whole row.")
            )
        if not self._says("phone") and self._says(*posts, *whens):
            self.add_error("phone", _("Fill this in, or empty the whole row."))
        return said

    def _says(self, *names: str) -> bool:
        """Whether anything was typed into one of these fields, right or wrong."""
        return any(self.cleaned_data.get(name) or name in self.errors for name in names)

    @property
    def stands(self) -> Bilingual:
        """The post that the row started from; nothing for a new one."""
        return Bilingual(self.initial.get("post_en", ""), self.initial.get("post_fr", ""))

    @property
    def rung(self) -> Rung:
        said = {name: str(value or "") for name, value in self.cleaned_data.items()}
        return Rung(
            Bilingual(said["post_en"], said["post_fr"]),
            said["phone"],
            Bilingual(said["reachable_en"], said["reachable_fr"]),
            self.cleaned_data["is_public"],
        )


class BaseLadder(forms.BaseFormSet):
    fields: Mapping[str, forms.Field] = {}

    def add_error(self, _field: None, words: str) -> None:
        """As of a form: what the operation refuses is said above the rows."""
        self.non_form_errors().append(words)

    @property
    def rungs(self) -> list[Rung]:
        """The filled rows, in the order their numbers say."""
        filled = [row for row in self.forms if row.cleaned_data.get("phone")]
        filled.sort(key=lambda row: row.cleaned_data["place"] or 99)
        return [row.rung for row in filled]


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


def ladder_of(rungs: list[Rung], data: Any = None) -> BaseLadder:
    rows = [
        {
            "place": place,
            "post_en": rung.post.en,
            "post_fr": rung.post.fr,
            "phone": rung.phone,
            "reachable_en": rung.reachable.en,
            "reachable_fr": rung.reachable.fr,
            "is_public": rung.is_public,
        }
        for place, rung in enumerate(rungs, start=1)
    ]
    return LadderForm(data, initial=rows, prefix="rung")
