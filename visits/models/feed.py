"""A calendar feed: an address with a secret that a person's calendar program reads."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison.models import Site


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, person: Any) -> "CalendarFeedQuerySet":
        """One's own: nobody else learns which calendars somebody has."""
        return self.filter(person_id=person.pk)

    def standing(self) -> "CalendarFeedQuerySet":
        return self.filter(revoked_at=None)


class CalendarFeed(models.Model):
    """Whoever holds the secret reads the visits that *person* may see at that moment.

    The secret is shown once and kept nowhere; it is looked up by a keyed hash. A revoked feed
    stays as a row, as long as the account of its person does.
    """

    class Scope(models.TextChoices):
        PERSONAL = "personal", _("All my visits")
        SITE = "site", _("The visits of one site")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=8, choices=Scope)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "id")
        constraints = [
            models.CheckConstraint(
                name="a_feed_of_a_site_names_it",
                condition=Q(scope="site", site__isnull=False)
                | Q(scope="personal", site__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_person_has_one_standing_feed_of_all",
                fields=["person"],
                condition=Q(revoked_at=None, site__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_person_has_one_standing_feed_of_a_site",
                fields=["person", "site"],
                condition=Q(revoked_at=None, site__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.site.name if self.site else str(self.get_scope_display())

    @property
    def zone(self) -> str:
        """On whose clock the page of feeds speaks of it."""
        return self.site.zone if self.site else "UTC"
