"""Who acts for an organisation, in which role, for which places, from when to when."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models.party import Division, Organisation, Partnership, Site
from liaison.roles import Permission, Role


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, person: Any) -> "MandateQuerySet":
        """The person's own; for those in charge also those of their organisations, of the other
        side of their partnerships (both sides see that a mandate was given or ended), and those
        of neutral people that name one of their partnerships."""
        mine = Q(person_id=person.pk)
        if not access.may(person, Permission.MANDATE_SEE):
            return self.filter(mine)
        reached = access.standing(person).partnership_ids
        named = MandateScope.objects.filter(partnership__in=reached).values("mandate")
        parties = Organisation.objects.visible_to(person)
        return self.filter(mine | Q(organisation__in=parties) | Q(pk__in=named))

    def confirmed(self) -> "MandateQuerySet":
        return self.filter(confirmed_at__isnull=False, ended_at__isnull=True)

    def awaiting_confirmation(self) -> "MandateQuerySet":
        return self.filter(confirmed_at=None, ended_at=None)

    def with_names(self) -> "MandateQuerySet":
        return self.select_related(
            "person", "organisation", "given_by", "given_for"
        ).prefetch_related(
            "scopes__site",
            "scopes__division",
            "scopes__partnership__site__operator",
            "scopes__partnership__service",
        )


class MandateStage(models.TextChoices):
    """Where a mandate stands at a moment; worked out, not kept."""

    WAITING = "waiting", _("Waits to be confirmed")
    COMING = "coming", _("Begins later")
    CURRENT = "current", _("Current")
    RUN_OUT = "run_out", _("Has run out")
    ENDED = "ended", _("Ended")

    @property
    def tone(self) -> str:
        tones = {
            MandateStage.WAITING: "wait",
            MandateStage.COMING: "wait",
            MandateStage.CURRENT: "ok",
        }
        return tones.get(self, "plain")


class Confirmation(models.TextChoices):
    """By whom a mandate is confirmed. ``liaison.four_eyes`` decides it when it is given."""

    SECOND_PERSON = "second_person", _("by a second person of the organisation")
    OTHER_SIDE = "other_side", _("by the other side of the partnership")
    ACCEPTANCE = "acceptance", _("by the person, who becomes the organisation's second")
    FOUNDING = "founding", _("with the organisation")


class Mandate(models.Model):
    """One person, one role, one organisation, for named places or for all of it.

    ``starts_on`` and ``ends_on`` are inclusive days in the organisation's zone. It counts from
    the moment it is confirmed, until somebody ends it. ``given_for`` is the organisation on whose
    behalf a neutral person's mandate was given; none where it is the mandate's own. ``called`` is
    the name that whoever gave it wrote beside the person's address.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    called = models.CharField(_("name as given"), max_length=120, blank=True)
    given_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_for = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmation = models.CharField(
        _("confirmed"), max_length=13, choices=Confirmation, default=Confirmation.SECOND_PERSON
    )
    confirmed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at",)
        constraints = [
            models.CheckConstraint(name="mandate_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="mandate_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="confirmed_mandate_has_a_time_and_a_person",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_mandate_has_a_time_and_a_person",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_gives_a_mandate_to_themselves",
                condition=~Q(given_by=models.F("person")),
            ),
            # Four eyes: nobody confirms their own mandate or one they gave. Two ways round it,
            # each said in the row: the leader an organisation begins with, and that leader's
            # one appointment of a second person, which the second person accepts.
            models.CheckConstraint(
                name="a_mandate_is_confirmed_by_the_one_whose_turn_it_is",
                condition=Q(confirmed_by=None)
                | (
                    Q(confirmation__in=("second_person", "other_side"))
                    & ~Q(confirmed_by=models.F("person"))
                    & ~Q(confirmed_by=models.F("given_by"))
                )
                | Q(confirmation="acceptance", confirmed_by=models.F("person"))
                | Q(
                    confirmation="founding",
                    confirmed_by=models.F("given_by"),
                    role__in=("site_leader", "police_leader", "administrator"),
                ),
            ),
        ]
        indexes = [models.Index(name="mandates_of_a_person", fields=["person"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:mandate_detail", args=[self.pk])

    @property
    def access_target(self) -> Organisation:
        return self.organisation

    @property
    def person_name(self) -> str:
        """What pages call the person. Until the mandate is confirmed that is what whoever gave it
        wrote: an address typed into a form must not tell whose account it opens, or whether
        there is one."""
        return self.called if self.called and not self.confirmed_at else str(self.person.name)

    def stage_at(self, moment: datetime) -> MandateStage:
        """Where it stands at *moment* (aware), by the organisation's own calendar day."""
        day = self.organisation.day_at(moment)
        if self.ended_at:
            return MandateStage.ENDED
        if self.ends_on and self.ends_on < day:
            return MandateStage.RUN_OUT
        if not self.confirmed_at:
            return MandateStage.WAITING
        return MandateStage.COMING if day < self.starts_on else MandateStage.CURRENT

    def is_current(self, at: datetime) -> bool:
        """Whether it counts at *at* (aware)."""
        return self.stage_at(at) is MandateStage.CURRENT


class MandateScope(models.Model):
    """A site, a division or (observers, auditors) a partnership a mandate is limited to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="scopes")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scope_names_exactly_one_thing",
                condition=Q(site__isnull=False, division=None, partnership=None)
                | Q(site=None, division__isnull=False, partnership=None)
                | Q(site=None, division=None, partnership__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.site or self.division or self.partnership)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, person: Any) -> "InvitationQuerySet":
        """Those who may manage accounts see that an invitation is open, never its link; the
        invited person sees their own until it is used."""
        if access.may(person, Permission.ACCOUNT_MANAGE):
            return self.all()
        return self.open().filter(person_id=person.pk)

    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """Opens one account, once. The link is a signed value and is not stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-invited_at",)
        constraints = [
            models.UniqueConstraint(
                name="one_open_invitation_per_person",
                fields=["person"],
                condition=Q(accepted_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
