"""A protocol and its numbered versions."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.among import Among
from liaison.models import Partnership
from liaison.roles import Permission
from protocols import canonical
from protocols.lifecycle import OPEN, Stage

# What a draft starts with; both sides may agree on something else.
SUSPENSION_DAYS = 14
NOTICE_DAYS = 30
LONGEST_SUSPENSION_DAYS = 90
LONGEST_NOTICE_DAYS = 365
# A day that lies further ahead is a slip in the year.
LONGEST_AHEAD_DAYS = 20 * 365


class ProtocolQuerySet(models.QuerySet["Protocol"]):
    def visible_to(self, person: Any) -> "ProtocolQuerySet":
        """Those of which the person may read at least one version."""
        readable = Version.objects.visible_to(person).filter(protocol=OuterRef("pk"))
        return self.filter(Exists(readable))


class Protocol(models.Model):
    """What the two sides of one or more partnerships agree on entry and presence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    partnerships = models.ManyToManyField(
        Partnership, through="ProtocolPartnership", related_name="protocols"
    )

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("protocols:protocol_detail", args=[self.slug])

    def name_of(self, partnership: Partnership) -> str:
        """What tells *partnership* from the others it covers: the site, if that is enough."""
        same = [one for one in self.covered if one.site_id == partnership.site_id]
        return str(partnership.site.name if len(same) == 1 else partnership)

    @cached_property
    def covered(self) -> list[Partnership]:
        """The partnerships it covers, with their parties."""
        return list(Partnership.objects.filter(protocols=self).with_parties())


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, person: Any) -> "VersionQuerySet":
        """Signed versions for those who may read them; drafts for those who may read drafts."""
        return self.readable(*readable_by(person))

    def readable(
        self, signed: Iterable[uuid.UUID], drafts: Iterable[uuid.UUID]
    ) -> "VersionQuerySet":
        """Signed versions that cover one of the partnerships *signed*, whatever covers one of
        *drafts*."""
        of_signed = Q(stage=Stage.SIGNED) & self._covering(signed)
        return self.filter(of_signed | self._covering(drafts))

    def of(self, partnership: Partnership) -> "VersionQuerySet":
        return self.filter(self._covering([partnership.pk]))

    def open(self) -> "VersionQuerySet":
        """Drafts, and those that wait for signatures."""
        return self.filter(stage__in=OPEN)

    @staticmethod
    def _covering(partnership_ids: Iterable[uuid.UUID]) -> Q:
        covered = Protocol.objects.filter(Among("covers__partnership_id", partnership_ids))
        return Q(protocol_id__in=covered.order_by().values("pk"))


def readable_by(person: Any) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]:
    """The partnerships whose signed versions *person* may read, and those whose drafts."""
    own = access.standing(person)
    return (
        frozenset(own.partnerships_for(Permission.PROTOCOL_READ)),
        frozenset(own.partnerships_for(Permission.PROTOCOL_READ_DRAFT)),
    )


class Version(models.Model):
    """One numbered text with its entry table. Frozen once it is sent for signature.

    ``starts_on`` is the agreed first day and ``ends_on`` the last, in each site's own zone (none:
    as soon as both sides have signed; until something replaces it). Each side may suspend it for
    ``suspension_days`` in all; whoever terminates it gives ``notice_days`` of notice.

    The posts named when it was sent sign it by the end of ``sign_by``, ``in_order`` or in any
    order; how they sign is not part of the text.

    ``named`` keeps how parties, sites and circumstances were called when it was sent, so that the
    digest can be worked out again whatever they are called later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFT)
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    languages = models.JSONField(_("languages"), default=list)
    starts_on = models.DateField(_("applies from"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    suspension_days = models.PositiveSmallIntegerField(
        _("days a side may suspend for"), default=SUSPENSION_DAYS
    )
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=NOTICE_DAYS)
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named = models.JSONField(default=dict, blank=True)
    scheme = models.CharField(max_length=30, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sign_by = models.DateField(_("to be signed by"), null=True, blank=True)
    in_order = models.BooleanField(_("signed in order"), default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                name="version_number_is_unique_in_its_protocol", fields=["protocol", "number"]
            ),
            models.UniqueConstraint(
                name="one_version_at_a_time_is_worked_on",
                fields=["protocol"],
                condition=Q(stage__in=("awaiting_signatures", "draft")),
            ),
            models.CheckConstraint(
                name="version_stage_is_known",
                condition=Q(
                    stage__in=("awaiting_signatures", "declined", "discarded", "draft", "signed")
                ),
            ),
            models.CheckConstraint(
                name="version_can_be_suspended_and_terminated",
                condition=Q(suspension_days__gte=1, suspension_days__lte=LONGEST_SUSPENSION_DAYS)
                & Q(notice_days__lte=LONGEST_NOTICE_DAYS),
            ),
            models.CheckConstraint(
                name="version_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="sent_version_has_digest_time_and_person",
                condition=Q(
                    stage__in=("discarded", "draft"),
                    digest="",
                    scheme="",
                    sent_at=None,
                    sent_by=None,
                )
                | (
                    ~Q(stage__in=("discarded", "draft"))
                    & ~Q(digest="")
                    & ~Q(scheme="")
                    & Q(sent_at__isnull=False, sent_by__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        words = {"title": self.protocol.title, "number": self.number}
        return _("%(title)s, version %(number)d") % words

    def get_absolute_url(self) -> str:
        return reverse("protocols:version_detail", args=[self.protocol.slug, self.number])

    @property
    def access_target(self) -> list[Partnership]:
        return self.protocol.covered

    def annexes_read_by(self, person: Any) -> frozenset[uuid.UUID]:
        """The partnerships it covers whose annexes *person* may read: their own, no other."""
        may = Permission.PROTOCOL_READ if self.is_signed else Permission.PROTOCOL_READ_DRAFT
        own = access.standing(person).partnerships_for(may)
        return frozenset(one.pk for one in self.protocol.covered if one.pk in own)

    @property
    def is_draft(self) -> bool:
        return self.stage == Stage.DRAFT

    @property
    def awaits_signatures(self) -> bool:
        return self.stage == Stage.AWAITING_SIGNATURES

    @property
    def is_signed(self) -> bool:
        return self.stage == Stage.SIGNED

    @property
    def is_declined(self) -> bool:
        return self.stage == Stage.DECLINED

    @property
    def is_discarded(self) -> bool:
        return self.stage == Stage.DISCARDED

    @property
    def is_settled(self) -> bool:
        """Nobody works on it any more: it was signed by both sides, declined or discarded."""
        return self.stage not in OPEN

    @property
    def digest_groups(self) -> list[str]:
        return canonical.groups(self.digest)
