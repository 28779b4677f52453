"""Setting up: organisations, divisions, sites, partnerships, first leaders."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from liaison import countries, days, setting_up
from liaison.fields import DayField, PlainLine
from liaison.forms.called import SaysItsTerm, Term
from liaison.invitations import Newcomer
from liaison.models import Division, Lifecycle, Organisation, Partnership, Site
from liaison.models.party import ZONES, check_zone
from liaison.widgets import LongSelect

_Kind = Organisation.Kind
MOST_DIVISIONS = 60


def _zones() -> list[tuple[str, Any]]:
    """Places one can live in, without the aliases and the fixed offsets."""
    named = sorted(zone for zone in ZONES if "/" in zone and not zone.startswith("Etc/"))
    return [("", _("Choose")), *((zone, zone.replace("_", " ")) for zone in named), ("UTC", "UTC")]


class ZoneField(forms.ChoiceField):
    widget = LongSelect

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        super().__init__(choices=_zones, **options)

    def validate(self, value: Any) -> None:
        """Any zone this machine knows will do, in the list or not."""
        if not value:
            super().validate(value)
        check_zone(value)


def _countries() -> list[tuple[str, Any]]:
    return [("", _("Choose")), *countries.choices()]


class FactsForm(forms.Form):
    """What is said of an organisation when it begins, and corrected later."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_Kind, widget=forms.RadioSelect)
    name = PlainLine(label=_("Name"), max_length=120)
    country = forms.ChoiceField(label=_("Country"), choices=_countries, widget=LongSelect)
    subdivision = PlainLine(
        label=_("Province or state"),
        max_length=60,
        required=False,
        help_text=_("By name or by code: “British Columbia” or “BC”. It decides on holidays."),
    )
    zone = ZoneField()

    def clean(self) -> dict[str, Any]:
        """The part of the country becomes its code."""
        data = super().clean() or {}
        country, said = data.get("country"), data.get("subdivision")
        if country and said:
            code = countries.part_of(country, said)
            if code is None:
                self.add_error("subdivision", str(setting_up.no_such_part(country, said)))
            else:
                data["subdivision"] = code
        return data

    @property
    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in setting_up.FACTS if name in self.fields}


class OrganisationChangeForm(FactsForm):
    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        initial = {name: getattr(organisation, name) for name in setting_up.FACTS}
        initial["subdivision"] = countries.part_name(initial["country"], initial["subdivision"])
        super().__init__(data, initial=initial)
        if not setting_up.kind_is_free(organisation):
            del self.fields["kind"]


class OrganisationForm(FactsForm):
    divisions = forms.CharField(
        label=_("Divisions"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Of a police service, one a line. More can be added later."),
    )

    def clean_divisions(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["divisions"].splitlines()]
        names = [PlainLine(max_length=120).clean(line) for line in lines if line]
        if len(names) > MOST_DIVISIONS:
            raise forms.ValidationError(_("At most 60 divisions at once."))
        return names

    @property
    def organisation(self) -> Organisation:
        return Organisation(**self.facts)


class DivisionForm(forms.Form):
    name = PlainLine(label=_("Name of the division"), max_length=120)


class SiteForm(SaysItsTerm):
    name = PlainLine(label=_("Name"), max_length=120)
    slug = forms.RegexField(
        r"^[-a-z0-9_]+\Z",
        label=_("Short name in addresses"),
        max_length=60,
        strip=True,
        error_messages={
            "invalid": _("Write small letters, digits and hyphens; for example harbour-street.")
        },
        help_text=_("Small letters, digits and hyphens; it stays."),
    )
    local_term_en = Term(label=SaysItsTerm.EN, initial="Supervised injection site")
    local_term_fr = Term(label=SaysItsTerm.FR, initial="Site d’injection supervisée")
    zone = ZoneField()
    lifecycle = forms.ChoiceField(
        label=_("Stage of life"),
        choices=Lifecycle,
        initial=Lifecycle.PRE_OPENING,
        widget=forms.RadioSelect,
    )
    is_mobile = forms.BooleanField(label=_("The site is mobile"), required=False)

    def site_of(self, operator: Organisation) -> Site:
        return Site(operator=operator, **self.cleaned_data)


class PartnershipForm(forms.Form):
    site = forms.ChoiceField(label=_("Site"), widget=LongSelect)
    divisions = forms.MultipleChoiceField(
        label=_("Divisions around the site"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    began_on = DayField(label=_("Since"), first=days.LONG_AGO)

    def __init__(self, *args: Any, service: Organisation, sites: list[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.sites = {str(site.pk): site for site in sites}
        names = [(key, f"{site.name} · {site.operator.name}") for key, site in self.sites.items()]
        cast(forms.ChoiceField, self.fields["site"]).choices = [("", _("Choose")), *names]
        self.by_key = {str(one.pk): one for one in service.divisions.all()}
        if self.by_key:
            offered = [(key, one.name) for key, one in self.by_key.items()]
            cast(forms.MultipleChoiceField, self.fields["divisions"]).choices = offered
        else:
            del self.fields["divisions"]

    @property
    def partnership(self) -> Partnership:
        said = self.cleaned_data
        site = self.sites[said["site"]]
        return Partnership(site=site, service=self.service, began_on=said["began_on"])

    @property
    def chosen_divisions(self) -> list[Division]:
        return [self.by_key[key] for key in self.cleaned_data.get("divisions", ())]


class LeaderForm(forms.Form):
    """The person an organisation begins with."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = PlainLine(
        label=_("Name and post"),
        max_length=120,
        help_text=_("As the others will see it: “Director, Harbour Health”."),
    )
    language = forms.ChoiceField(
        label=_("Language of the invitation"),
        choices=settings.LANGUAGES,
        initial="en",
        widget=forms.RadioSelect,
    )

    @property
    def newcomer(self) -> Newcomer:
        said = self.cleaned_data
        return Newcomer(said["email"], said["name"], said["language"])
