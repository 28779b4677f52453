import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("protocols", "0001_initial"),
        ("protocols", "0002_briefing"),
        ("protocols", "0003_suspension_termination_and_reviews"),
        ("protocols", "0004_clause_may_settle_a_topic"),
        ("protocols", "0005_move_keeps_post"),
        ("protocols", "0006_signing_posts_and_reminders"),
        ("protocols", "0007_answers_say_whom_to_call_and_what_to_log"),
        ("protocols", "0008_telling_at_the_door"),
        ("protocols", "0009_clauses_of_an_annex"),
        ("protocols", "0010_a_copy_is_found_by_its_digest"),
        ("protocols", "0011_remarks_on_clauses_of_a_draft"),
        ("protocols", "0012_annexes_are_found_by_their_digest"),
        ("protocols", "0013_a_draft_can_be_discarded"),
        ("protocols", "0014_clauses_may_be_proposed"),
        ("protocols", "0015_an_acknowledgement_may_be_struck_out"),
        ("protocols", "0016_the_time_outside_hours_has_one_name"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("liaison", "0001_all_that_came_before"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Protocol",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=60, unique=True, verbose_name="short name in addresses"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
            ],
            options={
                "ordering": ("title", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ProtocolPartnership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covered_by",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "protocol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="protocols.protocol",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("protocol", "partnership"),
                        name="protocol_covers_a_partnership_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="protocol",
            name="partnerships",
            field=models.ManyToManyField(
                related_name="protocols",
                through="protocols.ProtocolPartnership",
                to="liaison.partnership",
            ),
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("awaiting_signatures", "Awaiting signatures"),
                            ("signed", "Signed by both sides"),
                            ("declined", "Declined"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("languages", models.JSONField(default=list, verbose_name="languages")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="applies from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="review on")),
                (
                    "suspension_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="days a side may suspend for"
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(default=30, verbose_name="days of notice"),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("begun_at", models.DateTimeField()),
                ("named", models.JSONField(blank=True, default=dict)),
                ("scheme", models.CharField(blank=True, max_length=30)),
                ("digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "sign_by",
                    models.DateField(blank=True, null=True, verbose_name="to be signed by"),
                ),
                ("in_order", models.BooleanField(default=False, verbose_name="signed in order")),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="protocols.version",
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "protocol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="protocols.protocol",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("protocol", "number"),
                        name="version_number_is_unique_in_its_protocol",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ("awaiting_signatures", "draft"))),
                        fields=("protocol",),
                        name="one_version_at_a_time_is_worked_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                ("awaiting_signatures", "declined", "discarded", "draft", "signed"),
                            )
                        ),
                        name="version_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suspension_days__gte", 1),
                            ("suspension_days__lte", 90),
                            ("notice_days__lte", 365),
                        ),
                        name="version_can_be_suspended_and_terminated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="version_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("digest", ""),
                                ("scheme", ""),
                                ("sent_at", None),
                                ("sent_by", None),
                                ("stage__in", ("discarded", "draft")),
                            ),
                            models.Q(
                                models.Q(("stage__in", ("discarded", "draft")), _negated=True),
                                models.Q(("digest", ""), _negated=True),
                                models.Q(("scheme", ""), _negated=True),
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sent_version_has_digest_time_and_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4)),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("topic", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clauses",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("partnership", None)),
                        fields=("version", "number"),
                        name="common_clause_number_is_unique_in_its_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("partnership__isnull", False)),
                        fields=("version", "partnership", "number"),
                        name="clause_number_is_unique_in_its_annex",
                    ),
                    models.UniqueConstraint(
                        fields=("version", "key"), name="clause_appears_once_in_its_version"
                    ),
                    models.UniqueConstraint(
                        fields=("version", "topic"), name="topic_is_settled_once_in_its_version"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "circumstance",
                    models.CharField(
                        choices=[
                            ("C01", "C01"),
                            ("C02", "C02"),
                            ("C03", "C03"),
                            ("C04", "C04"),
                            ("C05", "C05"),
                            ("C06", "C06"),
                            ("C07", "C07"),
                            ("C08", "C08"),
                            ("C09", "C09"),
                            ("C10", "C10"),
                            ("C11", "C11"),
                            ("C12", "C12"),
                            ("C13", "C13"),
                            ("C14", "C14"),
                            ("C15", "C15"),
                            ("C16", "C16"),
                            ("C17", "C17"),
                            ("C18", "C18"),
                            ("C19", "C19"),
                            ("C20", "C20"),
                            ("C21", "C21"),
                            ("C22", "C22"),
                        ],
                        max_length=3,
                        verbose_name="circumstance",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("operating", "Operating hours"),
                            ("non_operational", "Outside operating hours"),
                            ("suspended", "Service suspended"),
                        ],
                        max_length=16,
                        verbose_name="state of the site",
                    ),
                ),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("enter_now", "Enter now"),
                            ("enter_after_notice", "Notice first"),
                            ("ask_consent", "Ask first"),
                            ("meet_outside", "Meet outside"),
                            ("defer_to_closed_hours", "Outside operating hours"),
                            ("do_not_enter", "Do not enter"),
                            ("not_protocol_matter", "Carry on"),
                            ("keep_clear", "Keep clear"),
                            ("in_writing", "In writing"),
                            ("cannot_occur", "Cannot occur"),
                        ],
                        max_length=24,
                        verbose_name="answer",
                    ),
                ),
                ("call", models.JSONField(blank=True, default=list, verbose_name="whom to call")),
                ("log", models.JSONField(blank=True, default=list, verbose_name="what to log")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("default", "Default"),
                            ("every", "All states"),
                            ("state", "This state only"),
                        ],
                        default="state",
                        max_length=8,
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="protocols.clause",
                        verbose_name="clause",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("circumstance",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "circumstance", "state"),
                        name="one_answer_per_circumstance_and_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "circumstance__in",
                                [
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
                            ),
                            (
                                "disposition__in",
                                [
                                    "enter_now",
                                    "enter_after_notice",
                                    "ask_consent",
                                    "meet_outside",
                                    "defer_to_closed_hours",
                                    "do_not_enter",
                                    "not_protocol_matter",
                                    "keep_clear",
                                    "in_writing",
                                    "cannot_occur",
                                ],
                            ),
                            ("origin__in", ["default", "every", "state"]),
                            ("state__in", ["operating", "non_operational", "suspended"]),
                        ),
                        name="entry_row_uses_known_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="protocols.entryrow",
                    ),
                ),
            ],
            options={
                "ordering": ("order",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("row", "order"), name="one_step_per_place_in_an_answer"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryStepText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="protocols.entrystep",
                    ),
                ),
            ],
            options={
                "ordering": ("language",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "language"), name="one_text_per_step_and_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FoundUnclear",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "clause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="found_unclear",
                        to="protocols.clause",
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
            ],
            options={
                "ordering": ("at",),
                "indexes": [
                    models.Index(fields=["partnership", "at"], name="unclear_at_a_partnership")
                ],
            },
        ),
        migrations.CreateModel(
            name="InForce",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts", models.DateTimeField(verbose_name="from")),
                ("ends", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_force",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_force",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("-starts",),
                "indexes": [
                    models.Index(fields=["partnership", "starts"], name="in_force_of_a_partnership")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "version"), name="version_comes_into_force_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends", None), ("ends__gte", models.F("starts")), _connector="OR"
                        ),
                        name="in_force_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                ("clause_key", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment", "Comment"),
                            ("proposal", "Other wording"),
                            ("addition", "New clause"),
                            ("removal", "Taking a clause out"),
                            ("reason", "Why it was declined"),
                        ],
                        max_length=8,
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
                ("post", models.CharField(max_length=160, verbose_name="post")),
                ("written_at", models.DateTimeField()),
                ("revision", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "answers",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="protocols.remark",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
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
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("written_at", "pk"),
                "indexes": [
                    models.Index(fields=["version", "clause_key"], name="remarks_on_a_clause")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("site", "police"))),
                        name="remark_is_of_one_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answers", None), ("kind", "comment"), ("revision", None)),
                            models.Q(
                                ("kind__in", ("proposal", "removal")), ("revision__isnull", False)
                            ),
                            models.Q(("kind", "addition"), ("revision", None)),
                            models.Q(
                                ("answers__isnull", False), ("kind", "reason"), ("revision", None)
                            ),
                            _connector="OR",
                        ),
                        name="remark_kind_fits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemarkClosing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("resolved", "Resolved"),
                            ("accepted", "Accepted"),
                            ("countered", "Answered with other wording"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back"),
                        ],
                        max_length=9,
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
                ("post", models.CharField(max_length=160, verbose_name="post")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "remark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closing",
                        to="protocols.remark",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "how__in",
                                ("resolved", "accepted", "countered", "declined", "withdrawn"),
                            ),
                            ("side__in", ("site", "police")),
                        ),
                        name="remark_is_closed_in_a_known_way",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollCall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                (
                    "officers",
                    models.PositiveSmallIntegerField(verbose_name="officers in the division"),
                ),
                (
                    "most",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="officers who use the code"
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "data_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.division",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll_calls",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("-issued_at",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("officers__gt", 0)), name="roll_call_has_officers"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most", None), ("most__gt", 0), _connector="OR"),
                        name="roll_call_code_is_for_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="roll_call_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("officer_hash", models.CharField(max_length=64)),
                ("acknowledged_at", models.DateTimeField(verbose_name="acknowledged at")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "roll_call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="protocols.rollcall",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("acknowledged_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("version", "officer_hash"),
                        name="an_officer_acknowledges_a_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at", None), ("struck_by", None)),
                            models.Q(("struck_at__isnull", False), ("struck_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="acknowledgement_is_struck_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftPost",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                (
                    "acknowledgement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="left_post",
                        to="protocols.acknowledgement",
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
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="SignatorySlot",
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
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("site_staff", "Site staff"),
                            ("site_manager", "Site manager"),
                            ("site_leader", "Site leader"),
                            ("liaison_officer", "Liaison officer"),
                            ("police_leader", "Police leader"),
                            ("frontline_officer", "Frontline officer"),
                            ("mediator", "Mediator"),
                            ("observer", "Observer"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("post", models.CharField(max_length=160, verbose_name="post")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("order",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "order"), name="one_slot_per_place_in_a_version"
                    ),
                    models.UniqueConstraint(
                        fields=("version", "organisation", "post"),
                        name="one_slot_per_organisation_and_post",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningReminder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("step", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="protocols.signatoryslot",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "step"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slot", "step"), name="a_post_is_reminded_once_a_step"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
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
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                ("starts", models.DateTimeField(verbose_name="from")),
                ("ends", models.DateTimeField(verbose_name="until")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="protocols.clause",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("starts", "pk"),
                "indexes": [
                    models.Index(
                        fields=["partnership", "starts"], name="suspension_of_a_partnership"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="suspension_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("site", "police"))),
                        name="suspension_is_of_one_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resumption",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suspension",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resumption",
                        to="protocols.suspension",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Termination",
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
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("ends", models.DateTimeField(verbose_name="until")),
                (
                    "by",
                    models.ForeignKey(
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
                    "in_force",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="termination",
                        to="protocols.inforce",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("site", "police"))),
                        name="termination_is_of_one_side",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("post", models.CharField(max_length=160, verbose_name="post")),
                ("digest", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField(verbose_name="signed at")),
                (
                    "method",
                    models.CharField(
                        choices=[("password", "Password, asked again at signing")],
                        default="password",
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "slot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="protocols.signatoryslot",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("signed_at",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "person"), name="nobody_signs_a_version_twice"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentAnnex",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(db_index=True, max_length=64)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_annexes",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "partnership"),
                        name="annex_is_sent_once_with_its_version",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewReminder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("days_before", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_reminders",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "-days_before"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "days_before"), name="a_review_is_reminded_of_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("post", models.CharField(max_length=120, verbose_name="post")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("statement", "Statement read at roll-call"),
                            ("letter", "Letter"),
                            ("visit", "Visit to the site"),
                            ("intranet", "Message on the intranet"),
                        ],
                        max_length=10,
                        verbose_name="in which form",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="given on")),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.mandate",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endorsements",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("-given_on", "-recorded_at"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form__in", ("statement", "letter", "visit", "intranet"))
                        ),
                        name="endorsement_form_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclineReason",
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
                    "author",
                    models.ForeignKey(
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decline_reasons",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("written_at",),
            },
        ),
        migrations.CreateModel(
            name="BriefingSetAside",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="set_aside",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "service"), name="briefing_is_set_aside_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("begun", "Draft begun"),
                            ("sent", "Sent for signature"),
                            ("recalled", "Taken back to draft"),
                            ("declined", "Declined"),
                            ("discarded", "Discarded"),
                            ("signed", "Signed"),
                            ("agreed", "Signed by both sides"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("awaiting_signatures", "Awaiting signatures"),
                            ("signed", "Signed by both sides"),
                            ("declined", "Declined"),
                            ("discarded", "Discarded"),
                        ],
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("site", "Site"), ("police", "Police")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=160, verbose_name="post")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="protocols.declinereason",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ClauseText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                ("heading", models.CharField(max_length=120, verbose_name="heading")),
                ("body", models.TextField(max_length=6000, verbose_name="text")),
                (
                    "clause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="protocols.clause",
                    ),
                ),
            ],
            options={
                "ordering": ("language",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("clause", "language"), name="one_text_per_clause_and_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DoorNote",
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
                            ("entered", "We went in"),
                            ("waited", "We waited at the door"),
                            ("handed_over", "We handed somebody over to staff"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "became",
                    models.CharField(
                        blank=True,
                        choices=[("logged", "Logged"), ("set_aside", "Set aside")],
                        max_length=10,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="door_notes",
                        to="liaison.partnership",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "pk"),
                "indexes": [
                    models.Index(fields=["partnership", "at"], name="door_notes_of_a_partnership")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("entered", "waited", "handed_over"))),
                        name="door_note_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("became", ""), ("settled_at", None), ("settled_by", None)),
                            models.Q(
                                ("became__in", ("logged", "set_aside")),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="door_note_is_settled_by_somebody",
                    ),
                ],
            },
        ),
    ]
