"""What is ticked of an encounter beside its kind, time and place. All of it may be left open."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import particulars, taxonomy
from incidents.particulars import (
    Arrival,
    Attire,
    Duration,
    Impact,
    Initiator,
    Officers,
    Particulars,
    People,
    Source,
    Threat,
    Wish,
)
from liaison.fields import FixedChoices, FixedMany
from liaison.widgets import LongSelect, ManyTiles, Tiles
from protocols import entry

NOT_SAID = ("", _("Not said"))


class _Ticked(FixedChoices):
    """One of several, or nothing."""

    def __init__(self, choices: Any, **options: Any) -> None:
        options.setdefault("widget", LongSelect)
        super().__init__(choices=[NOT_SAID, *_pairs(choices)], required=False, **options)


def _pairs(choices: Any) -> list[tuple[str, Any]]:
    return list(getattr(choices, "choices", choices))


class ParticularsForm(forms.Form):
    """The part of the log form that nobody has to fill in."""

    initiator = _Ticked(Initiator, label=_("Who began it"))
    circumstance = _Ticked(
        particulars.CLAIMED,
        label=_("Why officers said they came"),
        help_text=_("In their words, as far as it was said. Asked only where they came to a site."),
    )
    threat = _Ticked(
        Threat,
        label=_("Might somebody have died or been badly hurt, with nobody inside helping?"),
        help_text=_("Staff who are treating somebody are helping."),
    )
    instrument = _Ticked(
        particulars.SHOWN,
        label=_("Which paper or power officers showed"),
        help_text=_("Which sort only. Write down nothing that stands in it."),
    )
    officers = _Ticked(Officers, label=_("How many officers"))
    arrival = _Ticked(Arrival, label=_("How they were there"))
    attire = _Ticked(Attire, label=_("What they wore"))
    people = _Ticked(
        People,
        label=_("How many people it touched"),
        help_text=_("People who were there to use the site. A number, and nothing about them."),
    )
    duration = _Ticked(Duration, label=_("How long"))
    impacts = FixedMany(
        label=_("What came of it"), choices=Impact, widget=ManyTiles, required=False
    )
    calmed = _Ticked([("yes", _("Yes")), ("no", _("No"))], label=_("Was it calmed?"))
    wish = FixedChoices(
        label=_("What you would like to come of it"),
        help_text=_("Only your own side reads this, also after a release."),
        choices=Wish,
        widget=Tiles,
        required=False,
    )
    source = FixedChoices(
        label=_("How do you know?"),
        choices=Source,
        initial=Source.SEEN,
        widget=LongSelect,
        required=False,
    )

    # With what each part goes along, for the script that shows and hides them.
    with_circumstance = " ".join(taxonomy.WITH_CIRCUMSTANCE)
    with_situation = " ".join(taxonomy.WITH_SITUATION)
    # Officers who came for one of these have said it already.
    threatening = " ".join(entry.THREATENING)
    says_which_paper = " ".join(entry.THREATENING | entry.IMPLIED.keys())
    good = " ".join(code for code, kind in taxonomy.KINDS.items() if kind.is_good)
    outside = " ".join(area.value for area in taxonomy.Area if area.is_outside)

    def particulars(self) -> Particulars:
        """What was ticked. Only after ``is_valid``."""
        data = self.cleaned_data
        return Particulars(
            initiator=data["initiator"],
            circumstance=data["circumstance"],
            threat=data["threat"],
            instrument=data["instrument"],
            officers=data["officers"],
            people=data["people"],
            arrival=data["arrival"],
            attire=data["attire"],
            duration=data["duration"],
            impacts=particulars.in_order(data["impacts"]),
            calmed={"yes": True, "no": False}.get(data["calmed"]),
            wish=data["wish"],
            source=data["source"],
        )

    def _is_open(self, *names: str) -> bool:
        """Something was typed, or is wrong, among fields that are folded away."""
        given = self.data if self.is_bound else self.initial
        return any(self.errors.get(name) or given.get(name) for name in names)

    @property
    def officers_is_open(self) -> bool:
        return self._is_open(
            "initiator",
            "circumstance",
            "threat",
            "instrument",
            "officers",
            "arrival",
            "attire",
            "people",
            "duration",
        )

    @property
    def came_of_it_is_open(self) -> bool:
        return self._is_open("done", "impacts", "calmed", "wish")

    @property
    def more_is_open(self) -> bool:
        return self._is_open("severity", "distance", "identifiers", "identifiers_why")
