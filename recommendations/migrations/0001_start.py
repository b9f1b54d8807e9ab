import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("recommendations", "0001_initial")]

    initial = True

    dependencies = [
        ("catalogue", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("file_name", models.CharField(max_length=120, verbose_name="file")),
                (
                    "file_digest",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="fingerprint"
                    ),
                ),
                ("format", models.CharField(max_length=20, verbose_name="format")),
                (
                    "is_demonstration",
                    models.BooleanField(
                        default=False, verbose_name="demonstration wording"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                        ],
                        default="running",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "refusal",
                    models.TextField(blank=True, verbose_name="why it was refused"),
                ),
                (
                    "started_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="started",
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="finished"
                    ),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                (
                    "created",
                    models.PositiveIntegerField(default=0, verbose_name="created"),
                ),
                (
                    "changed",
                    models.PositiveIntegerField(default=0, verbose_name="changed"),
                ),
                (
                    "unchanged",
                    models.PositiveIntegerField(default=0, verbose_name="unchanged"),
                ),
                (
                    "rejected",
                    models.PositiveIntegerField(default=0, verbose_name="rejected"),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "running"),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="importbatch_finished_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("refusal", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="importbatch_refused_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "session",
                    models.PositiveSmallIntegerField(
                        verbose_name="session of the Working Group"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="As printed in the report, such as 140.106: text, not a number.",
                        max_length=20,
                        verbose_name="paragraph",
                    ),
                ),
                (
                    "number_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                "number",
                                models.Value("(\\d+)"),
                                models.Value("00000\\1"),
                                models.Value("g"),
                                function="regexp_replace",
                            ),
                            models.Value("0*(\\d{6})"),
                            models.Value("\\1"),
                            models.Value("g"),
                            function="regexp_replace",
                        ),
                        output_field=models.CharField(max_length=200),
                    ),
                ),
                (
                    "wording_en",
                    models.TextField(blank=True, verbose_name="wording, English"),
                ),
                (
                    "wording_ru",
                    models.TextField(blank=True, verbose_name="wording, Russian"),
                ),
                (
                    "wording_ky",
                    models.TextField(blank=True, verbose_name="wording, Kyrgyz"),
                ),
                (
                    "action_category",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Minimal action"),
                            (2, "Continuing action"),
                            (3, "Considering action"),
                            (4, "General action"),
                            (5, "Specific action"),
                        ],
                        null=True,
                        verbose_name="action category",
                    ),
                ),
                (
                    "is_demonstration",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="demonstration wording",
                    ),
                ),
                (
                    "split_part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="When the State answered the parts of one paragraph apart.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="recommendations.recommendation",
                        verbose_name="part of",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="catalogue.state",
                        verbose_name="State under review",
                    ),
                ),
                (
                    "terms",
                    models.ManyToManyField(
                        blank=True,
                        related_name="recommendations",
                        to="catalogue.term",
                        verbose_name="issues",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
                "indexes": [
                    models.Index(
                        fields=["state", "-session"], name="recommendation_by_state"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("state", "session", "number"),
                        name="recommendation_number_once_per_review",
                        violation_error_message="This paragraph is already in the record.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wording_en", ""),
                            ("wording_ky", ""),
                            ("wording_ru", ""),
                            _negated=True,
                        ),
                        name="recommendation_has_wording",
                        violation_error_message="Give the wording in one language at least.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cycle__gte", 1), ("session__gte", 1)),
                        name="recommendation_session_from_one",
                        violation_error_message="Sessions and cycles are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("action_category", None),
                            ("action_category__range", (1, 5)),
                            _connector="OR",
                        ),
                        name="recommendation_action_category_known",
                        violation_error_message="Action categories are 1 to 5.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("split_part_of", models.F("id")), _negated=True
                        ),
                        name="recommendation_not_part_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supported", "Supported"),
                            ("noted", "Noted"),
                            ("pending", "Pending"),
                        ],
                        max_length=10,
                        verbose_name="position of the State",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=100, verbose_name="source"),
                ),
                (
                    "source_paragraph",
                    models.CharField(
                        blank=True,
                        max_length=100,
                        verbose_name="paragraph of the source",
                    ),
                ),
                (
                    "stated_on",
                    models.DateField(blank=True, null=True, verbose_name="stated on"),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("superseded_at", models.DateTimeField(editable=False, null=True)),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="recommendations.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("recommendation"),
                        condition=models.Q(("superseded_at", None)),
                        name="position_one_is_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["supported", "noted", "pending"])
                        ),
                        name="position_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MadeBy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "external_ids",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="numbers elsewhere"
                    ),
                ),
                ("key_digest", models.CharField(editable=False, max_length=64)),
                (
                    "key_ordinal",
                    models.PositiveSmallIntegerField(default=1, editable=False),
                ),
                (
                    "content_digest",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_by",
                        to="recommendations.importbatch",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations_made",
                        to="catalogue.state",
                        verbose_name="recommending State",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="made_by",
                        to="recommendations.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommending State",
                "verbose_name_plural": "recommending States",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("recommendation"),
                        models.F("state"),
                        name="madeby_state_once_per_recommendation",
                    ),
                    models.UniqueConstraint(
                        models.F("key_digest"),
                        models.F("key_ordinal"),
                        name="madeby_key_is_unique",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("raw", models.JSONField(verbose_name="as in the file")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("unchanged", "Unchanged"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("before", models.JSONField(null=True, verbose_name="before")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="import_rows",
                        to="recommendations.importbatch",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows",
                        to="recommendations.madeby",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("batch"),
                        models.F("number"),
                        name="importrow_number_once_per_batch",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "rejected"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="importrow_rejected_has_reason",
                    ),
                ],
            },
        ),
    ]
