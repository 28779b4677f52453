"""Why a site may operate."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models.party import Site
from liaison.roles import Permission


class LegalBasisQuerySet(models.QuerySet["LegalBasis"]):
    def visible_to(self, person: Any) -> "LegalBasisQuerySet":
        return self.filter(site__in=access.standing(person).sites_for(Permission.SITE_SEE))


class LegalBasis(models.Model):
    """Why the site may operate. A new row replaces the former one; rows are kept."""

    class Kind(models.TextChoices):
        EXEMPTION = "exemption", _("Statutory exemption")
        CLASS_EXEMPTION = "class_exemption", _("Class exemption")
        PERMIT = "permit", _("Licence or permit")
        PROSECUTION_POLICY = "prosecution_policy", _("Prosecution policy")
        DISCRETION = "discretion", _("Police discretion")
        NONE = "none", _("None")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="legal_bases")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    authority = models.CharField(_("given by"), max_length=160, blank=True)
    reference = models.CharField(_("number"), max_length=80, blank=True)
    covers = models.TextField(_("what it covers"), max_length=2000, blank=True)
    does_not_cover = models.TextField(_("what it does not cover"), max_length=2000, blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at",)
        get_latest_by = "recorded_at"
        constraints = [
            models.CheckConstraint(
                name="legal_basis_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="legal_basis_kind_is_known",
                condition=Q(
                    kind__in=(
                        "exemption",
                        "class_exemption",
                        "permit",
                        "prosecution_policy",
                        "discretion",
                        "none",
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
