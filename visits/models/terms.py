"""What a site asks of each kind of visit, for one partnership. Rows are never changed."""

import uuid
from datetime import timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission
from vault.models import SealedText
from visits.kinds import PROFILES, Cameras, Kind, Uniform, Vehicle

SHORTEST_MINUTES, LONGEST_MINUTES = 15, 480
MOST_PEOPLE, MOST_NOTICE, MOST_A_MONTH = 100, 60, 31


class TermsNote(SealedText):
    """What else a site asks for, in one line of its own."""

    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class KindTermsQuerySet(models.QuerySet["KindTerms"]):
    def visible_to(self, person: Any) -> "KindTermsQuerySet":
        covered = access.standing(person).partnerships_for(Permission.VISIT_SEE)
        return self.filter(partnership_id__in=covered)

    def standing(self) -> "KindTermsQuerySet":
        """The newest of each kind, with its words."""
        newer = KindTerms.objects.filter(
            partnership=OuterRef("partnership"),
            kind=OuterRef("kind"),
            number__gt=OuterRef("number"),
        )
        return self.filter(~Exists(newer)).select_related("note__data_key")


class KindTerms(models.Model):
    """``notice`` in business days of the site's operator; ``most_per_month`` empty: as many as
    find room. The newest number counts; number 0 is what stands while a site has said nothing,
    and is never kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="kind_terms")
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.PositiveIntegerField()
    is_offered = models.BooleanField(default=True)
    notice = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_NOTICE)])
    usual_minutes = models.PositiveSmallIntegerField()
    longest_minutes = models.PositiveSmallIntegerField()
    largest = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    most_per_month = models.PositiveSmallIntegerField(null=True, blank=True)
    uniform = models.CharField(max_length=10, choices=Uniform)
    vehicle = models.CharField(max_length=10, choices=Vehicle)
    cameras = models.CharField(max_length=10, choices=Cameras)
    note = models.OneToOneField(
        TermsNote, models.PROTECT, related_name="terms", null=True, blank=True
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    objects = KindTermsQuerySet.as_manager()

    class Meta:
        ordering = ("partnership", "kind", "number")
        constraints = [
            models.UniqueConstraint(
                name="kind_terms_one_at_a_time", fields=["partnership", "kind", "number"]
            ),
            models.CheckConstraint(
                name="kind_terms_kind_is_known", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(name="kind_terms_are_counted", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="kind_terms_lengths_fit",
                condition=Q(
                    usual_minutes__gte=SHORTEST_MINUTES,
                    longest_minutes__gte=F("usual_minutes"),
                    longest_minutes__lte=LONGEST_MINUTES,
                ),
            ),
            models.CheckConstraint(
                name="kind_terms_numbers_fit",
                condition=Q(notice__lte=MOST_NOTICE, largest__gte=1, largest__lte=MOST_PEOPLE)
                & (
                    Q(most_per_month=None)
                    | Q(most_per_month__gte=1, most_per_month__lte=MOST_A_MONTH)
                ),
            ),
            models.CheckConstraint(
                name="kind_terms_conditions_are_known",
                condition=Q(
                    uniform__in=Uniform.values,
                    vehicle__in=Vehicle.values,
                    cameras__in=Cameras.values,
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @classmethod
    def unsaid(cls, partnership: Partnership, kind: str) -> "KindTerms":
        """What stands for *kind* while the site has said nothing."""
        profile = PROFILES[Kind(kind)]
        return cls(
            partnership=partnership,
            kind=kind,
            number=0,
            notice=profile.notice,
            usual_minutes=profile.usual // timedelta(minutes=1),
            longest_minutes=profile.longest // timedelta(minutes=1),
            largest=profile.largest,
            most_per_month=profile.most,
            uniform=profile.uniform,
            vehicle=profile.vehicle,
            cameras=profile.cameras,
        )

    @property
    def access_target(self) -> Partnership:
        return self.partnership

    @property
    def longest(self) -> timedelta:
        return timedelta(minutes=self.longest_minutes)

    @property
    def words(self) -> str:
        """What else the site asks for; empty where nothing is, or where it was taken out."""
        return self.note.shown()[0] if self.note else ""

    @property
    def shown(self) -> list[str]:
        """What anybody at the door may read of it."""
        said = [
            self.get_uniform_display(),
            self.get_vehicle_display(),
            self.get_cameras_display(),
        ]
        return [str(one) for one in said if one]

    @property
    def conditions(self) -> list[str]:
        """What visitors keep to, a sentence each."""
        return [*self.shown, *([self.words] if self.words else [])]
