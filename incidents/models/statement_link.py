"""A link by which one officer without an account says what they saw, once."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents import sight
from incidents.models.incident import Incident
from incidents.models.statement import Statement
from liaison import access
from liaison.roles import Permission
from vault.models import SealedText


class StatementLinkQuerySet(models.QuerySet["StatementLink"]):
    def visible_to(self, person: Any) -> Self:
        """Those of incidents in which the person asks officers, on the police side."""
        seen = sight.of(person)
        asks = access.standing(person).partnerships_for(Permission.STATEMENT_ASK)
        return self.filter(
            incident__in=Incident.objects.filter(seen.incidents()),
            incident__partnership_id__in=(asks & seen.as_police) - seen.torn,
        )

    def standing(self, at: datetime) -> Self:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class StatementLink(SealedText):
    """Whoever holds the token reads the released facts of the incident and writes one statement in
    the police lane. ``post`` is who was asked, never a name; empty once it was taken out for good.

    The token is sealed, so that the liaison can copy it again, and looked up by a keyed hash; its
    key is destroyed once it is used or revoked.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    post = models.CharField(_("who, by post"), max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="+", null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = StatementLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at", "id")
        constraints = [
            models.CheckConstraint(
                name="used_link_has_its_statement",
                condition=Q(used_at=None, statement=None)
                | Q(used_at__isnull=False, statement__isnull=False),
            ),
            models.CheckConstraint(
                name="link_is_used_or_revoked_not_both",
                condition=Q(used_at=None) | Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="link_is_used_before_it_expires",
                condition=Q(used_at=None) | Q(used_at__lt=F("expires_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.post

    @property
    def access_target(self) -> Any:
        return self.incident.access_target

    @property
    def whose(self) -> str:
        """The post, as it is shown."""
        return self.post or gettext("An officer whose post was taken out")

    def stands(self, at: datetime) -> bool:
        return self.used_at is None and self.revoked_at is None and at < self.expires_at
