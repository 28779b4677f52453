"""What was told to a site by somebody whom nobody knows, what was answered, and how often what is
told. Nothing here has a time finer than the day."""

import json
import uuid
from datetime import timedelta
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from incidents.models.incident import Incident
from incidents.taxonomy import Lane
from incidents.telling import asked, readers
from incidents.telling.answers import Answer
from incidents.telling.asked import Account, What, Wish
from incidents.telling.lifecycle import OPEN, TONES, Stage
from liaison.among import Among
from liaison.models import Site
from vault.models import SealedText

# A week that began so long ago is over, wherever the site lies.
WEEK_AND_A_DAY = timedelta(days=8)


class ToldQuerySet(models.QuerySet["Told"]):
    def visible_to(self, person: Any) -> Self:
        """From the day after on, by those who read what that site is told."""
        sites = readers.sites_of(person, at=timezone.now())
        return self.filter(Among("site_id", sites), shown_from__lte=timezone.now())

    def waiting(self) -> Self:
        return self.filter(stage__in=OPEN)


class Told(SealedText):
    """One account, ticks and words sealed together in the lane of the site.

    ``shown_from`` is the midnight after it came in: until then nobody sees that it is there, so
    that the hour at which it came gives nobody away. It is destroyed, row and key, after
    ``destroying.KEPT``. The slip is kept as a keyed hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="told")
    wish = models.CharField(max_length=5, choices=Wish)
    received_on = models.DateField()
    shown_from = models.DateTimeField()
    read_by = models.DateField()
    slip_hash = models.CharField(max_length=64, unique=True)
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.RECEIVED)
    answer = models.CharField(max_length=9, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="+", null=True, db_index=False
    )

    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ("-shown_from", "-id")
        indexes = [
            models.Index(
                name="told_that_waits",
                fields=["site", "shown_from"],
                condition=Q(stage__in=OPEN),
            ),
            models.Index(name="told_newest_first", fields=["site", "-shown_from", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(name="told_stage_is_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="what_is_only_counted_is_not_kept",
                condition=Q(wish__in=(Wish.SITE, Wish.RAISE)),
            ),
            models.CheckConstraint(
                name="told_is_answered_where_it_is_taken_up_or_set_aside",
                condition=Q(stage__in=OPEN, answer="", answered_by=None, incident=None)
                | Q(answer__in=Answer.values, answered_by__isnull=False) & ~Q(stage__in=OPEN),
            ),
            models.CheckConstraint(
                name="only_what_may_be_raised_becomes_an_incident",
                condition=Q(incident=None) | Q(wish=Wish.RAISE),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("telling:told_detail", args=[self.pk])

    def keep(self, account: Account, *, at: Any) -> None:
        """Seal *account* in this row (to be saved by the caller)."""
        kept = json.dumps(account.kept(), ensure_ascii=False)
        self.seal(kept, domain=Lane.SITE.value, at=at)

    @cached_property
    def account(self) -> Account:
        """What was told. Errors: ``TakenOut``, ``DoesNotOpen``."""
        return Account.of(json.loads(self.words()))

    @property
    def when(self) -> str:
        """When it was, as far as that was told."""
        said = self.account.when
        return asked.when_in_words(said, self.received_on) if said else ""

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def tone(self) -> str:
        return TONES[Stage(self.stage)]


class ToldReply(SealedText):
    """What a manager adds to the sentence that the slip is answered with."""

    told = models.OneToOneField(Told, models.CASCADE, related_name="reply")

    def __str__(self) -> str:
        return str(self.told_id)


class ToldCountQuerySet(models.QuerySet["ToldCount"]):
    def visible_to(self, person: Any) -> Self:
        """Those of weeks that are over, wherever the site lies."""
        sites = readers.sites_of(person, at=timezone.now())
        latest = timezone.now().date() - WEEK_AND_A_DAY
        return self.filter(Among("site_id", sites), week__lt=latest)


class ToldCount(models.Model):
    """That something of this kind was told in this week (its Monday). It leads to no account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", db_index=False)
    week = models.DateField()
    what = models.CharField(max_length=8, choices=What)

    objects = ToldCountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="told_by_week", fields=["site", "week", "what"])]
        constraints = [
            models.CheckConstraint(name="told_count_is_known", condition=Q(what__in=What.values))
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.what}"
