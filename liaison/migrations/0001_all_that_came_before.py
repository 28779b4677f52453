import django.db.models.deletion
import liaison.models.party
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("liaison", "0001_initial"),
        ("liaison", "0002_the_name_as_given"),
        ("liaison", "0003_division_link"),
        ("liaison", "0004_words_for_officers_in_two_languages"),
        ("liaison", "0005_who_is_away"),
        ("liaison", "0006_a_site_has_an_opening_day"),
        ("liaison", "0007_numbers_are_tested_by_calls"),
        ("liaison", "0008_tell_link"),
        ("liaison", "0009_links_of_a_site_are_alike"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
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
                            ("operator", "Site operator"),
                            ("police", "Police service"),
                            ("neutral", "Neutral body"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "zone",
                    models.CharField(
                        default="America/Toronto",
                        max_length=60,
                        validators=[liaison.models.party.check_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "country",
                    models.CharField(default="CA", max_length=2, verbose_name="country code"),
                ),
                (
                    "subdivision",
                    models.CharField(
                        blank=True, max_length=10, verbose_name="province or state code"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("operator", "police", "neutral"))),
                        name="organisation_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
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
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "called",
                    models.CharField(blank=True, max_length=120, verbose_name="name as given"),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "confirmation",
                    models.CharField(
                        choices=[
                            ("second_person", "by a second person of the organisation"),
                            ("other_side", "by the other side of the partnership"),
                            ("acceptance", "by the person, who becomes the organisation's second"),
                            ("founding", "with the organisation"),
                        ],
                        default="second_person",
                        max_length=13,
                        verbose_name="confirmed",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="liaison.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("-given_at",),
                "indexes": [models.Index(fields=["person"], name="mandates_of_a_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "site_staff",
                                    "site_manager",
                                    "site_leader",
                                    "liaison_officer",
                                    "police_leader",
                                    "frontline_officer",
                                    "mediator",
                                    "observer",
                                    "auditor",
                                    "administrator",
                                ],
                            )
                        ),
                        name="mandate_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="mandate_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="confirmed_mandate_has_a_time_and_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ended_mandate_has_a_time_and_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_by", models.F("person")), _negated=True),
                        name="nobody_gives_a_mandate_to_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(
                                ("confirmation__in", ("second_person", "other_side")),
                                models.Q(("confirmed_by", models.F("person")), _negated=True),
                                models.Q(("confirmed_by", models.F("given_by")), _negated=True),
                            ),
                            models.Q(
                                ("confirmation", "acceptance"), ("confirmed_by", models.F("person"))
                            ),
                            models.Q(
                                ("confirmation", "founding"),
                                ("confirmed_by", models.F("given_by")),
                                ("role__in", ("site_leader", "police_leader", "administrator")),
                            ),
                            _connector="OR",
                        ),
                        name="a_mandate_is_confirmed_by_the_one_whose_turn_it_is",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="divisions",
                        to="liaison.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"),
                        name="division_name_is_unique_in_its_service",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "local_term",
                    models.CharField(
                        default="Supervised injection site",
                        max_length=80,
                        verbose_name="what it is called here",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        max_length=60,
                        validators=[liaison.models.party.check_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("pre_opening", "Pre-opening"),
                            ("operating", "Operating"),
                            ("suspended", "Suspended"),
                            ("relocating", "Relocating"),
                            ("closed", "Closed"),
                        ],
                        default="operating",
                        max_length=12,
                        verbose_name="stage of life",
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="opening day")),
                ("is_mobile", models.BooleanField(default=False, verbose_name="mobile")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "arrival_en",
                    models.TextField(
                        blank=True,
                        max_length=500,
                        verbose_name="where officers stand and park, in English",
                    ),
                ),
                (
                    "arrival_fr",
                    models.TextField(
                        blank=True,
                        max_length=500,
                        verbose_name="where officers stand and park, in French",
                    ),
                ),
                (
                    "emergency_number",
                    models.CharField(default="911", max_length=20, verbose_name="emergency number"),
                ),
                (
                    "complaint_body",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="statutory complaint body"
                    ),
                ),
                (
                    "complaint_limit",
                    models.CharField(blank=True, max_length=160, verbose_name="its time limit"),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        limit_choices_to={"kind": "operator"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="liaison.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lifecycle__in",
                                [
                                    "proposed",
                                    "pre_opening",
                                    "operating",
                                    "suspended",
                                    "relocating",
                                    "closed",
                                ],
                            )
                        ),
                        name="site_lifecycle_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("began_on", models.DateField(verbose_name="since")),
                ("reviews_held", models.PositiveSmallIntegerField(default=0)),
                (
                    "divisions",
                    models.ManyToManyField(
                        blank=True, related_name="partnerships", to="liaison.division"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        limit_choices_to={"kind": "police"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="liaison.organisation",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("site__name", "service__name"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "service"), name="one_partnership_per_site_and_service"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LadderCall",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("post_en", models.CharField(blank=True, max_length=120)),
                ("post_fr", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(max_length=40, verbose_name="telephone")),
                (
                    "within",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (15, "Within 15 seconds"),
                            (60, "Within a minute"),
                            (180, "Within three minutes"),
                            (900, "Called back within a quarter of an hour"),
                        ],
                        null=True,
                        verbose_name="answered",
                    ),
                ),
                ("called_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "called_by",
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
                        related_name="ladder_calls",
                        to="liaison.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ("-called_at", "-recorded_at", "-id"),
                "indexes": [
                    models.Index(
                        fields=["partnership", "-called_at"], name="ladder_calls_newest_first"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="ladder_call_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("within", None), ("within__in", (15, 60, 180, 900)), _connector="OR"
                        ),
                        name="ladder_call_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("called_at__lte", models.F("recorded_at"))),
                        name="ladder_call_is_kept_after_it_happened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Designation",
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
                    "rank",
                    models.CharField(
                        choices=[("primary", "Primary"), ("backup", "Backup")],
                        max_length=7,
                        verbose_name="rank",
                    ),
                ),
                ("post", models.CharField(max_length=120, verbose_name="post")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to="liaison.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ("side", "-rank", "-made_at"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("partnership", "side", "rank"),
                        name="one_standing_designation_per_side_and_rank",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="designation_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="designation_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rank__in", ("primary", "backup"))),
                        name="designation_rank_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactStep",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "post_en",
                    models.CharField(blank=True, max_length=120, verbose_name="post, in English"),
                ),
                (
                    "post_fr",
                    models.CharField(blank=True, max_length=120, verbose_name="post, in French"),
                ),
                ("phone", models.CharField(max_length=40, verbose_name="telephone")),
                (
                    "reachable_en",
                    models.CharField(blank=True, max_length=120, verbose_name="when, in English"),
                ),
                (
                    "reachable_fr",
                    models.CharField(blank=True, max_length=120, verbose_name="when, in French"),
                ),
                (
                    "is_public",
                    models.BooleanField(default=False, verbose_name="shown on the door card"),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ladder",
                        to="liaison.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ("side", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "side", "order"), name="one_contact_per_rung"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["site", "police"])),
                        name="contact_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post_en", ""), _negated=True),
                            models.Q(("post_fr", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contact_has_a_post_in_some_language",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MandateScope",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scopes",
                        to="liaison.mandate",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("division", None), ("partnership", None), ("site__isnull", False)
                            ),
                            models.Q(
                                ("division__isnull", False), ("partnership", None), ("site", None)
                            ),
                            models.Q(
                                ("division", None), ("partnership__isnull", False), ("site", None)
                            ),
                            _connector="OR",
                        ),
                        name="scope_names_exactly_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
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
                            ("exemption", "Statutory exemption"),
                            ("class_exemption", "Class exemption"),
                            ("permit", "Licence or permit"),
                            ("prosecution_policy", "Prosecution policy"),
                            ("discretion", "Police discretion"),
                            ("none", "None"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "authority",
                    models.CharField(blank=True, max_length=160, verbose_name="given by"),
                ),
                ("reference", models.CharField(blank=True, max_length=80, verbose_name="number")),
                (
                    "covers",
                    models.TextField(blank=True, max_length=2000, verbose_name="what it covers"),
                ),
                (
                    "does_not_cover",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what it does not cover"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="to")),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_bases",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("-recorded_at",),
                "get_latest_by": "recorded_at",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="legal_basis_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "exemption",
                                    "class_exemption",
                                    "permit",
                                    "prosecution_policy",
                                    "discretion",
                                    "none",
                                ),
                            )
                        ),
                        name="legal_basis_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursSet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("schedule", models.JSONField(verbose_name="schedule")),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hours_sets",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("-recorded_at",),
                "get_latest_by": "recorded_at",
                "indexes": [models.Index(fields=["site", "-recorded_at"], name="hours_of_a_site")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "recorded_at"), name="one_hours_set_per_site_and_moment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("schedule__isnull", False)),
                        name="hours_set_has_a_schedule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DoorLink",
            fields=[
                ("ciphertext", models.BinaryField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="for whom")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
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
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("-issued_at",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TellLink",
            fields=[
                ("ciphertext", models.BinaryField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="for whom")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
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
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="liaison.site",
                    ),
                ),
            ],
            options={
                "ordering": ("-issued_at",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DivisionLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="door_links",
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
            ],
            options={
                "ordering": ("-issued_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("division",),
                        name="a_division_has_one_standing_link",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-invited_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                        fields=("person",),
                        name="one_open_invitation_per_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leave",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("starts_on", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=["person", "ends_on"],
                        name="leave_that_stands",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="leave_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]
