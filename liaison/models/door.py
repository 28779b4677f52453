"""The links that open something without an account: of one site, of a division's sites."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models.party import Division, Partnership, Site
from liaison.roles import Permission
from vault.models import SealedText


class SiteLinkQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(site_id__in=access.standing(person).sites_for(Permission.SITE_SETTINGS))

    def standing(self) -> Self:
        return self.filter(revoked_at=None)


class SiteLink(SealedText):
    """A link that a site's manager gives to people without an account, until it is revoked.

    The token itself is sealed, so that the poster can be printed again; it is looked up by a
    keyed hash. ``OPENS`` is what it opens: the first part of its address, and what it is called in
    the ledger.
    """

    OPENS: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="%(class)ss")
    label = models.CharField(_("for whom"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SiteLinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return self.label

    @property
    def access_target(self) -> Site:
        return self.site


class DoorLink(SiteLink):
    """Whoever holds the token may read the site's door card."""

    OPENS = "door"


class TellLink(SiteLink):
    """Whoever holds the token may tell the site what happened, without saying who they are."""

    OPENS = "tell"


class DivisionLinkQuerySet(models.QuerySet["DivisionLink"]):
    def visible_to(self, person: Any) -> "DivisionLinkQuerySet":
        """Those of the person's own service, for divisions of partnerships they brief for."""
        own = access.standing(person)
        return self.filter(
            division__organisation__in=own.organisation_ids,
            division__in=Division.objects.filter(
                partnerships__in=own.partnerships_for(Permission.DIVISION_LINKS)
            ),
        )

    def standing(self) -> "DivisionLinkQuerySet":
        return self.filter(revoked_at=None)


class DivisionLink(SealedText):
    """Whoever holds the token may read the door cards of every site of one division."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="door_links")
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DivisionLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at",)
        constraints = [
            models.UniqueConstraint(
                name="a_division_has_one_standing_link",
                fields=["division"],
                condition=models.Q(revoked_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.division)

    @property
    def access_target(self) -> list[Partnership]:
        return list(self.division.partnerships.all())
