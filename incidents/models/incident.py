"""One encounter that somebody logged."""

import uuid
import zoneinfo
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from incidents import particulars, references, sight
from incidents.grain import PlaceGrain, TimeGrain
from incidents.lifecycle import Stage
from incidents.taxonomy import (
    CODES,
    KINDS,
    WITH_CIRCUMSTANCE,
    WITH_SITUATION,
    Area,
    Distance,
    Kind,
    Lane,
    Precision,
    Severity,
    Valence,
)
from liaison import complaints, deadlines
from liaison.models import Designation, HoursSet, Organisation, Partnership, Site
from liaison.roles import Side
from liaison.timekeeping import SiteState

if TYPE_CHECKING:
    from incidents.hanging import Hanging


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(sight.of(person).incidents())

    def newest_first(self) -> Self:
        """By the moment it happened; the id decides between equals, so that pages have an order.
        Where the other side sees that moment less exactly, the order tells nobody more."""
        return self.order_by("-listed_at", "-id")

    def in_patterns(self) -> Self:
        """What patterns count: what was released, and what is counted without being shown. When
        it happened is there ``listed_at``."""
        return self.filter(Q(released_at__isnull=False) | Q(counted_at__isnull=False))

    def counted(self) -> Self:
        """What is counted for both sides: what was released."""
        return self.filter(released_at__isnull=False)


_TICKED: Mapping[str, Iterable[str]] = {
    "initiator": particulars.Initiator.values,
    "circumstance": particulars.CIRCUMSTANCE_CODES,
    "threat": particulars.Threat.values,
    "instrument": particulars.INSTRUMENT_CODES,
    "officers": particulars.Officers.values,
    "people": particulars.People.values,
    "arrival": particulars.Arrival.values,
    "attire": particulars.Attire.values,
    "duration": particulars.Duration.values,
    "wish": particulars.Wish.values,
    "source": particulars.Source.values,
}


class Incident(models.Model):
    """An encounter, as its author's side logged it. Its facts never change, but for ``severity``,
    on which its way depends; what was wrong is corrected beside them (``Correction``), the last
    time at ``corrected_at``. Its words are ``Statement`` rows; ``stage`` and ``turn`` repeat what
    the last ``Move`` made of it.

    ``time_grain`` and ``place_grain`` say how exactly the other side sees when and where, from its
    release on; ``coarse_at`` is then the beginning of the span that is shown, and ``listed_at`` the
    moment by which it stands in lists, for everybody. ``counted_at``: since when it counts in
    patterns without being shown.

    ``site_state``, ``hours_set``, ``in_force`` and the designations are what was known and what
    applied at ``occurred_at``, kept so that later changes do not reach back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=9, unique=True, default=references.draw, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="incidents", db_index=False)
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="incidents", null=True, db_index=False
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    side = models.CharField(max_length=6, choices=Side)
    kind = models.CharField(_("what kind"), max_length=3, choices=CODES)
    valence = models.CharField(max_length=8, choices=Valence)
    severity = models.PositiveSmallIntegerField(_("how serious"), choices=Severity)
    area = models.CharField(_("where"), max_length=12, choices=Area)
    distance = models.CharField(
        _("how far from the door"), max_length=7, choices=Distance, blank=True
    )
    # What was ticked beside that (``incidents.particulars``); empty where it was left open.
    initiator = models.CharField(max_length=8, choices=particulars.Initiator, blank=True)
    circumstance = models.CharField(max_length=3, choices=particulars.CLAIMED, blank=True)
    threat = models.CharField(max_length=3, choices=particulars.Threat, blank=True)
    instrument = models.CharField(max_length=16, choices=particulars.SHOWN, blank=True)
    officers = models.CharField(max_length=3, choices=particulars.Officers, blank=True)
    people = models.CharField(max_length=4, choices=particulars.People, blank=True)
    arrival = models.CharField(max_length=8, choices=particulars.Arrival, blank=True)
    attire = models.CharField(max_length=8, choices=particulars.Attire, blank=True)
    duration = models.CharField(max_length=6, choices=particulars.Duration, blank=True)
    service_interrupted = models.BooleanField(default=False)
    people_turned_back = models.BooleanField(default=False)
    overdose_delayed = models.BooleanField(default=False)
    equipment_lost = models.BooleanField(default=False)
    staff_distressed = models.BooleanField(default=False)
    calmed = models.BooleanField(null=True)
    wish = models.CharField(max_length=9, choices=particulars.Wish, blank=True)
    source = models.CharField(max_length=9, choices=particulars.Source, blank=True)
    occurred_at = models.DateTimeField(_("when"))
    precision = models.CharField(_("how exact"), max_length=7, choices=Precision)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    key = models.UUIDField(editable=False)

    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.LOGGED)
    released_at = models.DateTimeField(null=True)
    time_grain = models.CharField(max_length=8, choices=TimeGrain, default=TimeGrain.MINUTE)
    place_grain = models.CharField(max_length=8, choices=PlaceGrain, default=PlaceGrain.DISTANCE)
    coarse_at = models.DateTimeField(null=True)
    listed_at = models.GeneratedField(
        expression=Coalesce("coarse_at", "occurred_at"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    counted_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)
    turn = models.CharField(max_length=6, choices=Side, null=True)
    turn_since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    site_state = models.CharField(max_length=16, choices=SiteState)
    hours_set = models.ForeignKey(
        HoursSet, models.PROTECT, related_name="+", null=True, db_index=False
    )
    in_force = models.ForeignKey(
        "protocols.InForce", models.PROTECT, related_name="+", null=True, db_index=False
    )
    site_speaker = models.ForeignKey(
        Designation, models.PROTECT, related_name="+", null=True, db_index=False
    )
    police_speaker = models.ForeignKey(
        Designation, models.PROTECT, related_name="+", null=True, db_index=False
    )

    objects = IncidentQuerySet.as_manager()

    # Once it was looked up for somebody (``finding.find``): no column.
    hanging: "Hanging | None" = None

    class Meta:
        ordering = ("-listed_at", "-id")
        indexes = [
            models.Index(F("listed_at").desc(), F("id").desc(), name="incidents_newest_first"),
            models.Index(
                "partnership", F("listed_at").desc(), F("id").desc(), name="incidents_of_a_pair"
            ),
            models.Index("site", F("listed_at").desc(), F("id").desc(), name="incidents_of_a_site"),
            models.Index(
                "organisation",
                "site",
                F("listed_at").desc(),
                name="incidents_not_released",
                condition=Q(released_at=None),
            ),
            models.Index(
                "partnership",
                "turn",
                "due_at",
                name="incidents_that_wait",
                condition=Q(turn__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_incident_per_press_of_the_button", fields=["logged_by", "key"]
            ),
            models.CheckConstraint(
                name="released_incident_has_a_partnership_and_a_time",
                condition=Q(stage=Stage.LOGGED, released_at=None)
                | Q(released_at__isnull=False, partnership__isnull=False) & ~Q(stage=Stage.LOGGED)
                # What is critical goes to the statutory body from its own lane.
                | Q(
                    stage__in=(Stage.REFERRED, Stage.CLOSED),
                    released_at=None,
                    severity=Severity.CRITICAL,
                ),
            ),
            models.CheckConstraint(
                name="turn_says_whose_and_since_when",
                condition=Q(turn=None, turn_since=None, due_at=None)
                | Q(turn__isnull=False, turn_since__isnull=False),
            ),
            models.CheckConstraint(
                name="incident_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="incident_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="incident_severity_is_known", condition=Q(severity__in=Severity.values)
            ),
            models.CheckConstraint(
                name="incident_did_not_happen_after_it_was_logged",
                condition=Q(occurred_at__lte=F("logged_at")),
            ),
            models.CheckConstraint(
                name="incident_is_shown_less_exactly_from_the_beginning_of_a_span",
                condition=Q(coarse_at=None, time_grain=TimeGrain.MINUTE)
                | Q(coarse_at__lte=F("occurred_at"), time_grain__in=["day_part", "day", "week"]),
            ),
            models.CheckConstraint(
                name="incident_place_grain_is_known",
                condition=Q(place_grain__in=PlaceGrain.values),
            ),
            models.CheckConstraint(
                name="incident_precision_is_known", condition=Q(precision__in=Precision.values)
            ),
            models.CheckConstraint(
                name="only_where_officers_come_do_they_say_why",
                condition=Q(circumstance="") | Q(kind__in=WITH_CIRCUMSTANCE),
            ),
            models.CheckConstraint(
                name="only_where_it_matters_is_a_threat_or_a_paper_told",
                condition=Q(threat="", instrument="") | Q(kind__in=WITH_SITUATION),
            ),
            *(
                models.CheckConstraint(
                    name=f"incident_{name}_is_known_or_open",
                    condition=Q(**{f"{name}__in": ["", *values]}),
                )
                for name, values in _TICKED.items()
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("incidents:incident_detail", args=[self.reference])

    def get_stage_display(self) -> str:  # type: ignore[no-redef]
        """As Django's, which goes through the words of all stages to find the one."""
        return str(Stage(self.stage).label)

    def get_severity_display(self) -> str:  # type: ignore[no-redef]
        """Likewise."""
        return str(Severity(self.severity).label)

    @property
    def stamp(self) -> str:
        """What a form hands back as ``seen``."""
        return self.stamp_at(self.revision)

    def stamp_at(self, revision: int) -> str:
        """It differs at each revision and counts none: moves that a side keeps to itself are
        revisions too, and the other side is not to learn how many there were."""
        return salted_hmac("incidents.stamp", f"{self.pk}/{revision}").hexdigest()[:16]

    @property
    def access_target(self) -> Partnership | Site:
        return self.partnership or self.site

    def party_id(self, side: Side) -> uuid.UUID:
        """The organisation on *side*."""
        if side == self.side:
            return self.organisation_id
        return self.site.operator_id if side is Side.SITE else self.pair.service_id

    def calendar_of(self, side: Side) -> deadlines.Calendar:
        """The days on which *side* of a released incident works."""
        return (self.site.operator if side is Side.SITE else self.pair.service).calendar

    @property
    def pair(self) -> Partnership:
        """The partnership of an incident that has one, as every released one has."""
        if self.partnership is None:
            raise ValueError("not released yet")
        return self.partnership

    @property
    def what(self) -> Kind:
        return KINDS[self.kind]

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        return self.site.tz

    @property
    def complaint_way(self) -> complaints.Way:
        """The way to a formal complaint about what happened on that day, by the site's clock."""
        return complaints.way(self.site, self.occurred_at.astimezone(self.tz).date())

    @property
    def is_critical(self) -> bool:
        """Such a matter is not settled here: it belongs to the statutory body."""
        return self.severity == Severity.CRITICAL

    @property
    def stays_with_its_side(self) -> bool:
        """A critical matter that the other side does not see; it goes to the statutory body from
        its own lane."""
        return self.is_critical and self.released_at is None

    @property
    def is_positive(self) -> bool:
        return self.valence == Valence.POSITIVE

    @property
    def author_side(self) -> Side:
        return Side(self.side)

    def lane_of(self, side: Side) -> Lane:
        """In which *side* writes what concerns whoever reads the incident: its own, until it is
        released."""
        return Lane.SHARED if self.released_at else Lane.of(side)
