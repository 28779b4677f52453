"""What is typed to log an incident."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import kind_picker, pickers, taxonomy, writing
from incidents.forms.apart import ApartForm
from incidents.forms.draft import HandForm
from incidents.forms.particulars import ParticularsForm
from incidents.places import Place
from incidents.reporting import Report
from incidents.taxonomy import Area, Distance, Precision, Severity
from liaison.fields import FixedChoices, FixedTyped, ScreenedText
from liaison.widgets import Hidden, LongSelect, MomentInput, Tiles

_TYPED = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


class SiteTime(forms.Field):
    """A date and time by the site's clock: a naive datetime, whose zone the site decides."""

    widget = MomentInput
    default_error_messages = dict.fromkeys(
        ("required", "invalid"), _("Write the date and the time like 2025-02-04 14:10.")
    )

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        for pattern in _TYPED:
            try:
                return datetime.strptime(str(value).strip(), pattern)  # noqa: DTZ007
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class BegunWith(forms.UUIDField):
    """The note from the door, or what somebody told the site, that this began with. One that is
    broken is none: no word is lost."""

    widget = Hidden

    def clean(self, value: Any) -> UUID | None:
        try:
            note: UUID | None = super().clean(value)
        except forms.ValidationError:
            return None
        return note


class LogForm(ApartForm, HandForm, ParticularsForm):
    """A report of an encounter."""

    # As the page shows them, and names what is wrong.
    field_order = ("kind", "site", "occurred_at", "precision", "area", "narrative")

    kind = FixedChoices(
        label=_("What was it?"),
        choices=taxonomy.CODES,
        widget=kind_picker.KindPicker,
        error_messages={"required": _("Choose the kind that comes closest.")},
    )
    site = forms.UUIDField(
        label=_("Which site"),
        widget=pickers.SiteSelect,
        error_messages={"required": _("Choose the site it was at.")},
    )
    occurred_at = SiteTime(label=_("When, by the site's clock"))
    precision = FixedChoices(
        label=_("How exact is that?"),
        choices=Precision,
        initial=Precision.EXACT,
        widget=LongSelect,
    )
    area = FixedChoices(
        label=_("Where"),
        choices=Area,
        widget=Tiles,
        error_messages={"required": _("Choose where it was.")},
    )
    distance = FixedChoices(
        label=_("How far from the door"),
        choices=[("", _("Does not matter")), *Distance.choices],
        required=False,
        widget=LongSelect,
    )
    narrative = ScreenedText(
        label=_("What happened"),
        help_text=_("Write what officers and staff did, not who anybody is."),
        max_length=writing.LONGEST,
        lines=6,
        error_messages={"required": _("Say in a few words what happened.")},
    )
    done = ScreenedText(
        label=_("What was done about it"), max_length=writing.LONGEST, lines=3, required=False
    )
    severity = FixedTyped(
        label=_("How serious"),
        choices=[("", _("As usual for this kind")), *Severity.choices[1:]],
        coerce=int,
        empty_value=None,
        required=False,
        widget=LongSelect,
    )
    note = BegunWith(required=False)
    told = BegunWith(required=False)

    def __init__(
        self, *args: Any, places: Sequence[Place], at: datetime, chosen: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(places, at=at, chosen=chosen)

    def offer(self, places: Sequence[Place], *, at: datetime, chosen: str = "") -> None:
        """*places* can be chosen, and the form opens on the one whose slug is *chosen*."""
        self.places = {place.site_id: place for place in places}
        start = _start(places, chosen)
        blank = [("", _("Choose a site"))] if len(places) > 1 else []
        self.fields["site"].widget.offers(places, *blank)
        self.initial.setdefault("site", start.site_id if start else None)
        self.initial.setdefault("occurred_at", _now(places, start, at))
        if places:
            self.fields["kind"].widget.side = (start or places[0]).side

    def offer_first(self, kinds: Sequence[str]) -> None:
        """*kinds* (codes) stand before all others."""
        self.fields["kind"].widget.first = tuple(kinds)

    @property
    def only_place(self) -> Place | None:
        """Where there is nothing to choose, nothing is asked."""
        [place, *others] = self.places.values() or [None]
        return None if others else place

    def clean_site(self) -> UUID:
        site_id: UUID = self.cleaned_data["site"]
        if site_id not in self.places:
            raise forms.ValidationError(_("Choose one of the sites in the list."))
        return site_id

    def report(self) -> Report:
        """What was said, for ``reporting.log``. Only after ``is_valid``."""
        data = self.cleaned_data
        kind = taxonomy.KINDS[data["kind"]]
        severity = data["severity"]
        if severity is None or kind.severity is Severity.NONE:
            severity = kind.severity
        return Report(
            site_id=data["site"],
            kind=kind.code,
            occurred_at=data["occurred_at"],
            area=Area(data["area"]),
            narrative=data["narrative"],
            precision=Precision(data["precision"]),
            severity=Severity(severity),
            distance=Distance(data["distance"]) if data["distance"] else None,
            done=data["done"],
            identifiers=data["identifiers"],
            identifiers_why=data["identifiers_why"],
            particulars=self.particulars(),
        )


def _start(places: Sequence[Place], chosen: str) -> Place | None:
    """The site the form opens on: the one asked for, or the only one."""
    if len(places) == 1:
        return places[0]
    return next((place for place in places if place.slug == chosen), None)


def _now(places: Sequence[Place], start: Place | None, at: datetime) -> datetime | None:
    """Now on the site's clock; nothing while it is open whose clock that would be."""
    zones = {start.zone} if start else {place.zone for place in places}
    if len(zones) != 1:
        return None
    return at.astimezone(ZoneInfo(zones.pop())).replace(tzinfo=None, second=0, microsecond=0)
