"""What the settings page of a site shows a person: the parts they may change, as they stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.translation import gettext as _

from liaison import access, contact_ladder, designation, leave, site_facts, timekeeping
from liaison.contact_ladder import Rung
from liaison.designation import MAY, PlaceNow, Rank
from liaison.forms import settings as forms
from liaison.models import (
    DoorLink,
    Leave,
    LegalBasis,
    Partnership,
    Site,
    SiteLink,
    TellLink,
)
from liaison.roles import Permission, Side

PRIMARY_FIRST = {Rank.PRIMARY: 0, Rank.BACKUP: 1}


@dataclass(frozen=True, slots=True)
class OwnSide:
    """One side of one partnership that the person speaks for in these matters."""

    partnership: Partnership
    side: Side
    places: list[PlaceNow]
    away: dict[UUID, Leave]
    rungs: list[Rung]

    @property
    def speakers(self) -> list[tuple[PlaceNow, Leave | None]]:
        """The places, each with the time its holder is away, or will be next."""
        held = [(one, one.designation) for one in self.places]
        return [(one, self.away.get(who.person_id) if who else None) for one, who in held]

    @property
    def party(self) -> Any:
        return self.partnership.party(self.side)


@dataclass(frozen=True, slots=True)
class Page:
    person: Any
    site: Site
    at: datetime

    def check_may_open(self) -> None:
        """Errors: ``PermissionDenied`` for somebody who may change nothing here."""
        if not (self.may_set or self.pairs):
            access.require(self.person, Permission.SITE_SETTINGS, self.site)
            raise PermissionDenied

    @property
    def may_set(self) -> bool:
        return bool(access.may(self.person, Permission.SITE_SETTINGS, self.site))

    @property
    def pairs(self) -> list[tuple[Partnership, Side]]:
        """The sides of the site's partnerships for which the person may say who speaks."""
        visible = Partnership.objects.visible_to(self.person).with_parties()
        return [
            (partnership, side)
            for partnership in visible.filter(site=self.site)
            for side in Side
            if access.may(self.person, MAY[side], partnership)
        ]

    @property
    def speaks_here(self) -> bool:
        return leave.speaks_somewhere(self.person)

    def own_sides(self) -> list[OwnSide]:
        return [self._own_side(partnership, side) for partnership, side in self.pairs]

    def _own_side(self, partnership: Partnership, side: Side) -> OwnSide:
        places = [
            one for one in designation.standing([partnership], at=self.at) if one.place.side is side
        ]
        return OwnSide(
            partnership=partnership,
            side=side,
            places=sorted(places, key=lambda one: PRIMARY_FIRST[one.place.rank]),
            away=leave.ahead_at(self.site.pk, timekeeping.day_at(self.site, self.at)),
            rungs=contact_ladder.rungs(partnership, side),
        )

    @property
    def standing_basis(self) -> LegalBasis | None:
        return site_facts.legal_basis_of(self.site)

    @property
    def door_links(self) -> list[SiteLink]:
        return self._links(DoorLink)

    @property
    def tell_links(self) -> list[SiteLink]:
        return self._links(TellLink)

    def _links(self, model: type[SiteLink]) -> list[SiteLink]:
        links = model.objects.visible_to(self.person).filter(site=self.site).standing()
        return list(links.defer("ciphertext").select_related("issued_by"))

    @property
    def particulars(self) -> list[tuple[Any, Any]]:
        return particulars(self.site)


def particulars(site: Site) -> list[tuple[Any, Any]]:
    """What the site is, as pairs of what and how it stands."""
    fields = forms.ParticularsForm.base_fields
    return [(fields[name].label, _told(site, name)) for name in site_facts.PARTICULARS]


def _told(site: Site, name: str) -> Any:
    value = getattr(site, name)
    if value is True:
        return _("Yes")
    _stem, _line, language = name.rpartition("_")
    marked = language in ("en", "fr") and value
    return format_html('<span lang="{}">{}</span>', language, value) if marked else value
