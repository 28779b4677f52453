"""The links that open door cards without an account: of one site, of a division's sites."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models.party import Division, Partnership, Site
from liaison.roles import Permission
from vault.models import SealedText


class DoorLinkQuerySet(models.QuerySet["DoorLink"]):
    def visible_to(self, person: Any) -> "DoorLinkQuerySet":
        return self.filter(site_id__in=access.standing(person).sites_for(Permission.SITE_SETTINGS))

    def standing(self) -> "DoorLinkQuerySet":
        return self.filter(revoked_at=None)


class DoorLink(SealedText):
    """Whoever holds the token may read the site's door card, without an account.

    The token itself is sealed, so that the poster can be printed again; it is looked up by a
    keyed hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="door_links")
    label = models.CharField(_("for whom"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DoorLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return self.label

    @property
    def access_target(self) -> Site:
        return self.site


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
