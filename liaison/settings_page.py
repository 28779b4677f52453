"""What the settings page of a site shows a person: the sections they may change, each a form."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from liaison import access, contact_ladder, designation, site_facts
from liaison.contact_ladder import Rung
from liaison.designation import MAY, PlaceNow, Rank
from liaison.forms import settings as forms
from liaison.models import DoorLink, LegalBasis, Partnership, Site
from liaison.roles import Permission, Side

PRIMARY_FIRST = {Rank.PRIMARY: 0, Rank.BACKUP: 1}


@dataclass(frozen=True, slots=True)
class OwnSide:
    """One side of one partnership that the person speaks for in these matters."""

    partnership: Partnership
    side: Side
    places: list[PlaceNow]
    rungs: list[Rung]
    stamp: str
    appoint: Any
    ladder: Any

    @property
    def party(self) -> Any:
        return self.partnership.party(self.side)


@dataclass(slots=True)
class Page:
    """``bound`` are the forms that came back, by key; the others are made anew."""

    person: Any
    site: Site
    at: datetime
    bound: dict[str, Any] = field(default_factory=dict)
    is_stale: bool = False

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

    def own_sides(self) -> list[OwnSide]:
        return [self.own_side(partnership, side) for partnership, side in self.pairs]

    def own_side(self, partnership: Partnership, side: Side) -> OwnSide:
        key = key_of(partnership, side)
        rungs = contact_ladder.rungs(partnership, side)
        places = [
            one for one in designation.standing([partnership], at=self.at) if one.place.side is side
        ]
        return OwnSide(
            partnership=partnership,
            side=side,
            places=sorted(places, key=lambda one: PRIMARY_FIRST[one.place.rank]),
            rungs=rungs,
            stamp=contact_ladder.stamp(rungs),
            appoint=self.bound.get(f"appoint-{key}") or self.appoint_form(partnership, side),
            ladder=self.bound.get(f"ladder-{key}") or forms.ladder_of(rungs, f"ladder-{key}"),
        )

    def appoint_form(self, partnership: Partnership, side: Side, data: Any = None) -> Any:
        candidates = designation.candidates(partnership, side, at=self.at)
        prefix = f"appoint-{key_of(partnership, side)}"
        return forms.AppointForm(data, candidates=candidates, prefix=prefix)

    @property
    def particulars(self) -> Any:
        return self.bound.get("particulars") or forms.ParticularsForm.of(self.site)

    @property
    def lifecycle(self) -> Any:
        initial = {"lifecycle": self.site.lifecycle}
        return self.bound.get("lifecycle") or forms.LifecycleForm(initial=initial, prefix="life")

    @property
    def legal_basis(self) -> Any:
        return self.bound.get("legal_basis") or forms.LegalBasisForm(prefix="basis")

    @property
    def door_link(self) -> Any:
        return self.bound.get("door_link") or forms.DoorLinkForm(prefix="door")

    @property
    def stamp(self) -> str:
        return site_facts.stamp(self.site)

    @property
    def standing_basis(self) -> LegalBasis | None:
        return site_facts.legal_basis_of(self.site)

    @property
    def door_links(self) -> list[DoorLink]:
        links = DoorLink.objects.visible_to(self.person).filter(site=self.site).standing()
        return list(links.defer("ciphertext").select_related("issued_by"))

    @property
    def what_stands(self) -> list[tuple[Any, Any]]:
        """The particulars as they are, for somebody whose form was out of date."""
        return [
            (forms.ParticularsForm.base_fields[name].label, getattr(self.site, name))
            for name in site_facts.PARTICULARS
        ]


def key_of(partnership: Partnership, side: Side) -> str:
    """Names the forms of one side of one partnership on the page."""
    return f"{side.value}-{partnership.pk.hex[:12]}"
