"""What is right of a recorded fact, or of words, and why it is corrected."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import particulars, taxonomy, writing
from incidents.corrections.facts import COLUMNS, Fact
from incidents.forms.apart import ApartForm
from incidents.forms.logging import SiteTime
from incidents.forms.particulars import NOT_SAID
from incidents.models import Incident
from incidents.particulars import Impact
from incidents.taxonomy import Area, Distance, Precision, Severity
from liaison.fields import ScreenedText
from liaison.widgets import LongSelect, ManyTiles, Tiles

_YES, _NO = "yes", "no"


def _one_of(choices: Any, **options: Any) -> Callable[[], forms.Field]:
    pairs = list(getattr(choices, "choices", choices))
    return lambda: forms.ChoiceField(choices=pairs, **{"widget": LongSelect, **options})


def _or_not(choices: Any, label: Any) -> Callable[[], forms.Field]:
    pairs = [NOT_SAID, *getattr(choices, "choices", choices)]
    return lambda: forms.ChoiceField(choices=pairs, label=label, required=False, widget=LongSelect)


_REQUIRED = {"required": _("Choose what is right.")}
# The fields of each fact, by column; those of ``IMPACTS`` are one.
_FIELDS: Mapping[Fact, Mapping[str, Callable[[], forms.Field]]] = {
    Fact.TIME: {
        "occurred_at": lambda: SiteTime(label=_("When, by the site's clock")),
        "precision": _one_of(Precision, label=_("How exact is that?")),
    },
    Fact.PLACE: {
        "area": _one_of(Area, label=_("Where"), widget=Tiles, error_messages=_REQUIRED),
        "distance": _or_not(Distance, _("How far from the door")),
    },
    Fact.KIND: {"kind": _one_of(taxonomy.CODES, label=_("What was it?"), error_messages=_REQUIRED)},
    Fact.SEVERITY: {
        "severity": lambda: forms.TypedChoiceField(
            label=_("How serious"),
            choices=Severity.choices[1:],
            coerce=int,
            widget=Tiles,
            error_messages=_REQUIRED,
        )
    },
    Fact.INITIATOR: {"initiator": _or_not(particulars.Initiator, _("Who began it"))},
    Fact.CIRCUMSTANCE: {
        "circumstance": _or_not(particulars.CLAIMED, _("Why officers said they came"))
    },
    Fact.THREAT: {
        "threat": _or_not(
            particulars.Threat,
            _("Might somebody have died or been badly hurt, with nobody inside helping?"),
        )
    },
    Fact.INSTRUMENT: {
        "instrument": _or_not(particulars.SHOWN, _("Which paper or power officers showed"))
    },
    Fact.OFFICERS: {"officers": _or_not(particulars.Officers, _("How many officers"))},
    Fact.ARRIVAL: {"arrival": _or_not(particulars.Arrival, _("How they were there"))},
    Fact.ATTIRE: {"attire": _or_not(particulars.Attire, _("What they wore"))},
    Fact.DURATION: {"duration": _or_not(particulars.Duration, _("How long"))},
    Fact.PEOPLE: {"people": _or_not(particulars.People, _("How many people it touched"))},
    Fact.IMPACTS: {
        "impacts": lambda: forms.MultipleChoiceField(
            label=_("What came of it"), choices=Impact, widget=ManyTiles, required=False
        )
    },
    Fact.CALMED: {"calmed": _or_not([(_YES, _("Yes")), (_NO, _("No"))], _("Was it calmed?"))},
}


def _why(*, may_vouch: bool) -> ScreenedText:
    return ScreenedText(
        label=_("Why it is corrected"),
        max_length=writing.LONGEST,
        lines=3,
        may_vouch=may_vouch,
        error_messages={"required": _("Say in a few words why it is corrected.")},
    )


class FactForm(forms.Form):
    """One fact as it is right, begun with what stands; and why."""

    words = _why(may_vouch=True)

    def __init__(self, data: Any, *, fact: Fact, standing: Incident) -> None:
        super().__init__(data, initial=_begun(fact, standing))
        self.fact = fact
        self.names = list(_FIELDS[fact])
        self.fields = {name: make() for name, make in _FIELDS[fact].items()} | self.fields

    @property
    def of_fact(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names]

    def values(self) -> dict[str, Any]:
        """By column. Only after ``is_valid``."""
        data = self.cleaned_data
        if self.fact is Fact.IMPACTS:
            return {impact.value: impact.value in data["impacts"] for impact in Impact}
        if self.fact is Fact.CALMED:
            return {"calmed": {_YES: True, _NO: False}.get(data["calmed"])}
        return {name: data[name] for name in COLUMNS[self.fact]}


class SharedFactForm(FactForm):
    """The same, where both sides read why."""

    words = _why(may_vouch=False)


class RewordForm(ApartForm):
    words = ScreenedText(
        label=_("What is right"),
        max_length=writing.LONGEST,
        lines=5,
        may_vouch=False,
        error_messages={"required": _("Write what is right.")},
    )


def _begun(fact: Fact, standing: Incident) -> dict[str, Any]:
    """What the fields of *fact* begin with: what stands."""
    if fact is Fact.TIME:
        local = standing.occurred_at.astimezone(standing.tz)
        return {
            "occurred_at": local.replace(tzinfo=None, second=0, microsecond=0),
            "precision": standing.precision,
        }
    if fact is Fact.IMPACTS:
        return {"impacts": [one.value for one in particulars.impacts_of(standing)]}
    if fact is Fact.CALMED:
        if standing.calmed is None:
            return {"calmed": ""}
        return {"calmed": _YES if standing.calmed else _NO}
    return {name: getattr(standing, name) for name in COLUMNS[fact]}
