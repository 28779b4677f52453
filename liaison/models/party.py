"""Organisations, sites and the partnerships between them."""

import uuid
import zoneinfo
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit import ledger
from liaison import access, deadlines
from liaison.bilingual import Bilingual
from liaison.roles import GRANTS, Permission, Side

ZONES = zoneinfo.available_timezones()


def check_zone(name: str) -> None:
    """Errors: ``ValidationError`` when *name* is not an IANA zone this machine knows."""
    if name not in ZONES:
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write it like America/Vancouver."),
            params={"name": name},
        )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, person: Any) -> "OrganisationQuerySet":
        """The person's own organisations and the other parties of their partnerships."""
        own = access.standing(person)
        ids = set(own.organisation_ids)
        for reach in own.reaches.values():
            ids |= reach.parties
        return self.filter(pk__in=ids)

    def where_may_appoint(self, person: Any) -> "OrganisationQuerySet":
        """Where *person* may give some mandate: their own, and neutral bodies."""
        giving = GRANTS[Permission.MANDATE_GIVE]
        held = [one for one in access.standing(person).mandates if one.role in giving]
        if not held:
            return self.none()
        own = {one.organisation_id for one in held}
        return self.filter(Q(pk__in=own) | Q(kind=Organisation.Kind.NEUTRAL))


class Organisation(models.Model):
    """A site operator, a police service or a neutral body."""

    class Kind(models.TextChoices):
        OPERATOR = "operator", _("Site operator")
        POLICE = "police", _("Police service")
        NEUTRAL = "neutral", _("Neutral body")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120, unique=True)
    zone = models.CharField(
        _("time zone"), max_length=60, validators=[check_zone], default="America/Toronto"
    )
    country = models.CharField(_("country code"), max_length=2, default="CA")
    subdivision = models.CharField(_("province or state code"), max_length=10, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known",
                condition=Q(kind__in=("operator", "police", "neutral")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> ledger.ChainRef:
        return ledger.ChainRef("organisation", self.pk)

    def day_at(self, moment: datetime) -> date:
        """The day it is for the organisation at *moment* (aware)."""
        return moment.astimezone(self.tz).date()

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def calendar(self) -> deadlines.Calendar:
        """The days on which it works, by the law of its country and province."""
        return deadlines.Calendar.of(self.country, self.subdivision)

    @property
    def side(self) -> Side | None:
        """The side this organisation stands on in any partnership; none for a neutral body."""
        sides = {self.Kind.OPERATOR: Side.SITE, self.Kind.POLICE: Side.POLICE}
        return sides.get(self.Kind(self.kind))


class Division(models.Model):
    """A part of a police service with its own area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="divisions")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                name="division_name_is_unique_in_its_service", fields=["organisation", "name"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class Lifecycle(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PRE_OPENING = "pre_opening", _("Pre-opening")
    OPERATING = "operating", _("Operating")
    SUSPENDED = "suspended", _("Suspended")
    RELOCATING = "relocating", _("Relocating")
    CLOSED = "closed", _("Closed")


# The site has not opened yet; it may say on which day it will.
BEFORE_OPENING = (Lifecycle.PROPOSED, Lifecycle.PRE_OPENING)


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, person: Any) -> "SiteQuerySet":
        return self.filter(pk__in=access.standing(person).sites_for(Permission.SITE_SEE))


class Site(models.Model):
    """One place. Its zone decides every date and time that is computed about it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    operator = models.ForeignKey(
        Organisation, models.PROTECT, related_name="sites", limit_choices_to={"kind": "operator"}
    )
    name = models.CharField(_("name"), max_length=120)
    local_term_en = models.CharField(
        _("what it is called here, in English"),
        max_length=80,
        blank=True,
        default="Supervised injection site",
    )
    local_term_fr = models.CharField(
        _("what it is called here, in French"), max_length=80, blank=True
    )
    zone = models.CharField(_("time zone"), max_length=60, validators=[check_zone])
    lifecycle = models.CharField(
        _("stage of life"), max_length=12, choices=Lifecycle, default=Lifecycle.OPERATING
    )
    # The day on which it opens, or opened; none where nobody has said it.
    opens_on = models.DateField(_("opening day"), null=True, blank=True)
    is_mobile = models.BooleanField(_("mobile"), default=False)
    address = models.CharField(_("address"), max_length=200, blank=True)
    arrival_en = models.TextField(
        _("where officers stand and park, in English"), max_length=500, blank=True
    )
    arrival_fr = models.TextField(
        _("where officers stand and park, in French"), max_length=500, blank=True
    )
    emergency_number = models.CharField(_("emergency number"), max_length=20, default="911")
    complaint_body_en = models.CharField(
        _("statutory complaint body, in English"), max_length=160, blank=True
    )
    complaint_body_fr = models.CharField(
        _("statutory complaint body, in French"), max_length=160, blank=True
    )
    complaint_limit_en = models.CharField(
        _("its time limit, in English"), max_length=160, blank=True
    )
    complaint_limit_fr = models.CharField(
        _("its time limit, in French"), max_length=160, blank=True
    )

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                name="site_lifecycle_is_known", condition=Q(lifecycle__in=Lifecycle.values)
            ),
            models.CheckConstraint(
                name="site_is_called_something_in_some_language",
                condition=~Q(local_term_en="") | ~Q(local_term_fr=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:site_detail", args=[self.slug])

    @property
    def is_before_opening(self) -> bool:
        return self.lifecycle in BEFORE_OPENING

    @property
    def arrival(self) -> Bilingual:
        """Where officers stand and park."""
        return Bilingual(self.arrival_en, self.arrival_fr)

    @property
    def local_term(self) -> Bilingual:
        """What a place of this sort is called here."""
        return Bilingual(self.local_term_en, self.local_term_fr)

    @property
    def complaint_body(self) -> Bilingual:
        """The statutory complaint body, where the site names its own."""
        return Bilingual(self.complaint_body_en, self.complaint_body_fr)

    @property
    def complaint_limit(self) -> Bilingual:
        return Bilingual(self.complaint_limit_en, self.complaint_limit_fr)

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def chain(self) -> ledger.ChainRef:
        """Facts of the site alone go to its operator's chain."""
        return ledger.ChainRef("organisation", self.operator_id)

    @property
    def chains(self) -> list[ledger.ChainRef]:
        """Where facts go on which both sides rely: also to the chain of every partnership."""
        return [self.chain, *(pair.chain for pair in self.partnerships.order_by("pk"))]


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, person: Any) -> "PartnershipQuerySet":
        return self.filter(pk__in=access.standing(person).partnership_ids)

    def with_parties(self) -> "PartnershipQuerySet":
        return self.select_related("site__operator", "service")


class Partnership(models.Model):
    """One site and one police service: the unit of access, of the ledger and of scale."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="partnerships")
    service = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="partnerships",
        limit_choices_to={"kind": "police"},
    )
    divisions = models.ManyToManyField(Division, related_name="partnerships", blank=True)
    began_on = models.DateField(_("since"))
    # How many of the reviews after the opening were held: kept here, where every page that shows
    # the partnership has it, so that none has to look for visits to know that nothing is owed.
    reviews_held = models.PositiveSmallIntegerField(default=0)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ("site__name", "service__name")
        constraints = [
            models.UniqueConstraint(
                name="one_partnership_per_site_and_service", fields=["site", "service"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.site.name} · {self.service.name}"

    @property
    def operator(self) -> Organisation:
        return self.site.operator

    @property
    def chain(self) -> ledger.ChainRef:
        return ledger.ChainRef("partnership", self.pk)

    def side_of(self, organisation: Organisation) -> Side:
        """Errors: ``ValueError`` for an organisation that is no party."""
        if organisation.pk == self.site.operator_id:
            return Side.SITE
        if organisation.pk == self.service_id:
            return Side.POLICE
        raise ValueError("not a party of this partnership")

    def party(self, side: Side) -> Organisation:
        return self.operator if side is Side.SITE else self.service
