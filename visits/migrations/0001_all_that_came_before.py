import django.core.validators
import django.db.models.deletion
import uuid
import visits.models.offered
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("visits", "0001_initial"),
        ("visits", "0002_what_sites_ask_for"),
        ("visits", "0003_calendar_feed"),
        ("visits", "0004_visits_come_again"),
        ("visits", "0005_what_came_of_a_visit"),
        ("visits", "0006_on_the_day_and_contacts"),
        ("visits", "0007_exceptions_and_closures"),
        ("visits", "0008_contact_goals"),
        ("visits", "0009_new_hours_hit_series"),
        ("visits", "0010_a_series_knows_its_next_date"),
        ("visits", "0011_a_side_says_that_the_backup_goes"),
        ("visits", "0012_steps_before_an_opening_are_told"),
        ("visits", "0013_a_series_is_answered_with_another"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("liaison", "0001_all_that_came_before"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                ("written_at", models.DateTimeField()),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tour", "Site tour"),
                            ("check_in", "Check-in"),
                            ("joint_meeting", "Joint meeting"),
                            ("training", "Training or briefing"),
                            ("pre_opening", "Walk-through before opening"),
                            ("exchange", "Exchange with another site"),
                            ("debrief", "Debrief after an incident"),
                            ("protocol_review", "Protocol review"),
                            ("leadership", "Leadership visit"),
                            ("mediation", "Mediation meeting"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("on_site", "At the site"),
                            ("off_site", "Somewhere else"),
                            ("virtual", "By telephone or video"),
                        ],
                        max_length=10,
                        verbose_name="place",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "party_size",
                    models.PositiveSmallIntegerField(verbose_name="how many people come"),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("daily", "Every day, or every few days"),
                            ("weekly", "Every week, or every few weeks"),
                            ("monthly", "Every month, or every few months"),
                            ("yearly", "Every year, or every few years"),
                        ],
                        max_length=8,
                        verbose_name="how often",
                    ),
                ),
                ("interval", models.PositiveSmallIntegerField(default=1)),
                ("weekdays", models.CharField(blank=True, max_length=7)),
                ("nth", models.SmallIntegerField(blank=True, null=True)),
                ("time", models.TimeField(verbose_name="at")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="lasts")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="how many times"
                    ),
                ),
                ("replaces_from", models.DateField(blank=True, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("lapsed", "Lapsed"),
                            ("countered", "Answered with another rule"),
                            ("ended", "Ended"),
                        ],
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        blank=True,
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="whose turn",
                    ),
                ),
                (
                    "proposed_side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="proposed by",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("rolled_to", models.DateField()),
                ("next_on", models.DateField(null=True)),
                ("last_day", models.DateField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "answers",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="visits.series",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="visits.series",
                    ),
                ),
            ],
            options={
                "ordering": ("starts_on", "id"),
                "indexes": [
                    models.Index(fields=["partnership", "stage"], name="series_of_a_partnership"),
                    models.Index(fields=["stage", "next_on"], name="series_to_roll_on"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "tour",
                                    "check_in",
                                    "joint_meeting",
                                    "training",
                                    "pre_opening",
                                    "exchange",
                                    "debrief",
                                    "protocol_review",
                                    "leadership",
                                    "mediation",
                                ],
                            )
                        ),
                        name="series_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frequency__in", ["daily", "weekly", "monthly", "yearly"])
                        ),
                        name="series_frequency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "proposed",
                                    "confirmed",
                                    "declined",
                                    "withdrawn",
                                    "lapsed",
                                    "countered",
                                    "ended",
                                ],
                            )
                        ),
                        name="series_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_side__in", ["site", "police"])),
                        name="series_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "off_site"), models.Q(("where", ""), _negated=True)),
                            models.Q(("place__in", ["on_site", "virtual"]), ("where", "")),
                            _connector="OR",
                        ),
                        name="series_place_is_known_and_off_site_says_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stage", "proposed"),
                                ("expires_at__isnull", False),
                                ("turn__in", ["site", "police"]),
                            ),
                            models.Q(
                                models.Q(("stage", "proposed"), _negated=True),
                                ("expires_at", None),
                                ("turn", ""),
                            ),
                            _connector="OR",
                        ),
                        name="series_on_offer_expires_and_waits_for_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("count", None), _connector="OR"),
                        name="series_ends_on_a_day_or_after_a_count",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="series_ends_no_sooner_than_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interval__gte", 1), ("minutes__gte", 1), ("party_size__gte", 1)
                        ),
                        name="series_comes_again_and_brings_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaces", None), ("replaces_from", None)),
                            models.Q(("replaces__isnull", False), ("replaces_from__isnull", False)),
                            _connector="OR",
                        ),
                        name="series_replaces_from_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ["confirmed", "ended"])),
                        fields=("replaces",),
                        name="series_is_replaced_by_one_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("last_day__isnull", False), ("stage", "ended")),
                            models.Q(
                                models.Q(("stage", "ended"), _negated=True), ("last_day", None)
                            ),
                            _connector="OR",
                        ),
                        name="series_ended_on_a_day",
                    ),
                ],
            },
            bases=(visits.models.offered.Offered, models.Model),
        ),
        migrations.CreateModel(
            name="SeriesException",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("starts", models.DateTimeField(blank=True, null=True)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="visits.series",
                    ),
                ),
            ],
            options={
                "ordering": ("series", "day"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "day"), name="series_excepts_a_day_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                ("written_at", models.DateTimeField()),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="visits.series",
                    ),
                ),
            ],
            options={
                "ordering": ("written_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="SeriesMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("lapsed", "Lapsed, because nobody answered"),
                            ("countered", "Answered with another rule"),
                            ("ended", "Ended"),
                            ("extended", "Carried on in the calendar"),
                            ("unseated", "Hit by new hours"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("lapsed", "Lapsed"),
                            ("countered", "Answered with another rule"),
                            ("ended", "Ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "side",
                    models.CharField(
                        blank=True, choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("day", models.DateField(blank=True, null=True)),
                ("visits", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="visits.series",
                    ),
                ),
                (
                    "note",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="visits.seriesnote",
                    ),
                ),
            ],
            options={
                "ordering": ("series", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "number"), name="series_moves_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "deed__in",
                                [
                                    "proposed",
                                    "confirmed",
                                    "declined",
                                    "withdrawn",
                                    "lapsed",
                                    "countered",
                                    "ended",
                                    "extended",
                                    "unseated",
                                ],
                            )
                        ),
                        name="series_deed_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                ("written_at", models.DateTimeField()),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KindTerms",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tour", "Site tour"),
                            ("check_in", "Check-in"),
                            ("joint_meeting", "Joint meeting"),
                            ("training", "Training or briefing"),
                            ("pre_opening", "Walk-through before opening"),
                            ("exchange", "Exchange with another site"),
                            ("debrief", "Debrief after an incident"),
                            ("protocol_review", "Protocol review"),
                            ("leadership", "Leadership visit"),
                            ("mediation", "Mediation meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("is_offered", models.BooleanField(default=True)),
                (
                    "notice",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(60)]
                    ),
                ),
                ("usual_minutes", models.PositiveSmallIntegerField()),
                ("longest_minutes", models.PositiveSmallIntegerField()),
                (
                    "largest",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ]
                    ),
                ),
                ("most_per_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "uniform",
                    models.CharField(
                        choices=[
                            ("plain", "Plain clothes"),
                            (
                                "soft",
                                "Plain clothes or soft uniform; no long guns, no tactical kit",
                            ),
                            ("uniform", "Uniform; no long guns, no tactical kit"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "vehicle",
                    models.CharField(
                        choices=[
                            ("away", "No marked car in front of the site: park where agreed"),
                            ("unmarked", "An unmarked car may stand in front of the site"),
                            ("any", "Any car may stand in front of the site"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "cameras",
                    models.CharField(
                        choices=[
                            ("off", "Body-worn cameras off, no photographs"),
                            (
                                "agreed",
                                "Photographs of empty rooms only, when the site says yes; cameras off",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("set_at", models.DateTimeField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kind_terms",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="visits.termsnote",
                    ),
                ),
            ],
            options={
                "ordering": ("partnership", "kind", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "kind", "number"), name="kind_terms_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "tour",
                                    "check_in",
                                    "joint_meeting",
                                    "training",
                                    "pre_opening",
                                    "exchange",
                                    "debrief",
                                    "protocol_review",
                                    "leadership",
                                    "mediation",
                                ],
                            )
                        ),
                        name="kind_terms_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="kind_terms_are_counted"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("longest_minutes__gte", models.F("usual_minutes")),
                            ("longest_minutes__lte", 480),
                            ("usual_minutes__gte", 15),
                        ),
                        name="kind_terms_lengths_fit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("largest__gte", 1),
                            ("largest__lte", 100),
                            ("notice__lte", 60),
                            models.Q(
                                ("most_per_month", None),
                                models.Q(("most_per_month__gte", 1), ("most_per_month__lte", 31)),
                                _connector="OR",
                            ),
                        ),
                        name="kind_terms_numbers_fit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cameras__in", ["off", "agreed"]),
                            ("uniform__in", ["plain", "soft", "uniform"]),
                            ("vehicle__in", ["away", "unmarked", "any"]),
                        ),
                        name="kind_terms_conditions_are_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrackReminder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("site_speaks", "The site says who speaks for it, with a backup"),
                            (
                                "police_speaks",
                                "The police service says who speaks for it, with a backup",
                            ),
                            ("dialogue", "First talk of the two sides"),
                            ("legal_basis", "The legal basis is explained"),
                            ("exchange", "Joint visit to an established site"),
                            ("draft", "A protocol is drafted"),
                            ("signed", "Both sides sign the protocol"),
                            ("endorsed", "A police leader endorses it in public"),
                            ("training", "Staff and officers are briefed together"),
                            ("briefed", "The officers around the site know the protocol"),
                            ("neighbours", "Joint meeting with the neighbours"),
                            ("walk_through", "Walk-through of the site"),
                            ("site_calls", "The site tries the numbers of the police"),
                            ("police_calls", "The police try the numbers of the site"),
                            ("opening", "The site opens"),
                            ("review_2", "Review after two weeks"),
                            ("review_6", "Review after six weeks"),
                            ("review_12", "Review after twelve weeks"),
                            ("review_26", "Review of the protocol after half a year"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("soon", "Two weeks before"),
                            ("overdue", "When its day was over"),
                        ],
                        max_length=7,
                    ),
                ),
                ("due_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="track_reminders",
                        to="liaison.partnership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "due_on", "code", "side", "kind"),
                        name="a_step_is_told_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "site_speaks",
                                    "police_speaks",
                                    "dialogue",
                                    "legal_basis",
                                    "exchange",
                                    "draft",
                                    "signed",
                                    "endorsed",
                                    "training",
                                    "briefed",
                                    "neighbours",
                                    "walk_through",
                                    "site_calls",
                                    "police_calls",
                                    "opening",
                                    "review_2",
                                    "review_6",
                                    "review_12",
                                    "review_26",
                                ],
                            )
                        ),
                        name="track_reminder_step_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="track_reminder_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["soon", "overdue"])),
                        name="track_reminder_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tour", "Site tour"),
                            ("check_in", "Check-in"),
                            ("joint_meeting", "Joint meeting"),
                            ("training", "Training or briefing"),
                            ("pre_opening", "Walk-through before opening"),
                            ("exchange", "Exchange with another site"),
                            ("debrief", "Debrief after an incident"),
                            ("protocol_review", "Protocol review"),
                            ("leadership", "Leadership visit"),
                            ("mediation", "Mediation meeting"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("on_site", "At the site"),
                            ("off_site", "Somewhere else"),
                            ("virtual", "By telephone or video"),
                        ],
                        max_length=10,
                        verbose_name="place",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="where")),
                ("starts", models.DateTimeField(verbose_name="from")),
                ("ends", models.DateTimeField(verbose_name="to")),
                (
                    "party_size",
                    models.PositiveSmallIntegerField(verbose_name="how many people come"),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("counter_proposed", "Another time proposed"),
                            ("confirmed", "Confirmed"),
                            ("held", "Held"),
                            ("missed", "Missed"),
                            ("cancelled", "Cancelled"),
                            ("declined", "Declined"),
                            ("lapsed", "Lapsed"),
                            ("needs_rescheduling", "Needs rescheduling"),
                        ],
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        blank=True,
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="whose turn",
                    ),
                ),
                (
                    "proposed_side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="proposed by",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("occurs_on", models.DateField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="visits.series",
                    ),
                ),
            ],
            options={
                "ordering": ("starts", "id"),
                "indexes": [
                    models.Index(
                        fields=["partnership", "starts", "id"], name="visits_of_a_partnership"
                    ),
                    models.Index(
                        fields=["partnership", "stage", "starts", "id"], name="visits_by_stage"
                    ),
                    models.Index(
                        condition=models.Q(("expires_at__isnull", False)),
                        fields=["expires_at"],
                        name="visits_that_may_expire",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="visit_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "tour",
                                    "check_in",
                                    "joint_meeting",
                                    "training",
                                    "pre_opening",
                                    "exchange",
                                    "debrief",
                                    "protocol_review",
                                    "leadership",
                                    "mediation",
                                ],
                            )
                        ),
                        name="visit_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["on_site", "off_site", "virtual"])),
                        name="visit_place_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "proposed",
                                    "counter_proposed",
                                    "confirmed",
                                    "held",
                                    "missed",
                                    "cancelled",
                                    "declined",
                                    "lapsed",
                                    "needs_rescheduling",
                                ],
                            )
                        ),
                        name="visit_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("turn__in", ["", "site", "police"])),
                        name="visit_turn_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_side__in", ["site", "police"])),
                        name="visit_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "off_site"), models.Q(("where", ""), _negated=True)),
                            models.Q(models.Q(("place", "off_site"), _negated=True), ("where", "")),
                            _connector="OR",
                        ),
                        name="visit_off_site_says_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at__isnull", False),
                                ("stage__in", ["counter_proposed", "proposed"]),
                                models.Q(("turn", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("stage__in", ["counter_proposed", "proposed"]), _negated=True
                                ),
                                ("expires_at", None),
                                ("turn", ""),
                            ),
                            _connector="OR",
                        ),
                        name="visit_on_offer_expires_and_waits_for_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("party_size__gte", 1)), name="visit_brings_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("occurs_on", None), ("series", None)),
                            models.Q(("occurs_on__isnull", False), ("series__isnull", False)),
                            _connector="OR",
                        ),
                        name="visit_of_a_series_stands_for_a_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("stage__in", ("cancelled", "declined", "lapsed")), _negated=True
                        ),
                        fields=("series", "occurs_on"),
                        name="series_has_one_visit_for_a_date",
                    ),
                ],
            },
            bases=(visits.models.offered.Offered, models.Model),
        ),
        migrations.CreateModel(
            name="SideMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("here", "Here"),
                            ("needed", "Still needed"),
                            ("backup", "The backup goes"),
                        ],
                        max_length=6,
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "kind", "revision", "side"),
                        name="a_side_marks_a_visit_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["here", "needed", "backup"])),
                        name="visit_mark_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="visit_mark_side_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occupation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occupations",
                        to="liaison.site",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occupation",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("starts",),
                "indexes": [
                    models.Index(fields=["site", "starts"], name="occupations_of_a_site"),
                    models.Index(fields=["site", "ends"], name="occupations_by_end"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="occupation_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitMood",
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
                        verbose_name="side",
                    ),
                ),
                ("mood", models.PositiveSmallIntegerField(verbose_name="how it went")),
                ("said_at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moods",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("-side",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "side"), name="a_side_says_its_mood_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="visit_mood_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mood__in", [1, 2, 3, 4, 5])),
                        name="visit_mood_is_one_to_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                ("written_at", models.DateTimeField()),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("written_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="VisitMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("counter_proposed", "Another time proposed"),
                            ("confirmed", "Confirmed"),
                            ("held", "Held"),
                            ("missed", "Missed"),
                            ("cancelled", "Cancelled"),
                            ("declined", "Declined"),
                            ("lapsed", "Lapsed"),
                            ("needs_rescheduling", "Needs rescheduling"),
                        ],
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
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
                        max_length=10,
                        verbose_name="place",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "absent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("site", "The site side"),
                            ("police", "The police side"),
                            ("both", "Neither side came"),
                            ("unknown", "Nobody knows"),
                        ],
                        max_length=7,
                        verbose_name="who did not come",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="visits.visit",
                    ),
                ),
                (
                    "note",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="visits.visitnote",
                    ),
                ),
            ],
            options={
                "ordering": ("visit", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "number"), name="visit_moves_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="visit_move_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "proposed",
                                    "counter_proposed",
                                    "confirmed",
                                    "held",
                                    "missed",
                                    "cancelled",
                                    "declined",
                                    "lapsed",
                                    "needs_rescheduling",
                                ],
                            )
                        ),
                        name="visit_move_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["on_site", "off_site", "virtual"])),
                        name="visit_move_place_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["", "site", "police"])),
                        name="visit_move_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("absent", ""),
                            models.Q(
                                ("absent__in", ["site", "police", "both", "unknown"]),
                                ("stage", "missed"),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_missed_visit_says_who_did_not_come",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "held"), _negated=True),
                            ("note__isnull", False),
                            _connector="OR",
                        ),
                        name="held_visit_has_a_note",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitAction",
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
                        verbose_name="side",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="by")),
                ("added_at", models.DateTimeField()),
                (
                    "added_side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("not_done", "Not done")],
                        max_length=8,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="visits.visit",
                    ),
                ),
                (
                    "because",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.visitnote",
                    ),
                ),
                (
                    "what",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.visitnote",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "added_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["due_on"],
                        name="visit_actions_still_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("added_side__in", ["site", "police"]), ("side__in", ["site", "police"])
                        ),
                        name="visit_action_sides_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("because", None),
                                ("ended_at", None),
                                ("ended_by", None),
                                ("ending", ""),
                            ),
                            models.Q(
                                ("because", None),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ending", "done"),
                            ),
                            models.Q(
                                ("because__isnull", False),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ending", "not_done"),
                            ),
                            _connector="OR",
                        ),
                        name="visit_action_ends_once_and_says_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InHoursException",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("operating", models.BooleanField(default=False)),
                ("buffer", models.BooleanField(default=False)),
                ("blackout", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="visits.visit",
                    ),
                ),
                (
                    "reason",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.visitnote",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "indexes": [models.Index(fields=["starts"], name="exceptions_by_start")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="exception_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("operating", True),
                            ("buffer", True),
                            ("blackout", True),
                            _connector="OR",
                        ),
                        name="exception_waives_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosureNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure_notices",
                        to="visits.visit",
                    ),
                ),
                (
                    "instead",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.visitnote",
                    ),
                ),
                (
                    "why",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.visitnote",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="closure_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("staff", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("officers", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("leaders", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("lived_experience", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("others", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "questions",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.visitnote",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("staff", None), ("staff__lte", 500), _connector="OR"),
                        name="visit_counts_staff_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("officers", None), ("officers__lte", 500), _connector="OR"
                        ),
                        name="visit_counts_officers_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leaders", None), ("leaders__lte", 500), _connector="OR"
                        ),
                        name="visit_counts_leaders_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lived_experience", None),
                            ("lived_experience__lte", 500),
                            _connector="OR",
                        ),
                        name="visit_counts_lived_experience_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("others", None), ("others__lte", 500), _connector="OR"),
                        name="visit_counts_others_within_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitReminder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("day", "One day before"),
                            ("week", "Seven days before"),
                            ("needed", "Asked whether it is still needed"),
                        ],
                        max_length=6,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "revision", "kind"), name="a_visit_is_reminded_of_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["day", "week", "needed"])),
                        name="visit_reminder_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitTopic",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("protocol", "The protocol and the door card"),
                            ("presence", "Where officers and cars stand"),
                            ("incidents", "What happened since the last time"),
                            ("overdose", "Overdoses and naloxone"),
                            ("contacts", "Whom to call, and when"),
                            ("neighbours", "Neighbours and the street"),
                            ("people", "New officers and new staff"),
                            ("training", "Training and briefing"),
                            ("hours", "Opening hours and events"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="topic",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="visits.visitoutcome",
                    ),
                ),
            ],
            options={
                "ordering": ("code",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("outcome", "code"), name="a_visit_has_a_topic_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "protocol",
                                    "presence",
                                    "incidents",
                                    "overdose",
                                    "contacts",
                                    "neighbours",
                                    "people",
                                    "training",
                                    "hours",
                                    "other",
                                ],
                            )
                        ),
                        name="visit_topic_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[("personal", "All my visits"), ("site", "The visits of one site")],
                        max_length=8,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("made_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "site"), ("site__isnull", False)),
                            models.Q(("scope", "personal"), ("site__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_feed_of_a_site_names_it",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None), ("site__isnull", True)),
                        fields=("person",),
                        name="a_person_has_one_standing_feed_of_all",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None), ("site__isnull", False)),
                        fields=("person", "site"),
                        name="a_person_has_one_standing_feed_of_a_site",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactGoal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tour", "Site tour"),
                            ("check_in", "Check-in"),
                            ("joint_meeting", "Joint meeting"),
                            ("training", "Training or briefing"),
                            ("pre_opening", "Walk-through before opening"),
                            ("exchange", "Exchange with another site"),
                            ("protocol_review", "Protocol review"),
                            ("leadership", "Leadership visit"),
                            ("any", "Any contact"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("times", models.PositiveSmallIntegerField()),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("month", "a month"),
                            ("quarter", "a quarter"),
                            ("year", "a year"),
                        ],
                        max_length=10,
                    ),
                ),
                ("stands_from", models.DateField()),
                ("is_ended", models.BooleanField(default=False)),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")], max_length=6
                    ),
                ),
                ("set_at", models.DateTimeField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_goals",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("partnership", "kind", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "kind", "number"), name="contact_goals_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "tour",
                                    "check_in",
                                    "joint_meeting",
                                    "training",
                                    "pre_opening",
                                    "exchange",
                                    "protocol_review",
                                    "leadership",
                                    "any",
                                ],
                            )
                        ),
                        name="contact_goal_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per__in", ["month", "quarter", "year"])),
                        name="contact_goal_period_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="contact_goal_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1), ("times__gte", 1), ("times__lte", 60)
                        ),
                        name="contact_goal_is_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("call", "By telephone"),
                            ("door", "At the door"),
                            ("street", "In the street"),
                            ("message", "By message or mail"),
                            ("video", "By video"),
                            ("other", "In another way"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "side",
                    models.CharField(
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact",
                        to="visits.contactline",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "indexes": [
                    models.Index(fields=["partnership", "-at", "-id"], name="contacts_newest_first")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["call", "door", "street", "message", "video", "other"])
                        ),
                        name="kept_contact_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="kept_contact_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at__lte", models.F("recorded_at"))),
                        name="contact_is_kept_after_it_happened",
                    ),
                ],
            },
        ),
    ]
