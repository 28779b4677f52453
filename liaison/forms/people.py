"""Giving a mandate, and opening an account."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from liaison import access
from liaison.fields import DayField, PlainLine
from liaison.four_eyes import Appointment, Scope
from liaison.invitations import Newcomer
from liaison.models import Division, Organisation, Partnership, Site
from liaison.roles import FITTING, LEADERS, Permission, Role
from liaison.widgets import LongSelect, LongSelectMultiple

FEW = 15


class MandateForm(forms.Form):
    """Who, in which role, for which places, from when to when, at one organisation."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Somebody without an account gets an invitation there."),
    )
    name = PlainLine(
        label=_("Name and post"),
        max_length=120,
        help_text=_("As the others will see it: “Liaison officer, Central Division”."),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    places = forms.MultipleChoiceField(label="", required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it open if none is known.")
    )

    def __init__(self, *args: Any, organisation: Organisation, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.choice("role").choices = _roles(organisation)
        self._offer(*_places(organisation, person))

    def _offer(self, label: Any, help_text: Any, places: list[Scope]) -> None:
        if not places:
            del self.fields["places"]
            return
        self.by_key = {str(place.pk): place for place in places}
        field = self.choice("places")
        field.label, field.help_text = label, help_text
        field.widget = (
            forms.CheckboxSelectMultiple() if len(places) <= FEW else LongSelectMultiple()
        )
        field.choices = [(key, str(place)) for key, place in self.by_key.items()]

    def choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.cleaned_data["email"], self.cleaned_data["name"])

    @property
    def appointment(self) -> Appointment:
        said = self.cleaned_data
        return Appointment(
            organisation=self.organisation,
            role=Role(said["role"]),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            scopes=tuple(self.by_key[key] for key in said.get("places", ())),
        )

    def add_error(self, field: str | None, error: Any) -> None:
        """The operations call the places scopes."""
        named = {"scopes": "places"}.get(field or "", field)
        super().add_error(named if named in self.fields else None, error)


def _roles(organisation: Organisation) -> list[tuple[str, Any]]:
    fitting = FITTING[organisation.kind] - {Role.ADMINISTRATOR}
    ordered = [role for role in Role if role in fitting and role not in LEADERS]
    leaders = [role for role in Role if role in fitting and role in LEADERS]
    return [(role.value, role.label) for role in ordered + leaders]


def _places(organisation: Organisation, person: Any) -> tuple[Any, Any, list[Scope]]:
    whole = _("Leave all open for the whole organisation.")
    if organisation.kind == Organisation.Kind.NEUTRAL:
        own = _partnerships_of(person)
        return _("For which partnerships"), _("The other side of each has to confirm it."), own
    if organisation.kind == Organisation.Kind.POLICE:
        divisions = Division.objects.filter(organisation=organisation)
        return _("Only for these divisions"), whole, list(divisions)
    return _("Only for these sites"), whole, list(Site.objects.filter(operator=organisation))


def _partnerships_of(person: Any) -> list[Scope]:
    """Those for which *person* may give the mandate of a neutral person."""
    reached = access.standing(person).partnerships_for(Permission.MANDATE_GIVE)
    return list(Partnership.objects.with_parties().filter(pk__in=reached))


class WhoseForm(forms.Form):
    """Whose people to show, where there are too many organisations for a row of links."""

    of = forms.ChoiceField(label=_("Organisation"), widget=LongSelect)

    def __init__(self, organisations: list[Organisation], chosen: Organisation) -> None:
        super().__init__(initial={"of": chosen.pk})
        offered = [(one.pk, one.name) for one in organisations]
        cast(forms.ChoiceField, self.fields["of"]).choices = offered


class AcceptForm(forms.Form):
    """What somebody new says about themselves, and a password of their own."""

    name = PlainLine(
        label=_("Name and post"), max_length=120, help_text=_("As the others will see it.")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words are easier than signs."),
    )
    again = forms.CharField(
        label=_("The password again"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": person.name, "language": person.language})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", _("The two passwords differ. Type both again."))
        return said
