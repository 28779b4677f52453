import django.db.models.deletion
import django.db.models.functions.comparison
import incidents.references
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("incidents", "0001_initial"),
        ("incidents", "0002_a_promise_is_checked"),
        ("incidents", "0003_mediation"),
        ("incidents", "0004_an_incident_has_particulars"),
        ("incidents", "0005_what_was_vouched_for"),
        ("incidents", "0006_drafts_of_the_log_form"),
        ("incidents", "0007_presence"),
        ("incidents", "0008_what_was_taken_out"),
        ("incidents", "0009_told_without_a_name"),
        ("incidents", "0010_officers_give_statements"),
        ("incidents", "0011_critical_matters"),
        ("incidents", "0012_turns_are_reminded_of"),
        ("incidents", "0013_mediated_agreements"),
        ("incidents", "0014_attachments"),
        ("incidents", "0015_a_promise_is_followed_up"),
        ("incidents", "0016_patterns"),
        ("incidents", "0017_how_exactly_it_is_shown"),
        ("incidents", "0018_mediation_meetings"),
        ("incidents", "0019_files_go_along"),
        ("incidents", "0020_what_both_sides_say_after"),
        ("incidents", "0021_with_the_leaders"),
        ("incidents", "0022_somebody_is_off_a_case"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("liaison", "0001_all_that_came_before"),
        ("protocols", "0001_all_that_came_before"),
        ("vault", "0001_initial"),
        ("visits", "0001_all_that_came_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=incidents.references.draw, editable=False, max_length=9, unique=True
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("P1", "Police vehicle stopped or parked in front"),
                            ("P2", "Patrols passing often and visibly"),
                            ("P3", "Officers waiting for, or stopping, people who arrive or leave"),
                            ("P4", "Filming, watching or reading number plates"),
                            ("P5", "Staff questioned while at work"),
                            ("E1", "Entry in operating hours, other than agreed"),
                            ("E2", "Entry without saying who and why"),
                            ("E3", "Staying after being asked to leave"),
                            ("E4", "Going further inside than was needed"),
                            ("E5", "Officers inside without being known as officers"),
                            ("E6", "More officers, equipment or dogs than agreed"),
                            ("K1", "Stop or identity check near the site"),
                            ("K2", "Search near the site that seemed other than agreed"),
                            ("K3", "Arrest or charge for possession near the site"),
                            ("K4", "Arrest on the premises"),
                            ("K5", "Equipment or naloxone taken or destroyed"),
                            ("K6", "Small amount of a substance taken"),
                            ("K7", "Force was used"),
                            ("K8", "Words that demean people"),
                            ("K9", "Ticket, or order to move on"),
                            ("K10", "Court condition that bars people from the area"),
                            ("K11", "Help at an overdose held back by police presence"),
                            ("I1", "Pressure to say who uses the site"),
                            ("I2", "Request for information without authority shown"),
                            ("I3", "Information given out by mistake"),
                            ("X1", "Emergency entry delayed or refused"),
                            ("X2", "Slow or no answer on the contact ladder"),
                            ("X3", "Unfriendly reception of a liaison or a visit"),
                            ("X4", "Dealing at the door not raised"),
                            ("X5", "Substances handed over in an unsafe way"),
                            ("X6", "Slow or no police response to a call"),
                            ("G1", "Officers helped when called"),
                            ("G2", "Officers gave naloxone or helped at an overdose"),
                            ("G3", "Officers told somebody about the site, or brought them"),
                            ("G4", "Discretion was used"),
                            ("G5", "A tense moment was calmed"),
                            ("G6", "Belongings or equipment given back"),
                            ("G7", "Drug alert shared"),
                            ("G8", "Staff helped officers"),
                            ("G9", "Praise for somebody's work"),
                            ("N1", "It nearly went wrong"),
                            ("N2", "Something to clarify"),
                            ("N3", "Lawful urgent entry"),
                        ],
                        max_length=3,
                        verbose_name="what kind",
                    ),
                ),
                (
                    "valence",
                    models.CharField(
                        choices=[
                            ("positive", "Positive"),
                            ("neutral", "Neutral"),
                            ("negative", "Difficult"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "A good encounter"),
                            (1, "Minor, or for information"),
                            (2, "Moderate: matters if it goes on"),
                            (3, "Serious: keeps people away, or touches rights"),
                            (4, "Critical: force, injury, an alleged crime, a breach"),
                        ],
                        verbose_name="how serious",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("consumption", "Inside: consumption room"),
                            ("inside", "Inside: elsewhere"),
                            ("entrance", "At a door"),
                            ("frontage", "In front of the site"),
                            ("perimeter", "Nearby, in the agreed area"),
                            ("route", "On the way to or from"),
                            ("mobile_stop", "At a mobile stop"),
                            ("outreach", "At outreach, off site"),
                            ("remote", "By telephone or online"),
                        ],
                        max_length=12,
                        verbose_name="where",
                    ),
                ),
                (
                    "distance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-15", "up to 15 m"),
                            ("15-50", "15 to 50 m"),
                            ("50-100", "50 to 100 m"),
                            ("100-250", "100 to 250 m"),
                            ("250+", "more than 250 m"),
                        ],
                        max_length=7,
                        verbose_name="how far from the door",
                    ),
                ),
                (
                    "initiator",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Staff called or asked for officers"),
                            ("officers", "Officers came of their own accord"),
                            ("others", "Somebody else called officers"),
                            ("chance", "Nobody: they met by chance"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "circumstance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("C01", "Staff called for help in an emergency"),
                            ("C02", "Staff asked for help that can wait"),
                            ("C03", "An overdose or medical emergency, and staff did not call"),
                            ("C04", "Violence, a weapon, fire or serious harm under way"),
                            ("C05", "Following somebody who is running from police"),
                            ("C06", "An arrest warrant for somebody believed to be inside"),
                            ("C07", "A warrant to enter or search the premises"),
                            ("C08", "A production order, or a request for records or video"),
                            ("C09", "Asking whether somebody is inside"),
                            ("C10", "Speaking with a victim or a witness of a crime"),
                            ("C11", "Somebody inside is believed to hold drugs for their own use"),
                            ("C12", "Somebody inside is believed to be selling drugs"),
                            ("C13", "Routine patrol, a look inside, warming up"),
                            ("C14", "A booked visit, tour or training"),
                            ("C15", "Bringing somebody who wants to use the site"),
                            ("C16", "Traffic, parking or other business in the street"),
                            ("C17", "A disturbance near the site, reported by a neighbour"),
                            ("C18", "A death on the site"),
                            ("C19", "An inspection by a regulator, with police"),
                            ("C20", "An alarm or a break-in outside operating hours"),
                            ("C21", "A bomb threat, a major incident or an evacuation"),
                            ("C22", "None of these"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "officers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "One"),
                            ("2", "Two"),
                            ("3-4", "Three or four"),
                            ("5+", "Five or more"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "people",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Nobody"),
                            ("1", "One person"),
                            ("2-4", "Two to four"),
                            ("5+", "Five or more"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "arrival",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("marked", "In a marked vehicle"),
                            ("unmarked", "In an unmarked vehicle"),
                            ("foot", "On foot"),
                            ("bike", "By bicycle"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "attire",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("uniform", "Uniform"),
                            ("plain", "Plain clothes"),
                            ("tactical", "Tactical gear"),
                            ("mixed", "Not all the same"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "duration",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-5", "under 5 minutes"),
                            ("5-15", "5 to 15 minutes"),
                            ("15-60", "15 minutes to an hour"),
                            ("60-240", "1 to 4 hours"),
                            ("240+", "more than 4 hours"),
                        ],
                        max_length=6,
                    ),
                ),
                ("service_interrupted", models.BooleanField(default=False)),
                ("people_turned_back", models.BooleanField(default=False)),
                ("overdose_delayed", models.BooleanField(default=False)),
                ("equipment_lost", models.BooleanField(default=False)),
                ("staff_distressed", models.BooleanField(default=False)),
                ("calmed", models.BooleanField(null=True)),
                (
                    "wish",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("log_only", "Nothing more: it is on record"),
                            ("discuss", "That the two sides talk about it"),
                            ("mediate", "That somebody neutral mediates"),
                            ("complaint", "To know how to make a formal complaint"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "I saw it"),
                            ("colleague", "A colleague told me"),
                            ("told", "Somebody who uses the site told me"),
                        ],
                        max_length=9,
                    ),
                ),
                ("occurred_at", models.DateTimeField(verbose_name="when")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("exact", "This time"),
                            ("hour", "Within an hour of it"),
                            ("day", "Some time that day"),
                            ("unknown", "Not sure"),
                        ],
                        max_length=7,
                        verbose_name="how exact",
                    ),
                ),
                ("logged_at", models.DateTimeField()),
                ("key", models.UUIDField(editable=False)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("logged", "Logged"),
                            ("released", "Released"),
                            ("acknowledged", "Acknowledged"),
                            ("discussion", "In discussion"),
                            ("mediation", "In mediation"),
                            ("escalated", "With the leaders"),
                            ("settled", "Settled"),
                            ("referred", "Referred"),
                            ("closed", "Closed"),
                        ],
                        default="logged",
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "time_grain",
                    models.CharField(
                        choices=[
                            ("minute", "The time as it was logged"),
                            ("day_part", "The part of the day"),
                            ("day", "Only the day"),
                            ("week", "Only the week"),
                        ],
                        default="minute",
                        max_length=8,
                    ),
                ),
                (
                    "place_grain",
                    models.CharField(
                        choices=[
                            ("distance", "Where, and how far from the door"),
                            ("area", "Where, but not how far from the door"),
                        ],
                        default="distance",
                        max_length=8,
                    ),
                ),
                ("coarse_at", models.DateTimeField(null=True)),
                (
                    "listed_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "coarse_at", "occurred_at"
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
                ("counted_at", models.DateTimeField(null=True)),
                (
                    "turn",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6, null=True
                    ),
                ),
                ("turn_since", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "site_state",
                    models.CharField(
                        choices=[
                            ("operating", "Operating"),
                            ("non_operational", "Outside operating hours"),
                            ("suspended", "Suspended"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "hours_set",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.hoursset",
                    ),
                ),
                (
                    "in_force",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="protocols.inforce",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "police_speaker",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.designation",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="liaison.site",
                    ),
                ),
                (
                    "site_speaker",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.designation",
                    ),
                ),
            ],
            options={
                "ordering": ("-listed_at", "-id"),
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("listed_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="incidents_newest_first",
                    ),
                    models.Index(
                        models.F("partnership"),
                        models.OrderBy(models.F("listed_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="incidents_of_a_pair",
                    ),
                    models.Index(
                        models.F("site"),
                        models.OrderBy(models.F("listed_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="incidents_of_a_site",
                    ),
                    models.Index(
                        models.F("organisation"),
                        models.F("site"),
                        models.OrderBy(models.F("listed_at"), descending=True),
                        condition=models.Q(("released_at", None)),
                        name="incidents_not_released",
                    ),
                    models.Index(
                        models.F("partnership"),
                        models.F("turn"),
                        models.F("due_at"),
                        condition=models.Q(("turn__isnull", False)),
                        name="incidents_that_wait",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("logged_by", "key"), name="one_incident_per_press_of_the_button"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("released_at", None), ("stage", "logged")),
                            models.Q(
                                ("partnership__isnull", False),
                                ("released_at__isnull", False),
                                models.Q(("stage", "logged"), _negated=True),
                            ),
                            models.Q(
                                ("released_at", None),
                                ("severity", 4),
                                ("stage__in", ("referred", "closed")),
                            ),
                            _connector="OR",
                        ),
                        name="released_incident_has_a_partnership_and_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at", None), ("turn", None), ("turn_since", None)),
                            models.Q(("turn__isnull", False), ("turn_since__isnull", False)),
                            _connector="OR",
                        ),
                        name="turn_says_whose_and_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "logged",
                                    "released",
                                    "acknowledged",
                                    "discussion",
                                    "mediation",
                                    "escalated",
                                    "settled",
                                    "referred",
                                    "closed",
                                ],
                            )
                        ),
                        name="incident_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="incident_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", [0, 1, 2, 3, 4])),
                        name="incident_severity_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_at__lte", models.F("logged_at"))),
                        name="incident_did_not_happen_after_it_was_logged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("coarse_at", None), ("time_grain", "minute")),
                            models.Q(
                                ("coarse_at__lte", models.F("occurred_at")),
                                ("time_grain__in", ["day_part", "day", "week"]),
                            ),
                            _connector="OR",
                        ),
                        name="incident_is_shown_less_exactly_from_the_beginning_of_a_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place_grain__in", ["distance", "area"])),
                        name="incident_place_grain_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("circumstance", ""),
                            (
                                "kind__in",
                                [
                                    "P1",
                                    "P2",
                                    "P3",
                                    "P4",
                                    "P5",
                                    "E1",
                                    "E2",
                                    "E3",
                                    "E4",
                                    "E5",
                                    "E6",
                                    "K4",
                                    "I1",
                                    "I2",
                                    "X1",
                                    "N1",
                                    "N3",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="only_where_officers_come_do_they_say_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("initiator__in", ["", "staff", "officers", "others", "chance"])
                        ),
                        name="incident_initiator_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "circumstance__in",
                                [
                                    "",
                                    "C01",
                                    "C02",
                                    "C03",
                                    "C04",
                                    "C05",
                                    "C06",
                                    "C07",
                                    "C08",
                                    "C09",
                                    "C10",
                                    "C11",
                                    "C12",
                                    "C13",
                                    "C14",
                                    "C15",
                                    "C16",
                                    "C17",
                                    "C18",
                                    "C19",
                                    "C20",
                                    "C21",
                                    "C22",
                                ],
                            )
                        ),
                        name="incident_circumstance_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("officers__in", ["", "1", "2", "3-4", "5+"])),
                        name="incident_officers_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__in", ["", "none", "1", "2-4", "5+"])),
                        name="incident_people_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("arrival__in", ["", "marked", "unmarked", "foot", "bike"])
                        ),
                        name="incident_arrival_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attire__in", ["", "uniform", "plain", "tactical", "mixed"])
                        ),
                        name="incident_attire_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duration__in", ["", "0-5", "5-15", "15-60", "60-240", "240+"])
                        ),
                        name="incident_duration_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wish__in", ["", "log_only", "discuss", "mediate", "complaint"])
                        ),
                        name="incident_wish_is_known_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["", "seen", "colleague", "told"])),
                        name="incident_source_is_known_or_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6, null=True
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "turn_before",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("back", "Both sides talk again"),
                            ("mediate", "Both sides are asked whether they want to mediate"),
                            ("settle", "It is settled, in these words"),
                            ("refer", "It goes to the statutory body"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("incident",),
                        name="an_incident_is_with_the_leaders_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("way", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("way__in", ["back", "mediate", "settle", "refer"]),
                            ),
                            _connector="OR",
                        ),
                        name="ended_escalation_has_its_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogDraft",
            fields=[
                ("ciphertext", models.BinaryField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("form", models.UUIDField(editable=False)),
                ("window", models.UUIDField(editable=False)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                ("lapses_at", models.DateTimeField()),
                ("warned_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
            ],
            options={
                "ordering": ("-saved_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["lapses_at"],
                        name="drafts_that_lapse",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "form"), name="one_draft_for_one_form_of_one_author"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ciphertext", b""), _connector="OR"
                        ),
                        name="draft_that_ended_holds_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediationCase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "offered_side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("consent_until", models.DateTimeField()),
                ("terms_version", models.CharField(max_length=12)),
                (
                    "turn_before",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("not_proceeding", "Not proceeding"),
                            ("agreed", "Both agree"),
                            ("assigning", "Mediator named"),
                            ("terms", "Terms to sign"),
                            ("sessions", "Talking with the mediator"),
                            ("drafting", "Agreement in draft"),
                            ("signing", "Agreement to sign"),
                            ("cooling_off", "Time to think again"),
                            ("follow_up", "Promises followed up"),
                            ("closed", "Closed"),
                            ("withdrawn", "Ended early"),
                        ],
                        default="offered",
                        max_length=14,
                        verbose_name="stage",
                    ),
                ),
                ("stage_since", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreement", "We agreed what each side will do"),
                            ("explained", "It was explained or acknowledged"),
                            ("clarified", "It was clarified: it fits the protocol"),
                            ("instruction", "A parking or patrol instruction changes"),
                            ("training", "A briefing or training follows"),
                            ("protocol", "A change of the protocol is proposed"),
                            ("ladder", "The contact ladder is put right"),
                            ("partial", "Settled in part"),
                            ("unresolved", "We see it differently and leave it there"),
                            ("thanked", "Thanks were given"),
                        ],
                        max_length=12,
                        verbose_name="how it ended",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations",
                        to="incidents.incident",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-offered_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["stage", "due_at"],
                        name="mediations_that_go_on",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("incident",),
                        name="one_open_mediation_per_incident",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "offered",
                                    "not_proceeding",
                                    "agreed",
                                    "assigning",
                                    "terms",
                                    "sessions",
                                    "drafting",
                                    "signing",
                                    "cooling_off",
                                    "follow_up",
                                    "closed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="mediation_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offered_side__in", ["site", "police"]),
                            ("turn_before__in", ["site", "police"]),
                        ),
                        name="mediation_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("stage__in", ["closed", "not_proceeding", "withdrawn"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("stage__in", ["closed", "not_proceeding", "withdrawn"]),
                                    _negated=True,
                                ),
                                ("closed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="mediation_has_ended_where_nothing_follows",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_at", None), ("stage__in", ("offered", "not_proceeding"))
                            ),
                            models.Q(
                                models.Q(
                                    ("stage__in", ("offered", "not_proceeding")), _negated=True
                                ),
                                ("agreed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="mediation_goes_on_only_where_both_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            models.Q(
                                (
                                    "outcome__in",
                                    [
                                        "agreement",
                                        "explained",
                                        "clarified",
                                        "instruction",
                                        "training",
                                        "protocol",
                                        "ladder",
                                        "partial",
                                        "unresolved",
                                        "thanked",
                                    ],
                                ),
                                ("stage", "closed"),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_closed_mediation_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediationMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("told_revision", models.PositiveIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="incidents.mediationcase",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="MediationMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=12)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("not_proceeding", "Not proceeding"),
                            ("agreed", "Both agree"),
                            ("assigning", "Mediator named"),
                            ("terms", "Terms to sign"),
                            ("sessions", "Talking with the mediator"),
                            ("drafting", "Agreement in draft"),
                            ("signing", "Agreement to sign"),
                            ("cooling_off", "Time to think again"),
                            ("follow_up", "Promises followed up"),
                            ("closed", "Closed"),
                            ("withdrawn", "Ended early"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6, null=True
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="incidents.mediationcase",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="one_move_of_a_mediation_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "offered",
                                    "not_proceeding",
                                    "agreed",
                                    "assigning",
                                    "terms",
                                    "sessions",
                                    "drafting",
                                    "signing",
                                    "cooling_off",
                                    "follow_up",
                                    "closed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="move_of_a_mediation_has_a_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side", None),
                            models.Q(
                                ("side__in", ["site", "police"]),
                                models.Q(
                                    ("by", uuid.UUID("00000000-0000-0000-0000-000000000000")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="the_portal_moves_a_mediation_for_neither_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediatorAssignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("challenged", "Challenged"),
                            ("stepped_back", "Stepped back"),
                            ("case_ended", "The mediation ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="incidents.mediationcase",
                    ),
                ),
                (
                    "mediator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["mediator"],
                        name="mediations_of_a_mediator",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case",),
                        name="one_mediator_at_a_time",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "number"), name="mediators_are_counted"
                    ),
                    models.UniqueConstraint(
                        fields=("case", "mediator"), name="nobody_is_named_twice_for_a_mediation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_why", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_why__in", ["challenged", "stepped_back", "case_ended"]),
                            ),
                            _connector="OR",
                        ),
                        name="ended_assignment_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediatorAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("challenges", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.mediationcase",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="incidents.mediatorassignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "side"), name="each_side_answers_once_to_a_mediator"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("challenges", True)),
                        fields=("case", "side"),
                        name="one_challenge_per_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="answer_to_a_mediator_has_a_known_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingSuggestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("on_site", "At the site"),
                            ("off_site", "Somewhere else"),
                            ("virtual", "By telephone or video"),
                        ],
                        max_length=8,
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=120)),
                ("party_size", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="incidents.mediationcase",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="suggested_meeting_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pattern",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("kind", "The same kind again"),
                            ("cluster", "The same place, hours and clause again"),
                        ],
                        max_length=8,
                    ),
                ),
                ("cell", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("P1", "Police vehicle stopped or parked in front"),
                            ("P2", "Patrols passing often and visibly"),
                            ("P3", "Officers waiting for, or stopping, people who arrive or leave"),
                            ("P4", "Filming, watching or reading number plates"),
                            ("P5", "Staff questioned while at work"),
                            ("E1", "Entry in operating hours, other than agreed"),
                            ("E2", "Entry without saying who and why"),
                            ("E3", "Staying after being asked to leave"),
                            ("E4", "Going further inside than was needed"),
                            ("E5", "Officers inside without being known as officers"),
                            ("E6", "More officers, equipment or dogs than agreed"),
                            ("K1", "Stop or identity check near the site"),
                            ("K2", "Search near the site that seemed other than agreed"),
                            ("K3", "Arrest or charge for possession near the site"),
                            ("K4", "Arrest on the premises"),
                            ("K5", "Equipment or naloxone taken or destroyed"),
                            ("K6", "Small amount of a substance taken"),
                            ("K7", "Force was used"),
                            ("K8", "Words that demean people"),
                            ("K9", "Ticket, or order to move on"),
                            ("K10", "Court condition that bars people from the area"),
                            ("K11", "Help at an overdose held back by police presence"),
                            ("I1", "Pressure to say who uses the site"),
                            ("I2", "Request for information without authority shown"),
                            ("I3", "Information given out by mistake"),
                            ("X1", "Emergency entry delayed or refused"),
                            ("X2", "Slow or no answer on the contact ladder"),
                            ("X3", "Unfriendly reception of a liaison or a visit"),
                            ("X4", "Dealing at the door not raised"),
                            ("X5", "Substances handed over in an unsafe way"),
                            ("X6", "Slow or no police response to a call"),
                            ("G1", "Officers helped when called"),
                            ("G2", "Officers gave naloxone or helped at an overdose"),
                            ("G3", "Officers told somebody about the site, or brought them"),
                            ("G4", "Discretion was used"),
                            ("G5", "A tense moment was calmed"),
                            ("G6", "Belongings or equipment given back"),
                            ("G7", "Drug alert shared"),
                            ("G8", "Staff helped officers"),
                            ("G9", "Praise for somebody's work"),
                            ("N1", "It nearly went wrong"),
                            ("N2", "Something to clarify"),
                            ("N3", "Lawful urgent entry"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consumption", "Inside: consumption room"),
                            ("inside", "Inside: elsewhere"),
                            ("entrance", "At a door"),
                            ("frontage", "In front of the site"),
                            ("perimeter", "Nearby, in the agreed area"),
                            ("route", "On the way to or from"),
                            ("mobile_stop", "At a mobile stop"),
                            ("outreach", "At outreach, off site"),
                            ("remote", "By telephone or online"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "day_part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("night", "0–6"),
                            ("morning", "6–12"),
                            ("afternoon", "12–18"),
                            ("evening", "18–24"),
                        ],
                        max_length=9,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("open", "To talk over"),
                            ("proposed", "An end is proposed"),
                            ("closed", "Talked over"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "clause",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="protocols.clause",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns",
                        to="liaison.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ("-opened_at", "id"),
                "indexes": [
                    models.Index(
                        fields=["partnership", "opened_at"], name="patterns_of_a_partnership"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "closed"), _negated=True),
                        fields=("partnership", "cell"),
                        name="one_talk_is_open_for_a_pattern",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area", ""),
                                ("clause", None),
                                ("day_part", ""),
                                ("rule", "kind"),
                                models.Q(("kind", ""), _negated=True),
                            ),
                            models.Q(
                                ("clause__isnull", False),
                                ("kind", ""),
                                ("rule", "cluster"),
                                models.Q(("area", ""), _negated=True),
                                models.Q(("day_part", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pattern_is_of_a_kind_or_a_cluster",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["open", "proposed", "closed"])),
                        name="pattern_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("stage", "closed")),
                            models.Q(
                                models.Q(("stage", "closed"), _negated=True), ("closed_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="pattern_that_was_talked_over_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PatternEnd",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField()),
                ("is_agreed", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="incidents.pattern",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "indexes": [models.Index(fields=["pattern", "at"], name="ends_of_a_pattern")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("answered_at", None), ("is_agreed", True), _connector="OR"
                        ),
                        fields=("pattern",),
                        name="one_end_of_a_pattern_waits_or_is_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None), ("answered_by", None), ("is_agreed", None)
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("is_agreed__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answered_end_of_a_pattern_says_how_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by", None),
                            models.Q(("answered_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_answers_their_own_end_of_a_pattern",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="end_of_a_pattern_is_of_one_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresenceTap",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vehicle", "Police vehicle out front"),
                            ("at_the_door", "Officer at the door, left"),
                            ("patrol", "Patrol passed"),
                            ("came_in", "Officer came in"),
                            ("well", "All well: a wave, a word"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "id"),
                "indexes": [models.Index(fields=["site", "at"], name="taps_of_a_site")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["vehicle", "at_the_door", "patrol", "came_in", "well"])
                        ),
                        name="tap_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None), ("undone_at__gte", models.F("at")), _connector="OR"
                        ),
                        name="tap_is_undone_after_it_was_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresenceWeek",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_on", models.DateField()),
                ("counts", models.JSONField()),
                ("total", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField()),
                ("noted_at", models.DateTimeField(null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-starts_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "starts_on"), name="a_week_is_sent_to_a_service_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_at", None), ("noted_by", None)),
                            models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="noted_week_has_a_time_and_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "declared_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="incidents.incident",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("declared_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("incident", "person"),
                        name="somebody_is_off_a_case_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="recusal_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ended_recusal_has_a_time_and_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("thing", models.UUIDField()),
                (
                    "part",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police"), ("mediator", "Mediator")],
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "tier",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Half of the time is over"),
                            (2, "Four fifths of the time are over"),
                            (3, "The time is over"),
                            (4, "A business day late"),
                            (5, "Much later than agreed"),
                        ]
                    ),
                ),
                ("posts", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "indexes": [
                    models.Index(fields=["incident", "at"], name="reminders_of_an_incident")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("thing", "part", "since", "tier"),
                        name="a_turn_is_reminded_of_once_a_tier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["site", "police", "mediator"])),
                        name="reminder_part_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tier__in", [1, 2, 3, 4, 5])),
                        name="reminder_tier_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("ciphertext", models.BinaryField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "lane",
                    models.CharField(
                        choices=[
                            ("site", "Site only"),
                            ("police", "Police only"),
                            ("shared", "Both sides"),
                            ("site_mediator", "Site with mediator"),
                            ("police_mediator", "Police with mediator"),
                            ("mediator", "Mediator only"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("narrative", "What happened"),
                            ("done", "What was done about it"),
                            ("note", "Note"),
                            ("restricted", "Badge or fleet number"),
                            ("discussion", "Answer"),
                            ("settlement", "Settlement"),
                            ("commitment", "Promise"),
                            ("call", "Whom we told"),
                            ("officer", "Statement of an officer"),
                            ("planned", "To be released"),
                            ("confided", "In confidence"),
                            ("body_number", "Number given by the statutory body"),
                            ("reason", "Reason"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "author_side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6, null=True
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="incidents.mediatorassignment",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="incidents.incident",
                    ),
                ),
                (
                    "released_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="released_as",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "indexes": [
                    models.Index(fields=["incident", "lane", "at"], name="words_of_an_incident")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lane__in",
                                [
                                    "site",
                                    "police",
                                    "shared",
                                    "site_mediator",
                                    "police_mediator",
                                    "mediator",
                                ],
                            )
                        ),
                        name="statement_lane_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_from", None), ("lane", "shared"), _connector="OR"
                        ),
                        name="only_shared_words_are_released",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("author_side", "police"),
                                ("lane__in", ("site", "site_mediator")),
                                _negated=True,
                            ),
                            models.Q(
                                ("author_side", "site"),
                                ("lane__in", ("police", "police_mediator")),
                                _negated=True,
                            ),
                        ),
                        name="nobody_writes_in_the_lane_of_the_other_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("author_side__in", ["site", "police"]),
                                ("author_side__isnull", False),
                                models.Q(("lane", "mediator"), _negated=True),
                            ),
                            models.Q(
                                ("assignment__isnull", False),
                                ("author_side", None),
                                models.Q(("lane__in", ("site", "police")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="the_mediator_writes_in_no_lane_of_one_side_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assignment__isnull", False),
                            models.Q(
                                ("lane__in", ("site_mediator", "police_mediator", "mediator")),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="words_in_confidence_are_written_to_one_mediator",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadersWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("back", "Both sides talk again"),
                            ("mediate", "Both sides are asked whether they want to mediate"),
                            ("settle", "It is settled, in these words"),
                            ("refer", "It goes to the statutory body"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreement", "We agreed what each side will do"),
                            ("explained", "It was explained or acknowledged"),
                            ("clarified", "It was clarified: it fits the protocol"),
                            ("instruction", "A parking or patrol instruction changes"),
                            ("training", "A briefing or training follows"),
                            ("protocol", "A change of the protocol is proposed"),
                            ("ladder", "The contact ladder is put right"),
                            ("partial", "Settled in part"),
                            ("unresolved", "We see it differently and leave it there"),
                            ("thanked", "Thanks were given"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="incidents.escalation",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("escalation", "side"), name="one_word_of_each_sides_leader"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="leaders_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["back", "mediate", "settle", "refer"])),
                        name="leaders_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("way", "settle"), _negated=True), ("outcome", "")),
                            models.Q(
                                (
                                    "outcome__in",
                                    [
                                        "agreement",
                                        "explained",
                                        "clarified",
                                        "instruction",
                                        "training",
                                        "protocol",
                                        "ladder",
                                        "partial",
                                        "unresolved",
                                        "thanked",
                                    ],
                                ),
                                ("text__isnull", False),
                                ("way", "settle"),
                            ),
                            _connector="OR",
                        ),
                        name="leaders_settle_in_words_and_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("body", models.CharField(max_length=160, verbose_name="to which body")),
                ("referred_on", models.DateField(verbose_name="on")),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6, null=True
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="incidents.incident",
                    ),
                ),
                (
                    "number",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side", None),
                            models.Q(("side__in", ["site", "police"]), ("side__isnull", False)),
                            _connector="OR",
                        ),
                        name="referral_side_is_known_or_both",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "recognisable",
                    models.CharField(
                        choices=[("no", "No"), ("perhaps", "Yes, or I am not sure")], max_length=8
                    ),
                ),
                (
                    "time_grain",
                    models.CharField(
                        choices=[
                            ("minute", "The time as it was logged"),
                            ("day_part", "The part of the day"),
                            ("day", "Only the day"),
                            ("week", "Only the week"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "place_grain",
                    models.CharField(
                        choices=[
                            ("distance", "Where, and how far from the door"),
                            ("area", "Where, but not how far from the door"),
                        ],
                        max_length=8,
                    ),
                ),
                ("with_identifiers", models.BooleanField()),
                ("files", models.JSONField(default=list)),
                ("decided_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("released", "carried out"),
                            ("recalled", "taken back"),
                            ("lapsed", "not possible any more"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="incidents.incident",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "words",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("decided_at", "id"),
                "indexes": [
                    models.Index(
                        models.F("due_at"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="releases_that_wait",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("incident",),
                        name="one_release_is_planned_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recognisable__in", ["no", "perhaps"])),
                        name="release_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at", None), ("ended_as", "released"), ("words", None)),
                            models.Q(("due_at__isnull", False), ("words__isnull", False)),
                            _connector="OR",
                        ),
                        name="planned_release_has_its_words_and_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_as", ""), ("ended_at", None)),
                            models.Q(
                                ("ended_as__in", ["released", "recalled", "lapsed"]),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="release_that_ended_says_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("agreement", "We agreed what each side will do"),
                            ("explained", "It was explained or acknowledged"),
                            ("clarified", "It was clarified: it fits the protocol"),
                            ("instruction", "A parking or patrol instruction changes"),
                            ("training", "A briefing or training follows"),
                            ("protocol", "A change of the protocol is proposed"),
                            ("ladder", "The contact ladder is put right"),
                            ("partial", "Settled in part"),
                            ("unresolved", "We see it differently and leave it there"),
                            ("thanked", "Thanks were given"),
                        ],
                        max_length=12,
                        verbose_name="how it ends",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6, null=True
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="incidents.mediatorassignment",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="incidents.incident",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("proposed_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("incident",),
                        name="one_settlement_is_open_or_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("ended_at", None), _connector="OR"
                        ),
                        name="settlement_is_accepted_or_ended_not_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("accepted_by", None)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="accepted_settlement_has_a_time_and_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ended_settlement_has_a_time_and_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by", None),
                            models.Q(("accepted_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_accepts_their_own_settlement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assignment", None), ("side__isnull", False)),
                            models.Q(("assignment__isnull", False), ("side", None)),
                            _connector="OR",
                        ),
                        name="settlement_is_proposed_by_a_side_or_drafted_by_a_mediator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "agreement",
                                    "explained",
                                    "clarified",
                                    "instruction",
                                    "training",
                                    "protocol",
                                    "ladder",
                                    "partial",
                                    "unresolved",
                                    "thanked",
                                ],
                            )
                        ),
                        name="settlement_outcome_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="whose promise",
                    ),
                ),
                ("post", models.CharField(max_length=120, verbose_name="who, by post")),
                ("due_on", models.DateField(verbose_name="by")),
                ("done_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("kept", "Kept"), ("not_kept", "Not kept")],
                        max_length=8,
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "We saw it ourselves"),
                            ("visit", "It was there on a visit"),
                            ("record", "We were shown a record of it"),
                            ("told", "We were told so"),
                            ("nothing", "Nothing was seen or shown"),
                        ],
                        max_length=8,
                    ),
                ),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="incidents.settlement",
                    ),
                ),
                (
                    "what",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("checked_at", None)),
                        fields=["due_on"],
                        name="promises_not_checked",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="commitment_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "kept", "not_kept"])),
                        name="commitment_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("verdict", "")),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                ("checked_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="checked_commitment_has_a_verdict_and_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence", ""),
                            models.Q(
                                ("evidence__in", ["seen", "visit", "record", "told", "nothing"]),
                                models.Q(("verdict", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_evidence_is_known_and_of_a_check",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence", "nothing"), ("verdict", "kept"), _negated=True
                        ),
                        name="promise_is_not_kept_by_nothing_seen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("kept", "Kept"), ("not_kept", "Not kept")],
                        max_length=8,
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "We saw it ourselves"),
                            ("visit", "It was there on a visit"),
                            ("record", "We were shown a record of it"),
                            ("told", "We were told so"),
                            ("nothing", "Nothing was seen or shown"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="incidents.commitment",
                    ),
                ),
            ],
            options={
                "ordering": ("days",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["due_at"],
                        name="follow_ups_not_answered",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commitment", "days"),
                        name="a_promise_is_followed_up_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("evidence", ""), ("verdict", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("evidence__in", ["seen", "visit", "record", "told", "nothing"]),
                                ("verdict__in", ["kept", "not_kept"]),
                            ),
                            _connector="OR",
                        ),
                        name="answered_follow_up_has_verdict_evidence_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence", "nothing"), ("verdict", "kept"), _negated=True
                        ),
                        name="promise_is_not_still_kept_by_nothing_seen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=12)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("logged", "Logged"),
                            ("released", "Released"),
                            ("acknowledged", "Acknowledged"),
                            ("discussion", "In discussion"),
                            ("mediation", "In mediation"),
                            ("escalated", "With the leaders"),
                            ("settled", "Settled"),
                            ("referred", "Referred"),
                            ("closed", "Closed"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6, null=True
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.commitment",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="incidents.incident",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "number"), name="one_move_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "logged",
                                    "released",
                                    "acknowledged",
                                    "discussion",
                                    "mediation",
                                    "escalated",
                                    "settled",
                                    "referred",
                                    "closed",
                                ],
                            )
                        ),
                        name="move_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("side__in", ["site", "police"]), ("side__isnull", False)),
                            models.Q(
                                ("by", uuid.UUID("00000000-0000-0000-0000-000000000000")),
                                ("side", None),
                            ),
                            _connector="OR",
                        ),
                        name="move_side_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementLink",
            fields=[
                ("ciphertext", models.BinaryField()),
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("post", models.CharField(max_length=120, verbose_name="who, by post")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("-issued_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statement", None), ("used_at", None)),
                            models.Q(("statement__isnull", False), ("used_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="used_link_has_its_statement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at", None), ("revoked_at", None), _connector="OR"
                        ),
                        name="link_is_used_or_revoked_not_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at", None),
                            ("used_at__lt", models.F("expires_at")),
                            _connector="OR",
                        ),
                        name="link_is_used_before_it_expires",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveySlip",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("is_answered", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slips",
                        to="incidents.mediationcase",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_answered", False)),
                        fields=["asked_at"],
                        name="survey_slips_not_answered",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "side"), name="each_side_is_surveyed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="survey_side_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyTally",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("heard", "Was your side heard?"),
                            ("fair", "Was it fair?"),
                            ("neutral", "Was the mediator neutral?"),
                            ("again", "Would your side do it again?"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[("yes", "Yes"), ("partly", "In part"), ("no", "No")], max_length=8
                    ),
                ),
                ("counted", models.PositiveIntegerField(default=0)),
                ("shown", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "said"), name="survey_has_one_tally_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("question__in", ["heard", "fair", "neutral", "again"]),
                            ("said__in", ["yes", "partly", "no"]),
                        ),
                        name="survey_tally_is_of_a_known_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shown__lte", models.F("counted"))),
                        name="survey_shows_no_more_than_was_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsSignature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police"), ("mediator", "Mediator")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="incidents.mediatorassignment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "who"), name="terms_have_one_signature_of_each"
                    ),
                    models.UniqueConstraint(
                        fields=("assignment", "by"), name="nobody_signs_terms_twice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who__in", ["site", "police", "mediator"])),
                        name="terms_are_signed_by_the_three",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("ciphertext", models.BinaryField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("site", "Only this site reads it"),
                            ("raise", "This site may raise it with the police, without details"),
                            ("count", "Only count it"),
                        ],
                        max_length=5,
                    ),
                ),
                ("received_on", models.DateField()),
                ("shown_from", models.DateTimeField()),
                ("read_by", models.DateField()),
                ("slip_hash", models.CharField(max_length=64, unique=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("received", "Not read yet"),
                            ("read", "Read"),
                            ("taken_up", "Taken up"),
                            ("set_aside", "Not taken up"),
                        ],
                        default="received",
                        max_length=9,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("logged", "Taken up: logged as an incident"),
                            ("within", "Taken up: the site does something about it itself"),
                            ("review", "Taken up: for the next review of what was agreed"),
                            ("thanked", "Taken up: thanks are passed on"),
                            ("dealt", "Not taken up: it has been dealt with already"),
                            ("unclear", "Not taken up: there is too little to go on"),
                            ("elsewhere", "Not taken up: another body is there for it"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("-shown_from", "-id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage__in", ("received", "read"))),
                        fields=["site", "shown_from"],
                        name="told_that_waits",
                    ),
                    models.Index(fields=["site", "-shown_from", "-id"], name="told_newest_first"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["received", "read", "taken_up", "set_aside"])
                        ),
                        name="told_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wish__in", ("site", "raise"))),
                        name="what_is_only_counted_is_not_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_by", None),
                                ("incident", None),
                                ("stage__in", ("received", "read")),
                            ),
                            models.Q(
                                (
                                    "answer__in",
                                    [
                                        "logged",
                                        "within",
                                        "review",
                                        "thanked",
                                        "dealt",
                                        "unclear",
                                        "elsewhere",
                                    ],
                                ),
                                ("answered_by__isnull", False),
                                models.Q(("stage__in", ("received", "read")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="told_is_answered_where_it_is_taken_up_or_set_aside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("incident", None), ("wish", "raise"), _connector="OR"),
                        name="only_what_may_be_raised_becomes_an_incident",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("week", models.DateField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("outside", "Police stood or parked outside"),
                            ("stopped", "Somebody was stopped, or asked for papers"),
                            ("searched", "Somebody was searched"),
                            ("taken", "Things were taken away"),
                            ("moved", "Somebody was sent away, or got a ticket"),
                            ("arrested", "Somebody was arrested"),
                            ("inside", "Police came inside"),
                            ("watched", "Somebody was filmed or watched"),
                            ("words", "Hurtful words were said"),
                            ("force", "Somebody was hurt, or held by force"),
                            ("help", "Help at an overdose was held up"),
                            ("good", "Something went well"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["site", "week", "what"], name="told_by_week")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                [
                                    "outside",
                                    "stopped",
                                    "searched",
                                    "taken",
                                    "moved",
                                    "arrested",
                                    "inside",
                                    "watched",
                                    "words",
                                    "force",
                                    "help",
                                    "good",
                                    "other",
                                ],
                            )
                        ),
                        name="told_count_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "told",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply",
                        to="incidents.told",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Vouching",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                (
                    "statement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchings",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("kind",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "kind"), name="vouched_once_for_a_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementSignature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="incidents.settlement",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("settlement", "side"),
                        name="agreement_has_one_signature_of_each_side",
                    ),
                    models.UniqueConstraint(
                        fields=("settlement", "by"), name="nobody_signs_an_agreement_twice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="agreement_is_signed_by_a_known_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("ciphertext", models.BinaryField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "lane",
                    models.CharField(
                        choices=[
                            ("site", "Site only"),
                            ("police", "Police only"),
                            ("shared", "Both sides"),
                            ("site_mediator", "Site with mediator"),
                            ("police_mediator", "Police with mediator"),
                            ("mediator", "Mediator only"),
                        ],
                        max_length=16,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("media_type", models.CharField(max_length=16)),
                ("size", models.PositiveIntegerField()),
                (
                    "author_side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("none", "Not scanned for viruses: there is no scanner here."),
                            ("held", "Held back until it is scanned for viruses."),
                            ("clean", "Scanned for viruses: none found."),
                            ("refused", "Refused: the scan for viruses found something."),
                        ],
                        max_length=7,
                    ),
                ),
                ("scanned_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "released_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="released_as",
                        to="incidents.attachment",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "ordering": ("lane", "number"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("scan", "held")),
                        fields=["at"],
                        name="attachments_held_back",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "lane", "number"), name="one_number_for_each_attachment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lane", "shared"), ("released_from__isnull", False)),
                            models.Q(("lane__in", ("site", "police")), ("released_from", None)),
                            _connector="OR",
                        ),
                        name="only_released_attachments_are_shared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author_side__in", ["site", "police"]),
                            models.Q(("author_side", "police"), ("lane", "site"), _negated=True),
                            models.Q(("author_side", "site"), ("lane", "police"), _negated=True),
                        ),
                        name="nobody_attaches_in_the_lane_of_the_other_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("media_type__in", ["image/jpeg", "image/png", "application/pdf"])
                        ),
                        name="attachment_is_of_a_known_format",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scan__in", ("none", "held")), ("scanned_at", None)),
                            models.Q(
                                ("scan__in", ("clean", "refused")), ("scanned_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_scan_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_from", None),
                            ("scan__in", ("none", "clean")),
                            _connector="OR",
                        ),
                        name="only_what_may_be_opened_is_released",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("person", "It may tell who somebody who uses the site is"),
                            ("officer", "It tells who one officer is"),
                            ("private", "It tells something private of somebody else"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "attachment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removal",
                        to="incidents.attachment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removal",
                        to="incidents.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="removal_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attachment", None), ("statement__isnull", False)),
                            models.Q(("attachment__isnull", False), ("statement", None)),
                            _connector="OR",
                        ),
                        name="one_thing_is_taken_out",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="incidents.mediationcase",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "side"), name="one_consent_per_side"),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="consent_side_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CriticalMatter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("week_of", models.DateField()),
                ("confirmed_at", models.DateTimeField()),
                ("noted_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matter",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "ordering": ("-confirmed_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="critical_matter_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_at", None), ("noted_by", None)),
                            models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="noted_matter_has_a_time_and_a_person",
                    ),
                ],
            },
        ),
    ]
