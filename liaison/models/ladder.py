"""Whom to call about a site: the rows of the contact ladder, and the calls that tested them."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.bilingual import Bilingual
from liaison.models.party import Partnership
from liaison.roles import Permission, Side


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


class LadderCallQuerySet(models.QuerySet["LadderCall"]):
    def visible_to(self, person: Any) -> "LadderCallQuerySet":
        """Those of the partnerships whose visits the person may see: calls are contacts too."""
        covered = access.standing(person).partnerships_for(Permission.VISIT_SEE)
        return self.filter(partnership_id__in=covered)


class LadderCall(models.Model):
    """One side tried a number on the ladder of the other. Never changed.

    ``side``, ``order``, the post and ``phone`` are those of the number as it stood then, since a
    ladder is replaced as a whole. ``within`` is after how many seconds somebody answered or called
    back; none: nobody did.
    """

    class Within(models.IntegerChoices):
        AT_ONCE = 15, _("Within 15 seconds")
        A_MINUTE = 60, _("Within a minute")
        THREE_MINUTES = 180, _("Within three minutes")
        CALLED_BACK = 900, _("Called back within a quarter of an hour")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="ladder_calls")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    order = models.PositiveSmallIntegerField(_("order"))
    post_en = models.CharField(max_length=120, blank=True)
    post_fr = models.CharField(max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40)
    within = models.PositiveSmallIntegerField(_("answered"), choices=Within, null=True, blank=True)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = LadderCallQuerySet.as_manager()

    class Meta:
        ordering = ("-called_at", "-recorded_at", "-id")
        indexes = [
            models.Index(name="ladder_calls_newest_first", fields=["partnership", "-called_at"])
        ]
        constraints = [
            models.CheckConstraint(
                name="ladder_call_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="ladder_call_answer_is_known",
                condition=Q(within=None) | Q(within__in=(15, 60, 180, 900)),
            ),
            models.CheckConstraint(
                name="ladder_call_is_kept_after_it_happened",
                condition=Q(called_at__lte=F("recorded_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def post(self) -> Bilingual:
        return Bilingual(self.post_en, self.post_fr)

    @property
    def was_answered(self) -> bool:
        return self.within is not None

    @property
    def access_target(self) -> Partnership:
        return self.partnership
