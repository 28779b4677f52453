"""Whom to call about a site: the rows of the contact ladder."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.bilingual import Bilingual
from liaison.models.party import Partnership
from liaison.roles import Side


class ContactStepQuerySet(models.QuerySet["ContactStep"]):
    def visible_to(self, person: Any) -> "ContactStepQuerySet":
        return self.filter(partnership__in=access.standing(person).partnership_ids)


class ContactStep(models.Model):
    """One rung of the contact ladder: whom to call, in which order, on which side."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="ladder")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    order = models.PositiveSmallIntegerField(_("order"))
    post_en = models.CharField(_("post, in English"), max_length=120, blank=True)
    post_fr = models.CharField(_("post, in French"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40)
    reachable_en = models.CharField(_("when, in English"), max_length=120, blank=True)
    reachable_fr = models.CharField(_("when, in French"), max_length=120, blank=True)
    is_public = models.BooleanField(_("shown on the door card"), default=False)

    objects = ContactStepQuerySet.as_manager()

    class Meta:
        ordering = ("side", "order")
        constraints = [
            models.UniqueConstraint(
                name="one_contact_per_rung", fields=["partnership", "side", "order"]
            ),
            models.CheckConstraint(name="contact_side_is_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="contact_has_a_post_in_some_language",
                condition=~Q(post_en="") | ~Q(post_fr=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def post(self) -> Bilingual:
        return Bilingual(self.post_en, self.post_fr)

    @property
    def reachable(self) -> Bilingual:
        return Bilingual(self.reachable_en, self.reachable_fr)
